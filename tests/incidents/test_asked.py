"""Which incidents are at a place, in whatever spelling, and to whom they are laid."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.errors import UnknownPlaceError
from sayso.incidents.asked import at_place, laid_to
from sayso.model.grouped import Facet, GroupedIncident, Position


def incident(
    code: str, place: str | None, lat: float | None, lon: float | None, precision: str, **fields: Any
) -> GroupedIncident:
    known: dict[str, Any] = {"country": "LY", "kind": "air_strike", "title": "Air strike", "accounts": ()} | fields
    return GroupedIncident(code=code, place=place, lat=lat, lon=lon, precision=precision, **known)


def laid(code: str, *names: str) -> GroupedIncident:
    who = Facet(field="who", positions=tuple(Position(value=name, for_=("k",)) for name in names))
    return incident(code, None, None, None, "unknown", facets=(who,))


SQUARE = incident("square", "the square", 32.76704, 22.63669, "landmark")
TOWN = incident("town", "Derna", 32.76704, 22.63669, "city")
QUARTER = incident("quarter", "Sayeda Khadija", 32.78583, 22.5725, "neighbourhood")
RAIDS = incident("raids", None, None, None, "unknown", parts=("square",))
FAR = incident("far", "Benghazi", 32.11486, 20.06859, "city")
COUNTRY = incident("country", "Libya", 28.0, 17.0, "country")
ABROAD = incident("abroad", "Aleppo", 36.2, 37.16, "city", country="SY")
WHERE = Facet(
    field="where", positions=(Position(value="al-Fataih", for_=("k",)), Position(value="Sirte", against=("k",)))
)
SAID = incident("said", None, None, None, "unknown", facets=(WHERE,))
EVERY = (SQUARE, TOWN, QUARTER, RAIDS, FAR, COUNTRY, ABROAD, SAID)

PLACES = [
    (
        "Derna",
        {"square", "town", "quarter", "raids", "said"},
        "the town, its spots, quarters, and a whole with a part there",
    ),
    ("Darnah", {"square", "town", "quarter", "raids", "said"}, "another romanisation"),
    ("درنة", {"square", "town", "quarter", "raids", "said"}, "another script"),
    ("Sayeda Khadija", {"quarter"}, "a quarter holds no incident of which only the town is known"),
    ("Libya", {"square", "town", "quarter", "raids", "far", "country", "said"}, "a country holds all that is in it"),
    ("Syria", {"abroad"}, "and nothing else"),
    ("Benghazi", {"far"}, "another town"),
    ("fataih", {"said"}, "a place that somebody names"),
    ("Sirte", set(), "a place that is only denied"),
    ("the square", {"square", "raids"}, "part of the words for a place that no gazetteer knows"),
]


@pytest.mark.parametrize(("words", "codes", "why"), PLACES, ids=[row[0] for row in PLACES])
def test_incidents_at_a_place(words: str, codes: set[str], why: str) -> None:
    """In any spelling, with all that lies within."""
    assert {i.code for i in at_place(EVERY, words)} == codes, why


def test_a_place_that_nobody_knows_is_told() -> None:
    """One clear sentence instead of an empty list."""
    with pytest.raises(UnknownPlaceError, match="Zzyzzx: no incident's place is called so"):
        list(at_place(EVERY, "Zzyzzx"))


BLAMED = [
    ("LNA", {"army"}, "an abbreviation"),
    ("Libyan National Army", {"army"}, "the name"),
    ("Operation Dignity", {"army"}, "an operation is its army's"),
    ("gunmen", {"gunmen"}, "words that name nobody known"),
    ("Egypt", {"egypt"}, "a state"),
]


@pytest.mark.parametrize(("words", "codes", "why"), BLAMED, ids=[row[0] for row in BLAMED])
def test_incidents_laid_to_somebody(words: str, codes: set[str], why: str) -> None:
    """By any of its names."""
    every = (
        laid("army", "Libyan National Army", "terrorists"),
        laid("egypt", "Egypt"),
        laid("gunmen", "masked gunmen"),
    )

    assert {i.code for i in laid_to(every, words)} == codes, why
