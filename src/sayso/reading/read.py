"""The stages from text to claims, in order."""

from __future__ import annotations

from typing import NamedTuple

from sayso.model.claim import Attribution, Claim
from sayso.reading.agreements import find_agreements
from sayso.reading.artefacts import find_artefacts
from sayso.reading.attribution import read_attributions
from sayso.reading.casualties import find_tolls
from sayso.reading.claims import assemble
from sayso.reading.mentions import Mentions, NameFinder, find_mentions
from sayso.reading.occurrences import find_occurrences
from sayso.reading.parse import Parse
from sayso.reading.responsibility import find_responsibility


class Draft(NamedTuple):
    """A report read, its mentions not yet resolved."""

    mentions: Mentions
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]


def read(parse: Parse, names: NameFinder) -> Draft:
    """Mentions, attributions and claims of a parsed report."""
    mentions = Mentions(find_mentions(parse, names))
    attributions = read_attributions(parse)
    found = [
        *find_occurrences(parse, mentions),
        *find_responsibility(parse, mentions),
        *find_agreements(parse, mentions),
        *find_artefacts(parse, mentions),
    ]
    tolls = find_tolls(parse, mentions)
    claims = assemble(parse, mentions, attributions, found, tolls)
    return Draft(mentions=mentions, attributions=tuple(attributions), claims=tuple(claims))
