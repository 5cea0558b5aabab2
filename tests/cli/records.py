"""Hand-made records for the tests of the view."""

from __future__ import annotations

from typing import Any

from sayso.model.claim import (
    Claim,
    Hop,
    Occurrence,
    Proposition,
    Role,
    Target,
    Toll,
)
from sayso.model.mention import ActorMention, Mention, PlaceMention, TimeMention
from sayso.model.quantity import Count
from sayso.model.reading import Engine, Reading
from sayso.model.record import Passage
from sayso.model.report import Report
from sayso.wording.references import References

OUTLET = Hop(speaker=None, text="Coast Herald", name="Coast Herald", stance="reports", basis="outlet")
SPOKESMAN = Hop(speaker="m1", text="Al-Mismari", name="Ahmed al-Mismari", cue="denied", stance="denies")
RESIDENTS = Hop(speaker=None, text="residents", name="residents", cue="said", named="anonymous")
NOBODY = Hop(speaker=None, text="", name="unattributed", stance="reports", named="unattributed")
MENTIONS: tuple[Mention, ...] = (
    ActorMention(
        id="m1", start=0, end=1, exact="Al-Mismari", names=("Ahmed al-Mismari",), office="spokesman of Dignity Operation"
    ),
    ActorMention(id="m2", start=0, end=1, exact="Haftar", names=("Khalifa Haftar",)),
    PlaceMention(
        id="m3", start=0, end=1, exact="Derna", place="g:1", name="Derna", country="LY", precision="city", radius_m=3500
    ),
    PlaceMention(id="m4", start=0, end=1, exact="the harbour", name="the harbour", precision="unknown"),
    TimeMention(
        id="m5", start=0, end=1, exact="Saturday dawn", first="2016-07-09", last="2016-07-09", part_of_day="dawn",
        derived_from="publication 2016-07-09, nearest past Saturday",
    ),
)  # fmt: skip


def words(exact: str) -> Passage:
    """A passage of these words; where it stands does not matter here."""
    return Passage(start=0, end=len(exact), exact=exact)


def role(exact: str, mention: str | None = None) -> Role:
    """A filled slot."""
    return Role(exact=exact, start=0, end=len(exact), mention=mention)


def raid(**fields: Any) -> Occurrence:
    """An air strike on the port in Derna."""
    values: dict[str, Any] = {
        "event": "air_strike", "realis": "happened", "trigger": words("bombed"),
        "targets": (Target(exact="the port", start=0, end=8),), "places": (role("Derna", "m3"),),
    }  # fmt: skip
    return Occurrence(**values | fields)


def toll(outcome: Any, low: int | None, high: int | None, who: str | None = None, **fields: Any) -> Toll:
    """A casualty figure."""
    kind = fields.pop("kind", "exact")
    exact = fields.pop("exact", str(low))
    return Toll(
        id=fields.pop("id", "t1"), outcome=outcome, count=Count(low=low, high=high, kind=kind, exact=exact), start=0, end=1,
        who=who, **fields,
    )  # fmt: skip


def claim(proposition: Proposition, *speakers: Hop, key: str = "k1", **fields: Any) -> Claim:
    """A claim by the outlet and these speakers."""
    values: dict[str, Any] = {
        "digest": "", "kind": "event", "passage": words("they bombed the port"), "cue": None, "polarity": "affirmed",
        "modality": "asserted", "certainty": "certain", "rule": "test",
        "stance": speakers[-1].stance if speakers else "reports",
    }  # fmt: skip
    return Claim(key=key, chain=(OUTLET, *speakers), proposition=proposition, **values | fields)


def reading(*claims: Claim, **fields: Any) -> Reading:
    """A reading with these claims."""
    report = Report(
        id="r1",
        source="Coast Herald",
        title="Raid on port",
        published="2016-07-09",
        language="en",
        text_sha256="",
        length=0,
    )
    return Reading(report=report, engine=Engine(sayso="0.1.0"), mentions=MENTIONS, claims=claims, **fields)


def known(*claims: Claim) -> References:
    """The references of a reading with these claims."""
    return References(reading(*claims))
