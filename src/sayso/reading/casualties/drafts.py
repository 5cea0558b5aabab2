"""Figures of one sentence on the way to be tolls: coordination, parts and wholes."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

import msgspec

from sayso.lexicon.load import lexicon
from sayso.model.claim import Outcome
from sayso.model.quantity import Count, CountKind
from sayso.reading.casualties.harm import HarmSentence
from sayso.reading.casualties.harm_words import Cue, are_lost, harm_words
from sayso.reading.casualties.victim_lists import is_breakdown
from sayso.reading.casualties.victims import Group, Sort


class Draft(NamedTuple):
    """A figure before it has an id: `cue` its predicate, tokens `first` to `last` the people, `parent` the number in the
    report's list of the figure that it is a part of.
    """

    cue: int
    outcome: Outcome
    amount: Count
    first: int
    last: int
    rule: str
    sort: Sort = "counted"
    parent: int | None = None
    overlap: Literal["disjoint", "subset", "unknown"] = "unknown"
    update: bool = False


def drafts_of(sentence: HarmSentence, drafts: list[Draft]) -> dict[int, int]:
    """Add the figures of a sentence to those of the report; which group went into which draft."""
    begin = len(drafts)
    taken: dict[int, int] = {}
    tolls = {cue.i + 2 for cue in sentence.cues if cue.form == "toll"}
    for cue in sentence.cues:
        number = sentence.victims(cue) if cue.form != "toll" else None
        if (
            number is not None
            and sentence.groups[number].first not in tolls
            and not _is_known(drafts, taken, number, cue)
        ):
            _add(sentence, cue, number, drafts, taken)
    for group in sentence.groups:
        if group.sort == "thing":
            _add_thing(sentence, group, drafts, begin)
    for cue in sentence.cues:
        if cue.form == "toll" and cue.i not in sentence.at:
            _add_toll(sentence, cue, drafts, taken)
    return taken


def _is_known(drafts: list[Draft], taken: dict[int, int], number: int, cue: Cue) -> bool:
    return number in taken and drafts[taken[number]].outcome == cue.outcome


def _add(sentence: HarmSentence, cue: Cue, number: int, drafts: list[Draft], taken: dict[int, int]) -> None:
    """The figure of a cue and its group, with those that are coordinated with the group."""
    chain = _chain(sentence, cue, number, taken)
    groups = [sentence.groups[k] for k in chain]
    rule = f"casualties.{cue.form}"
    whole = len(drafts)
    first_is_whole = _is_whole(sentence, chain)
    if len(chain) == 1 or first_is_whole:
        taken[chain[0]] = whole
        drafts.append(_draft(cue, groups[0], rule))
    else:
        drafts.append(_draft(cue, _summed(sentence, groups), "casualties.coordination"))
    if all(group.sort in ("named", "single", "definite") for group in groups):
        taken.update(dict.fromkeys(chain, whole))
        return
    for k, group in list(zip(chain, groups, strict=True))[first_is_whole or len(chain) == 1 :]:
        taken[k] = len(drafts)
        part = _draft(cue, group, "casualties.coordinated_part")
        drafts.append(part._replace(parent=whole, overlap="subset"))


def _draft(cue: Cue, group: Group, rule: str) -> Draft:
    overlap: Literal["disjoint", "unknown"] = "disjoint" if group.more else "unknown"
    return Draft(cue.i, cue.outcome, group.amount, group.first, group.last, rule, group.sort, overlap=overlap)


def _chain(sentence: HarmSentence, cue: Cue, number: int, taken: dict[int, int]) -> list[int]:
    """The numbers of the groups coordinated with a group, in text order, on its side of the cue."""
    if sentence.groups[number].sort in ("nobody", "anyone"):
        return [number]
    before = sentence.groups[number].first < cue.i
    begin = end = number
    while (
        before
        and begin - 1 not in taken
        and _lists(sentence, begin - 1)
        and not sentence.is_subset(begin - 1)
        and _is_free(sentence, begin - 1, cue)
    ):
        begin -= 1
    while (
        sentence.joint(end) and _is_free(sentence, end + 1, cue) and (sentence.groups[end + 1].first < cue.i) == before
    ):
        end += 1
    chain = list(range(begin, end + 1))
    return _without_speaker(sentence, chain) if not before else _without_apposition(sentence, chain, number)


def _lists(sentence: HarmSentence, number: int) -> bool:
    """Whether a group goes on with the next: ", and" ends a list of three or more, else it begins another sentence."""
    joint = sentence.joint(number)
    return joint is not None and (joint != ", and" or sentence.joint(number - 1) == ",")


def _is_free(sentence: HarmSentence, number: int, cue: Cue) -> bool:
    own = sentence.own_cue(number)
    return own is None or own.i == cue.i


def _without_speaker(sentence: HarmSentence, chain: list[int]) -> list[int]:
    """ "killing seven people, police and a doctor said": a list after the verb ends before the one who speaks."""
    tokens = sentence.parse.tokens
    for place, k in enumerate(chain[1:], 1):
        if tokens[sentence.groups[k].head].dep == "nsubj":
            return _without_speaker(sentence, chain[: _comma(sentence, chain, place)])
    after = sentence.groups[chain[-1]].last + 1
    if (
        len(chain) > 1
        and after + 1 < sentence.last
        and tokens[after].text == ","
        and tokens[after + 1].lemma in _saying()
    ):
        return _without_speaker(sentence, chain[:-2] if len(chain) > 2 else chain[:-1])
    if after < sentence.last and tokens[after].tag in ("VBD", "VBZ", "VBP", "MD") and after not in sentence.cue_at:
        return chain[: _comma(sentence, chain, len(chain) - 1)]
    return _without_apposition(sentence, chain, chain[0])


@cache
def _saying() -> frozenset[str]:
    return frozenset(lexicon("speech")["loose"].split())


def _comma(sentence: HarmSentence, chain: list[int], place: int) -> int:
    """How much of the chain to keep: up to the last comma at or before a place, one group at least."""
    while place > 1 and "," not in (sentence.joint(chain[place - 1]) or ""):
        place -= 1
    return max(place, 1)


def _without_apposition(sentence: HarmSentence, chain: list[int], number: int) -> list[int]:
    """ "Omar Said, a teacher, was killed": one man; a list has an "and" at its end."""
    joints = [sentence.joint(k) or "" for k in chain[:-1]]
    while joints and joints[-1] == "," and not _is_whole(sentence, chain):
        if all(sentence.groups[k].sort == "counted" for k in chain):
            break
        chain, joints = (chain[:-1], joints[:-1]) if chain[0] == number else (chain[1:], joints[1:])
    if len(chain) == 3 and joints == [",", "and"]:
        chain = [chain[0], chain[2]] if _in_apposition(sentence, chain) else chain
    return chain


def _in_apposition(sentence: HarmSentence, chain: list[int]) -> bool:
    """ "Omar Said, a teacher, and …" without the second comma."""
    name, what = sentence.groups[chain[0]], sentence.groups[chain[1]]
    return name.sort == "named" and what.sort == "single" and sentence.parse.tokens[what.head].dep == "appos"


def _is_whole(sentence: HarmSentence, chain: list[int]) -> bool:
    """Whether the first group is all the people and the others its parts: "five people, a man and four women"."""
    joint = sentence.joint(chain[0]) if len(chain) > 1 else None
    return joint is not None and is_breakdown(sentence.parse, [sentence.groups[k] for k in chain], joint)


def _summed(sentence: HarmSentence, groups: list[Group]) -> Group:
    """A coordination as one group: who is named together is counted together."""
    counts = [group.amount for group in groups]
    high = None if any(count.high is None for count in counts) else sum(count.high or 0 for count in counts)
    kinds = {count.kind for count in counts}
    closed: CountKind = "exact" if kinds == {"exact"} else "about" if kinds <= {"exact", "about"} else "between"
    count = Count(
        low=sum(count.low or 0 for count in counts),
        high=high,
        kind="at_least" if high is None else closed,
        exact=sentence.parse.words(groups[0].first, groups[-1].last),
    )
    sort: Sort = groups[0].sort if len({group.sort for group in groups}) == 1 else "counted"
    return groups[0]._replace(
        last=groups[-1].last, head=groups[-1].head, amount=count, sort=sort, more=all(g.more for g in groups)
    )


def _add_thing(sentence: HarmSentence, group: Group, drafts: list[Draft], begin: int) -> None:
    """ "12 deaths", "no casualties", "12 lives were lost"."""
    outcome = harm_words().counted[sentence.parse.tokens[group.head].lower]
    noun = sentence.parse.tokens[group.head].lower
    if noun in harm_words().lives and not are_lost(sentence.parse, group.head, sentence.first, sentence.last):
        return
    count = group.amount
    if count.kind == "vague_plural" and any(draft.outcome == outcome for draft in drafts[begin:]):
        return  # "eight people sustained serious injuries" says it once
    if count.exact.lower().startswith("any "):
        if not _is_negated(sentence, group):
            return
        count = msgspec.structs.replace(count, low=0, high=0, kind="zero_stated")
    if count.kind == "zero_stated":
        if outcome not in ("killed", "injured", "harmed"):
            return
        count = msgspec.structs.replace(count, kind=_zero_kind(sentence, group))
    rule = "casualties.counted"
    drafts.append(Draft(group.head, outcome, count, group.first, group.last, rule, "thing"))


def _is_negated(sentence: HarmSentence, group: Group) -> bool:
    near = sentence.parse.tokens[max(sentence.first, group.first - 8) : group.first]
    return any(token.lower in ("not", "n't", "without", "never", "no") for token in near)


def _zero_kind(sentence: HarmSentence, group: Group) -> CountKind:
    near = sentence.parse.tokens[max(sentence.first, group.first - 8) : min(sentence.last, group.last + 9)]
    return "none_reported" if any(token.lower in harm_words().reported for token in near) else "zero_stated"


def _add_toll(sentence: HarmSentence, cue: Cue, drafts: list[Draft], taken: dict[int, int]) -> None:
    """ "the death toll rose to 12", "a death toll of 12", "the number of wounded is unknown"."""
    tokens, words = sentence.parse.tokens, harm_words()
    best: int | None = None
    for number, group in enumerate(sentence.groups):
        before = tokens[group.first - 1].lower
        before = "to" if before == "from" and group.amount.kind == "between" else before
        if cue.i < group.first <= cue.i + 25 and group.sort in ("bare", "counted") and before in words.toll_before:
            best = number
            if before in words.toll_best or group.first == cue.i + 2:
                break
    near = tokens[
        max(sentence.first, cue.i - 6) : sentence.groups[best].first
        if best is not None
        else min(sentence.last, cue.i + 12)
    ]
    if best is None:
        lowers = {token.lower for token in near}
        if not lowers.isdisjoint(words.not_known) or ("known" in lowers and not lowers.isdisjoint(("not", "n't"))):
            unknown = Count(low=None, high=None, kind="unknown", exact=tokens[cue.i].text)
            drafts.append(Draft(cue.i, cue.outcome, unknown, cue.i, cue.i, "casualties.toll_unknown"))
        return
    if best in taken:
        return
    group = sentence.groups[best]
    taken[best] = len(drafts)
    update = any(token.lower in words.updates for token in near)
    amount = group.amount
    if tokens[group.first - 1].lower == "from":  # "rose from 10 to 12"
        amount = msgspec.structs.replace(amount, low=amount.high, kind="exact")
    drafts.append(Draft(cue.i, cue.outcome, amount, group.first, group.last, "casualties.toll", update=update))
