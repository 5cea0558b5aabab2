"""What contradicts is never joined, by no chain and no average; only a person joins it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.incidents.matching import matched
from sayso.incidents.matching.guards import contradict, facts_of
from sayso.incidents.matching.profiles import Rarity, profiles_of
from sayso.model.account import Account, Spot
from tests.incidents.made_accounts import BENGHAZI, DERNA, account, decision_on, killed

VILLAGE = Spot(name="Zaafrana", place="zaafrana", country="LY", lat=29.6, lon=17.7, precision="village", radius_m=500)
BESIDE = Spot(name="Zaafrana", place="zaafrana2", country="LY", lat=29.61, lon=17.72, precision="town", radius_m=2_000)
ALIKE: dict[str, Any] = {
    "names": ("salem igtet", "ali darnawi", "huda mansouri"),
    "terms": tuple(f"word{n}" for n in range(60)),
    "targets": ("bakery",),
}


def on(day: int, **facts: Any) -> dict[str, Any]:
    """A day of July 2016, published the day after."""
    return {"first": f"2016-07-{day:02}", "last": f"2016-07-{day:02}", "published": f"2016-07-{day + 1:02}", **facts}


@pytest.mark.parametrize(
    ("why", "one", "other", "expected"),
    [
        ("the same day", on(9), on(9), False),
        ("two days apart: a night and a time zone", on(9), on(11, published="2016-07-12"), False),
        ("three days apart", on(9), on(12), True),
        ("a window of a week contradicts no day in it", on(9), {"first": "2016-07-08", "last": "2016-07-14"}, False),
        ("no day is said", on(9), {"first": None, "last": None}, False),
        ("it happened after the other was printed", on(9), {"first": None, "last": None, "published": "2016-07-06"}, True),
        ("two cities", on(9), on(9, spots=(BENGHAZI,)), True),
        ("a city, and a village whose name is known from nothing else", on(9), on(9, spots=(VILLAGE,)), False),
        ("a city, and a village beside another place", on(9), on(9, spots=(VILLAGE, BESIDE)), True),
        ("two cities, one of them in both", on(9), on(9, spots=(BENGHAZI, DERNA)), False),
        ("no place", on(9), on(9, spots=()), False),
    ],
)  # fmt: skip
def test_only_what_is_finely_known_contradicts(
    why: str, one: dict[str, Any], other: dict[str, Any], expected: bool
) -> None:
    pair = [account("a", **one), account("b", **other)]
    profiles = profiles_of(pair, Rarity(pair))
    a, b = (facts_of(profile) for profile in profiles.values())
    assert contradict(a, b) is contradict(b, a) is expected, why


def test_days_do_not_drift_from_report_to_report() -> None:
    told = [account(f"r{day:02}", **on(day), **ALIKE) for day in range(4, 14)]
    for members in matched(told).groups:
        days = [int(m[1:3]) for m in members]
        assert max(days) - min(days) <= 2


def test_an_account_that_says_little_brings_no_two_deeds_together() -> None:
    vague = account("v", first=None, last=None, spots=(), published="2016-07-20", **ALIKE)
    told = [account(f"{name}{n}", **on(day), **ALIKE) for name, day in (("a", 4), ("b", 12)) for n in range(2)]
    groups = [{m[0] for m in members} for members in matched([*told, vague]).groups]
    assert not any({"a", "b"} <= group for group in groups)


@pytest.mark.parametrize(
    ("why", "one", "other", "expected"),
    [
        ("other quarters and tolls", ("Lantern Hill", 3), ("Potter Well", 21), False),
        ("other quarters, tolls of which one may update the other", ("Lantern Hill", 3), ("Potter Well", 4), False),
        ("other names of spots, but one high toll", ("Lantern Hill", 21), ("Sahel mosque", 21), True),
        ("one quarter", ("Lantern Hill", 3), ("Lantern Hill", 4), True),
        ("a word of the name in common", ("Lantern Hill", 3), ("Lantern quarter", 4), True),
    ],
)
def test_two_spots_of_a_town_on_one_day_in_the_same_words(
    why: str, one: tuple[str, int], other: tuple[str, int], expected: bool
) -> None:
    frame: dict[str, Any] = {"terms": tuple(f"word{n}" for n in range(60))}
    told = [
        account(f"{name}{n}", spots=(_quarter(quarter), DERNA), figures=(killed(dead),), **frame)
        for name, (quarter, dead) in (("a", one), ("b", other))
        for n in range(3)
    ]
    match = matched(told)
    assert (len(match.groups) == 1) is expected, why
    assert all({m[0] for m in members} < {"a", "b"} for members in match.groups) or expected, why


def test_a_person_joins_what_contradicts_and_it_stays_joined() -> None:
    told = [account("a", **on(4)), account("b", **on(12)), account("c", **on(12)), account("d", spots=(BENGHAZI,))]
    same = [decision_on(1, "same", "a/c1", "b/c1"), decision_on(2, "same", "a/c1", "d/c1")]
    assert any({"a/c1", "b/c1", "d/c1"} <= set(members) for members in matched(told, same).groups)


DAYS = st.lists(st.integers(1, 20), min_size=2, max_size=7)
PLACES = st.lists(st.sampled_from((DERNA, BENGHAZI, VILLAGE, None)), min_size=7, max_size=7)


@given(DAYS, PLACES, st.booleans())
@settings(max_examples=80, deadline=None)
def test_no_incident_holds_two_accounts_that_contradict(
    days: list[int], places: list[Spot | None], alike: bool
) -> None:
    told = [_told(n, day, places[n], alike) for n, day in enumerate(days)]
    profiles = profiles_of(told, Rarity(told))
    for members in matched(told).groups:
        facts = [facts_of(profiles[m]) for m in members]
        assert not any(contradict(a, b) for a in facts for b in facts)


def _told(number: int, day: int, place: Spot | None, alike: bool) -> Account:
    return account(f"r{number}", **on(day), spots=(place,) if place else (), **(ALIKE if alike else {}))


def _quarter(name: str) -> Spot:
    return Spot(name=name, country="LY", lat=32.77, lon=22.64, precision="neighbourhood", radius_m=1_500)
