"""A doubtful pair of accounts: how like they are, why, and how to settle it."""

from __future__ import annotations

from rich.console import Group, RenderableType

from sayso.cli.drawing import indented, line
from sayso.model.grouped import Comparison


def pair_view(pair: Comparison, names: dict[str, str] | None = None) -> RenderableType:
    """Both sides, the score, and each feature's part in words, the weightiest first."""
    called = names or {}
    title = line((called.get(pair.a, pair.a), "bold"), "  and  ", (called.get(pair.b, pair.b), "bold"))
    score = line((f"{round(100 * pair.score)} of 100 for one incident", "dim"))
    weighty = sorted(pair.features, key=lambda feature: (-abs(feature.weight), feature.name))
    reasons = [line((f"{feature.weight:+.1f}  ", "dim"), feature.why) for feature in weighty]
    return Group(title, indented(Group(score, *reasons), 2))
