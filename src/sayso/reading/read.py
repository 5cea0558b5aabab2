"""The stages from text to claims, in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.model.claim import Attribution, Claim
from sayso.reading.agreements import find_agreements
from sayso.reading.artefacts import find_artefacts
from sayso.reading.attribution import read_attributions
from sayso.reading.attribution.trust import makes_claims
from sayso.reading.casualties import find_tolls
from sayso.reading.claims import assemble
from sayso.reading.clauses import split_clauses
from sayso.reading.mentions.finding import Mentions, NameFinder, find_mentions
from sayso.reading.occurrences import find_occurrences
from sayso.reading.parse import Parse
from sayso.reading.responsibility import find_responsibility
from sayso.reading.roles.heard import Heard, hear
from sayso.reading.speakers import with_speakers


class Draft(NamedTuple):
    """A report read, its mentions not yet resolved. `refused`: attributions that a reader gave and that were not taken,
    because their words do not stand in the text. `heard`: what the network of incidents and roles said, where it was asked.
    """

    mentions: Mentions
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    refused: int = 0
    heard: Heard | None = None


def read(parse: Parse, names: NameFinder) -> Draft:
    """Mentions, attributions and claims of a parsed report."""
    return from_attributions(parse, names, read_attributions(parse))


def from_attributions(
    parse: Parse, names: NameFinder, said: Sequence[Attribution], *, models: tuple[str, ...] = (), roles: bool = False
) -> Draft:
    """The stages after attribution, whoever found out who said what: `speaker` need not be set yet. `models` are those that
    saw what the rules alone did not; with `roles` the network of incidents and roles is asked as well.
    """
    named = Mentions(find_mentions(parse, names))
    mentions, attributions = with_speakers(parse, named, said)
    clauses = split_clauses(parse, [one for one in attributions if makes_claims(one)])
    occurrences = find_occurrences(parse, mentions, [span for one in attributions for span in one.sources])
    tolls = find_tolls(parse, mentions)
    laid = find_responsibility(parse, mentions)
    found = [
        *occurrences,
        *laid,
        *find_agreements(parse, mentions),
        *find_artefacts(parse, mentions),
    ]
    claims = assemble(parse, clauses, found, tolls, models)
    heard = hear(parse, mentions, [*occurrences, *laid], tolls) if roles else None
    return Draft(mentions=mentions, attributions=tuple(attributions), claims=tuple(claims), heard=heard)
