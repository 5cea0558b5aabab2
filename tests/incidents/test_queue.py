"""The queue is short, its pairs are worth a minute, and those on which most hangs come first."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.incidents.matching import Thresholds, matched
from sayso.model.account import Account
from tests.incidents.made_accounts import BENGHAZI, DERNA, account, decision_on, killed

ALL = Thresholds(same=1.0, unsure=0.0001)  # nothing is joined, everything is in doubt
NAMES = ("salem igtet", "ali darnawi", "huda mansouri")
WORDS = tuple(f"word{n}" for n in range(60))
UNDATED: dict[str, Any] = {"first": None, "last": None}


@pytest.mark.parametrize(
    ("why", "one", "other", "expected"),
    [
        ("one town, a day apart", {}, {"first": "2016-07-10", "last": "2016-07-10"}, True),
        ("one town, five days apart", {}, {"first": "2016-07-14", "last": "2016-07-14", "published": "2016-07-15"}, False),
        ("five days apart, but the same people", {"names": NAMES}, {"first": "2016-07-14", "last": "2016-07-14",
                                                                   "published": "2016-07-15", "names": NAMES}, True),
        ("478 days apart", {"names": NAMES, "terms": WORDS},
         {"first": "2017-10-30", "last": "2017-10-30", "published": "2017-10-31", "names": NAMES, "terms": WORDS}, False),
        ("weeks apart: one has the day wrong", {"names": NAMES, "terms": WORDS},
         {"first": "2016-08-01", "last": "2016-08-01", "published": "2016-08-02", "names": NAMES, "terms": WORDS}, True),
        ("undated, one town and nothing else", {}, UNDATED, False),
        ("undated, one town and rare names", {"names": NAMES}, {**UNDATED, "names": NAMES}, True),
        ("undated, rare names and like words, no place", {"names": NAMES, "terms": WORDS},
         {**UNDATED, "spots": (), "names": NAMES, "terms": (*WORDS[:30], "quay")}, True),
        ("undated, and published a year on", {"names": NAMES},
         {**UNDATED, "published": "2017-07-10", "names": NAMES}, False),
        ("two cities on one day, in like words", {"terms": WORDS}, {"spots": (BENGHAZI,), "terms": WORDS}, False),
        ("one town, another kind", {}, {"kind": "abduction"}, False),
    ],
)  # fmt: skip
def test_what_is_worth_a_minute(why: str, one: dict[str, Any], other: dict[str, Any], expected: bool) -> None:
    asked = {(p.a, p.b) for p in matched(pair(one, other), thresholds=ALL).doubtful}
    assert (("a/c1", "b/c1") in asked) is expected, why


def pair(one: dict[str, Any], other: dict[str, Any]) -> list[Account]:
    """Two accounts by themselves."""
    return [account("a", **one), account("b", **other)]


def test_an_incident_and_its_parts_are_no_question() -> None:
    whole = account("a", names=NAMES)
    parts = [account("a", f"p{n}", part_of="a/c1", prominent=False, names=NAMES) for n in (1, 2)]
    told = [whole, *parts, account("b", names=NAMES), account("b", "p1", part_of="b/c1", prominent=False, names=NAMES)]
    match = matched(told)
    at = {m: n for n, members in enumerate(match.groups) for m in members}
    family = {at["a/c1"], at["a/p1"], at["a/p2"]}
    assert not any({at[p.a], at[p.b]} <= family for p in match.doubtful)


def test_what_a_person_parted_is_asked_no_more() -> None:
    told = pair({}, {"first": "2016-07-10", "last": "2016-07-10"})
    assert matched(told, [decision_on(1, "different", "a/c1", "b/c1")], ALL).doubtful == []


def test_of_two_incidents_there_is_one_row_and_most_reports_come_first() -> None:
    next_day: dict[str, Any] = {"first": "2016-07-10", "last": "2016-07-10", "published": "2016-07-11"}
    large = [
        account(f"{name}{n}", names=NAMES, **facts) for name, facts in (("a", {}), ("b", next_day)) for n in range(4)
    ]
    small = [
        account("c", spots=(BENGHAZI,), figures=(killed(2),)),
        account("d", spots=(BENGHAZI,), figures=(killed(2),), **next_day),
    ]
    same = [decision_on(n, "same", f"{x}0/c1", f"{x}{n}/c1") for x in "ab" for n in (1, 2, 3)]
    match = matched([*large, *small], same, ALL)
    assert [{p.a[0], p.b[0]} for p in match.doubtful] == [{"a", "b"}, {"c", "d"}]
    assert match.doubtful[0].value > match.doubtful[1].value


@given(st.integers(2, 60))
@settings(max_examples=15, deadline=None)
def test_the_queue_is_short_beside_the_incidents(many: int) -> None:
    told = [account(f"r{n:03}", spots=(DERNA,), names=NAMES) for n in range(many)]
    match = matched(told, thresholds=ALL)
    assert len(match.doubtful) <= 20 + len(match.groups) // 5
    at = {m: n for n, members in enumerate(match.groups) for m in members}
    rows = [at[x] for p in match.doubtful for x in (p.a, p.b)]
    assert all(rows.count(group) <= 2 for group in rows)
