"""Train the network of incidents and roles on what incidents_data.py wrote, and export it. Needs torch, no sayso.

    python training/incidents.py FOLDER [--epochs 4] [--layers 6] [--seed 1]

Four epochs, after each the figures of the held-out texts: with these weights (FOLDER/held_out.pt) thresholds are chosen and
doubts measured. Then one more, at a third of the rate, on the held-out texts and as many windows of the others; nothing is
measured on these texts any more. Writes FOLDER/incidents.pt and FOLDER/incidents.onnx.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy
import torch
from encoder import WIDTH, Encoder, export
from torch import Tensor, nn

OUTPUTS = {"event": 7, "roles": 5, "effects": 5, "type": 24, "basis": 5, "state": 1, "here": 64, "there": 64}
SIZES = [18, 46, 12, 8, 6, 8]
BATCH = 12
NOT_ASKED = -1


class Incidents(nn.Module):
    """Words to what they are to an event; `here` · `there`: whether a word belongs to the event that another tells."""

    def __init__(self, layers: int = 6, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(SIZES, dropout, layers)
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.ModuleList(nn.Linear(WIDTH, size) for size in OUTPUTS.values())
        nn.init.constant_(self.heads[list(OUTPUTS).index("roles")].bias, -3.5)  # few words have a part in an event
        for frozen in (self.encoder.pieces, self.encoder.positions):  # names seen here are not to be learnt by heart
            frozen.requires_grad_(False)

    def forward(
        self, pieces: Tensor, features: Tensor, words: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, ...]:
        """One array for each of OUTPUTS, (B, W, size)."""
        x = self.dropout(self.encoder(pieces, features, words, mask))
        return tuple(head(x) for head in self.heads)


def main() -> None:
    """Train, tell the figures after each epoch, export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--begin-with", type=Path, help="weights of the first stage, to run the second alone")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--steps", type=int, default=0, help="stop after so many steps (to time them)")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    parts = {part: loaded(options.folder / f"{part}.npz") for part in ("train", "dev")}
    chosen = telling(parts["train"])
    print(len(chosen), "of", len(parts["train"]), "windows have something to learn", flush=True)
    model = Incidents(options.layers)
    if options.begin_with:
        model.load_state_dict(torch.load(options.begin_with))
    else:
        train(model, chosen, parts["dev"], options)
        (options.folder / "incidents.pt").rename(options.folder / "held_out.pt")
    options.epochs, options.rate = 1, options.rate / 3
    unseen = telling(parts["dev"])
    train(model, unseen + random.sample(chosen, len(unseen)), [], options)
    export(model, options.folder / "incidents.onnx", len(SIZES), list(OUTPUTS))


