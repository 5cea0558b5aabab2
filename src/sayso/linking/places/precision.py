"""Precision classes in the codes of other projects, and their codes in ours: data/precision.yaml."""

from __future__ import annotations

from typing import Literal, NamedTuple

from sayso.linking.gazetteer.kinds import data
from sayso.model.mention import PlacePrecision

Ladder = Literal["acled", "ucdp", "airwars", "atlos"]


class Codes(NamedTuple):
    """What others write for a precision: ACLED's geo_precision, UCDP's where_prec, Airwars' geolocation_accuracy, Atlos'.

    None where a ladder has no code: then nothing is written rather than something finer.
    """

    acled: int | None
    ucdp: int | None
    airwars: str | None
    atlos: str | None


def codes(precision: PlacePrecision, radius_m: int | None = None) -> Codes:
    """The codes of a precision; a stretch of at most 25 km around a place is UCDP's 2, a longer one its 5."""
    table = data("precision")
    row = table["classes"][precision]
    limited = precision == "between_places" and radius_m is not None and radius_m <= table["ucdp_limited_area_m"]
    return Codes(row["acled"], 2 if limited else row["ucdp"], row["airwars"], row["atlos"])


def precision_of(ladder: Ladder, code: str | int) -> PlacePrecision:
    """The coarsest class that another project's code may mean; `unknown` for a code that its ladder does not have."""
    found: PlacePrecision = data("precision")["from"][ladder].get(str(code), "unknown")
    return found
