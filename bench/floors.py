"""The gate: figures pinned in scores.json with the digests of what they were measured on.

Floors hold what is better when higher, ceilings what is better when lower; `--update` moves both in the good direction only.
Limits are for time and memory: set by hand, never by `--update`, because a lucky run would pin what no other run can reach.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from bench.measures import Result

SCORES = Path(__file__).with_name("scores.json")
# One machine gives the same readings twice. Another processor adds the parser's matrices up in another order, which tips a
# few close decisions; in the smallest corpus (the exam, 167 claims) one claim more or less is 0.005 of F1.
EPSILON = 0.005
CEILINGS = {
    "deeds.queue_an_incident_1000",
    "deeds.queue_an_incident_10000",
    "attribution.far_from_share",
    "attribution_rules.far_from_share",
    "seed.missing",
    "times.wrong_days",
    "toponyms.lgl_auc_all",
    "toponyms.geovirus_auc_all",
    "toponyms.lgl_median_km",
    "toponyms.geovirus_median_km",
}
TIMES = {"speed", "documents", "growth", "ledger", "desk", "publishing", "matching", "times_speed", "linking"}
Pins = dict[str, Any]


class Outcome(NamedTuple):
    """What the pins say of a result: the words beside each figure, and what fell."""

    pinned: dict[str, str]
    faults: list[str]


def load_pins(path: Path = SCORES) -> Pins:
    """The pinned figures; none where there is no file yet."""
    empty: Pins = {"measures": {}, "limits": {}, "lowered": []}
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else empty


def save_pins(pins: Pins, path: Path = SCORES) -> None:
    """Write the pins whole or not at all."""
    draft = path.with_suffix(".json.new")
    draft.write_text(json.dumps(pins, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    draft.replace(path)


def compare(pins: Pins, result: Result) -> Outcome:
    """Hold a result against the pins."""
    pin = pins["measures"].get(result.name, {})
    held, limits = pin.get("figures", {}), pins["limits"]
    words: dict[str, str] = {}
    faults = _changed(pin, result)
    for name, value in result.figures.items():
        full = f"{result.name}.{name}"
        if full in limits:
            words[name] = f"limit {limits[full]}"
            if value is None or value > limits[full]:
                faults.append(f"{full} is {value}, over its limit of {limits[full]}")
        elif name in held:
            words[name] = f"{'ceiling' if full in CEILINGS else 'floor'} {held[name]}"
            if _fell(full, value, held[name]):
                faults.append(f"{full} is {_figure(value)}, pinned at {held[name]}")
    faults += [f"{result.name}.{name} is pinned and was not measured" for name in held if name not in result.figures]
    return Outcome(words, faults)


def raise_floors(pins: Pins, results: Iterable[Result], reason: str | None) -> list[str]:
    """Move the pins to better figures; what would have to be lowered without a reason is refused, and returned."""
    refused: list[str] = []
    for result in results:
        faults = compare(pins, result).faults
        if faults and (reason is None or result.name in TIMES):
            mend = (
                "limits are changed by hand" if result.name in TIMES else "to accept it give --allow-regression REASON"
            )
            refused += [f"{fault}; {mend}" for fault in faults]
        elif result.name not in TIMES:
            pins["lowered"] += [{"what": fault, "reason": reason} for fault in faults]
            _pin(pins, result)
    return refused


def _pin(pins: Pins, result: Result) -> None:
    pin = pins["measures"].get(result.name, {})
    held = {} if _changed(pin, result) else pin.get("figures", {})
    figures: dict[str, float] = {}
    for name, value in result.figures.items():
        full, before = f"{result.name}.{name}", held.get(name)
        if value is not None:
            figures[name] = _better(full, value, None if before is None or _fell(full, value, before) else before)
    pins["measures"][result.name] = {"corpus": result.corpus, "scorer": result.scorer, "figures": figures}


def _better(full: str, value: float, held: float | None) -> float:
    """The better of the two, rounded to the safe side."""
    if full in CEILINGS:
        rounded = math.ceil(value * 10_000) / 10_000
        return rounded if held is None else min(rounded, held)
    rounded = math.floor(value * 10_000) / 10_000
    return rounded if held is None else max(rounded, held)


def _fell(full: str, value: float | None, held: float) -> bool:
    if value is None:
        return True
    return value > held + EPSILON if full in CEILINGS else value < held - EPSILON


def _changed(pin: Pins, result: Result) -> list[str]:
    pairs = (("corpus", result.corpus), ("scorer", result.scorer))
    return [f"{result.name}: the {what} is not the one pinned" for what, now in pairs if pin and pin.get(what) != now]


def _figure(value: float | None) -> str:
    return "missing" if value is None else f"{value:.4f}"
