"""A comparison adds up, says why, and weighs places, days, kinds, tolls and names as a careful person would."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.incidents.matching.compare import Weighing, compare, log_odds, odds, probability, traits, weights
from sayso.incidents.matching.profiles import Rarity, profiles_of
from sayso.incidents.matching.spots import compare_two
from sayso.lexicon.load import lexicon
from sayso.model.account import Account, Spot
from tests.incidents.made_accounts import BENGHAZI, DERNA, LIBYA, account, killed


def found(one: Account, other: Account) -> set[str]:
    """The names of the traits of a pair."""
    rarity = Rarity([one, other])
    profiles = profiles_of([one, other], rarity)
    return {t.name for t in traits(profiles[one.id], profiles[other.id], Weighing(weights(), rarity))}


def score(one: Account, other: Account) -> float:
    """The score of a pair."""
    rarity = Rarity([one, other])
    profiles = profiles_of([one, other], rarity)
    return probability(odds(profiles[one.id], profiles[other.id], Weighing(weights(), rarity)))


HOSPITAL = Spot(
    name="Wahda hospital", place="wahda", country="LY", lat=32.76, lon=22.63, precision="landmark", radius_m=200
)
MILL = Spot(name="Sahel mill", country="LY", lat=32.77, lon=22.64, precision="landmark", radius_m=200)
SUBURB = Spot(name="Martuba", place="martuba", country="LY", lat=32.7, lon=22.7, precision="town", radius_m=2_000)
MARKET = Spot(name="the old market", country="LY", precision="landmark")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({}, {}, {"place.town", "time.same_day", "kind.same"}),
        ({"spots": (HOSPITAL,)}, {"spots": (HOSPITAL,)}, {"place.spot"}),
        ({"spots": (HOSPITAL,)}, {}, {"place.near"}),
        ({}, {"spots": (BENGHAZI,)}, {"place.far"}),
        ({}, {"spots": (SUBURB,)}, {"place.neighbour"}),
        ({"spots": (HOSPITAL, DERNA)}, {"spots": (MILL, DERNA)}, {"place.town", "place.other_spot"}),
        ({}, {"spots": (LIBYA,)}, {"place.wide"}),
        ({"spots": (Spot(name="Fataih"),)}, {"spots": (Spot(name="Fataih"),)}, {"place.name"}),
        ({}, {"first": "2016-07-10", "last": "2016-07-10"}, {"time.next_day"}),
        (
            {"first": None, "last": None},
            {"first": "2016-07-12", "last": "2016-07-12", "published": "2016-07-13"},
            {"time.later_than_report"},
        ),
        ({"published": None}, {"first": "2016-07-13", "last": "2016-07-13", "published": "2016-07-13"}, {"time.days"}),
        ({}, {"first": None, "last": None}, {"published.together"}),
        ({}, {"first": None, "last": None, "published": "2016-07-14"}, {"published.overlap"}),
        ({}, {"kind": "shelling"}, {"kind.family"}),
        ({}, {"kind": "abduction"}, {"kind.other"}),
        ({"figures": (killed(12),)}, {"figures": (killed(12),)}, {"figures.equal_large"}),
        ({"figures": (killed(12),)}, {"figures": (killed(10, 15),)}, {"figures.compatible"}),
        ({"figures": (killed(12),)}, {"figures": (killed(30),), "published": "2016-07-12"}, {"figures.update"}),
        ({"figures": (killed(30),)}, {"figures": (killed(12),), "published": "2016-07-12"}, {"figures.contradict"}),
        ({"figures": (killed(2),)}, {"figures": (killed(90),), "published": "2016-07-12"}, {"figures.contradict"}),
        (
            {"figures": (killed(30),), "actors": ("haftar",)},
            {"figures": (killed(3),), "actors": ("dawn",)},
            {"facts.at_odds"},
        ),
        ({"story": "s"}, {"story": "s"}, {"story.same"}),
        ({"actors": ("haftar",)}, {"actors": ("haftar",)}, {"actors.same"}),
        ({"names": ("salem igtet",)}, {"names": ("igtet",)}, {"names.shared"}),
        ({"denial": True}, {}, {"denial.answers"}),
    ],
)
def test_each_likeness_and_difference_has_its_trait(
    one: dict[str, Any], other: dict[str, Any], expected: set[str]
) -> None:
    assert expected <= found(account("a", **one), account("b", **other))


def test_places_and_days_that_are_compared_already_are_no_likeness_of_words() -> None:
    told: dict[str, Any] = {"terms": ("derna", "2016-07-09", *(f"own{n}" for n in range(50)))}
    other: dict[str, Any] = {"terms": ("derna", "2016-07-09", *(f"other{n}" for n in range(50)))}
    rarity = Rarity([account("a", **told), account("b", **other)])
    profiles = profiles_of([account("a", **told), account("b", **other)], rarity)
    rows = traits(profiles["a/c1"], profiles["b/c1"], Weighing(weights(), rarity))
    assert next(t for t in rows if t.name == "text.alike").amount == 0.0


SPOTS = st.builds(
    Spot,
    name=st.sampled_from(("Derna", "Wahda", "Sahel", "the market")),
    place=st.sampled_from((None, "p1", "p2")),
    country=st.sampled_from((None, "LY", "EG")),
    lat=st.floats(30, 33),
    lon=st.floats(20, 24),
    precision=st.sampled_from(
        ("country", "adm1", "adm2", "city", "town", "village", "neighbourhood", "landmark", "unknown")
    ),
    radius_m=st.sampled_from((None, 300, 5_000, 60_000)),
)
FACTS = st.fixed_dictionaries({
    "spots": st.lists(SPOTS, max_size=3).map(tuple),
    "first": st.sampled_from((None, "2016-07-07", "2016-07-09")),
    "last": st.sampled_from((None, "2016-07-09", "2016-07-12")),
    "published": st.sampled_from((None, "2016-07-08", "2016-07-10", "2016-09-01")),
    "kind": st.sampled_from(("air_strike", "shelling", "abduction", "attack_on_civilians")),
    "actors": st.sampled_from(((), ("haftar",), ("dawn", "haftar"))),
    "figures": st.lists(st.builds(killed, st.integers(0, 90)), max_size=2).map(tuple),
    "names": st.sampled_from(((), ("salem igtet",), ("ali darnawi", "huda mansouri", "salem igtet"))),
    "terms": st.sampled_from(((), ("quay", "wadi"), tuple(f"w{n}" for n in range(50)))),
    "story": st.sampled_from((None, "s1", "s2")),
    "denial": st.booleans(),
})  # fmt: skip


@given(FACTS, FACTS)
@settings(max_examples=200, deadline=None)
def test_a_comparison_is_the_same_either_way_round(one: dict[str, Any], other: dict[str, Any]) -> None:
    pair = [account("a", **one), account("b", **other)]
    rarity = Rarity(pair)
    a, b = profiles_of(pair, rarity).values()
    weighing = Weighing(weights(), rarity)
    assert odds(a, b, weighing) == pytest.approx(odds(b, a, weighing))
    assert compare(a, b, weighing) == compare(b, a, weighing)


@given(SPOTS, SPOTS)
@settings(max_examples=300, deadline=None)
def test_distance_is_held_against_both_precisions(one: Spot, other: Spot) -> None:
    how = compare_two(one, other)
    assert how == compare_two(other, one)
    if one.place is not None and one.place == other.place:
        assert how not in ("place.apart", "place.far")
    coarser = (msgspec.structs.replace(spot, radius_m=400_000) for spot in (one, other))
    if "country" not in (one.precision, other.precision):
        assert not {compare_two(spot, other) for spot in coarser} & {"place.far"} or how == "place.far"


def test_what_is_unknown_weighs_nothing() -> None:
    bare: dict[str, Any] = {"spots": (), "first": None, "last": None, "published": None, "kind": "other"}
    assert found(account("a", **bare), account("b", **bare)) == {"text.alike"}
    assert not any(name.startswith("place") for name in found(account("a", spots=(MARKET,)), account("b")))


def test_the_toll_of_a_part_is_not_compared() -> None:
    part = killed(3).__class__(outcome="killed", low=3, high=3, part=True)
    assert not any(
        name.startswith("figures") for name in found(account("a", figures=(part,)), account("b", figures=(killed(3),)))
    )


def test_likelier_pairs_score_higher() -> None:
    rows = [
        account("b", spots=(BENGHAZI,)),
        account("b", first=None, last=None, spots=(LIBYA,)),
        account("b", first=None, last=None),
        account("b"),
        account("b", figures=(killed(12),), names=("salem igtet",)),
    ]
    one = account("a", figures=(killed(12),), names=("salem igtet",))
    for worse, better in pairwise(score(one, row) for row in rows):
        assert worse < better


def test_a_comparison_adds_up_and_says_why_whichever_way_round() -> None:
    one, other = account("a", names=("salem igtet",)), account("b", names=("igtet",))
    rarity = Rarity([one, other])
    profiles = profiles_of([one, other], rarity)
    weighing = Weighing(weights(), rarity)
    result = compare(profiles["a/c1"], profiles["b/c1"], weighing)
    assert result == compare(profiles["b/c1"], profiles["a/c1"], weighing)
    assert log_odds(result.score) == pytest.approx(sum(f.weight for f in result.features), abs=0.05)
    assert any("igtet" in f.why for f in result.features)
    assert all(f.why and "{" not in f.why for f in result.features)


def test_people_and_words_in_common_do_not_make_one_incident_of_two_days_or_towns() -> None:
    said: dict[str, Any] = {"names": ("salem igtet", "ali darnawi"), "terms": ("bakery", "quay", "wadi")}
    one = account("a", **said)
    for other in (
        account("b", first="2016-07-05", last="2016-07-05", **said),
        account("b", spots=(BENGHAZI,), **said),
    ):
        assert score(one, other) < 0.62


def test_names_that_many_reports_bear_weigh_less() -> None:
    crowd = [account(f"r{n:03}", names=("yousef mangoush",)) for n in range(50)]
    rare = [account("a", names=("salem igtet",)), account("b", names=("salem igtet",))]
    rarity = Rarity([*crowd, *rare])
    assert rarity.of_name("igtet") > rarity.of_name("mangoush") + 2


def test_every_weight_has_a_number_and_a_reason() -> None:
    for name, row in lexicon("grouping")["weights"].items():
        assert isinstance(row["weight"], float), name
        assert row["why"], name
