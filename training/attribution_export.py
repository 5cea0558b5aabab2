"""Write a trained network as the two files that the package reads.

    python training/attribution_export.py FOLDER OUT

FOLDER is that of attribution_data.py, OUT that of attribution.py. Writes OUT/attribution.onnx (int8) and
OUT/attribution_links.onnx. Calibrate afterwards: attribution_calibration.py.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import torch
from attribution_network import PAIR_WIDTH, Attributions, pair_sizes, word_sizes
from encoder import export
from torch import Tensor, nn


class Words(nn.Module):
    """What the package asks of the words."""

    def __init__(self, model: Attributions) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: Tensor, features: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        anchors, _, cues, seen = self.model.words(pieces, features, words)
        return anchors, cues, seen


def main(folder: Path, out: Path, weights: str = "best.pt") -> None:
    """Export the best weights."""
    kept = torch.load(out / weights, weights_only=False)
    labels = json.loads((folder / "labels.json").read_text())
    model = Attributions(labels, argparse.Namespace(**kept["options"]))
    model.load_state_dict(kept["weights"])
    model.eval()
    export(Words(model), out / "attribution.onnx", len(word_sizes(labels)), ["anchors", "as_cue", "as_word"])
    pairs = torch.zeros(2, 3, len(pair_sizes(labels)), dtype=torch.int64)
    torch.onnx.export(
        model.links,
        (torch.zeros(2, PAIR_WIDTH), torch.zeros(1, 3, PAIR_WIDTH), pairs),
        str(out / "attribution_links.onnx"),
        input_names=["cues", "words", "pairs"],
        output_names=["roles", "odds"],
        dynamic_axes={
            "cues": {0: "N"},
            "words": {1: "W"},
            "pairs": {0: "N", 1: "W"},
            "roles": {0: "N", 1: "W"},
            "odds": {0: "N"},
        },
        opset_version=17,
        dynamo=False,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
