"""PolNeAR as arrays to learn attributions from. Needs sayso, no torch.

    python training/attribution_data.py FOLDER [--pieces 256]

Writes FOLDER/train.npz and FOLDER/dev.npz: every article parsed, read by the rules, cut into windows; and FOLDER/labels.json,
what the parser's labels are numbered by. The articles are found in ../shared/corpora/polnear, or below SAYSO_SHARED.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy

from sayso.model.claim import Attribution
from sayso.model.record import Span
from sayso.reading.attribution import read_attributions
from sayso.reading.attribution.areas import areas
from sayso.reading.attribution.pair_features import pair_features, rules_anchors
from sayso.reading.attribution.word_features import (
    CONTENT,
    CUE,
    SOURCE,
    Labels,
    anchor,
    word_features,
    words_of,
)
from sayso.reading.parse import Parse, parse
from sayso.trained.windows import pieces_of

SHARED = Path(os.environ.get("SAYSO_SHARED", Path(__file__).resolve().parents[2] / "shared"))
Gold = dict[str, list[Span]]


class Article(NamedTuple):
    """One article, read, and what each of its annotators found."""

    parse: Parse
    rules: list[Attribution]
    gold: list[list[Gold]]


def main() -> None:
    """Write the arrays."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pieces", type=int, default=256)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    read = {part: list(articles(part)) for part in ("train", "dev")}
    labels = _labels([article.parse for article in read["train"]])
    (options.folder / "labels.json").write_text(json.dumps(labels, indent=1))
    for part, found in read.items():
        rows = [
            row
            for number, one in enumerate(found)
            for row in _windows(number, one, labels, options.pieces, part == "dev")
        ]
        numpy.savez_compressed(options.folder / f"{part}.npz", **_packed(rows))
        print(part, len(found), "articles", len(rows), "windows")


def articles(part: str) -> Iterator[Article]:
    """The articles of `train` or `dev`, in name order."""
    folder = SHARED / "corpora/polnear" / part
    sys.path.insert(0, str(SHARED / "score"))
    from attribution import gold_spans

    paths = sorted((folder / "text").glob("*.txt"))
    for path, parsed in zip(paths, parse(p.read_bytes().decode("utf-8") for p in paths), strict=True):
        layers = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        yield Article(parsed, read_attributions(parsed), [gold_spans(layer) for layer in layers])


def _labels(parses: Sequence[Parse]) -> dict[str, list[str]]:
    """The labels of the parser seen at least a hundred times, in alphabetical order."""
    seen = {
        kind: Counter(getattr(token, kind) for one in parses for token in one.tokens) for kind in ("pos", "tag", "dep")
    }
    seen["entity"] = Counter(entity.label for one in parses for entity in one.entities)
    return {kind: sorted(label for label, n in counted.items() if n >= 100) for kind, counted in seen.items()}


def _windows(number: int, article: Article, labels: Labels, most: int, every: bool) -> Iterator[dict[str, Any]]:
    parsed = article.parse
    pieces = pieces_of([token.text for token in parsed.tokens])
    features = word_features(parsed, article.rules, labels)
    rules = rules_anchors(parsed, article.rules)
    layers = [_roles(parsed, layer) for layer in article.gold]
    random.seed(number)
    for area in areas([len(p) for p in pieces], parsed.sentences, most):
        first, last = area.first, area.last
        gold = [{at: roles for at, roles in layer.items() if first <= at < last} for layer in layers]
        asked = _asked(features[:, 7], parsed, rules, gold, (area.begin, area.end), every)
        yield {
            "article": [number, first, last, area.begin, area.end],
            "sizes": [len(p) for p in pieces[first:last]],
            "pieces": [piece for p in pieces[first:last] for piece in p],
            "features": features[first:last].astype(numpy.uint8),
            "asked": [at - first for at in asked],
            "pairs": numpy.concatenate(
                [pair_features(parsed, at, (first, last), rules, labels) for at in asked]
                or [numpy.zeros((0, 5), dtype=numpy.int64)]
            ).astype(numpy.uint8),
            "layers": [len(gold)],
            "anchors": [[int(first + i in layer) for i in range(last - first)] for layer in gold],
            "tags": [_tags(layer, first, last) for layer in gold],
            "roles": [[layer.get(at, {}).get(i, 0) for i in range(first, last)] for layer in gold for at in asked],
        }


def _roles(parsed: Parse, layer: list[Gold]) -> dict[int, dict[int, int]]:
    """One annotator's attributions by the word that stands for their cue: for each of their words its role."""
    found: dict[int, dict[int, int]] = {}
    for spans in layer:
        at = anchor(parsed, words_of(parsed, spans["cue"]))
        if at is None or not spans["content"]:
            continue
        roles: dict[int, int] = {}
        for name, role in (("content", CONTENT), ("source", SOURCE), ("cue", CUE)):
            roles |= dict.fromkeys(words_of(parsed, spans[name]), role)
        if at not in found or len(found[at]) < len(roles):
            found[at] = roles
    return found


def _tags(layer: dict[int, dict[int, int]], first: int, last: int) -> list[int]:
    """0 outside; 1, 3, 5 where a source, content or cue begins, 2, 4, 6 where it goes on."""
    flat: dict[int, tuple[int, int]] = {}
    for at, roles in sorted(layer.items(), key=lambda item: -len(item[1])):
        for i, role in roles.items():
            if flat.get(i, (0, 0))[0] != CUE:
                flat[i] = (role, at)
    tags = []
    for i in range(first, last):
        role = flat.get(i, (0, -1))
        tags.append(0 if role[0] == 0 else 2 * role[0] - (flat.get(i - 1) != role))
    return tags


def _asked(
    cue_words: Any, parsed: Parse, rules: dict[int, Attribution], gold: list[dict[int, Any]], own: Span, every: bool
) -> list[int]:
    """The words to ask about: every cue of the gold and of the rules, and some or all that might be taken for one."""
    certain = {at for layer in gold for at in layer} | set(rules)
    likely = [i for i in range(*own) if cue_words[i] and i not in certain]
    others = [
        i for i in range(*own) if parsed.tokens[i].pos in {"VERB", "ADJ"} and not cue_words[i] and i not in certain
    ]
    if every:
        return sorted({i for i in certain if own[0] <= i < own[1]} | set(likely) | set(others))
    chosen = random.sample(likely, min(4, len(likely))) + random.sample(others, min(2, len(others)))
    return sorted({i for i in certain if own[0] <= i < own[1]} | set(chosen))


def _packed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """All windows' arrays one after another, and how long each is."""
    packed: dict[str, Any] = {}
    for name in rows[0]:
        parts = [numpy.asarray(row[name]) for row in rows]
        wide = 5 if name == "pairs" else parts[0].shape[-1] if name == "features" else 0
        flat = [part.reshape(-1, wide) if wide else part.reshape(-1) for part in parts]
        packed[name] = numpy.concatenate(flat).astype(numpy.int32 if not wide else numpy.uint8)
        packed[f"{name}_n"] = numpy.array([len(part) for part in flat])
    return packed


if __name__ == "__main__":
    main()
