"""A person's own gazetteers: GeoNames dumps, P-code tables, plain tables; what they add, and what is left out and told."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import EncodingError, ImportRefusedError, InputMissingError
from sayso.linking.gazetteer import Gazetteer, gazetteer, gazetteer_version
from sayso.linking.gazetteer.build import fingerprint, gazetteer_file
from sayso.linking.gazetteer.importing import Wish, import_places
from sayso.linking.gazetteer.imports import forget, import_files, imports
from sayso.linking.gazetteer.kinds import data
from sayso.linking.gazetteer.pcodes import layout
from sayso.linking.gazetteer.searching import search
from sayso.linking.gazetteer.sources import Row
from sayso.linking.places.candidates import prior


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Imports and cache of this test alone; the built-in gazetteer is linked in, not built again."""
    built = gazetteer_file()
    monkeypatch.setenv("SAYSO_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path / "cache"))
    (tmp_path / "cache").mkdir()
    gazetteer_file_here = tmp_path / "cache" / built.name
    gazetteer_file_here.symlink_to(built)
    yield
    gazetteer.cache_clear()


def dump_row(  # noqa: PLR0917
    id: int, name: str, feature: str, lat: str, lon: str, alternates: str = "", people: int = 0
) -> str:
    feature_class, code = feature.split(".")
    cells = [str(id), name, name, alternates, lat, lon, feature_class, code, "LY", "", "63", "1", "", "", str(people)]
    return "\t".join([*cells, "", "10", "Africa/Tripoli", "2020-01-01"]) + "\n"


DUMP = (
    dump_row(900001, "Wadi Qazar", "H.WAD", "32.5", "22.1")
    + dump_row(900002, "Qasr al Lubnah", "P.PPL", "32.61", "22.15", "Ksar Lebna")
    + dump_row(900003, "Old Ruin", "P.PPLH", "32.6", "22.2")
    + dump_row(900004, "First District", "A.ADM2", "32.6", "22.2")
    + dump_row(87205, "Darnah", "P.PPLA", "32.767", "22.636", "Dernaville", 120_000)
)
ALTERNATES = "1\t900002\tar\tقصر اللبنة\t\t\t\t\t\t\n2\t900002\tlink\thttps://example.org\t\t\t\t\t\t\n"
COD = """ADM0_PCODE,ADM1_EN,ADM1_AR,ADM1_PCODE,ADM2_EN,ADM2_AR,ADM2_PCODE,center_lat,center_lon,area_sqkm
#adm0+code,#adm1+name,#adm1+name+ar,#adm1+code,#adm2+name,#adm2+name+ar,#adm2+code,#geo+lat,#geo+lon,#area
LY,Shorefield,الساحل المجهول,LY91,Upper Shore,الشاطئ الأعلى,LY9101,32.5,22.5,4000
LY,Shorefield,الساحل المجهول,LY91,Lower Shore,,LY9102,,,
LY,Shorefield,الساحل المجهول,LY91,,,LY9103,31,20,
LY,Shorefield,الساحل المجهول,LY91,Odd Shore,,LY9104,north,20,
"""


def put(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def taken_in() -> Gazetteer:
    gazetteer.cache_clear()
    return gazetteer()


def test_a_geonames_dump_with_the_names_beside_it(tmp_path: Path) -> None:
    path = put(tmp_path, "LY.txt", DUMP + "rubbish\n" + dump_row(900009, "Far", "P.PPL", "95", "22"))
    put(tmp_path, "alternateNames/LY.txt", ALTERNATES)
    done = import_places(path, Wish())

    assert (done.header.name, done.header.rows, done.header.licence) == ("geonames-ly", 4, "CC BY 4.0")
    assert [(f.file, f.line) for f in sorted(done.faults)] == [("LY.txt", 6), ("LY.txt", 7)]
    found = taken_in()
    assert [p.id for p in found.lookup("قصر اللبنة")] == ["geonames:900002"], "alternateNamesV2"
    assert [p.kind for p in found.lookup("Ksar Lebna")] == ["village"], "its own column of names"
    assert found.lookup("https://example.org") == (), "a link is no name"
    assert found.lookup("Old Ruin") == (), "what is no more is not taken in"
    assert found.lookup("Wadi Qazar")[0].within == "geonames:900004", "the district that it lies in"


def test_a_known_place_gains_names_and_keeps_what_is_finer(tmp_path: Path) -> None:
    before = gazetteer().lookup("Derna")[0]
    import_places(put(tmp_path, "LY.txt", DUMP), Wish())
    derna = taken_in().lookup("Dernaville")[0]

    assert (derna.id, derna.name, derna.main) == ("geonames:87205", "Derna", False)
    assert (derna.lat, derna.lon) == (before.lat, before.lon), "three decimals are no finer than five"


def test_a_finer_coordinate_of_the_same_kind_and_spot_is_taken(tmp_path: Path) -> None:
    old = gazetteer().place("geonames:88498")
    assert old is not None
    assert (old.name, old.kind, old.lat) == ("Ain Mara", "village", 32.75)
    rows = dump_row(88498, "Ayn Marah", "P.PPL", "32.75123", "22.38321")
    import_places(put(tmp_path, "LY.txt", rows), Wish())
    finer = taken_in().place("geonames:88498")
    assert finer is not None
    assert (finer.lat, finer.lon, finer.imported) == (32.75123, 22.38321, False)


def test_the_same_file_again_changes_nothing_and_another_needs_replace(tmp_path: Path) -> None:
    path = put(tmp_path, "LY.txt", DUMP)
    assert import_places(path, Wish()).new
    kept = fingerprint()
    assert not import_places(path, Wish()).new
    assert fingerprint() == kept

    put(tmp_path, "LY.txt", DUMP + dump_row(900010, "Late Village", "P.PPL", "32.1", "22.1"))
    with pytest.raises(ImportRefusedError, match="--replace"):
        import_places(path, Wish())
    assert fingerprint() == kept, "nothing was changed"
    assert import_places(path, Wish(replace=True)).new


def test_a_zipped_dump_is_read_too(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "LY.zip", "w") as archive:
        archive.writestr("LY.txt", DUMP)
        archive.writestr("readme.txt", "about")
    assert import_places(tmp_path / "LY.zip", Wish()).header.rows == 4


def test_p_codes_are_known_by_their_header_in_any_style() -> None:
    styles = (
        ["adm1_name", "adm1_name1", "adm1_pcode", "center_lat", "center_lon"],
        ["ADM1_EN", "ADM1_AR", "ADM1_PCODE", "ADM1_REF", "ADM1ALT1EN"],
        ["admin1Name_en", "admin1Name_ar", "admin1Pcode", "admin1RefName", "admin1AltName1_en"],
        ["Admin1 Name", "Shape_Area", "admin1Pcode", "admin1Name"],
    )
    for columns in styles:
        found = layout(columns)
        assert found is not None, columns
        assert found.codes[1].lower().endswith("pcode"), columns
        assert found.names[1][0] in ("adm1_name", "ADM1_EN", "admin1Name_en", "admin1Name"), columns
    assert layout(["name", "lat", "lon"]) is None


def test_a_table_of_p_codes_gives_every_level_once(tmp_path: Path) -> None:
    path = put(tmp_path, "cod.csv", "\ufeff" + COD)
    done = import_places(path, Wish(licence="CC BY-IGO", source="OCHA"))

    assert (done.header.format, done.header.rows) == ("pcodes", 3)
    assert [(f.line, "name" in f.words or "degrees" in f.words) for f in sorted(done.faults)] == [(5, True), (6, True)]
    found = taken_in()
    upper, lower = found.lookup("Upper Shore")[0], found.lookup("Lower Shore")[0]
    assert (upper.id, upper.kind, upper.lat, upper.within) == ("pcode:LY9101", "adm2", 32.5, "pcode:LY91")
    assert 35_000 < upper.radius_m < 36_000, "its area, were it round"
    country = found.country("LY")
    assert country is not None
    assert (lower.lat, lower.radius_m) == (country.lat, country.radius_m), "nothing finer than its country is known"
    assert [p.id for p in found.lookup("الشاطئ الأعلى")] == ["pcode:LY9101"]
    assert [(p.attribution, p.licence) for p in search("Upper Shore")] == [("OCHA", "CC BY-IGO")]


PLAIN = "Village;Y;X;Type;District\nQasr Zahir;32,55;22,3;village;Derna\nOld Mill;;;landmark;Derna\n"


def test_a_plain_table_by_a_mapping(tmp_path: Path) -> None:
    text = PLAIN + "Nowhere;;;village;Atlantis\nHall;1;1;palace;\nZero;0;0;village;\nQasr Zahir;32,5;22;village;Derna\n"
    wish = Wish(map="name=Village,lat=Y,lon=X,kind=Type,parent=District,country=LY")
    done = import_places(put(tmp_path, "my villages.csv", text), wish)

    assert done.header.name == "my-villages"
    told = {f.line: f.words for f in done.faults}
    assert sorted(told) == [4, 5, 6, 7]
    assert "Atlantis" in told[4]
    assert "palace" in told[5]
    assert "missing" in told[6]
    assert "line 2 already" in told[7]
    mill = taken_in().lookup("Old Mill")[0]
    derna = taken_in().lookup("Derna")[0]
    assert (mill.within, mill.lat, mill.radius_m) == (derna.id, derna.lat, derna.radius_m), "no pin is invented"
    assert taken_in().lookup("Qasr Zahir")[0].lat == 32.55, "a comma before the decimals"
    assert not import_places(tmp_path / "my villages.csv", wish).new


REFUSED = [
    ("a.csv", "Village,Y\nA,1\n", Wish(), "--map"),
    ("a.csv", "Village,Y\nA,1\n", Wish(map="name=Town,lat=Y,lon=X"), "one of its columns"),
    ("a.csv", "Village,Y\nA,1\n", Wish(map="name=Village,colour=Y"), "colour"),
    ("a.csv", "Village,Y\nA,1\n", Wish(map="name=Village"), "parent"),
    ("a.csv", "", Wish(map="name=Village,lat=Y,lon=X"), "a.csv"),
    ("a.csv", "N,Y,X\nA,95,1\n", Wish(map="name=N,lat=Y,lon=X"), "no row"),
    ("a.csv", "N,Y,X\nA,1,2\n", Wish(map="name=N,lat=Y,lon=X", name="geonames"), "own sources"),
    ("a.csv", "N,Y,X\nA,1,2\n", Wish(map="name=N,lat=Y,lon=X", name="../up"), "small letters"),
    ("a.csv", "N,Y,X\nA,1,2\n", Wish(map="name=N,lat=Y,lon=X", encoding="klingon"), "klingon"),
    ("a.zip", "N,Y,X\nA,1,2\n", Wish(format="geonames"), "no row"),
]


@pytest.mark.parametrize(("name", "text", "wish", "words"), REFUSED)
def test_what_cannot_be_used_is_refused_in_one_sentence(
    tmp_path: Path, name: str, text: str, wish: Wish, words: str
) -> None:
    with pytest.raises(ImportRefusedError, match=words):
        import_places(put(tmp_path, name, text), wish)
    assert import_files() == []


def test_other_encodings_are_told_and_taken_when_named(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", "N,Y,X\nقصر مجهول,32,22\n", "cp1256")
    with pytest.raises(EncodingError, match="--encoding"):
        import_places(path, Wish(map="name=N,lat=Y,lon=X"))
    import_places(path, Wish(map="name=N,lat=Y,lon=X,country=LY", encoding="cp1256"))
    assert [p.name for p in taken_in().lookup("قصر مجهول")] == ["قصر مجهول"]
    with pytest.raises(InputMissingError):
        import_places(tmp_path / "none.csv", Wish())


def test_an_id_of_another_import_is_not_shadowed(tmp_path: Path) -> None:
    import_places(put(tmp_path, "cod.csv", COD), Wish())
    with pytest.raises(ImportRefusedError, match="pcodes-cod"):
        import_places(put(tmp_path, "cod again.csv", COD), Wish())


def test_a_reading_can_tell_what_was_imported(tmp_path: Path) -> None:
    bare = gazetteer_version()
    assert bare[0] == "builtin"
    import_places(put(tmp_path, "LY.txt", DUMP), Wish())
    with_import = gazetteer_version()
    assert with_import[0] == "builtin+geonames-ly"
    assert with_import[1] != bare[1]
    assert [header.name for header in imports()] == ["geonames-ly"]
    forget("geonames-ly")
    assert gazetteer_version() == bare
    with pytest.raises(ImportRefusedError, match="none"):
        forget("geonames-ly")


def test_a_hill_of_an_import_is_no_match_for_a_town() -> None:
    hill = Row("x:1", "X", "landmark", "landmark", "LY", None, 1.0, 2.0, 0, 500, None, "x", imported=True)
    assert data("kinds")[hill.kind]["radius_m"] > 0
    village = gazetteer().lookup("Ain Mara")[0]
    landmark = gazetteer().lookup("Kish Square")[0]
    from msgspec.structs import replace

    assert prior(replace(landmark, imported=True)) < prior(village) < prior(landmark)
