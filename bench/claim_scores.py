"""Do claims' scores mean what they say? Of claims with a score, how many give their words to the right speaker.

Measured on PolNeAR dev, where people marked every passage that is given to somebody. A claim is right when at least half of its
words lie in a content of gold whose source shares a word with the claim's outermost speaker (neither has one: right, too); a
claim in the report's own voice when they lie in no content. Gold has outermost speakers alone, so speakers within speakers
are not judged, and what is claimed is not either: that is what `exam`, `tolls` and `incidents` measure.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from bench.corpora import Figures, json_lines, shared

EDGES = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 1.01)
SURE = 0.9


class Judged(NamedTuple):
    """A claim as it was read, its attributions from the outermost inward, and whether it is right."""

    claim: dict[str, Any]
    chain: Sequence[dict[str, Any]]
    right: bool


def judged(readings: Path, gold: Path) -> Iterator[Judged]:
    """Every claim of the readings against the annotations; of several annotators any may agree."""
    scorer = _scorer()
    annotated = scorer.read_gold(str(gold))
    for reading in json_lines(readings):
        text, annotators = annotated[reading["report"]["id"]]
        words = scorer.WordsOf(text)
        by_id = {one["id"]: one for one in reading["attributions"]}
        for claim in reading["claims"]:
            said = words([(claim["passage"]["start"], claim["passage"]["end"])])
            chain = _chain(claim, by_id)
            yield Judged(claim, chain, any(_right(scorer, words, said, chain, gold) for gold in annotators))


def score_figures(readings: Path, gold: Path) -> Figures:
    """The share right of the claims that are called sure, how many these are, and the mean distance of score and share."""
    found = list(judged(readings, gold))
    sure = [one.right for one in found if (one.claim["score"] or 0) >= SURE]
    print("  score        claims    right")
    far = 0.0
    for low, high in pairwise(EDGES):
        some = [one for one in found if low <= (one.claim["score"] or 0) < high]
        if some:
            share = sum(one.right for one in some) / len(some)
            said = sum(one.claim["score"] or 0 for one in some) / len(some)
            far += abs(share - said) * len(some) / len(found)
            print(f"  {low:.1f} to {min(high, 1):.1f}{len(some):12}{share:9.3f}")
    return {
        "sure_right": sum(sure) / len(sure) if sure else None,
        "sure_share": len(sure) / len(found),
        "far_from_share": far,
    }


def _chain(claim: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    chain: list[dict[str, Any]] = []
    at = by_id.get(claim["attribution"] or "")
    while at is not None:
        chain.append(at)
        at = by_id.get(at["inside"] or "")
    return chain[::-1]


def _right(scorer: Any, words: Any, said: Any, chain: Sequence[dict[str, Any]], gold: Any) -> bool:
    around = [one for one in gold if one.content and 2 * len(said & one.content) >= len(said)]
    if not chain:
        return not around
    spans = {role: words([tuple(span) for span in chain[0][f"{role}s"]]) for role in scorer.ROLES}
    return any(scorer.source_right(scorer.Attribution(**spans), one) for one in around)


def _scorer() -> Any:
    """The scorer of attributions, which tells words and gold as everybody has them."""
    folder = str(shared() / "score")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return import_module("attribution")
