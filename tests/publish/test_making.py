"""A large release is made by two processes and in little memory; its bytes are those that one process makes."""

from __future__ import annotations

import shutil
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from sayso.errors import ReleaseError
from sayso.ledger import Ledger
from sayso.ledger.publishing import Publishing
from sayso.model.grouped import Facet, Position
from sayso.model.publishing import ReleasePolicy
from sayso.model.release import ReleasedIncident, ReleasedPlace, ReleasedReport
from sayso.publish import apart, records
from sayso.publish.apart import Apart
from sayso.publish.errands import GatherRest, Hashed, HashSome, hashed
from sayso.publish.formats import Contents, formats, geo_files
from sayso.publish.making import make
from sayso.publish.release import publish
from sayso.publish.seen import Seen
from tests.publish.projects import new_project, ruled
from tests.publish.test_formats import RELEASE, claim

SUGGESTIONS = ReleasePolicy(suggestions=True)
DRAWN = ("Pictures", "Site")  # as many as there are, or as large as its pages
FEW, MANY = 300, 1_200
KEPT = 2_000  # bytes an incident that may stay in memory; its record takes nearly five times as much


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with new_project(tmp_path / "coast") as opened:
        ruled(opened)
        yield opened


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_processes_make_the_same_bytes_as_one(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = publish(ledger, tmp_path / "alone", SUGGESTIONS)
    monkeypatch.setattr(apart, "MANY", 1)
    together = publish(ledger, tmp_path / "together", SUGGESTIONS)
    assert together == alone
    assert everything(tmp_path / "together") == everything(tmp_path / "alone")


def test_what_another_process_cannot_do_is_one_sentence_and_leaves_nothing(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "MANY", 1)
    monkeypatch.setattr(Publishing, "codes", lambda *_: ["LY-2016-0001", "no such code"])
    with pytest.raises(ReleaseError, match=r"^coast: others group it at this moment; publish again\.$"):
        publish(ledger, tmp_path / "release", SUGGESTIONS)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["coast"]


def test_the_reason_of_another_process_is_told(tmp_path: Path) -> None:
    gone = GatherRest(folder=str(tmp_path / "gone"), policy=SUGGESTIONS, day="2026-01-01", start="A", path="")
    with Apart(gone) as other, pytest.raises(ReleaseError, match="gone"):
        other.answer(list[str])
    missing = HashSome(folder=str(tmp_path), paths=("missing.csv",))
    with Apart(missing) as other, pytest.raises(ReleaseError, match=r"cannot be written \(No such file or directory\)"):
        other.answer(list[Hashed])


def test_a_process_that_is_killed_is_told(tmp_path: Path) -> None:
    with Apart(HashSome(folder=str(tmp_path), paths=())) as other:
        other._process.kill()
        with pytest.raises(ReleaseError, match=r"ended unexpectedly \(exit code -9\)"):
            other.answer(list[Hashed])


def test_another_process_does_not_outlive_its_block(tmp_path: Path) -> None:
    with Apart(HashSome(folder=str(tmp_path), paths=())) as other:
        pass
    assert other._process.poll() is not None


def test_hashes_are_the_same_wherever_they_are_made(tmp_path: Path) -> None:
    paths = ("a.txt", "ä.txt")
    for path in paths:
        (tmp_path / path).write_text(path, encoding="utf-8")
    with Apart(HashSome(folder=str(tmp_path), paths=paths)) as other:
        assert other.answer(list[Hashed]) == hashed(tmp_path, paths)


def test_a_name_is_new_once() -> None:
    seen = Seen()
    assert [seen.is_new(name) for name in ("r1/a", "r1/b", "r1/a", "r2/a")] == [True, True, False, True]


def told(number: int) -> ReleasedIncident:
    """An incident with as many claims as most have."""
    report, keys = f"r{number}", [f"k{number}-{each}" for each in range(4)]
    positions = tuple(Position(value=str(n), low=n, high=n, for_=(key,)) for n, key in enumerate(keys))
    return ReleasedIncident(
        code=f"LY-2016-{number:06}",
        kind="air_strike",
        title=f"Air strike on Derna, number {number}",
        place=ReleasedPlace(name="Derna", country="LY", lat=32.76, lon=22.64, precision="city", radius_m=5_000),
        first="2016-07-09",
        last="2016-07-09",
        facets=(Facet(field="killed", positions=positions, low=0, high=3, contested=True),),
        claims=tuple(claim(key, report, quote=f"{key} " * 100) for key in keys),
        reports=(ReleasedReport(id=report, sha256="11" * 32, media_type="text/plain", size=9, outlet="Coast Wire"),),
    )


def peak(folder: Path, many: int) -> int:
    """The most memory that a release of so many incidents takes in every format but those that are drawn."""
    (folder / "data").mkdir(parents=True)
    with (folder / records.INCIDENTS).open("wb") as file:
        file.writelines(msgspec.json.encode(told(number)) + b"\n" for number in range(many))
    for path in (records.AGREEMENTS, records.TOTALS):
        (folder / path).touch()
    tracemalloc.start()
    make(folder, Contents(RELEASE, (), ()), [one for one in formats() if one.__name__ not in DRAWN])
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    shutil.rmtree(folder)
    return found


def test_memory_does_not_grow_with_the_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geo_files, "_AT_ONCE", FEW // 2)
    peak(tmp_path / "first", 2)  # loads everything
    few, many = peak(tmp_path / "few", FEW), peak(tmp_path / "many", MANY)
    assert many - few < KEPT * (MANY - FEW)
