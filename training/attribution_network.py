"""The network for attributions: MiniLM with features over the words; for each cue asked about, the role of every word.

Two parts, two files. `Attributions` sees the text once: which words stand for a cue, tags of sources, contents and cues, and a
vector of each word as cue and as any word. `Links` takes the vector of one cue, those of all words and what the grammar says of
the two, and gives each word its role (none, source, content, cue) and the cue its odds of making an attribution at all.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import torch
from attribution_batches import Batch
from encoder import WIDTH, Encoder
from torch import Tensor, nn

ROLES, TAGS = 4, 7
PAIR_WIDTH = 96
OF_THE_RULES = (4, 5)  # columns of the word features
DROPPED = 0.15
UNREAD, MASK = 0.06, 103  # of the word pieces in training are hidden
FORGOTTEN = 0.1  # of the windows in training are read without the rules, so that the network can do without


class Found(NamedTuple):
    """What the network says of a batch."""

    anchors: Tensor
    tags: Tensor
    roles: Tensor
    attribution: Tensor


def word_sizes(labels: Mapping[str, Sequence[str]]) -> list[int]:
    """How many values each word feature has (sayso.reading.attribution.word_features)."""
    return [*(len(labels[kind]) + 1 for kind in ("pos", "tag", "dep", "entity")), 4, 4, 3, 4, 3]


def pair_sizes(labels: Mapping[str, Sequence[str]]) -> list[int]:
    """How many values each pair feature has (sayso.reading.attribution.pair_features)."""
    return [28, 7, 2 + 3 + 3 * (len(labels["dep"]) + 1), 6, 5]


class Links(nn.Module):
    """Cues (N, P), words (N, W, P) or (1, W, P), pairs (N, W, F) to roles (N, W, 4) and odds (N)."""

    def __init__(self, sizes: Sequence[int], dropout: float = 0.1) -> None:
        super().__init__()
        self.pairs = nn.ModuleList(nn.Embedding(size, PAIR_WIDTH) for size in sizes)
        for pair in self.pairs:
            nn.init.normal_(pair.weight, std=0.2)
        self.norm = nn.LayerNorm(PAIR_WIDTH)
        self.near = nn.ModuleList(nn.Conv1d(PAIR_WIDTH, PAIR_WIDTH, 7, padding=3, groups=PAIR_WIDTH) for _ in range(2))
        self.mix = nn.ModuleList(nn.Linear(PAIR_WIDTH, PAIR_WIDTH) for _ in range(2))
        self.norms = nn.ModuleList(nn.LayerNorm(PAIR_WIDTH) for _ in range(2))
        self.dropout = nn.Dropout(dropout)
        self.roles = nn.Linear(PAIR_WIDTH, ROLES)
        self.joined = nn.Linear(4 * PAIR_WIDTH, PAIR_WIDTH)
        self.odds = nn.Linear(PAIR_WIDTH, 1)

    def forward(self, cues: Tensor, words: Tensor, pairs: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        x = cues[:, None, :] + words
        for number, pair in enumerate(self.pairs):
            x = x + pair(pairs[:, :, number])
        x = nn.functional.gelu(self.norm(x))
        x = _thinned(x) if self.training else x
        for near, mix, norm in zip(self.near, self.mix, self.norms, strict=True):
            if mask is not None:
                x = x * mask[:, :, None]
            y = norm(near(x.transpose(1, 2)).transpose(1, 2))
            x = x + nn.functional.gelu(mix(y))
        roles = self.roles(x)
        share = torch.softmax(roles, -1)
        if mask is not None:
            share = share * mask[:, :, None]
        held = torch.einsum("nwr,nwp->nrp", share[:, :, 1:], x) / (share[:, :, 1:].sum(1)[:, :, None] + 1.0)
        joined = torch.cat([cues, held.flatten(1)], -1)
        return roles, self.odds(self.dropout(nn.functional.gelu(self.joined(joined))))[:, 0]


class Cheap(nn.Module):
    """Three residual convolutions over the base's word pieces and the features: the cheap alternative to its layers."""

    def __init__(self, sizes: Sequence[int]) -> None:
        super().__init__()
        base = Encoder(sizes, layers=0)
        self.pieces, self.features = base.pieces, base.features
        self.narrow = nn.Linear(WIDTH, 128)
        self.near = nn.ModuleList(nn.Conv1d(128, 256, 5, padding=2) for _ in range(3))
        self.norms = nn.ModuleList(nn.LayerNorm(128) for _ in range(3))
        self.wide = nn.Linear(128, WIDTH)

    def forward(
        self,
        pieces: Tensor,
        features: Tensor,
        words: Tensor,
        mask: Tensor | None = None,  # noqa: ARG002 - as the encoder has it
    ) -> Tensor:
        x = self.pieces(pieces)
        for number, feature in enumerate(self.features):
            x = x + feature(features[:, :, number])
        x = self.narrow(x)
        for near, norm in zip(self.near, self.norms, strict=True):
            halves = near(x.transpose(1, 2)).transpose(1, 2)
            x = norm(x + torch.maximum(halves[..., :128], halves[..., 128:]))
        return torch.gather(self.wide(x), 1, words[:, :, None].expand(-1, -1, WIDTH))


