"""A doubtful pair of accounts: how like they are, why, and how to settle it."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.text import Text

from sayso.cli.drawing import indented, line
from sayso.model.grouped import Comparison
from sayso.wording.readings import Readings


def pair_view(pair: Comparison, readings: Readings) -> RenderableType:
    """Both sides, the score, each feature's part in words, the weightiest first, and the command that settles it."""
    a, b = _incident(pair.a, readings), _incident(pair.b, readings)
    title = Text.assemble(line((a[0], "bold"), f"  {a[1]}"), line(("  and  ", "dim"), (b[0], "bold"), f"  {b[1]}"))
    score = line((f"{round(100 * pair.score)} of 100 for one incident", "dim"))
    weighty = sorted(pair.features, key=lambda feature: (-abs(feature.weight), feature.name))
    reasons = [line((f"{feature.weight:+.1f}  ", "dim"), feature.why) for feature in weighty]
    if pair.held is not None:
        reasons.append(line((pair.held, "yellow")))
    settle = line((f"sayso decide same {a[0]} {b[0]} --reason …", "cyan"), (" (or different)", "dim"))
    return Group(title, indented(Group(score, *reasons, settle), 2))


def bond_view(bond: Comparison, titles: Mapping[str, str]) -> RenderableType:
    """Two accounts of one incident: whose they are, the score, and each feature's part in words."""
    a, b = (titles.get(account.partition("/")[0], account) for account in (bond.a, bond.b))
    title = line((a, "bold"), ("  and  ", "dim"), (b, "bold"), (f"  {round(100 * bond.score)} of 100", "dim"))
    reasons = [line((f"{feature.weight:+.1f}  ", "dim"), feature.why) for feature in bond.features if feature.weight]
    return Group(title, indented(Group(*reasons), 2))


def _incident(account: str, readings: Readings) -> tuple[str, str]:
    """Code and title of the incident that an account is in now; an account of none is called by its id."""
    incident = readings.incident(account)
    return (account, "") if incident is None else (incident.code, incident.title)
