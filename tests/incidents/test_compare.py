"""A comparison adds up, says why, and weighs places, days, kinds, tolls and names as a careful person would."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from sayso.incidents.matching.compare import Weighing, compare, log_odds, odds, probability, traits, weights
from sayso.incidents.matching.profiles import Rarity, profiles_of
from sayso.lexicon.load import lexicon
from sayso.model.account import Account, Spot
from tests.incidents.made_accounts import BENGHAZI, LIBYA, account, killed


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
MARKET = Spot(name="the old market", country="LY", precision="landmark")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({}, {}, {"place.town", "time.same_day", "kind.same"}),
        ({"spots": (HOSPITAL,)}, {"spots": (HOSPITAL,)}, {"place.spot"}),
        ({"spots": (HOSPITAL,)}, {}, {"place.near"}),
        ({}, {"spots": (BENGHAZI,)}, {"place.far"}),
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
