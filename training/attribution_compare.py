"""One trained network read three ways: linked, along the best path, and by its tags alone. Needs torch, no sayso.

python training/attribution_compare.py FOLDER OUT
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import torch
from attribution_batches import Windows
from attribution_measure import measured, moves_of
from attribution_network import Attributions


def main(folder: Path, out: Path) -> None:
    """Print a line of figures for each way."""
    kept = torch.load(out / "best.pt", weights_only=False)
    model = Attributions(json.loads((folder / "labels.json").read_text()), argparse.Namespace(**kept["options"]))
    model.load_state_dict(kept["weights"])
    dev, moves = Windows(folder / "dev.npz"), moves_of(Windows(folder / "train.npz"))
    for way in ("linked", "constrained", "nearest"):
        print(way, json.dumps(measured(model, dev, way, moves if way == "constrained" else None)), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
