"""Put the trained network into the package, and measure on PolNeAR's dev articles how far to trust it.

    python training/attribution_calibration.py FOLDER OUT [--version 1]

Needs sayso, no torch. FOLDER is that of attribution_data.py, OUT that of attribution.py after attribution_export.py. Fits the
weights of sayso.reading.attribution.trust, chooses the thresholds of the best F1, prints the table of reliability (weights
fitted on one half of the articles, counted on the other) and registers attribution.onnx, attribution_links.onnx and
attribution_settings.yaml.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy
import yaml
from attribution_data import Article, Gold, articles
from registering import register

from sayso.model.claim import Attribution
from sayso.model.record import Span
from sayso.reading.attribution.drafts import Draft
from sayso.reading.attribution.learnt import heard
from sayso.reading.attribution.nesting import nested
from sayso.reading.attribution.passages import rules_drafts
from sayso.reading.attribution.roles_of_words import Made, made
from sayso.reading.attribution.together import merged
from sayso.reading.attribution.trust import SIGNS, signs

BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
WORTH_ASKING = -2.0
# Chosen, not searched: what the network doubts keeps the rules' words, and a cue that no lexicon explains is to be likely.
FIXED = {"agree": 0.5, "inner": 0.6, "known": 0.4, "unknown": 0.6, "nobody": -1.0}
START = {"drop": 0.15}
STEPS = {
    "drop": (0.0, 0.1, 0.15, 0.2, 0.25, 0.3),
}


class Read(NamedTuple):
    """One dev article: what the rules and the network say, and the gold."""

    article: Article
    drafts: list[Draft]
    said: list[Made]


def main() -> None:
    """Register, calibrate, register the settings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--version", default="1")
    options = parser.parse_args()
    for name in ("attribution", "attribution_links"):
        register(name, options.out / f"{name}.onnx", options.version)
    labels = json.loads((options.folder / "labels.json").read_text())
    settings = {"pieces": 256, "worth_asking": WORTH_ASKING, "trust": FIXED | START, "labels": labels}
    _write(options.out, settings, options.version)
    read = [_read(article) for article in articles("dev")]
    weights = _fitted([row for one in read for row in _rows(one)])
    settings["trust"] = _tuned(read, {"weights": weights, **FIXED, **START})
    print(json.dumps(settings["trust"], indent=1))
    _write(options.out, settings, options.version)
    _print_reliability(read, settings["trust"])


def _write(out: Path, settings: dict[str, Any], version: str) -> None:
    path = out / "attribution_settings.yaml"
    path.write_text(yaml.safe_dump(settings, sort_keys=False, width=120), encoding="utf-8")
    register("attribution_settings", path, version)


def _read(article: Article) -> Read:
    drafts = rules_drafts(article.parse)
    ruled = nested(article.parse, drafts)
    return Read(article, drafts, [made(article.parse, one) for one in heard(article.parse, ruled)])


def _rows(one: Read) -> Iterator[tuple[tuple[float, ...], bool]]:
    """The signs of every attribution that the network makes, and whether it is right."""
    from sayso.reading.attribution.together import cue_word

    parse, gold = one.article.parse, _words(one.article, one.article.gold[0])
    ruled = {cue_word(parse, draft): draft for draft in one.drafts}
    for said in one.said:
        if said.contents:
            ours = (
                _tokens(one.article, [parse.span(*said.source)] if said.source else []),
                _tokens(one.article, [parse.span(*r) for r in said.contents]),
            )
            yield signs(said, ruled.get(said.at)), any(_right(ours, other) for other in gold)


Sides = tuple[frozenset[int], frozenset[int]]


def _tokens(article: Article, spans: Sequence[Span]) -> frozenset[int]:
    tokens = article.parse.tokens
    return frozenset(
        i
        for start, end in spans
        for i in article.parse.tokens_in(start, end)
        if tokens[i].pos not in {"PUNCT", "SPACE"}
    )


def _words(article: Article, layer: Sequence[Gold]) -> list[Sides]:
    return [(_tokens(article, gold["source"]), _tokens(article, gold["content"])) for gold in layer if gold["content"]]


def _right(ours: Sides, theirs: Sides) -> bool:
    """The headline of shared/score/attribution.py: contents share half of their words, and the source is right."""
    share = len(ours[1] & theirs[1]) / max(1, len(ours[1] | theirs[1]))
    return share >= 0.5 and (bool(ours[0] & theirs[0]) if theirs[0] else not ours[0])


def _fitted(rows: Sequence[tuple[tuple[float, ...], bool]]) -> dict[str, float]:
    """Logistic regression by Newton's method."""
    x = numpy.array([signs for signs, _ in rows])
    y = numpy.array([right for _, right in rows], dtype=float)
    w = numpy.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + numpy.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 0.5 * numpy.eye(len(w))
        w += numpy.linalg.solve(hessian, x.T @ (y - p) - 0.5 * w)
    return {name: round(float(weight), 4) for name, weight in zip(SIGNS, w, strict=True)}


def _tuned(read: Sequence[Read], trust: dict[str, Any]) -> dict[str, Any]:
    """One threshold after another, twice."""
    for name, _ in itertools.product(STEPS, range(2)):
        tried = [trust | {name: value} for value in STEPS[name]]
        trust = max(tried, key=lambda one: _f1(read, one))
    print("F1", round(_f1(read, trust), 4))
    return trust


def _f1(read: Sequence[Read], trust: dict[str, Any]) -> float:
    right = said = true = 0
    for one in read:
        found = [a for a in merged(one.article.parse, one.drafts, one.said, trust) if a.inside is None]
        ours = [_sides(one.article, a) for a in found]
        theirs = [t for t in _words(one.article, one.article.gold[0]) if t[1]]
        ours = [o for o in ours if o[1]]
        right += _matched(ours, theirs)
        said, true = said + len(ours), true + len(theirs)
    return 2 * right / max(1, said + true)


def _sides(article: Article, found: Attribution) -> Sides:
    return _tokens(article, found.sources), _tokens(article, found.contents)


def _matched(ours: Sequence[Sides], theirs: Sequence[Sides]) -> int:
    pairs = [
        (len(o[1] & t[1]) / len(o[1] | t[1]), i, j)
        for i, o in enumerate(ours)
        for j, t in enumerate(theirs)
        if o[1] & t[1] and _right(o, t)
    ]
    mine: set[int] = set()
    other: set[int] = set()
    for _, i, j in sorted(pairs, reverse=True):
        if i not in mine and j not in other:
            mine.add(i)
            other.add(j)
    return len(mine)


def _print_reliability(read: Sequence[Read], trust: dict[str, Any]) -> None:
    """Of the outer attributions in the end, how many are right by score: weights from one half, counted on the other."""
    scored: list[tuple[float, bool]] = []
    for n in range(2):
        weights = _fitted([row for one in read[1 - n :: 2] for row in _rows(one)])
        for one in read[n::2]:
            gold = _words(one.article, one.article.gold[0])
            found = merged(one.article.parse, one.drafts, one.said, trust | {"weights": weights})
            scored += [
                (a.score, any(_right(_sides(one.article, a), other) for other in gold))
                for a in found
                if a.inside is None and a.score is not None
            ]
    for low, high in itertools.pairwise(BINS):
        inside = [right for score, right in scored if low <= score < high or score == high == 1]
        if inside:
            print(f"{low:.1f}-{high:.1f}  right {sum(inside) / len(inside):.3f}  of {len(inside)}")


if __name__ == "__main__":
    main()
