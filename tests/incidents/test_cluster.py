"""Groups do not depend on order; people overrule the machine; weak links do not chain."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.incidents.matching.cluster import Pair, Verdicts, cluster, verdicts_of
from sayso.model.decision import Decision, Verb

IDS = [f"{report}/c" for report in "abcdefgh"]
PAIRS = [(a, b) for n, a in enumerate(IDS) for b in IDS[n + 1 :]]
ODDS = st.dictionaries(st.sampled_from(PAIRS), st.floats(-8, 8, allow_nan=False), max_size=len(PAIRS))
SOME = st.sets(st.sampled_from(PAIRS), max_size=6)


def together(groups: list[list[str]], a: str, b: str) -> bool:
    """Whether two accounts are in one group."""
    return any(a in group and b in group for group in groups)


def decision(number: int, verb: Verb, target: str, other: str, **value: object) -> Decision:
    """A decision on a pair."""
    return Decision(
        number=number, target=target, digest="", verb=verb, value={"other": other, **value}, by="ana", at="2026-01-01",
        reason="seen both",
    )  # fmt: skip


@given(ODDS, SOME, SOME, st.permutations(IDS), st.randoms())
@settings(max_examples=150, deadline=None)
def test_order_of_arrival_does_not_matter(
    odds: dict[Pair, float], same: set[Pair], different: set[Pair], order: list[str], random: st.DataObject
) -> None:
    verdicts = Verdicts(same=tuple(sorted(same)), different=frozenset(different))
    shuffled = list(odds.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert cluster(order, dict(shuffled), 0.5, verdicts) == cluster(IDS, odds, 0.5, verdicts)


@given(ODDS, SOME, SOME)
@settings(max_examples=150, deadline=None)
def test_different_always_parts_and_same_joins_where_nothing_stands_against_it(
    odds: dict[Pair, float], same: set[Pair], different: set[Pair]
) -> None:
    groups = cluster(IDS, odds, 0.5, Verdicts(same=tuple(sorted(same)), different=frozenset(different)))
    assert sorted(x for group in groups for x in group) == IDS
    assert not any(together(groups, a, b) for a, b in different)
    if not different:
        assert all(together(groups, a, b) for a, b in same)


@given(ODDS, SOME)
@settings(max_examples=100, deadline=None)
def test_one_different_more_parts_that_pair(odds: dict[Pair, float], same: set[Pair]) -> None:
    for a, b in PAIRS[:3]:
        groups = cluster(IDS, odds, 0.5, Verdicts(same=tuple(sorted(same)), different=frozenset({(a, b)})))
        assert not together(groups, a, b)


@given(ODDS)
@settings(max_examples=100, deadline=None)
def test_grouping_what_is_grouped_changes_nothing(odds: dict[Pair, float]) -> None:
    groups = cluster(IDS, odds, 0.5, Verdicts())
    said = tuple((group[0], other) for group in groups for other in group[1:])
    assert cluster(IDS, {}, 0.5, Verdicts(same=said)) == groups


def test_a_chain_of_weak_links_is_no_group() -> None:
    a, b, c, d = IDS[:4]
    groups = cluster(IDS[:4], {(a, b): 1.0, (b, c): 1.0, (c, d): 1.0}, 0.5, Verdicts())
    assert groups == [[a, b], [c, d]]


def test_accounts_that_one_report_tells_apart_are_not_brought_together_by_a_third() -> None:
    ids = ["a/1", "a/2", "b/1"]
    odds = {("a/1", "b/1"): 5.0, ("a/2", "b/1"): 4.0}
    assert cluster(ids, odds, 0.5, Verdicts(), apart={("a/1", "a/2")}) == [["a/1", "b/1"], ["a/2"]]
    assert cluster(ids, odds, 0.5, Verdicts(same=(("a/1", "a/2"),)), apart={("a/1", "a/2")}) == [ids]


def test_a_passing_mention_does_not_dilute_a_match() -> None:
    ids = ["a/1", "a/2", "b/1"]
    odds = {("a/1", "b/1"): 6.0, ("a/2", "b/1"): 3.0, ("a/1", "a/2"): -1.0}
    assert cluster(ids, odds, 0.5, Verdicts()) == [ids]


def test_unsure_keeps_the_machine_from_joining() -> None:
    a, b = IDS[:2]
    assert cluster([a, b], {(a, b): 9.0}, 0.5, Verdicts(unsure=frozenset({(a, b)}))) == [[a], [b]]


def test_decisions_name_the_accounts_of_both_incidents() -> None:
    a, b, c, d = IDS[:4]
    known = set(IDS[:4])
    found = verdicts_of([decision(1, "same", a, c, accounts=[a, b], others=[c, "gone/c"])], known)
    assert cluster(IDS[:4], {}, 0.5, found) == [[a, b, c], [d]]
    found = verdicts_of([decision(1, "different", a, c, accounts=[a, b], others=[c])], known)
    assert found.different == {(a, c), (b, c)}
    found = verdicts_of([decision(1, "different", a, b, accounts=[a, b], others=[a, b])], known)
    assert found.different == {(a, b)}


def test_part_of_keeps_part_and_whole_apart() -> None:
    a, b = IDS[:2]
    found = verdicts_of([decision(1, "part_of", b, a)], {a, b})
    assert found.part_of == ((b, a),)
    assert cluster([a, b], {(a, b): 9.0}, 0.5, found) == [[a], [b]]