class Attributions(nn.Module):
    """The whole network on a batch."""

    def __init__(self, labels: Mapping[str, Sequence[str]], options: argparse.Namespace) -> None:
        super().__init__()
        self.labels, self.options = labels, options
        sizes = word_sizes(labels)
        self.encoder: nn.Module = Cheap(sizes) if options.cheap else Encoder(sizes, 0.0, options.layers)
        self.anchor, self.tags = nn.Linear(WIDTH, 1), nn.Linear(WIDTH, TAGS)
        self.as_cue, self.as_word = nn.Linear(WIDTH, PAIR_WIDTH), nn.Linear(WIDTH, PAIR_WIDTH)
        self.links = Links(pair_sizes(labels))

    def base(self) -> Iterator[nn.Parameter]:
        """The weights that come from the base."""
        return self.encoder.parameters()

    def frozen(self) -> list[nn.Parameter]:
        """The weights that stay as they are."""
        return list(self.encoder.pieces.parameters())

    def words(self, pieces: Tensor, features: Tensor, words: Tensor, mask: Tensor | None = None) -> tuple[Tensor, ...]:
        """Odds to stand for a cue, tags, and the word's vector as cue and as any word."""
        x = self.encoder(pieces, features, words, mask)
        x = _thinned(x) if self.training else x
        return self.anchor(x)[..., 0], self.tags(x), self.as_cue(x), self.as_word(x)

    def forward(self, batch: Batch) -> Found:
        features, pairs = batch.features, batch.pairs
        if self.options.without_rules:
            hidden = torch.ones(len(features), dtype=torch.bool)
        else:
            hidden = torch.rand(len(features)) < (FORGOTTEN if self.training else 0.0)
        features, pairs = features.clone(), pairs.clone()
        features[hidden] *= _without_rules(features.shape[2])
        pairs[hidden[batch.rows], :, 4] = 4
        pieces = batch.pieces
        if self.training:
            pieces = torch.where((torch.rand(pieces.shape) < UNREAD) & (pieces > 999), MASK, pieces)
        anchors, tags, cues, words = self.words(pieces, features, batch.words, batch.mask)
        roles, odds = self.links(cues[batch.rows, batch.asked], words[batch.rows], pairs, batch.word_mask[batch.rows])
        return Found(anchors, tags, roles, odds)


def _thinned(x: Tensor) -> Tensor:
    """Dropout of the same parts of every word of a row."""
    return x * (torch.rand(len(x), 1, x.shape[-1]) > DROPPED) / (1 - DROPPED)


def _without_rules(columns: int) -> Tensor:
    kept = torch.ones(columns, dtype=torch.int64)
    kept[list(OF_THE_RULES)] = 0
    return kept


def losses(found: Found, batch: Batch) -> list[Tensor]:
    """What is wrong with the anchors, tags, roles and odds of a batch."""
    mask = batch.word_mask
    cross, binary = nn.functional.cross_entropy, nn.functional.binary_cross_entropy_with_logits
    anchor = 10 * binary(found.anchors.float()[mask], batch.anchors[mask].float())
    tag = cross(found.tags.float()[mask], batch.tags[mask])
    true = batch.anchors[batch.rows, batch.asked]
    odds = binary(found.attribution.float(), true.float())
    right = true.bool()
    roles, gold, seen = found.roles.float()[right], batch.roles[right], mask[batch.rows][right]
    each = cross(roles.transpose(1, 2), gold, reduction="none") * seen
    return [anchor, tag, each.sum() / (20 * max(1, len(gold))), 2 * odds]
