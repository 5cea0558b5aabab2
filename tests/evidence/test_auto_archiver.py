"""What the auto-archiver kept, written here as its version 1.2.9 writes it (csv_db, json_enricher, local_storage)."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import DamagedError, EncodingError, HashMismatchError, InputError, NothingInsideError
from sayso.evidence.archiver_results import is_result, items
from sayso.evidence.capture import Captured, captures
from sayso.evidence.captured import kept, report_bytes
from sayso.evidence.options import Options
from sayso.evidence.vault import Vault
from tests.text.documents import page

POST = 'Raid on the port of Derna, "residents" say.\nIt\'s quiet now. غارة'
URL = "https://posts.example/1"
NOON = datetime.datetime(2016, 7, 9, 12, 30, tzinfo=datetime.UTC)


def media(folder: Path, data: bytes, suffix: str, *, algorithm: str = "SHA-256", **properties: Any) -> dict[str, Any]:
    """A file as local_storage stores it, and the record of it."""
    digits = hashlib.new({"SHA-256": "sha256", "SHA3-512": "sha3_512"}[algorithm], data).hexdigest()
    key = f"./local_archive/{digits[:24]}{suffix}"
    (folder / "local_archive").mkdir(exist_ok=True)
    (folder / key).write_bytes(data)
    return {
        "filename": f"/tmp/archiver/x{suffix}",  # noqa: S108 - the archiver's own, gone by now
        "_key": key,
        "urls": [key],
        "properties": {"hash": f"{algorithm}:{digits}", **properties},
        "_mimetype": None,
        "_stored": False,
    }


def metadata(**more: Any) -> dict[str, Any]:
    return {"_processed_at": NOON, "url": URL, **more}


def table(path: Path, *rows: tuple[str, dict[str, Any], list[Any]]) -> Path:
    """A result database as csv_db writes it: Python literals in two of three columns."""
    with path.open("w", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=["status", "metadata", "media"])
        writer.writeheader()
        for row in rows:
            writer.writerow(dict(zip(("status", "metadata", "media"), row, strict=True)))
    return path


def taken(path: Path, **options: Any) -> list[Captured | InputError]:
    return list(captures([str(path)], Options(**options)))


def test_a_post_is_kept_with_its_pictures_and_the_database(tmp_path: Path, vault: Vault) -> None:
    thumbnail = media(tmp_path, b"small", ".jpg")
    picture = media(tmp_path, b"picture", ".png", algorithm="SHA3-512", thumbnails=[thumbnail])
    told = metadata(title="A post", content=POST, timestamp=NOON, original_url=URL + "?a=b")
    path = table(tmp_path / "db.csv", ("telegram_extractor: success", told, [picture]))
    (found,) = taken(path)
    assert isinstance(found, Captured)
    capture = found.capture
    assert (capture.url, capture.title, capture.published, capture.requested) == (
        URL,
        "A post",
        "2016-07-09",
        URL + "?a=b",
    )
    assert (found.report.decode(), capture.media_type, capture.method) == (POST, "text/plain", "auto_archiver")
    assert dict(capture.headers) == {
        "auto-archiver-status": "telegram_extractor: success", "auto-archiver-at": "2016-07-09T12:30:00",
    }  # fmt: skip
    assert [item.media_type for item in capture.attachments] == ["image/png", "image/jpeg", "text/csv"]
    found.into(vault)
    assert set(kept(capture)) == set(vault.all())
    assert vault.get(capture.attachments[0].sha256) == b"picture"
    assert report_bytes(vault, capture) == found.report


def test_without_the_words_of_a_post_the_saved_page_is_the_report(tmp_path: Path) -> None:
    """The archiver's own summary of an item is a page too, but not what was published."""
    files = [
        media(tmp_path, b"<html>a summary by the archiver</html>", ".html", id="_final_media"),
        media(tmp_path, b"-----BEGIN CERTIFICATE-----", ".txt", id="ssl_certificate"),
        media(tmp_path, page().encode(), ".html", id="html_source_code"),
    ]
    path = table(tmp_path / "db.csv", ("antibot_extractor_enricher: success", metadata(), files))
    (found,) = taken(path)
    assert isinstance(found, Captured)
    assert (found.report, found.capture.media_type) == (page().encode(), "text/html")
    assert len(found.capture.attachments) == 3


def test_an_item_as_json_finds_its_files_by_their_hash(tmp_path: Path) -> None:
    """json_enricher writes before the files are stored, so no key is there; nor is the file called as it will be."""
    picture = media(tmp_path, b"picture", ".png")
    picture |= {"_key": None, "urls": []}
    picture.pop("_stored")
    item = {"status": "x: success", "metadata": metadata(content=POST), "media": [picture]}
    path = tmp_path / "local_archive" / "0123.json"
    path.write_text(json.dumps(item, default=str, ensure_ascii=False), encoding="utf-8")
    (found,) = taken(path)
    assert isinstance(found, Captured)
    assert found.report.decode() == POST
    assert {item.media_type for item in found.capture.attachments} == {"image/png", "application/json"}


