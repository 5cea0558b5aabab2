"""Accounts in a few words, for tests of grouping."""

from __future__ import annotations

from typing import Any

from sayso.model.account import Account, Figure, Spot
from sayso.model.decision import Decision, Verb

DERNA = Spot(name="Derna", place="derna", country="LY", lat=32.77, lon=22.64, precision="city", radius_m=8_000)
BENGHAZI = Spot(
    name="Benghazi", place="benghazi", country="LY", lat=32.12, lon=20.07, precision="city", radius_m=12_000
)
LIBYA = Spot(name="Libya", place="libya", country="LY", lat=27.0, lon=17.0, precision="country")


def killed(low: int, high: int | None = None) -> Figure:
    """A toll of dead."""
    return Figure(outcome="killed", low=low, high=low if high is None else high)


def account(report: str, key: str = "c1", **facts: Any) -> Account:
    """An air strike on Derna on 9 July 2016, but for what is given."""
    usual: dict[str, Any] = {
        "kind": "air_strike", "realis": "happened", "title": "Air strike on Derna", "first": "2016-07-09",
        "last": "2016-07-09", "published": "2016-07-10", "spots": (DERNA,), "outlet": f"outlet of {report}",
        "claims": (f"{report}-{key}",), "prominent": True,
    }  # fmt: skip
    return Account(id=f"{report}/{key}", report=report, **usual | facts)


def decision_on(number: int, verb: Verb, target: str, other: str) -> Decision:
    """A decision on two accounts."""
    return Decision(
        number=number, target=target, digest="", verb=verb, value={"other": other}, by="ana", at="2026-01-01",
        reason="read both",
    )  # fmt: skip
