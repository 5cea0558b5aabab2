"""A backup that somebody altered: a restore writes into its own folder alone, and takes no more room than it says."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import tarfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from sayso.errors import BackupError
from sayso.ledger import Ledger, archive
from sayso.ledger.archive import Manifest, Part
from tests.cli.command import sayso
from tests.store.databases import new_database, raw
from tests.store.reports import DERNA, added, project

OWN = "sqlite:///sayso.db"


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A backup of a project with one report."""
    with project(tmp_path / "derna") as ledger:
        added(ledger, DERNA)
        ledger.backup(tmp_path / "whole.tar")
    return tmp_path / "whole.tar"


def altered(whole: Path, change: Callable[[bytes], bytes]) -> Path:
    """The backup with another sayso.toml, every hash right."""
    place = whole.with_name("altered.tar")
    with tarfile.open(whole) as tar:
        held = {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]
    manifest = msgspec.json.decode(held.pop("manifest.json"), type=Manifest)
    held["sayso.toml"] = change(held["sayso.toml"])
    parts = tuple(Part(name=n, size=len(d), sha256=hashlib.sha256(d).hexdigest()) for n, d in held.items())
    with place.open("wb") as file:
        archive.write(file, msgspec.structs.replace(manifest, parts=parts), lambda part: io.BytesIO(held[part.name]))
    return place


def naming(whole: Path, url: str) -> Path:
    """The backup with another database in its sayso.toml."""
    return altered(whole, lambda toml: toml.replace(OWN.encode(), url.encode()))


def everything(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if "again" not in path.parts}


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////{0}/elsewhere.db",
        "sqlite:///../beside.db",
        "sqlite:///vault/x.db",
        "sqlite:///log.jsonl",
        "nonsense",
    ],
)
def test_the_database_that_a_backup_names_is_left_alone(whole: Path, tmp_path: Path, url: str) -> None:
    hostile = naming(whole, url.format(str(tmp_path).lstrip("/")))
    before = everything(tmp_path)
    done = sayso("restore", hostile, tmp_path / "again")
    assert done.code == 0, done.err
    assert "its backup names another database, which was left alone; the project has its own now" in done.err
    assert everything(tmp_path) == before
    with Ledger.open(tmp_path / "again") as ledger:
        assert (ledger.project.database, ledger.project.name) == (OWN, "Derna")
        assert (tmp_path / "again" / "sayso.db").exists()
        assert list(ledger.verify()) == []


def test_nothing_is_written_to_a_server_that_a_backup_names(whole: Path, tmp_path: Path, postgresql: str) -> None:
    url = new_database(postgresql)
    assert sayso("restore", naming(whole, url), tmp_path / "again").code == 0
    assert raw(url, tmp_path)("SELECT COUNT(*) FROM log") == [(0,)]
    assert sayso("restore", whole, tmp_path / "named", "--database", url).code == 0
    assert raw(url, tmp_path)("SELECT COUNT(*) FROM log") != [(0,)]


def test_an_honest_backup_is_restored_as_it_is(whole: Path, tmp_path: Path) -> None:
    done = sayso("restore", whole, tmp_path / "again")
    assert "another database" not in done.err
    assert (tmp_path / "again" / "sayso.toml").read_bytes() == (tmp_path / "derna" / "sayso.toml").read_bytes()


@pytest.mark.parametrize("url", ["sqlite:////{0}/x.db", "sqlite:///../x.db", "sqlite:///vault/x.db", "sqlite:///vault"])
def test_a_file_that_is_named_must_lie_in_the_new_folder(whole: Path, tmp_path: Path, url: str) -> None:
    before = everything(tmp_path)
    done = sayso("restore", whole, tmp_path / "again", "--database", url.format(str(tmp_path).lstrip("/")))
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "a file for the database must lie in the new folder" in done.err
    assert everything(tmp_path) == before
    assert not (tmp_path / "again").exists()


def test_backups_and_what_comes_out_of_them_are_for_the_owner_alone(whole: Path, tmp_path: Path) -> None:
    assert stat.S_IMODE(whole.stat().st_mode) == 0o400
    for name, backup in (("one", whole), ("two", naming(whole, "sqlite:///other.db"))):
        sayso("restore", backup, tmp_path / name)
        for path in (tmp_path / name, *(tmp_path / name).iterdir()):
            assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


def test_a_backup_is_closed_from_its_first_byte_on(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    link, given = os.link, tmp_path / "derna"

    def watched(source: Path, place: Path) -> None:
        seen.append(stat.S_IMODE(source.stat().st_mode))
        link(source, place)

    monkeypatch.setattr(os, "link", watched)
    with Ledger.open(given) as ledger:
        ledger.backup(tmp_path / "second.tar")
    assert (seen, whole.exists()) == ([0o400], True)


def sparse(manifest: bytes, name: str) -> bytes:
    """An archive in which one member says that it is sparse: a terabyte of zeros in a few bytes."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for member, data in (("manifest.json", manifest), ("sayso.toml", b"0\n")):
            info = tarfile.TarInfo(member)
            if member == name:
                info.pax_headers = {
                    "GNU.sparse.major": "1", "GNU.sparse.minor": "0",
                    "GNU.sparse.name": member, "GNU.sparse.realsize": str(1 << 20),
                }  # fmt: skip
            written = b"1\n0\n0\n".ljust(512, b"\0") if member == name else data
            info.size = len(written)
            tar.addfile(info, io.BytesIO(written))
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "words"), [("sayso.toml", "is not what its manifest"), ("manifest.json", "no backup")]
)
@pytest.mark.parametrize("padding", [0, 1 << 20])
def test_a_sparse_member_is_refused(tmp_path: Path, name: str, words: str, padding: int) -> None:
    parts = tuple(
        Part(name=part, size=1 << 20 if part == name else 0, sha256="0" * 64) for part in ("sayso.toml", "log.jsonl")
    )
    manifest = Manifest(format=1, sayso="1", project="x", entries=0, newest="0" * 64, parts=parts)
    (tmp_path / "s.tar").write_bytes(sparse(msgspec.json.encode(manifest), name) + bytes(padding))
    if not padding and name == "sayso.toml":
        words = "it is shorter than its manifest says"
    with pytest.raises(BackupError, match=words):
        archive.check(tmp_path / "s.tar")


@pytest.mark.parametrize("size", [1 << 40, -1])
def test_sizes_that_an_archive_cannot_have_are_refused(whole: Path, tmp_path: Path, size: int) -> None:
    with tarfile.open(whole) as tar:
        manifest = msgspec.json.decode(tar.extractfile("manifest.json").read(), type=Manifest)  # type: ignore[union-attr]
    first, *others = manifest.parts
    head = msgspec.json.encode(
        msgspec.structs.replace(manifest, parts=(msgspec.structs.replace(first, size=size), *others))
    )
    with tarfile.open(tmp_path / "s.tar", "w") as tar:
        info = tarfile.TarInfo("manifest.json")
        info.size = len(head)
        tar.addfile(info, io.BytesIO(head))
    with pytest.raises(BackupError, match="it is shorter than its manifest says"):
        archive.check(tmp_path / "s.tar")
