"""How finely a place is known, in words."""

from __future__ import annotations

from sayso.model.mention import PlacePrecision

_WORDS: dict[str, str] = {
    "exact": "the spot itself",
    "landmark": "a landmark",
    "street": "a street",
    "neighbourhood": "a neighbourhood",
    "village": "a village",
    "town": "a town",
    "city": "a city",
    "adm3": "a subdistrict",
    "adm2": "a district",
    "adm1": "a province",
    "country": "a country or large region",
    "between_places": "somewhere between places",
    "offshore_air": "at sea or in the air",
    "unknown": "how finely is not known",
}


def precision_in_words(precision: PlacePrecision, radius_m: int) -> str:
    """ "a town, somewhere within about 3.5 km"."""
    reach = f"{radius_m:,} m" if radius_m < 1_000 else f"{radius_m / 1_000:,.{1 if radius_m < 10_000 else 0}f} km"
    return f"{_WORDS[precision]}, somewhere within about {reach}"
