"""Which decisions stand: the later one on the same thing, undone ones not; in whatever order they are folded."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sayso.incidents.decisions import decision_data, decision_of, standing
from sayso.model.decision import Decision
from sayso.model.evidence import Entry


def decision(number: int, verb: Any, target: str = "c1", supersedes: int | None = None, **value: Any) -> Decision:
    return Decision(
        number=number, target=target, digest="", verb=verb, value=value, by="ada", at="2026-01-01T00:00:00Z",
        reason="because", supersedes=supersedes,
    )  # fmt: skip


ROWS = [
    ("the later on one claim replaces the earlier", [decision(1, "accept"), decision(2, "reject")], [2]),
    ("on two claims both stand", [decision(1, "accept"), decision(2, "reject", "c2")], [1, 2]),
    ("undone", [decision(1, "accept"), decision(2, "undo", supersedes=1)], []),
    ("undo undone", [decision(1, "accept"), decision(2, "undo", supersedes=1), decision(3, "undo", supersedes=2)], [1]),
    (
        "what was replaced comes back",
        [decision(1, "accept"), decision(2, "reject"), decision(3, "undo", supersedes=2)],
        [1],
    ),
    ("a pair either way round", [decision(1, "same", "a", other="b"), decision(2, "different", "b", other="a")], [2]),
    ("two fields", [decision(1, "select", field="killed"), decision(2, "select", field="who")], [1, 2]),
    ("one field", [decision(1, "select", field="killed"), decision(2, "select", field="killed")], [2]),
    ("a grade and a choice", [decision(1, "grade"), decision(2, "select", field="killed")], [1, 2]),
]


def test_the_decisions_that_stand() -> None:
    for why, made, expected in ROWS:
        assert [d.number for d in standing(made)] == expected, why


some = st.lists(
    st.tuples(
        st.sampled_from(["accept", "reject", "same", "different", "grade", "undo"]),
        st.sampled_from(["c1", "c2"]),
        st.integers(1, 12),
    ),
    max_size=12,
)


@given(some, st.randoms())
def test_folding_twice_is_folding_once_and_order_does_not_matter(made: list[tuple[str, str, int]], chance: Any) -> None:
    decisions = [
        decision(n, verb, target, supersedes=old if verb == "undo" and old < n else None, other="x")
        for n, (verb, target, old) in enumerate(made, 1)
    ]
    once = standing(decisions)
    again = decisions * 2
    chance.shuffle(again)
    assert standing(again) == once
    assert standing(once) == once


@given(st.text(max_size=20), st.integers(1, 99))
def test_a_decision_comes_back_out_of_its_entry(words: str, number: int) -> None:
    made = decision(number, "same", other=words)
    entry = Entry(
        number=number, at=made.at, by=made.by, kind="decision", target=made.target, data=decision_data(made),
        reason=made.reason, previous="", hash="",
    )  # fmt: skip
    assert decision_of(entry) == made
