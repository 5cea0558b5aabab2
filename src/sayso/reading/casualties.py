"""Casualty figures: how many were killed, injured, missing …, who they were, and which figure is a part of which."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Literal, NamedTuple

import msgspec

from sayso.lexicon.load import lexicon
from sayso.model.claim import CombatStatus, Outcome, Toll
from sayso.model.quantity import Count, CountKind
from sayso.reading.found import FoundToll, Status
from sayso.reading.harm import Clause, Cue, find_cues, opener, words_of_harm
from sayso.reading.mentions import Mentions
from sayso.reading.numbers import find_numbers
from sayso.reading.parse import Parse
from sayso.reading.stance import status
from sayso.reading.victims import Group, Scene, find_groups, scene_of


class Draft(NamedTuple):
    """A figure of one sentence, before it has an id: `parent` is the number of the larger figure in the report's list."""

    cue: int
    outcome: Outcome
    count: Count
    first: int
    last: int
    rule: str
    parent: int | None = None
    overlap: Literal["disjoint", "subset", "unknown"] = "unknown"
    update: bool = False
    sort: str = "counted"
    certain: bool = True


def find_tolls(parse: Parse, mentions: Mentions) -> list[FoundToll]:
    """All casualty figures of the report in text order, toll ids t1, t2 …"""
    scene = scene_of(parse)
    drafts: list[Draft] = []
    for first, last in parse.sentences:
        if not words_of_harm().triggers.isdisjoint(token.lower for token in parse.tokens[first:last]):
            _read_sentence(scene, first, last, drafts)
    return [_found(parse, number, draft) for number, draft in enumerate(drafts)]


def _read_sentence(scene: Scene, first: int, last: int, drafts: list[Draft]) -> None:
    parse = scene.parse
    cues = _joined(parse, find_cues(parse, first, last))
    clause = Clause(parse, first, last, find_groups(scene, first, last), cues)
    taken: dict[int, int] = {}  # group → draft
    begin = len(drafts)
    for cue, number in _pairs(clause):
        _add(clause, cue, number, drafts, taken)
    for number, group in enumerate(clause.groups):
        if group.sort == "thing":
            _add_thing(clause, number, drafts, taken)
    for cue in cues:
        if cue.form == "toll":
            _add_toll(clause, cue, drafts, taken)
    _add_subsets(clause, drafts, taken, begin)


def _joined(parse: Parse, cues: list[Cue]) -> list[Cue]:
    """Cues side by side made one: "killed and wounded 12" harms twelve, "shot and killed" kills."""
    made: list[Cue] = []
    for cue in cues:
        before = made[-1] if made else None
        if before and _side_by_side(parse, before.i, cue.i):
            if (
                before.outcome == "harmed"
                and cue.outcome in ("killed", "injured")
                and parse.tokens[before.i].lower.startswith("sho")
            ):
                made[-1] = cue
                continue
            if {before.outcome, cue.outcome} in (
                {"killed", "injured"},
                {"harmed", "injured"},
                {"harmed", "detained"},
                {"harmed", "missing"},
            ) or _either(parse, before.i, cue.i):
                made[-1] = cue._replace(outcome="harmed")
                continue
        made.append(cue)
    return made


def _side_by_side(parse: Parse, i: int, j: int) -> bool:
    between = parse.tokens[i + 1 : j]
    return 0 < len(between) < 4 and all(t.lower in ("and", "or", ",", "/", "&") or t.tag == "RB" for t in between)


def _either(parse: Parse, i: int, j: int) -> bool:
    return any(t.lower == "or" for t in parse.tokens[i + 1 : j])


def _pairs(clause: Clause) -> list[tuple[Cue, int]]:
    pairs: list[tuple[Cue, int]] = []
    for cue in clause.cues:
        if cue.form == "toll":
            continue
        number = clause.victims(cue)
        if number is not None and clause.groups[number].sort != "thing":
            pairs.append((cue, number))
    return pairs


