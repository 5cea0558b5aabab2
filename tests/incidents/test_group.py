"""Reports to incidents in one call: order does not matter, people overrule, codes stay, parts attach, doubt waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso
from sayso.incidents.group import GivenCode, Grouping, accounts_of, group
from sayso.incidents.matching import Thresholds, main_groups, matched, shared_groups
from sayso.model.account import Account
from sayso.model.decision import Decision, Verb
from sayso.model.reading import Reading
from tests.incidents.made_accounts import BENGHAZI, DERNA, account, killed

REPORTS = {
    "r1": ("2016-07-10", "The Harbour Times", "An air strike on Derna killed five people on 9 July 2016, doctors said."),
    "r2": ("2016-07-11", "Coast News", "Warplanes bombed Derna on Saturday, killing six people, the town's council said."),
    "r3": ("2016-07-11", "Coast News", "A car bomb in Benghazi killed two soldiers on 10 July 2016, the army said."),
    "r4": ("2016-07-20", "The Harbour Times", "An air strike on Derna killed one person on 18 July 2016, residents said."),
    "r5": ("2016-07-12", "Desert Post", "Air strikes hit Derna, Sirte and Sabha on 9 July 2016, killing 12, officials said."),
}  # fmt: skip


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    rows = REPORTS.items()
    return {name: sayso.read(text, id=name, source=source, published=day) for name, (day, source, text) in rows}


@pytest.fixture(scope="module")
def accounts(readings: dict[str, Reading]) -> list[Account]:
    return [a for name, reading in readings.items() for a in accounts_of(reading, REPORTS[name][2])]


def grouped(
    readings: Mapping[str, Reading],
    accounts: Sequence[Account],
    decisions: Sequence[Decision] = (),
    codes: Sequence[GivenCode] = (),
) -> Grouping:
    """The grouping of some accounts."""
    return group(accounts, decisions, codes, lambda names: {name: readings[name] for name in names})


def decision(number: int, verb: Verb, target: str, **value: Any) -> Decision:
    """A decision."""
    return Decision(
        number=number, target=target, digest="", verb=verb, value=value, by="ana", at="2026-01-01", reason="read both"
    )


def reports_of(grouping: Grouping) -> set[frozenset[str]]:
    """The reports of each incident that is no part."""
    return {frozenset(a.split("/")[0] for a in i.accounts) for i in grouping.incidents if i.part_of is None}


def test_reports_of_one_strike_are_one_incident_and_others_are_not(
    readings: dict[str, Reading], accounts: list[Account]
) -> None:
    told = reports_of(grouped(readings, accounts))
    assert {"r3"} in told
    assert {"r4"} in told
    assert any({"r1", "r2"} <= reports for reports in [*told, *reports_of(grouped(readings, accounts[:2]))])


def test_the_order_of_accounts_changes_nothing(readings: dict[str, Reading], accounts: list[Account]) -> None:
    assert grouped(readings, accounts[::-1]) == grouped(readings, accounts)


def test_parts_hang_on_their_whole(readings: dict[str, Reading], accounts: list[Account]) -> None:
    told = {i.code: i for i in grouped(readings, accounts).incidents}
    parts = [i for i in told.values() if i.part_of is not None]
    assert len(parts) >= 2
    for part in parts:
        assert part.part_of is not None
        assert part.code in told[part.part_of].parts


def test_codes_stay_and_nothing_new_is_given_the_second_time(
    readings: dict[str, Reading], accounts: list[Account]
) -> None:
    first = grouped(readings, accounts)
    log = [msgspec.structs.replace(code, number=n) for n, code in enumerate(first.new_codes, 1)]
    again = grouped(readings, accounts, codes=log)
    assert again.new_codes == ()
    assert again.incidents == first.incidents


def test_a_person_parts_and_joins(readings: dict[str, Reading], accounts: list[Account]) -> None:
    of = {a.report: a for a in accounts if a.prominent}
    joined = grouped(readings, accounts, [decision(1, "same", of["r3"].id, other=of["r4"].id)])
    assert {"r3", "r4"} in reports_of(joined)
    parted = grouped(readings, accounts, [decision(1, "different", of["r1"].id, other=of["r2"].id)])
    assert not any({"r1", "r2"} <= reports for reports in reports_of(parted))
    whole = grouped(readings, accounts, [decision(1, "part_of", of["r4"].id, other=of["r3"].id)])
    at = {a: i for i in whole.incidents for a in i.accounts}
    assert at[of["r4"].id].part_of == at[of["r3"].id].code


def test_facts_and_grades_come_with_the_incident(readings: dict[str, Reading], accounts: list[Account]) -> None:
    told = grouped(readings, accounts)
    strike = next(i for i in told.incidents if any(a.startswith("r1/") for a in i.accounts))
    assert (strike.country, strike.first) == ("LY", "2016-07-09")
    assert strike.grade is not None
    assert any(facet.field == "killed" for facet in strike.facets)


def test_a_pair_between_the_thresholds_waits_for_a_person_and_is_not_joined() -> None:
    pair = [account("a"), account("b", first="2016-07-10", last="2016-07-10")]
    doubting = Thresholds(same=0.95, unsure=0.01)
    match = matched(pair, thresholds=doubting)
    assert len(match.groups) == 2
    assert [(p.a, p.b) for p in match.doubtful] == [("a/c1", "b/c1")]
    assert matched(pair, [decision(1, "different", "a/c1", other="b/c1")], doubting).doubtful == []


def test_lists_of_raids_do_not_run_together_though_words_and_people_are_shared() -> None:
    said: dict[str, Any] = {"names": ("salem igtet", "fayez darnawi"), "terms": ("planes", "raids", "council", "port")}
    accounts = [
        account(report, key, spots=(spot,), prominent=key == "c1", **said)
        for report in ("a", "b", "c", "d", "e")
        for key, spot in (("c1", DERNA), ("c2", BENGHAZI))
    ]
    groups = matched(accounts).groups
    assert [{m.split("/")[1] for m in members} for members in groups] == [{"c1"}, {"c2"}]


def test_two_days_of_raids_on_one_town_stay_two() -> None:
    said: dict[str, Any] = {"names": ("wahda", "fayez darnawi"), "terms": ("planes", "raids", "council", "port")}
    accounts = [
        account(f"{name}{n}", first=day, last=day, published=day, **said)
        for name, day in (("a", "2016-07-05"), ("b", "2016-07-09"))
        for n in range(3)
    ]
    assert [{m[0] for m in members} for members in matched(accounts).groups] == [{"a"}, {"b"}]


def test_a_denial_joins_but_makes_no_incident() -> None:
    told, denial = account("a", figures=(killed(5),)), account("b", denial=True, title="", kind="air_strike")
    assert matched([told, denial]).groups == [["a/c1", "b/c1"]]
    assert matched([denial]).groups == []


def test_a_report_is_mainly_about_its_own_matter_and_shares_what_others_tell_too() -> None:
    side = account("a", "c2", spots=(BENGHAZI,), prominent=False)
    match = matched([account("a", first="2015-01-01", last="2015-01-01"), side, account("b", spots=(BENGHAZI,))])
    main, shared = main_groups(match), shared_groups(match)
    assert main["a"] != main["b"]
    assert shared["a"] == shared["b"] == main["b"]


@given(st.permutations(range(6)))
@settings(max_examples=25, deadline=None)
def test_shuffled_accounts_give_the_same_groups(order: list[int]) -> None:
    made = [
        account("a"), account("b"), account("c", spots=(BENGHAZI,)), account("d", first="2016-07-01", last="2016-07-01"),
        account("e", kind="shelling", names=("salem igtet",)), account("f", spots=(), names=("salem igtet",)),
    ]  # fmt: skip
    assert matched([made[n] for n in order]).groups == matched(made).groups
