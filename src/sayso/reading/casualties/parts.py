"""Figures that are parts of others: "including five children", "one of whom", "among the dead"."""

from __future__ import annotations

from functools import cache

from sayso.lexicon.load import lexicon
from sayso.model.claim import Outcome
from sayso.reading.casualties.drafts import Draft
from sayso.reading.casualties.harm import HarmSentence
from sayso.reading.casualties.harm_words import harm_words
from sayso.reading.casualties.victims import Group


def add_parts(sentence: HarmSentence, drafts: list[Draft], taken: dict[int, int], begin: int) -> None:
    """Hang the parts of a sentence on their wholes, adding those that no word of harm has of its own.

    `taken` says which group went into which draft, `begin` is the first draft of the sentence.
    """
    for number, group in enumerate(sentence.groups):
        if group.sort == "thing" and sentence.openers[number]:
            _hang_thing(drafts, begin, group)
            continue
        among = sentence.among(number)
        told = sentence.among_the_harmed(number)
        if told and number not in taken and group.sort != "thing":
            outcome = harm_words().toll_of.get(told, "killed")
            whole = _last_holding(drafts, (outcome,), group)
            drafts.append(_part(group, group.head, outcome, whole, "casualties.among_the_harmed"))
            continue
        if group.sort in ("thing", "nobody", "anyone") or not (among or sentence.is_subset(number)):
            continue
        whole = taken.get(among) if among else _whole_before(drafts, begin, group)
        if whole is not None and number not in taken:
            up = drafts[whole]
            taken[number] = len(drafts)
            drafts.append(_part(group, up.cue, up.outcome, whole, "casualties.part"))
        elif whole is not None:
            _hang(drafts, taken[number], whole)
        else:
            _add_from_before(sentence, group, drafts, taken.get(number))


def _part(group: Group, cue: int, outcome: Outcome, whole: int | None, rule: str) -> Draft:
    made = Draft(cue, outcome, group.amount, group.first, group.last, rule, group.sort)
    return made._replace(parent=whole, overlap="unknown" if whole is None else "subset")


def _hang(drafts: list[Draft], number: int, whole: int) -> None:
    own = drafts[number]
    if number != whole and own.parent is None:
        drafts[number] = own._replace(parent=whole, overlap="subset")


def _hang_thing(drafts: list[Draft], begin: int, group: Group) -> None:
    """ "64 deaths and 70 injuries, of which 43 deaths were in Sirte": a part of the deaths."""
    own = next((n for n in range(begin, len(drafts)) if drafts[n].first == group.first), None)
    if own is None:
        return
    low = drafts[own].amount.low or 0
    for n in range(own - 1, begin - 1, -1):
        if drafts[n].outcome == drafts[own].outcome and drafts[n].parent is None and (drafts[n].amount.low or 0) >= low:
            _hang(drafts, own, n)
            return


def _whole_before(drafts: list[Draft], begin: int, group: Group) -> int | None:
    """The nearest figure of the sentence before the part."""
    before = (n for n in range(begin, len(drafts)) if drafts[n].parent is None and drafts[n].last < group.first)
    return max(before, key=lambda n: drafts[n].last, default=None)


def _add_from_before(sentence: HarmSentence, group: Group, drafts: list[Draft], own: int | None) -> None:
    """A part of a figure of an earlier sentence: "among the dead were three nurses", "two of them later died"."""
    said = _said_outcome(sentence, group)
    if own is not None:
        harmed: tuple[Outcome, ...] = (said,) if said else ("killed", "injured", "harmed")
        whole = _last_holding(drafts, harmed, group, own)
        if whole is not None and group.part and drafts[own].outcome in ("killed", "injured"):
            _hang(drafts, own, whole)
    elif said:
        drafts.append(
            _part(group, group.head, said, _last_holding(drafts, (said,), group), "casualties.among_the_harmed")
        )
    elif group.part and _is_told_what(sentence, group):
        whole = _last_holding(drafts, ("killed", "injured", "harmed"), group)
        if whole is not None and _is_sentence_before(sentence, drafts[whole]):
            drafts.append(_part(group, group.head, drafts[whole].outcome, whole, "casualties.part_of_before"))


def _said_outcome(sentence: HarmSentence, group: Group) -> Outcome | None:
    """What the words of the whole say of it: "among the dead", "three of the wounded"; a victim was killed or hurt."""
    near = sentence.parse.tokens[max(sentence.first, group.first - 5) : group.last + 1]
    return next((harm_words().toll_of[token.lower] for token in near if token.lower in harm_words().toll_of), None)


def _last_holding(
    drafts: list[Draft], outcomes: tuple[Outcome, ...], group: Group, before: int | None = None
) -> int | None:
    """The last figure of an outcome, before a number, that is large enough to hold the part."""
    end = len(drafts) if before is None else before
    low = group.amount.low or 0
    for number in range(end - 1, max(end - _BACK, 0) - 1, -1):
        draft = drafts[number]
        if draft.parent is None and draft.outcome in outcomes and (draft.amount.low or 0) > max(low - 1, 1):
            return number
    return None


_BACK = 40  # figures that a part may look back over


def _is_told_what(sentence: HarmSentence, group: Group) -> bool:
    """ "two of them were nurses": only what they are is told."""
    k = group.last + 1
    if k + 1 >= sentence.last or sentence.parse.tokens[k].lower not in _be():
        return False
    return any(sentence.parse.tokens[child].tag.startswith("NN") for child in sentence.parse.dependents(k, "attr"))


def _is_sentence_before(sentence: HarmSentence, draft: Draft) -> bool:
    return sentence.parse.tokens[draft.cue].sentence == sentence.parse.tokens[sentence.first].sentence - 1


@cache
def _be() -> frozenset[str]:
    return frozenset(lexicon("casualties")["be"])