def _add(clause: Clause, cue: Cue, number: int, drafts: list[Draft], taken: dict[int, int]) -> None:
    """The figure of a cue and its group, with those that are coordinated with the group."""
    chain = _chain(clause, cue, number)
    if any(k in taken and drafts[taken[k]].outcome == cue.outcome for k in chain):
        return
    groups = [clause.groups[k] for k in chain]
    if len(chain) == 1:
        taken[number] = len(drafts)
        drafts.append(_draft(clause, cue, groups[0], f"casualties.{cue.form}_{cue.outcome}"))
        return
    total = _total(groups)
    whole = len(drafts)
    if total is None:  # the first is the sum of the others
        taken[chain[0]] = whole
        drafts.append(_draft(clause, cue, groups[0], f"casualties.{cue.form}_{cue.outcome}"))
        parts = list(zip(chain, groups, strict=True))[1:]
    else:
        made = groups[0]._replace(
            last=groups[-1].last, head=groups[-1].head, count=_worded(clause.parse, total, groups)
        )
        drafts.append(_draft(clause, cue, made, "casualties.coordination"))
        parts = list(zip(chain, groups, strict=True))
    for k, group in parts:
        taken[k] = len(drafts)
        drafts.append(
            _draft(clause, cue, group, "casualties.coordinated_part")._replace(parent=whole, overlap="subset")
        )


def _worded(parse: Parse, count: Count, groups: list[Group]) -> Count:
    return msgspec.structs.replace(count, exact=parse.words(groups[0].first, groups[-1].last))


def _chain(clause: Clause, cue: Cue, number: int) -> list[int]:
    """The numbers of the groups coordinated with a group, in text order."""
    begin = end = number
    while (
        begin > 0
        and clause.joined(begin - 1)
        and clause.groups[begin - 1].last < cue.i
        and not _has_other_cue(clause, begin - 1, cue)
    ):
        begin -= 1
        if opener(clause.parse, clause.groups[begin], clause.first) is not None:
            break
    while (
        clause.joined(end)
        and not _has_other_cue(clause, end + 1, cue)
        and (clause.groups[end + 1].first < cue.i) == (clause.groups[number].first < cue.i)
    ):
        end += 1
    return list(range(begin, end + 1))


def _has_other_cue(clause: Clause, number: int, cue: Cue) -> bool:
    """ "killed 12 and 20 injured": the second group has a cue of its own."""
    other = clause.cue_at.get(clause._skip_left_words(clause.groups[number].last + 1))
    return other is not None and other.i != cue.i


def _total(groups: list[Group]) -> Count | None:
    """The sum of a coordination; None when the first is the whole of which the others are the parts."""
    lows = [group.count.low or 0 for group in groups]
    if len(groups) > 2 and lows[0] == sum(lows[1:]):
        return None
    highs = [group.count.high for group in groups]
    high = None if any(h is None for h in highs) else sum(h for h in highs if h is not None)
    kinds = {group.count.kind for group in groups}
    kind: CountKind = (
        "exact"
        if kinds == {"exact"}
        else "at_least"
        if high is None
        else "about"
        if kinds <= {"exact", "about"}
        else "between"
    )
    return Count(low=sum(lows), high=high, kind=kind)


def _draft(clause: Clause, cue: Cue, group: Group, rule: str) -> Draft:
    return Draft(
        cue=cue.i,
        outcome=cue.outcome,
        count=group.count,
        first=group.first,
        last=group.last,
        rule=rule,
        overlap="disjoint" if group.more else "unknown",
        sort=group.sort,
    )


def _add_thing(clause: Clause, number: int, drafts: list[Draft], taken: dict[int, int]) -> None:
    """ "12 deaths", "no casualties", "12 lives were lost"."""
    group = clause.groups[number]
    noun = clause.parse.tokens[group.head].lower
    outcome = words_of_harm().counted[noun]
    if number in taken:
        return
    taken[number] = len(drafts)
    count = group.count
    if count.kind == "zero_stated":
        count = msgspec.structs.replace(count, kind=_zero_kind(clause.parse, group, clause.first, clause.last))
    drafts.append(
        Draft(
            cue=group.head,
            outcome=outcome,
            count=count,
            first=group.first,
            last=group.last,
            rule=f"casualties.counted_{outcome}",
        )
    )


