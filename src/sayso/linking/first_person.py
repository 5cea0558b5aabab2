""" "We" and "I" in a quotation: whoever speaks it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from sayso.linking.referents import Referent
from sayso.reading.parse import Parse


class Speaking(NamedTuple):
    """A mention outside quotations that is the subject of a verb of speech: its head token and whom it means."""

    at: int
    referent: Referent


def speaker_of(parse: Parse, said: int, speaking: Sequence[Speaking]) -> Referent | None:
    """Whom "we" at token `said` means: who speaks in the sentence in which its quotation ends or begins, else the last
    who spoke in the sentence before. None outside quotations. `speaking` is in text order.
    """
    number = parse.quoted[said]
    if number < 0:
        return None
    inner = parse.tokens_in(*parse.quotations[number].inner)
    last, first = parse.tokens[inner[-1]].sentence, parse.tokens[inner[0]].sentence
    heads = [one.at for one in speaking]
    after, before = bisect_left(heads, inner[-1]), bisect_left(heads, inner[0])
    if after < len(speaking) and parse.tokens[speaking[after].at].sentence == last:
        return speaking[after].referent
    if before and parse.tokens[speaking[before - 1].at].sentence >= first - 1:
        return speaking[before - 1].referent
    return None
