"""Learn attributions from the arrays of attribution_data.py. Needs torch, no sayso.

    python training/attribution.py FOLDER OUT [--epochs 3] [--seed 5] …

Writes OUT/best.pt after every epoch that reads the dev articles better, OUT/log.txt, and at the end OUT/attribution.onnx and
OUT/attribution_links.onnx. The other options are those of the comparison in docs/method.md.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
from attribution_batches import Batch, Windows, batches
from attribution_measure import measured
from attribution_network import Attributions, losses
from torch import nn

WARM_UP = 0.08


def main() -> None:
    """Train, measure after every epoch, keep the best."""
    options = _options()
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    labels = json.loads((options.folder / "labels.json").read_text())
    train, dev = (Windows(options.folder / f"{part}.npz") for part in ("train", "dev"))
    train = train.of_articles(lambda number: number % options.part == 0)
    model = Attributions(labels, options)
    averaged = _copied(model)
    log = (options.out / "log.txt").open("a")
    best = 0.0
    optimiser, schedule = _optimiser(model, options, sum(1 for _ in batches(train, options.batch, random)))
    for epoch in range(options.epochs):
        start = time.time()
        for number, batch in enumerate(batches(train, options.batch, random)):
            figures = _step(model, averaged, batch, optimiser)
            schedule.step()
            if number % 20 == 0:
                _say(log, f"{epoch}.{number} {time.time() - start:.0f}s " + " ".join(f"{f:.3f}" for f in figures))
        found = measured(averaged, dev)
        _say(log, f"epoch {epoch} {time.time() - start:.0f}s {json.dumps(found)}")
        torch.save({"weights": averaged.state_dict(), "options": vars(options)}, options.out / "last.pt")
        if found["attribution_f1"] > best:
            best = found["attribution_f1"]
            torch.save({"weights": averaged.state_dict(), "options": vars(options)}, options.out / "best.pt")
    _say(log, f"best {best:.4f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=8, help="windows in a step")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--heads-rate", type=float, default=1e-3)
    parser.add_argument(
        "--averaged", type=float, default=0.997, help="what the weights that are kept hold to in a step"
    )
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--part", type=int, default=1, help="learn from every n-th article only")
    parser.add_argument("--layers", type=int, default=4, help="of the base, from below")
    parser.add_argument("--without-rules", action="store_true", help="hide from the network what the rules said")
    parser.add_argument("--cheap", action="store_true", help="a small convolution instead of MiniLM")
    return parser.parse_args()


def _copied(model: Attributions) -> Attributions:
    copied = Attributions(model.labels, model.options)
    copied.load_state_dict(model.state_dict())
    return copied.eval()


def _optimiser(
    model: Attributions, options: argparse.Namespace, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """AdamW; the layers of the base at their own rate, its word pieces as they are; up, then down in a line."""
    for piece in model.frozen():
        piece.requires_grad = False
    base = {id(p) for p in model.base()}
    groups = [
        {"params": [p for p in model.parameters() if p.requires_grad and id(p) in base], "lr": options.rate},
        {"params": [p for p in model.parameters() if p.requires_grad and id(p) not in base], "lr": options.heads_rate},
    ]
    whole = steps * options.epochs
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    warm = max(1, int(WARM_UP * whole))
    return optimiser, torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min((n + 1) / warm, max(0.0, (whole - n) / (whole - warm)))
    )


def _step(model: Attributions, averaged: Attributions, batch: Batch, optimiser: torch.optim.Optimizer) -> list[float]:
    model.train()
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = model(batch)
    parts = losses(found, batch)
    torch.stack(parts).sum().backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()
    optimiser.zero_grad()
    with torch.no_grad():
        for kept, now in zip(averaged.parameters(), model.parameters(), strict=True):
            if now.requires_grad:
                kept.lerp_(now, 1 - model.options.averaged)
    return [float(part.detach()) for part in parts]


def _say(log: object, line: str) -> None:
    print(line, flush=True)
    print(line, file=log, flush=True)  # type: ignore[call-overload]


if __name__ == "__main__":
    main()
