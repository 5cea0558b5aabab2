"""Figures of one speaker that do not add up are flagged in words and left alone (R5)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.incidents.facets.arithmetic import harmed, mismatches
from sayso.model.claim import Outcome, Toll
from sayso.model.quantity import Count
from tests.incidents.reports import Row, facet


def toll(id: str, outcome: Outcome, number: int, whole: str | None = None, *classes: str, kind: str = "exact") -> Toll:
    high = number if kind == "exact" else None
    count = Count(low=number, high=high, kind="exact" if kind == "exact" else "at_least")
    return Toll(id=id, outcome=outcome, count=count, start=0, end=1, subset_of=whole, sex_age=classes)


@pytest.mark.parametrize(
    ("tolls", "words"),
    [
        # 8 + 7 + 2 are 17, not 16
        (
            [toll("t", "killed", 16), toll("a", "killed", 8, "t", "women"), toll("b", "killed", 7, "t", "children"),
             toll("c", "killed", 2, "t", "men")],
            ["8 + 7 + 2 = 17, not 16"],
        ),
        # women and children only: there may be men besides
        ([toll("t", "killed", 16), toll("a", "killed", 8, "t", "women"), toll("b", "killed", 7, "t", "children")], []),
        # all three, and too few
        (
            [toll("t", "killed", 16), toll("a", "killed", 8, "t", "women"), toll("b", "killed", 5, "t", "children"),
             toll("c", "killed", 2, "t", "men")],
            ["8 + 5 + 2 = 15, not 16"],
        ),
        # girls are women or children: these may be the same people
        (
            [toll("t", "killed", 9), toll("a", "killed", 5, "t", "children", "women"), toll("b", "killed", 7, "t", "women")],
            [],
        ),
        # nothing is known of who they were: they may overlap
        ([toll("t", "killed", 9), toll("a", "killed", 5, "t"), toll("b", "killed", 7, "t")], []),
        # no exact total, nothing to compare with
        ([toll("t", "killed", 9, kind="open"), toll("a", "killed", 8, "t", "men"), toll("b", "killed", 7, "t", "women")], []),
        # a headline of casualties
        ([toll("h", "harmed", 14), toll("k", "killed", 7), toll("i", "injured", 4)], ["7 killed + 4 injured = 11, not 14"]),
        ([toll("h", "harmed", 14), toll("k", "killed", 10, "h"), toll("i", "injured", 4, "h")], []),
        ([toll("k", "killed", 7), toll("i", "injured", 4)], []),
    ],
)  # fmt: skip
def test_what_does_not_add_up(tolls: list[Toll], words: list[str]) -> None:
    """In words, with both numbers."""
    assert [m.words for m in mismatches(tolls)] == words


def test_a_flag_names_who_said_it_and_changes_no_figure() -> None:
    """It stands with the figures that it is about, and with no others."""
    rows: list[Row] = [
        (
            "2016-07-09",
            "Observer",
            (
                "UNSMIL said that the air strike on Derna on Friday had killed 16 people, including eight women, seven "
                "children and two men, and injured five people."
            ),
        )
    ]
    killed = facet(rows, "killed")

    assert killed.flags == ("UNSMIL (Observer): 8 + 7 + 2 = 17, not 16",)
    assert (killed.low, killed.high) == (16, 16)
    assert facet(rows, "injured").flags == ()


@pytest.mark.parametrize(
    ("killed", "injured", "overlap", "expected"),
    [
        ((0, 1), (11, 12), "subset", (11, 12)),  # one of the 12 injured reportedly killed: never 13
        ((1, 1), (12, 12), "unknown", (12, 13)),  # the words do not say whether he was among them
        ((1, 1), (12, 12), "disjoint", (13, 13)),
    ],
)
def test_how_many_were_harmed(
    killed: tuple[int, int], injured: tuple[int, int], overlap: str, expected: tuple[int, int]
) -> None:
    """One speaker's figures, by what he says of their overlap (R3)."""
    assert harmed(killed, injured, overlap) == expected


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 9), st.sampled_from(["subset", "unknown", "disjoint"]))
def test_harmed_is_a_range(killed: int, injured: int, doubt: int, overlap: str) -> None:
    """Low is never above high, and no more than both together."""
    low, high = harmed((killed, killed + doubt), (injured, injured + doubt), overlap)

    assert low <= high <= killed + injured + 2 * doubt
