"""The gazetteer: what a name may mean, under which spellings it is found, and how its file is built."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import ModelMissingError
from sayso.linking.folding import fold, loose, skeleton
from sayso.linking.gazetteer import Gazetteer, gazetteer
from sayso.linking.gazetteer.build import cache_folder, fingerprint, gazetteer_file, write
from sayso.linking.gazetteer.sources import SUPPLEMENTS, Row, supplement, town_radius

SAME_SPELLING = [
    ("Derna", "DERNA", "case"),
    ("Qāmīnis", "Qaminis", "macrons"),
    ("Sana'a", "Sana’a", "apostrophes of any shape"),
    ("Deir ez-Zor", "Deir ez Zor", "hyphens"),
    ("U.S.", "US", "full stops"),
    ("درنة", "درنه", "the last letter as it is often typed"),
    ("أجدابيا", "اجدابيا", "hamza left out"),
]

SAME_ROMANISED = [
    ("Darnah", "Derna", "vowels and a final h"),
    ("al-Gwarsha", "Qwarsha", "the article, g for q"),
    ("Ganfouda", "Qanfuda", "g for q, ou for u"),
    ("Khoms", "Al Khums", "the article"),
]


@pytest.mark.parametrize(("one", "other", "why"), SAME_SPELLING)
def test_spelling_that_means_nothing_is_folded(one: str, other: str, why: str) -> None:
    assert fold(one) == fold(other), why


@pytest.mark.parametrize(("one", "other", "why"), SAME_ROMANISED)
def test_romanisations_share_a_loose_key(one: str, other: str, why: str) -> None:
    assert loose(one) == loose(other) != "", why


def test_a_loose_key_of_too_few_consonants_is_refused() -> None:
    assert loose("Taiz") == ""


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (("Hafter", "Hifter", "Heftar", "Haftar", "حفتر"), "hftr"),
        (("Derna", "Darnah", "Dernah", "درنة", "درنه"), "drn"),
        (("Gwarsha", "Qawarsha", "al-Guwarisha", "القوارشة"), "grsh"),
        (("Benghazi", "Bengazi", "Banghazi", "بنغازي"), "bngz"),
        (("Ganfouda", "Qanfuda", "قنفودة"), "gnfd"),
    ],
)
def test_a_skeleton_is_the_same_in_both_scripts(names: tuple[str, ...], key: str) -> None:
    assert {skeleton(name) for name in names} == {key}


def test_a_skeleton_of_too_few_consonants_is_refused() -> None:
    assert skeleton("Taiz") == skeleton("غاو") == ""


@given(st.text(max_size=40))
def test_the_coarser_keys_are_keys_of_the_finest(text: str) -> None:
    """What `fold` evens out makes no difference to the others."""
    assert loose(fold(text)) == loose(text)
    assert skeleton(fold(text)) == skeleton(text)


def test_only_its_consonants_find_what_nothing_else_does() -> None:
    assert gazetteer().lookup("Dirnuh") == ()
    assert "geonames:87205" in {place.id for place in gazetteer().alike("Dirnuh")}


@given(st.text(max_size=40))
def test_any_text_folds_and_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    loose(text)


KNOWN = [
    ("Derna", "city", "LY", (32.7636, 22.6361), "GeoNames"),
    ("درنة", "city", "LY", (32.7636, 22.6361), "Arabic spelling"),
    ("Benghazi", "city", "LY", (32.1167, 20.0667), "GeoNames"),
    ("Benina air base", "airport", "LY", (32.0968, 20.2695), "an airport under the name of its base"),
    ("Ras Lanuf", "airport", "LY", (30.5, 18.5272), "only the airports have it"),
    ("Al-Fatyeh", "neighbourhood", "LY", (32.7002, 22.6805), "a variant of the supplement"),
    ("Bab Tobruk", "neighbourhood", "LY", (32.752637, 22.640017), "a published coordinate"),
    ("Marj", "town", "LY", (32.49, 20.83), "without its article"),
    ("Libya", "country", "LY", (27.0, 17.0), "countries"),
    ("Nineveh Governorate", "adm1", "IQ", (36.1, 42.5), "first-level divisions"),
    ("Rapides Parish", "adm2", "US", (31.2, -92.53), "second-level divisions"),
    ("Black Sea", "sea", None, (43.4, 34.3), "seas"),
]


@pytest.mark.parametrize(("name", "kind", "country", "spot", "why"), KNOWN)
def test_known_places_lie_where_they_are(
    name: str, kind: str, country: str | None, spot: tuple[float, float], why: str
) -> None:
    first = gazetteer().lookup(name)[0]
    near = 2.0 if kind == "country" else 0.1
    assert (first.kind, first.country) == (kind, country), why
    assert abs(first.lat - spot[0]) < near, why
    assert abs(first.lon - spot[1]) < near, why


def test_a_place_known_only_to_lie_in_a_town_takes_its_centre_and_radius() -> None:
    shiha, derna = gazetteer().lookup("Shiha")[0], gazetteer().lookup("Derna")[0]
    assert (shiha.lat, shiha.lon, shiha.radius_m, shiha.within) == (derna.lat, derna.lon, derna.radius_m, derna.id)
    assert shiha.precision == "neighbourhood"


def test_an_unlisted_romanisation_is_found_and_marked() -> None:
    found = gazetteer().lookup("Bangazi")
    assert {place.name for place in found} == {"Benghazi", "Banghāzī"}, "the city and its district"
    assert all(place.romanised for place in found)


@pytest.mark.parametrize("name", ["", "   ", "-", "Xyzzyville upon Nothing", "\x00", "'; DROP TABLE place; --"])
def test_what_is_no_name_finds_nothing(name: str) -> None:
    assert gazetteer().lookup(name) == ()


@given(st.text(max_size=30))
def test_any_text_may_be_looked_up(text: str) -> None:
    assert all(-90 <= place.lat <= 90 and -180 <= place.lon <= 180 for place in gazetteer().lookup(text))


def test_every_supplement_row_has_a_source_and_a_spot() -> None:
    for file in SUPPLEMENTS:
        for row in supplement(file):
            assert row.source, row
            place = gazetteer().place(row.id)
            assert place is not None, f"{file}: {row.id} is in no package and has no kind of its own"
            assert place.radius_m > 0, row


def test_openstreetmap_rows_stand_in_a_file_of_their_own() -> None:
    sources = {file: {row.source for row in supplement(file)} for file in SUPPLEMENTS}
    assert sources["libya_osm.yaml"] == {"openstreetmap"}
    assert not any("openstreetmap" in found for file, found in sources.items() if file != "libya_osm.yaml")


def test_the_radius_grows_with_the_town_and_has_bounds() -> None:
    assert town_radius(0) == 1_000 < town_radius(100_000) < town_radius(10_000_000) == 30_000


def row(id: str, name: str, *names: str, within: str | None = None, lat: float | None = 1.0) -> Row:
    return Row(id, name, "town", "town", "LY", None, lat, 2.0, 10, 500, within, "test", names)


def test_a_small_gazetteer_is_written_and_read(tmp_path: Path) -> None:
    path = tmp_path / "small.sqlite"
    write(path, [row("a:1", "Amsha", "Emsha"), row("a:2", "Old Amsha", within="a:1", lat=None)])
    small = Gazetteer(path)
    assert [(p.id, p.main) for p in small.lookup("emsha")] == [("a:1", False)]
    assert small.lookup("Old Amsha")[0].lat == 1.0, "its holder's centre"
    assert small.lookup("Nowhere") == ()


def test_the_file_is_named_after_packages_and_rows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    ready = tmp_path / f"gazetteer-{fingerprint()}.sqlite"
    ready.touch()
    assert gazetteer_file() == ready, "a file that is there is not built again"


def test_a_cache_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "a file, no folder"
    blocked.touch()
    with pytest.raises(ModelMissingError, match="SAYSO_CACHE"):
        gazetteer_file(blocked)
