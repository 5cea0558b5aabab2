"""Windows from the arrays of attribution_data.py, put together into batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy
import torch
from torch import Tensor

FIRST, LAST, PADDING = 101, 102, 0


class Window(NamedTuple):
    """One window: its word pieces and features, the words asked about, and the gold of its annotators."""

    article: int
    first: int
    begin: int
    end: int
    sizes: Any
    pieces: Any
    features: Any
    asked: Any
    pairs: Any
    anchors: Any
    tags: Any
    roles: Any


class Batch(NamedTuple):
    """Windows side by side. `rows` says for each word asked about which window it is in."""

    pieces: Tensor
    mask: Tensor
    features: Tensor
    words: Tensor
    word_mask: Tensor
    rows: Tensor
    asked: Tensor
    pairs: Tensor
    anchors: Tensor
    tags: Tensor
    roles: Tensor


class Windows:
    """All windows of a part of the corpus."""

    def __init__(self, path: Path | None, rows: list[Window] | None = None) -> None:
        self.rows = rows if path is None else list(_unpacked(numpy.load(path)))
        assert self.rows is not None

    def of_articles(self, chosen: Callable[[int], bool]) -> Windows:
        """Those of some articles only."""
        return Windows(None, [row for row in self.rows or [] if chosen(row.article)])


def _unpacked(arrays: Any) -> Iterator[Window]:
    names = [name for name in arrays if not name.endswith("_n")]
    parts = {name: numpy.split(arrays[name], numpy.cumsum(arrays[f"{name}_n"])[:-1]) for name in names}
    wide = arrays["pairs"].shape[1]
    for number in range(len(parts["article"])):
        row = {name: parts[name][number] for name in names}
        layers, words = int(row["layers"][0]), len(row["sizes"])
        article, first, _, begin, end = (int(n) for n in row["article"])
        yield Window(
            article,
            first,
            begin - first,
            end - first,
            row["sizes"],
            row["pieces"],
            row["features"],
            row["asked"],
            row["pairs"].reshape(len(row["asked"]), words, wide),
            row["anchors"].reshape(layers, words),
            row["tags"].reshape(layers, words),
            row["roles"].reshape(layers, len(row["asked"]), words),
        )


def batches(windows: Windows, size: int, chance: ModuleType) -> Iterator[Batch]:
    """Batches of windows of like length, in random order, each with the gold of one of its annotators."""
    rows = list(windows.rows or [])
    chance.shuffle(rows)
    for start in range(0, len(rows), 20 * size):
        like = sorted(rows[start : start + 20 * size], key=lambda row: len(row.pieces))
        groups = [like[i : i + size] for i in range(0, len(like), size)]
        chance.shuffle(groups)
        for group in groups:
            yield batch(group, [chance.randrange(len(row.anchors)) for row in group])


def batch(rows: list[Window], layers: list[int]) -> Batch:
    """Windows as one batch, each with the gold of the named annotator."""
    longest, widest = max(len(r.pieces) for r in rows) + 2, max(len(r.sizes) for r in rows)
    many, kinds = len(rows), rows[0].features.shape[1]
    pieces = numpy.full((many, longest), PADDING, dtype=numpy.int64)
    features = numpy.zeros((many, longest, kinds), dtype=numpy.int64)
    words, anchors, tags = (numpy.zeros((many, widest), dtype=numpy.int64) for _ in range(3))
    word_mask = numpy.zeros((many, widest), dtype=bool)
    pairs, roles = [], []
    for n, (row, layer) in enumerate(zip(rows, layers, strict=True)):
        length, wide = len(row.pieces), len(row.sizes)
        pieces[n, : length + 2] = [FIRST, *row.pieces, LAST]
        features[n, 1 : length + 1] = numpy.repeat(row.features, row.sizes, axis=0)
        words[n, :wide] = numpy.cumsum(row.sizes) - row.sizes + 1
        word_mask[n, :wide] = True
        anchors[n, :wide], tags[n, :wide] = row.anchors[layer], row.tags[layer]
        pairs.append(numpy.pad(row.pairs, ((0, 0), (0, widest - wide), (0, 0))))
        roles.append(numpy.pad(row.roles[layer], ((0, 0), (0, widest - wide))))
    counted = [len(row.asked) for row in rows]
    tensor = torch.from_numpy
    return Batch(
        tensor(pieces),
        tensor(pieces != PADDING),
        tensor(features),
        tensor(words),
        tensor(word_mask),
        tensor(numpy.repeat(numpy.arange(many), counted)),
        tensor(numpy.concatenate([row.asked for row in rows]).astype(numpy.int64)),
        tensor(numpy.concatenate(pairs).astype(numpy.int64)),
        tensor(anchors),
        tensor(tags),
        tensor(numpy.concatenate(roles).astype(numpy.int64)),
    )
