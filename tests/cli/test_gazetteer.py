"""`sayso gazetteer`: importing, searching, listing and removing, each in a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.linking.gazetteer import gazetteer
from sayso.linking.gazetteer.build import gazetteer_file
from tests.cli.command import sayso

TABLE = "Village,Y,X\nQasr Zahir,32.55,22.3\nNo Spot,,\n"
MAP = "name=Village,lat=Y,lon=X,country=LY"


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    built = gazetteer_file()
    monkeypatch.setenv("SAYSO_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path / "cache"))
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / built.name).symlink_to(built)
    gazetteer.cache_clear()
    yield
    gazetteer.cache_clear()


@pytest.mark.parametrize("name", ["Derna", "Darnah", "درنة", "DERNA"])
def test_a_place_is_found_in_any_script_and_romanisation(name: str) -> None:
    done = sayso("gazetteer", "search", name, "--country", "ly")
    words = " ".join(done.out.decode().split())
    assert done.code == 0
    assert "Derna city in Darnah, Libya" in words
    assert "geonames:87205" in words
    assert "32.76704, 22.63669: a city, somewhere within about 3.5 km" in words
    assert "GeoNames (https://www.geonames.org); licence: CC BY 4.0" in words


def test_every_place_of_a_name_is_listed_for_programs_too() -> None:
    done = sayso("gazetteer", "search", "Tripoli", "--json")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert {"LY", "LB", "GR"} <= {row["country"] for row in rows}
    assert all(row["licence"] for row in rows)
    assert rows[0].keys() >= {"id", "kind", "within", "lat", "lon", "precision", "radius_m", "source", "attribution"}


@pytest.mark.parametrize("shape", ["place", "gazetteer"])
def test_what_is_printed_for_programs_has_a_schema(shape: str) -> None:
    described = json.loads(sayso("schema", shape).out)
    assert described["$defs"]


def test_only_the_consonants_are_enough_and_marked() -> None:
    words = " ".join(sayso("gazetteer", "search", "Dirnuh", "--country", "LY").out.decode().split())
    assert "Derna city in Darnah, Libya, alike in its consonants only" in words


def test_a_name_that_is_nowhere_is_said() -> None:
    done = sayso("gazetteer", "search", "Xyzzyville upon Nothing")
    assert (done.code, done.out) == (0, b"")
    assert "no place of this name" in done.err


def test_import_list_search_remove(tmp_path: Path) -> None:
    (tmp_path / "villages.csv").write_text(TABLE, encoding="utf-8")
    command = (
        "gazetteer",
        "import",
        tmp_path / "villages.csv",
        "--map",
        MAP,
        "--licence",
        "CC0",
        "--source",
        "A survey",
    )

    first = sayso(*command)
    assert first.code == 3, "a row was left out"
    assert "villages.csv, line 3: it has no coordinate" in first.err
    assert "Imported 1 places as villages" in first.err
    assert "nothing was changed" in sayso(*command).err

    assert "A survey; CC0" in sayso("gazetteer", "list").out.decode()
    assert json.loads(sayso("gazetteer", "list", "--json").out)["rows"] == 1
    assert "A survey; licence: CC0" in sayso("gazetteer", "search", "Qasr Zahir").out.decode()

    assert sayso("gazetteer", "remove", "villages").code == 0
    assert "no place of this name" in sayso("gazetteer", "search", "Qasr Zahir").err
    assert len(list((tmp_path / "cache").iterdir())) == 1, "a file that is of no more use is taken away"
    assert sayso("gazetteer", "remove", "villages").code == 3
    assert "Nothing has been imported" in sayso("gazetteer", "list").err


def test_building_says_where_the_file_is(tmp_path: Path) -> None:
    done = sayso("gazetteer", "build")
    assert done.code == 0
    assert str(tmp_path / "cache") in done.err


def test_a_format_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TABLE, encoding="utf-8")
    assert sayso("gazetteer", "import", tmp_path / "a.csv", "--format", "shapefile").code == 2
