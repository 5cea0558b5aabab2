""" "We" and "I" in a quotation: whoever speaks it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sayso.lexicon.load import lexicon
from sayso.linking.actors.referents import Referent
from sayso.reading.parse import Parse


class Speaking(NamedTuple):
    """A mention outside quotations that is the subject of a verb of speech: its head token and whom it means."""

    at: int
    referent: Referent


class Speakers:
    """Who speaks outside quotations, in text order."""

    def __init__(self, speaking: Sequence[Speaking]) -> None:
        self.ordered = sorted(speaking, key=lambda one: one.at)
        self.heads = [one.at for one in self.ordered]


def speaker_of(parse: Parse, said: int, speakers: Speakers) -> Referent | None:
    """Whom "we" at token `said` means: who speaks in the sentence in which its quotation ends or begins, else the last
    who spoke in the sentence before. None outside quotations.
    """
    number = parse.quoted[said]
    if number < 0:
        return None
    inner = parse.tokens_in(*parse.quotations[number].inner)
    if not inner:
        return None
    last, first = parse.tokens[inner[-1]].sentence, parse.tokens[inner[0]].sentence
    after, before = bisect_left(speakers.heads, inner[-1]), bisect_left(speakers.heads, inner[0])
    if after < len(speakers.heads) and parse.tokens[speakers.heads[after]].sentence == last:
        return speakers.ordered[after].referent
    if before and parse.tokens[speakers.heads[before - 1]].sentence >= first - 1:
        return speakers.ordered[before - 1].referent
    return None


@cache
def first_person() -> frozenset[str]:
    """ "I", "we", "me", "us"."""
    return frozenset(word for word, row in lexicon("actors")["pronouns"].items() if row.get("speaker"))
