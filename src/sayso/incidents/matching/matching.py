"""Which accounts tell of one incident: stories, rarity, candidates, comparison, clusters, in this order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from sayso.incidents.matching.bonds import bonds
from sayso.incidents.matching.candidates import candidates
from sayso.incidents.matching.cluster import Pair, Verdicts, cluster, verdicts_of
from sayso.incidents.matching.compare import Weighing, compare, hold_in_words, judged, log_odds, told_apart, weights
from sayso.incidents.matching.guards import Facts, as_a_person_has_it, contradict, facts_of
from sayso.incidents.matching.profiles import Profile, Rarity, profiles_of
from sayso.incidents.matching.queue import Doubt, queued
from sayso.incidents.matching.stories import stories
from sayso.lexicon.load import lexicon
from sayso.model.account import Account
from sayso.model.decision import Decision
from sayso.model.grouped import Comparison
from sayso.model.record import Record


class Thresholds(Record, frozen=True, kw_only=True):
    """Scores: accounts that compare at `same` or more are joined, from `unsure` on they are put to a person. None: as the
    lexicon has it.
    """

    same: float | None = None
    unsure: float | None = None


class Matched(NamedTuple):
    """Accounts put together: groups of account ids, pairs in doubt, all accounts with their stories, and of each group of parts
    the group that it is part of. Groups are numbered in the order in which they get codes. `joined` are the comparisons that
    bind each group.
    """

    groups: list[list[str]]
    doubtful: list[Comparison]
    accounts: dict[str, Account]
    wholes: dict[int, int]
    joined: list[list[Comparison]]


_USUAL = Thresholds()
_HELD = 0.5  # log odds by which a pair that is held back stays below what is joined
_MANY = 20  # accounts of a report from which it is a chronicle: each is an incident of its own


def matched(
    accounts: Iterable[Account], decisions: Sequence[Decision] = (), thresholds: Thresholds = _USUAL
) -> Matched:
    """Groups of accounts of one incident, whatever the order in which the accounts come. Denials join groups but make none."""
    known = with_stories(sorted(accounts, key=lambda a: a.id))
    by_id = {account.id: account for account in known}
    rarity = Rarity(known)
    profiles = profiles_of(known, rarity)
    weighing = Weighing(weights(), rarity)
    judgements = {(a, b): judged(profiles[a], profiles[b], weighing) for a, b in candidates(profiles, rarity)}
    least = _threshold("same", thresholds.same)
    scored = {pair: value if hold is None else min(value, least - _HELD) for pair, (value, hold) in judgements.items()}
    verdicts = verdicts_of(decisions, by_id.keys())
    within = within_reports(profiles, weighing.weights["report.told_apart"])
    one_report = frozenset(pair for pair, value in within.items() if value is None)
    apart = one_report | {pair for pair, (_, hold) in judgements.items() if hold == "facts"}
    linked = scored | {pair: value for pair, value in within.items() if value is not None}
    facts = {name: facts_of(profile) for name, profile in profiles.items()}
    mains = {(a, b): value for (a, b), value in scored.items() if by_id[a].prominent and by_id[b].prominent}
    first = _joined(cluster(by_id, mains, least, verdicts, apart=apart, facts=facts))
    begun = msgspec.structs.replace(verdicts, same=(*verdicts.same, *first))
    found = cluster(by_id, linked, least, begun, apart=apart, facts=facts)
    groups = sorted((g for g in found if not all(by_id[m].denial for m in g)), key=lambda g: _age(by_id, g))
    at = {member: n for n, members in enumerate(groups) for member in members}
    wholes = _wholes(by_id, at, verdicts)
    doubts = queued(
        {pair: value for pair, (value, _) in judgements.items()},
        groups,
        profiles,
        weighing,
        least=_threshold("unsure", thresholds.unsure),
        parted=_no_question(at, wholes, verdicts.different | one_report),
    )
    known_of = [as_a_person_has_it([facts[m] for m in members]) for members in groups]
    doubtful = [
        _doubtful(doubt, profiles, weighing, least, contradicting=_at_odds(doubt.pair, at, known_of))
        for doubt in doubts
    ]
    joined = [[compare(profiles[a], profiles[b], weighing) for a, b in pairs] for pairs in bonds(groups, scored)]
    return Matched(groups, doubtful, by_id, wholes, joined)


def _joined(groups: Iterable[Sequence[str]]) -> Iterator[Pair]:
    """The pairs that make these groups: what reports are mainly about is put together first, so that what they tell beside it
    joins that and does not stand between.
    """
    yield from ((members[0], other) for members in groups for other in members[1:])


def main_groups(match: Matched) -> dict[str, int]:
    """The group of the incident that each report is mainly about; of a report that has none such, its first group."""
    main: dict[str, tuple[bool, int]] = {}
    for n, members in enumerate(match.groups):
        for account in (match.accounts[m] for m in members):
            row = (not account.prominent, n)
            main[account.report] = min(main.get(account.report, row), row)
    return {report: n for report, (_, n) in sorted(main.items())}


def shared_groups(match: Matched) -> dict[str, int]:
    """The group that each report has most in common with others: of the incidents that it tells the one that most reports
    share; of as many the one that it is mainly about.
    """
    reports = [len({match.accounts[m].report for m in members}) for members in match.groups]
    best: dict[str, tuple[int, bool, int]] = {}
    for n, members in enumerate(match.groups):
        for account in (match.accounts[m] for m in members):
            row = (reports[n], account.prominent, -n)
            best[account.report] = max(best.get(account.report, row), row)
    return {report: -row[2] for report, row in sorted(best.items())}


def with_stories(accounts: Sequence[Account]) -> list[Account]:
    """The accounts with the story that their report shares with others, None where it shares none."""
    told = stories({account.report: account.sketch for account in accounts})
    tellers = Counter(told.values())
    return [msgspec.structs.replace(a, story=told[a.report] if tellers[told[a.report]] > 1 else None) for a in accounts]


def _threshold(name: str, given: float | None) -> float:
    return log_odds(float(lexicon("grouping")["thresholds"][name]) if given is None else given)


def within_reports(profiles: Mapping[str, Profile], weight: float) -> dict[Pair, float | None]:
    """Pairs of accounts of one report: None where they are of two incidents for certain, else the log odds given:
    only other reports can show that the two are one.
    """
    by_report: dict[str, list[Profile]] = defaultdict(list)
    for _, profile in sorted(profiles.items()):
        by_report[profile.account.report].append(profile)
    return {
        (a.account.id, b.account.id): None if len(told) > _MANY or told_apart(a, b) else weight
        for told in by_report.values()
        for n, a in enumerate(told)
        for b in told[n + 1 :]
    }


def _age(accounts: Mapping[str, Account], members: Sequence[str]) -> tuple[str, str]:
    """The order in which groups get new codes: by their first day, then by id."""
    return (min(accounts[m].first or "~" for m in members), members[0])


def _at_odds(pair: Pair, at: Mapping[str, int], known: Sequence[Facts]) -> bool:
    return contradict(known[at[pair[0]]], known[at[pair[1]]])


def _doubtful(
    doubt: Doubt, profiles: Mapping[str, Profile], weighing: Weighing, least: float, *, contradicting: bool
) -> Comparison:
    """The comparison with what hangs on it, and why the machine did not join what scores high."""
    a, b = doubt.pair
    found = compare(profiles[a], profiles[b], weighing)
    beyond = "group" if contradicting else "others" if doubt.odds >= least else None
    held = found.held or (hold_in_words(beyond) if beyond is not None else None)
    return msgspec.structs.replace(found, value=doubt.value, held=held)


def _no_question(
    at: Mapping[str, int], wholes: Mapping[int, int], parted: Iterable[Pair]
) -> frozenset[tuple[int, int]]:
    """Pairs of groups that a person or a report parted, and those of a whole and its parts, or of two of its parts."""
    pairs = {(at[a], at[b]) for a, b in parted if a in at and b in at}
    families: dict[int, list[int]] = defaultdict(list)
    for group in sorted({*wholes, *wholes.values()}):
        *_, top = _line(group, wholes)
        families[top].append(group)
    pairs |= {(a, b) for family in families.values() for a in family for b in family}
    return frozenset((min(pair), max(pair)) for pair in pairs)


def _wholes(accounts: Mapping[str, Account], at: Mapping[str, int], verdicts: Verdicts) -> dict[int, int]:
    """The group that each group of parts is part of: as a person says, else as most of its accounts have it."""
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    for account in accounts.values():
        if account.id in at and account.part_of is not None and account.part_of in at:
            votes[at[account.id]][at[account.part_of]] += 1
    for one, other in verdicts.part_of:
        if one in at and other in at:
            votes[at[one]][at[other]] += len(accounts)
    wholes: dict[int, int] = {}
    for part, counts in sorted(votes.items()):
        whole = min(counts, key=lambda w: (-counts[w], w))
        if part not in _line(whole, wholes):
            wholes[part] = whole
    return wholes


def _line(group: int, wholes: Mapping[int, int]) -> Iterator[int]:
    """A group and the wholes above it."""
    yield group
    while group in wholes:
        group = wholes[group]
        yield group
