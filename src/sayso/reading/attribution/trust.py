"""How far to trust an attribution: how often those like it are right in articles that neither rules nor network learnt from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import exp, log
from typing import Any

from sayso.model.claim import Attribution
from sayso.reading.attribution.drafts import Draft, Range
from sayso.reading.attribution.roles_of_words import Made

SIGNS = ("one", "odds", "content", "source", "sourceless", "rules", "same_content", "same_source")
"""What trust is made of: a weight for each stands in the settings."""

_EVENS = 0.5


def makes_claims(attribution: Attribution) -> bool:
    """Whether claims are made of it: not of what a network alone sees and is likelier wrong than right about."""
    return attribution.reader != "model" or attribution.score is None or attribution.score >= _EVENS


def trust(one: Made, ruled: Draft | None, weights: Mapping[str, Any]) -> float:
    """The share of attributions with these signs that are right."""
    return 1 / (1 + exp(-sum(weights[name] * sign for name, sign in zip(SIGNS, signs(one, ruled), strict=True))))


def signs(one: Made, ruled: Draft | None) -> tuple[float, ...]:
    """Of what the network makes of a cue and what the rules make of it: the number for each of SIGNS."""
    return (
        1.0,
        max(-8.0, min(8.0, one.odds)),
        _as_odds(one.sure_content),
        _as_odds(one.sure_source),
        0.0 if one.source else 1.0,
        0.0 if ruled is None else 1.0,
        shared(one.contents, ruled.contents) if ruled else 0.0,
        _same_source(one, ruled) if ruled else 0.0,
    )


def shared(ours: Iterable[Range], theirs: Iterable[Range]) -> float:
    """Of the words in either, the share that both have."""
    mine, other = ({i for first, last in ranges for i in range(first, last + 1)} for ranges in (ours, theirs))
    return len(mine & other) / max(1, len(mine | other))


def _same_source(one: Made, ruled: Draft) -> float:
    if one.source is None or ruled.source is None:
        return 1.0 if one.source == ruled.source else 0.0
    return 1.0 if one.source[0] <= ruled.source[1] and ruled.source[0] <= one.source[1] else 0.0


def _as_odds(share: float) -> float:
    share = max(0.02, min(0.98, share))
    return log(share / (1 - share))
