"""How well a network reads windows: near to what shared/score/attribution.py says of whole articles, but over our words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy
import torch
from attribution_batches import Window, Windows, batch
from attribution_network import Attributions

SOURCE, CONTENT, CUE = 1, 2, 3
Attribution = tuple[frozenset[int], frozenset[int], frozenset[int]]
Figures = dict[str, float]


def measured(model: Attributions, windows: Windows, way: str = "linked", moves: numpy.ndarray | None = None) -> Figures:
    """The headline F1 at the best threshold, and the token F1 by role at it.

    `way`: `linked`, the roles of the words with respect to each cue; `constrained`, the same along the best path under
    `moves`; `nearest`, no linking: every tagged cue with the nearest tagged source and content.
    """
    found: list[list[tuple[float, Attribution]]] = []
    gold: list[list[Attribution]] = []
    marks = model.labels["pos"].index("PUNCT") + 1
    for row, said in _answers(model.eval(), list(windows.rows or [])):
        words = row.features[:, 0] != marks
        gold.append([one for one in _gold(row, words) if one[1]])
        if way == "nearest":
            found.append(_nearest(said.tags.argmax(-1)[: len(words)], words, row))
            continue
        best = said.roles.argmax(-1) if moves is None else _best_paths(said.roles, moves)
        found.append(_linked(row, words, said, best))
    return max((_figures(found, gold, cut / 20) for cut in range(4, 17)), key=lambda f: f["attribution_f1"])


class Said(NamedTuple):
    """The network's answers about one window; scores of tags and roles as logarithms of shares."""

    anchors: numpy.ndarray
    odds: numpy.ndarray
    tags: numpy.ndarray
    roles: numpy.ndarray


def _answers(model: Attributions, rows: Sequence[Window]) -> Iterator[tuple[Window, Said]]:
    for start in range(0, len(rows), 8):
        group = list(rows[start : start + 8])
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            said = model(batch(group, [0] * len(group)))
        anchors, odds = (torch.sigmoid(x.float()).numpy() for x in (said.anchors, said.attribution))
        tags, roles = (torch.log_softmax(x.float(), -1).numpy() for x in (said.tags, said.roles))
        at = 0
        for n, row in enumerate(group):
            here = slice(at, at + len(row.asked))
            at += len(row.asked)
            yield row, Said(anchors[n], odds[here], tags[n], roles[here])


def moves_of(windows: Windows) -> numpy.ndarray:
    """How much likelier a role is after another than by itself, as logarithms, counted in the gold."""
    counted = numpy.ones((4, 4))
    for row in windows.rows or []:
        for n, at in enumerate(row.asked):
            if row.anchors[0][at]:
                numpy.add.at(counted, (row.roles[0][n][:-1], row.roles[0][n][1:]), 1)
    share = counted.sum(0) / counted.sum()
    return numpy.log(counted / counted.sum(1, keepdims=True)) - numpy.log(share)


def _attribution(roles: numpy.ndarray, words: numpy.ndarray) -> Attribution:
    source, content, cue = (
        frozenset(numpy.flatnonzero((roles[: len(words)] == role) & words).tolist()) for role in (SOURCE, CONTENT, CUE)
    )
    return source, content, cue


def _gold(row: Window, words: numpy.ndarray) -> list[Attribution]:
    return [
        _attribution(row.roles[0][n], words)
        for n, at in enumerate(row.asked)
        if row.anchors[0][at] and row.begin <= at < row.end
    ]


def _linked(row: Window, words: numpy.ndarray, said: Said, roles: numpy.ndarray) -> list[tuple[float, Attribution]]:
    found = []
    for n, at in enumerate(row.asked):
        by_rules = bool((row.pairs[n, :, 4] != 4).any())
        if said.anchors[at] > 0.15 or by_rules:
            found.append((float(said.odds[n]), _attribution(roles[n], words)))
    return found


def _nearest(tags: numpy.ndarray, words: numpy.ndarray, row: Window) -> list[tuple[float, Attribution]]:
    """Each tagged cue with the nearest tagged source and content."""
    spans: dict[int, list[list[int]]] = {SOURCE: [], CONTENT: [], CUE: []}
    for i, tag in enumerate(tags.tolist()):
        role = (tag + 1) // 2
        if not role:
            continue
        if tag % 2 or not spans[role] or spans[role][-1][-1] != i - 1:
            spans[role].append([])
        spans[role][-1].append(i)
    said = []
    for cue in spans[CUE]:
        if not row.begin <= cue[0] < row.end:
            continue
        near = [
            min(spans[role], key=lambda s: max(cue[0] - s[-1], s[0] - cue[-1]), default=[])
            for role in (SOURCE, CONTENT)
        ]
        parts = [frozenset(i for i in part if words[i]) for part in (*near, cue)]
        said.append((1.0, (parts[0], parts[1], parts[2])))
    return said


def _figures(found: list[list[tuple[float, Attribution]]], gold: list[list[Attribution]], cut: float) -> Figures:
    right = content_right = said = true = 0
    tokens = numpy.zeros((3, 3))
    for ours, theirs in zip(found, gold, strict=True):
        kept = [one for score, one in ours if score >= cut and one[1]]
        said, true = said + len(kept), true + len(theirs)
        right += _matched(kept, theirs, True)
        content_right += _matched(kept, theirs, False)
        for role in range(3):
            mine, other = (frozenset().union(*(one[role] for one in side)) for side in (kept, theirs))
            tokens[role] += len(mine & other), len(mine), len(other)
    f1 = [2 * hits / max(1, a + b) for hits, a, b in tokens]
    return {
        "attribution_f1": round(2 * right / max(1, said + true), 4),
        "p": round(right / max(1, said), 4),
        "r": round(right / max(1, true), 4),
        "content_f1": round(2 * content_right / max(1, said + true), 4),
        "source": round(f1[0], 4),
        "content": round(f1[1], 4),
        "cue": round(f1[2], 4),
        "cut": cut,
    }


def _matched(ours: Sequence[Attribution], theirs: Sequence[Attribution], with_source: bool) -> int:
    pairs = []
    for i, one in enumerate(ours):
        for j, other in enumerate(theirs):
            share = len(one[1] & other[1]) / len(one[1] | other[1])
            source = bool(one[0] & other[0]) if other[0] else not one[0]
            if share >= 0.5 and (source or not with_source):
                pairs.append((share, i, j))
    mine: set[int] = set()
    other_side: set[int] = set()
    for _, i, j in sorted(pairs, reverse=True):
        if i not in mine and j not in other_side:
            mine.add(i)
            other_side.add(j)
    return len(mine)


def _best_paths(scores: numpy.ndarray, moves: numpy.ndarray) -> numpy.ndarray:
    """The likeliest roles along the words of each row."""
    total, back = scores[:, 0], []
    for i in range(1, scores.shape[1]):
        steps = total[:, :, None] + moves[None]
        back.append(steps.argmax(1))
        total = steps.max(1) + scores[:, i]
    path = [total.argmax(1)]
    for where in reversed(back):
        path.append(numpy.take_along_axis(where, path[-1][:, None], 1)[:, 0])
    return numpy.stack(path[::-1], 1)
