"""Pictures: ranges as bars, nothing where there is nothing to show, the same bytes every time, no word that was withheld."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PIL import Image

from sayso.errors import ReleaseError, UnknownIdError
from sayso.publish import records
from sayso.publish.pictures.accusations import accusations
from sayso.publish.pictures.chains import chains
from sayso.publish.pictures.months import Months
from sayso.publish.pictures.tolls import figures, tolls
from sayso.publish.plotting import plotted
from tests.publish.test_formats import CONTESTED, LEAK, UNKNOWN


def are_pictures(paths: list[Path]) -> None:
    vector, raster = paths
    root = ET.parse(vector).getroot()  # noqa: S314 - it is ours
    assert root.tag.endswith("svg")
    assert not [one for one in root.iter() if one.tag.rpartition("}")[2] in {"script", "image", "a"}]
    with Image.open(raster) as image:
        image.verify()
        told: dict[Any, Any] = dict(image.info)
    assert not {"Software", "Creation Time", "Author"} & told.keys()


def test_a_toll_is_drawn_from_its_lowest_to_its_highest(tmp_path: Path) -> None:
    facet = CONTESTED.facet("killed")
    assert facet is not None
    assert sorted((one.by, one.low, one.high) for one in figures(CONTESTED, facet)) == [
        ("Harbour Gazette", 7, 7),
        ("Red Crescent", 12, None),
    ]
    are_pictures(tolls(CONTESTED, "killed", tmp_path / "killed"))


def test_accusations_and_chains_are_drawn(tmp_path: Path) -> None:
    are_pictures(accusations(CONTESTED, tmp_path / "laid-to"))
    are_pictures(chains(CONTESTED, tmp_path / "chains"))


def test_nothing_is_drawn_where_there_is_nothing_to_show(tmp_path: Path) -> None:
    assert tolls(UNKNOWN, "killed", tmp_path / "a") == []
    assert tolls(CONTESTED, "injured", tmp_path / "a") == []
    assert accusations(UNKNOWN, tmp_path / "a") == []
    assert chains(UNKNOWN, tmp_path / "a") == []
    assert Months().drawn(tmp_path / "a") == []
    assert not list(tmp_path.iterdir())


def test_months_without_an_incident_are_there_too(tmp_path: Path) -> None:
    months = Months()
    months.put("2016-07-08", "contested")
    months.put("2017-01-01", "fair")
    months.put(None, "weak")
    are_pictures(months.drawn(tmp_path / "months"))
    assert months.undated == 1


def test_many_years_are_drawn_by_year(tmp_path: Path) -> None:
    months = Months()
    for year in range(1990, 2020):
        months.put(f"{year}-02-01", "weak")
    are_pictures(months.drawn(tmp_path / "years"))


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        tolls(CONTESTED, "killed", tmp_path / name / "killed")
        chains(CONTESTED, tmp_path / name / "chains")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_mathematics_and_bidirectional_tricks_in_a_name_are_only_words(tmp_path: Path) -> None:
    hostile = msgspec.structs.replace(CONTESTED, title="$\\frac{1}{0}$ \u202e<script>alert(1)</script>")
    are_pictures(tolls(hostile, "killed", tmp_path / "killed"))


def release(folder: Path) -> Path:
    (folder / "data").mkdir(parents=True)
    lines = (msgspec.json.encode(one) + b"\n" for one in (CONTESTED, LEAK))
    (folder / records.INCIDENTS).write_bytes(b"".join(lines))
    return folder


def test_pictures_are_drawn_out_of_a_release(tmp_path: Path) -> None:
    made = plotted(release(tmp_path / "release"), ["LY-2016-0001"], tmp_path / "pictures")
    assert {path.suffix for path in made} == {".svg", ".png"}
    assert [path.name for path in plotted(tmp_path / "release", [], tmp_path)] == ["months.svg", "months.png"]


def test_what_is_no_release_and_what_is_not_in_it_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="this is no release"):
        plotted(tmp_path, [], tmp_path)
    with pytest.raises(UnknownIdError, match="LY-1999-0001: this release has no incident of this code"):
        plotted(release(tmp_path / "release"), ["LY-1999-0001"], tmp_path)