def telling(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The windows that have something to learn."""
    return [row for row in rows if (row["event"] >= 0).any() or (row["roles"] == 1).any()]


def train(model: Incidents, rows: list[dict[str, Any]], held: list[dict[str, Any]], options: Any) -> None:
    """Epochs over the windows, the rate rising over the first tenth and falling to nothing."""
    learnt = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    slow = [p for name, p in learnt if name.startswith("encoder") and "features" not in name]
    quick = [p for name, p in learnt if not name.startswith("encoder") or "features" in name]
    groups = [{"params": slow, "lr": options.rate}, {"params": quick, "lr": 10 * options.rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = options.epochs * ((len(rows) + BATCH - 1) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(10 * (step + 1) / steps, (steps - step) / (0.9 * steps))
    )
    done, begun = 0, time.perf_counter()
    for epoch in range(options.epochs):
        model.train()
        total = 0.0
        for batch in batches(rows, shuffle=True):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = model(batch["pieces"], batch["features"], batch["words"], batch["mask"])
            loss = loss_of({name: one.float() for name, one in zip(OUTPUTS, found, strict=True)}, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
            done += 1
            if done % 20 == 0:
                print(
                    done,
                    steps,
                    round(total / (done - epoch * steps / options.epochs), 4),
                    round(time.perf_counter() - begun),
                    flush=True,
                )
            if options.steps and done >= options.steps:
                return
        torch.save(model.state_dict(), options.folder / "incidents.pt")
        print(json.dumps({"epoch": epoch + 1, **(measured(model, held) if held else {})}), flush=True)


def loss_of(found: dict[str, Tensor], asked: dict[str, Tensor]) -> Tensor:
    """The sum of what each head gets wrong."""
    weight = asked["weight"]
    event = nn.functional.cross_entropy(
        found["event"].flatten(0, 1), asked["event"].flatten(), ignore_index=NOT_ASKED, reduction="none"
    )
    total = (event * weight.flatten()).sum() / weight.sum().clamp(min=1)
    total = total + 10 * yes_no(found["roles"], asked["roles"]) + yes_no(found["effects"], asked["effects"])
    for name in ("type", "basis"):
        total = total + 0.3 * several(found[name], asked[name])
    total = total + 0.5 * yes_no(found["state"], asked["state"][:, :, None])
    return total + 0.5 * linked(found["here"], found["there"], asked)


def yes_no(found: Tensor, asked: Tensor) -> Tensor:
    """Binary answers, where asked."""
    known = asked != NOT_ASKED
    if not known.any():
        return found.sum() * 0
    return nn.functional.binary_cross_entropy_with_logits(found[known], asked[known].float())


def several(found: Tensor, asked: Tensor) -> Tensor:
    """One answer of several, where asked."""
    known = asked != NOT_ASKED
    return nn.functional.cross_entropy(found[known], asked[known]) if known.any() else found.sum() * 0


def linked(here: Tensor, there: Tensor, asked: Tensor) -> Tensor:
    """Whether words with a part in an event belong to the event that a trigger tells."""
    template, event = asked["template"], asked["event"]
    parts, triggers = template > 0, (event != NOT_ASKED) & (asked["weight"] > 0.5)
    known = parts[:, :, None] & triggers[:, None, :]
    scores = here @ there.transpose(1, 2) / 8.0
    same = (template[:, :, None] & template[:, None, :]) > 0
    if not known.any():
        return scores.sum() * 0
    return nn.functional.binary_cross_entropy_with_logits(scores[known], same[known].float())


def loaded(path: Path) -> list[dict[str, Any]]:
    """The windows of a file."""
    with numpy.load(path) as packed:
        arrays = dict(packed)
    names = [name for name in arrays if not name.endswith("_n")]
    cuts = {name: numpy.cumsum(arrays[f"{name}_n"])[:-1] for name in names}
    parts = {name: numpy.split(arrays[name], cuts[name]) for name in names}
    return [{name: parts[name][n] for name in names} for n in range(len(parts["sizes"]))]


def batches(rows: list[dict[str, Any]], *, shuffle: bool) -> Iterator[dict[str, Tensor]]:
    """Windows of about one length together, padded."""
    unevenness = 60 if shuffle else 0
    order = sorted(range(len(rows)), key=lambda n: len(rows[n]["pieces"]) + random.uniform(0, unevenness))  # noqa: S311
    groups = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    if shuffle:
        random.shuffle(groups)
    for group in groups:
        yield padded([rows[n] for n in group])


def padded(rows: list[dict[str, Any]]) -> dict[str, Tensor]:
    """One batch: pieces between the two pieces that stand around every text, features repeated for each piece."""
    pieces = [numpy.concatenate([[101], row["pieces"], [102]]) for row in rows]
    none = numpy.zeros((1, len(SIZES)), dtype=int)
    features = [numpy.concatenate([none, numpy.repeat(row["features"], row["sizes"], axis=0), none]) for row in rows]
    words = [numpy.concatenate([[0], numpy.cumsum(row["sizes"])[:-1]]) + 1 for row in rows]
    batch = {
        "pieces": _stacked(pieces, 0),
        "features": _stacked(features, 0),
        "words": _stacked(words, 0),
        "mask": _stacked([numpy.ones(len(one), dtype=int) for one in pieces], 0),
        "weight": _stacked([row["weight"] for row in rows], 0).float(),
        "template": _stacked([row["template"] for row in rows], 0),
    }
    batch |= {
        name: _stacked([row[name] for row in rows], NOT_ASKED)
        for name in ("event", "roles", "effects", "type", "basis", "state")
    }
    return batch


def _stacked(arrays: list[Any], empty: int) -> Tensor:
    longest = max(len(one) for one in arrays)
    full = numpy.full(
        (len(arrays), longest, *arrays[0].shape[1:]),
        empty,
        dtype=numpy.float32 if arrays[0].dtype.kind == "f" else numpy.int64,
    )
    for n, one in enumerate(arrays):
        full[n, : len(one)] = one
    return torch.from_numpy(full)


@torch.no_grad()
def measured(model: Incidents, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Word by word on the held-out texts: average precision of events and roles, shares right of the rest."""
    model.eval()
    kept: dict[str, list[Any]] = {name: [] for name in (*OUTPUTS, "link", "same")}
    truth: dict[str, list[Any]] = {name: [] for name in OUTPUTS}
    for batch in batches(rows, shuffle=False):
        found = dict(
            zip(OUTPUTS, model(batch["pieces"], batch["features"], batch["words"], batch["mask"]), strict=True)
        )
        for name in ("event", "type", "basis", "state"):
            known = batch[name] != NOT_ASKED
            kept[name].append(found[name][known])
            truth[name].append(batch[name][known])
        inside = batch["type"].new_zeros(batch["type"].shape, dtype=torch.bool)
        for n in range(len(inside)):
            inside[n, : int((batch["words"][n] > 0).sum())] = True
        kept["roles"].append(found["roles"][inside])
        truth["roles"].append(batch["roles"][inside])
        parts = batch["template"] > 0
        known = parts[:, :, None] & (batch["event"] > 0)[:, None, :]
        scores = found["here"] @ found["there"].transpose(1, 2) / 8.0
        kept["link"].append(scores[known])
        kept["same"].append(((batch["template"][:, :, None] & batch["template"][:, None, :]) > 0)[known])
    flat = {name: torch.cat(values) for name, values in kept.items() if values}
    true = {name: torch.cat(values) for name, values in truth.items() if values}
    event = flat["event"].softmax(-1)
    result = {
        "event_ap": average_precision(1 - event[:, 0], true["event"] > 0),
        "event_right": float((event[true["event"] > 0].argmax(-1) == true["event"][true["event"] > 0]).float().mean()),
        "type": float((flat["type"].argmax(-1) == true["type"]).float().mean()),
        "basis": float((flat["basis"].argmax(-1) == true["basis"]).float().mean()),
        "state": float(((flat["state"][:, 0] > 0) == true["state"].bool()).float().mean()),
        "link_right": float(((flat["link"] > 0) == flat["same"]).float().mean()),
        "link_same": float(flat["same"].float().mean()),
    }
    for n in range(5):
        known = true["roles"][:, n] != NOT_ASKED
        result[f"role{n}_ap"] = average_precision(flat["roles"][known, n], true["roles"][known, n] == 1)
    return {name: round(value, 4) for name, value in result.items()}


def average_precision(scores: Tensor, true: Tensor) -> float:
    """Area under precision over recall."""
    order = scores.argsort(descending=True)
    hits = true[order].float()
    precision = hits.cumsum(0) / torch.arange(1, len(hits) + 1)
    return float((precision * hits).sum() / hits.sum().clamp(min=1))


if __name__ == "__main__":
    main()
