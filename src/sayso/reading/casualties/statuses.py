"""Whether the people of each figure fight: by their own words, or by those of the figure before that they leave out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sayso.lexicon.load import lexicon
from sayso.model.claim import CombatStatus
from sayso.reading.casualties.drafts import Draft
from sayso.reading.casualties.people import combat_status
from sayso.reading.parse import Parse, Token

_NEAR = 1  # sentences from a figure back to the one whose noun it leaves out


def combat_statuses(parse: Parse, drafts: Sequence[Draft]) -> list[CombatStatus]:
    """One for each figure in text order. "Four soldiers were killed and three others hurt": the others are soldiers too, for
    the words name nobody else; "three civilians" and "three people" are whom they name.
    """
    found: list[CombatStatus] = []
    for number, draft in enumerate(drafts):
        words = parse.tokens[draft.first : draft.last + 1]
        own = combat_status(words)
        if own == "presumed_civilian" and number and _leaves_out_whom(draft, words):
            before = drafts[number - 1]
            near = parse.tokens[draft.cue].sentence - parse.tokens[before.cue].sentence <= _NEAR
            own = "combatant" if near and found[-1] == "combatant" else own
        found.append(own)
    return found


def _leaves_out_whom(draft: Draft, words: Sequence[Token]) -> bool:
    """Whether nothing but a number and a word such as "others" stands for the people."""
    if draft.sort == "thing":
        return False
    return all(token.tag in _NO_NOUN or token.lower in _pointing() for token in words)


_NO_NOUN = frozenset(("CD", "DT", "RB", "RBR", "RBS", "IN", "JJR", "JJS", "CC", ","))


@cache
def _pointing() -> frozenset[str]:
    return frozenset(lexicon("casualties")["as_before"])