def _zero_kind(parse: Parse, group: Group, first: int, last: int) -> CountKind:
    near = parse.tokens[max(first, group.first - 6) : min(last, group.last + 8)]
    return (
        "none_reported"
        if any(t.lower in ("reported", "reports", "report", "known", "immediate") for t in near)
        else "zero_stated"
    )


def _add_toll(clause: Clause, cue: Cue, drafts: list[Draft], taken: dict[int, int]) -> None:
    """ "the death toll rose to 12", "a death toll of 12"."""
    parse, tokens = clause.parse, clause.parse.tokens
    outcome = _toll_outcome(clause, cue.i)
    best: Group | None = None
    for group in clause.groups:
        if (
            cue.i < group.first <= cue.i + 25
            and group.sort in ("bare", "counted")
            and tokens[group.first - 1].lower in _TOLL_BEFORE
        ):
            best = group
            if tokens[group.first - 1].lower in ("to", "of", "at", "reached"):
                break
    if best is None:
        return
    number = clause.groups.index(best)
    if number in taken:
        return
    near = {t.lower for t in tokens[max(clause.first, cue.i - 6) : best.first]}
    update = not near.isdisjoint(_updates())
    taken[number] = len(drafts)
    drafts.append(
        Draft(
            cue=cue.i,
            outcome=outcome,
            count=best.count,
            first=best.first,
            last=best.last,
            rule="casualties.toll",
            update=update,
        )
    )


_TOLL_BEFORE = frozenset(
    {"to", "of", "at", "reached", "reaches", "is", "was", ":", "now", "stands", "stood", "hit", "hits", "reaching"}
)


@cache
def _updates() -> frozenset[str]:
    return frozenset(lexicon("casualties")["tolls"]["update"])


def _toll_outcome(clause: Clause, i: int) -> Outcome:
    return "killed"


def _add_subsets(clause: Clause, drafts: list[Draft], taken: dict[int, int], begin: int) -> None:
    """ "including five children", "one of whom …", "among them two medics"."""
    parse = clause.parse
    for number, group in enumerate(clause.groups):
        opened = opener(parse, group, clause.first) is not None or (
            number > 0
            and clause.joined(number - 1)
            and opener(parse, clause.groups[number - 1], clause.first) is not None
        )
        if not (opened or group.part) or group.sort in ("thing", "nobody"):
            continue
        parent = _parent(drafts, begin, group.first)
        if parent is None:
            continue
        if number in taken:
            own = drafts[taken[number]]
            if taken[number] != parent and own.parent is None:
                drafts[taken[number]] = own._replace(parent=parent, overlap="subset")
            continue
        taken[number] = len(drafts)
        up = drafts[parent]
        drafts.append(
            Draft(
                cue=up.cue,
                outcome=up.outcome,
                count=group.count,
                first=group.first,
                last=group.last,
                rule="casualties.subset",
                parent=parent,
                overlap="subset",
            )
        )


def _parent(drafts: list[Draft], begin: int, before: int) -> int | None:
    """The nearest figure of the sentence that ends before the subset begins and is none itself."""
    best: int | None = None
    for number in range(begin, len(drafts)):
        draft = drafts[number]
        if draft.parent is None and draft.last < before and (best is None or draft.last > drafts[best].last):
            best = number
    return best


def _found(parse: Parse, number: int, draft: Draft) -> FoundToll:
    put = status(parse, draft.cue)
    if draft.count.kind in ("zero_stated", "none_reported"):
        put = msgspec.structs.replace(put, polarity="affirmed")
    start, end = parse.span(draft.first, draft.last)
    toll = Toll(
        id=f"t{number + 1}",
        outcome=draft.outcome,
        count=draft.count,
        start=start,
        end=end,
        who=parse.text[start:end],
        subset_of=None if draft.parent is None else f"t{draft.parent + 1}",
        overlap=draft.overlap,
        certainty=put.certainty,
        update=draft.update,
    )
    span = parse.span(min(draft.first, draft.cue), max(draft.last, draft.cue))
    return FoundToll(token=draft.cue, span=span, toll=toll, status=put, rule=draft.rule)