def test_what_was_not_archived_or_altered_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    altered = media(tmp_path, b"picture", ".png")
    (tmp_path / altered["_key"]).write_bytes(b"another picture")
    rows = [
        ("nothing archived", metadata(), []),
        ("x: success", metadata(content=POST), [altered]),
        ("x: success", metadata(), [media(tmp_path, b"only a film", ".mp4")]),
        ("x: success", metadata(content=POST), []),
    ]
    found = taken(table(tmp_path / "db.csv", *rows))
    kinds = [type(item) for item in found]
    assert kinds == [NothingInsideError, HashMismatchError, NothingInsideError, Captured]
    assert "item 1" in str(found[0])
    assert "the archiver says: nothing archived" in str(found[0])
    assert "does not have the hash" in str(found[1])


def test_a_file_that_is_elsewhere_is_told(tmp_path: Path) -> None:
    away = media(tmp_path, b"picture", ".png")
    (tmp_path / away["_key"]).unlink()
    heard: list[str] = []
    (found,) = taken(table(tmp_path / "db.csv", ("x: success", metadata(content=POST), [away])), told=heard.append)
    assert isinstance(found, Captured)
    assert "is not beside the database" in heard[0]


@pytest.mark.parametrize(
    "key", ["../secret.html", "/{outside}/secret.html", "..\\secret.html", "link.html", "dir/secret.html"]
)
def test_no_path_leads_out_of_the_folder(tmp_path: Path, key: str) -> None:
    outside = tmp_path / "outside"
    folder = tmp_path / "archive"
    for made in (outside, folder):
        made.mkdir()
    (outside / "secret.html").write_text(page("<p>the secret</p>"), encoding="utf-8")
    (folder / "link.html").symlink_to(outside / "secret.html")
    (folder / "dir").symlink_to(outside)
    named = key.format(outside=outside)
    hostile = {"filename": "x.html", "_key": named, "urls": [f"file://{outside}/secret.html"], "properties": {}}
    found = taken(table(folder / "db.csv", ("x: success", metadata(), [hostile])))
    assert [type(item) for item in found] == [NothingInsideError]


@pytest.mark.parametrize(
    "literal",
    ["__import__('os').system('touch hacked')", "open('hacked', 'w')", "().__class__.__base__", "[x for x in 'ab']",
     "datetime.datetime(99999, 1, 1)", "datetime.datetime('a')", "(" * 5_000, "[" * 500 + "]" * 500, "{1: {2: 3}}", "9" * 5_000,
     "-" * 3_000 + "1", "\0", ""],
)  # fmt: skip
def test_nothing_in_a_database_is_run(tmp_path: Path, literal: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = io.StringIO()
    csv.writer(file).writerows([["status", "metadata", "media"], ["x: success", literal, literal]])
    with suppress(InputError):
        list(items(file.getvalue().encode(), "db.csv"))
    assert not (tmp_path / "hacked").exists()


@given(st.text(max_size=150), st.text(max_size=150))
def test_any_table_is_read_or_told(one: str, two: str) -> None:
    file = io.StringIO()
    csv.writer(file).writerows([["status", "metadata", "media"], [one, two, one]])
    for data in (file.getvalue(), f"status,metadata,media\n{one}\n{two}"):
        with suppress(InputError):
            list(items(data.encode("utf-8", "replace"), "db.csv"))


def test_other_tables_and_json_are_no_results(tmp_path: Path) -> None:
    assert not is_result(b"status,name\n", "db.csv")
    for data in (b"{}", b"{", b'{"status": 1, "metadata": 2, "media": 3}', b"[" * 100_000):
        assert not is_result(data, "a.json")
    (tmp_path / "db.csv").write_bytes(b"status,metadata,media\n\xff,,\n")
    assert [type(item) for item in taken(tmp_path / "db.csv")] == [EncodingError]
    (tmp_path / "db.csv").write_bytes(b'status,metadata,media\na,"{unclosed",[]\n')
    assert [type(item) for item in taken(tmp_path / "db.csv")] == [DamagedError]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("db.csv", "status,metadata,media\nsuccess,\"{'timestamp': datetime.datetime(0x" + "f" * 40 + ',1,1)}",[]\n'),
        ("db.csv", 'status,metadata,media\nsuccess,{},"[' + "[]," * 150_000 + ']"\n'),
    ],
)
def test_what_no_archiver_writes_is_an_error_of_its_own_and_fills_no_memory(
    name: str, data: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(data)
    assert all(isinstance(found, InputError) for found in captures([str(tmp_path / name)]))
