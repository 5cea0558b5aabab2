"""The result databases of the auto-archiver, read without running any of what is in them."""

from __future__ import annotations

import ast
import csv
import io
import json
import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from sayso.errors import DamagedError, EncodingError

_HEADER = ("status", "metadata", "media")
_LONGEST_FIELD = 10_000_000
_DEEPEST = 20
_MOST_MARKS = 200_000  # each may be half a kilobyte once it is parsed


@dataclass(frozen=True)
class Media:
    """One file of an item. `key` is its place in the storage; `digest` the algorithm and the hexadecimal digits."""

    id: str
    name: str
    key: str | None
    urls: tuple[str, ...]
    media_type: str
    digest: tuple[str, str] | None


@dataclass(frozen=True)
class Item:
    """One address that was archived, or was not (`status`)."""

    status: str
    url: str
    original_url: str | None
    title: str | None
    content: str
    published: str | None
    processed: str | None
    media: tuple[Media, ...]


def is_result(data: bytes, name: str) -> bool:
    """Whether a file is a result database: by its header, or by the keys of its JSON."""
    if data.removeprefix(b"\xef\xbb\xbf").startswith(b"status,metadata,media"):
        return True
    if not (name.lower().endswith(".json") and data.lstrip().startswith(b"{")):
        return False
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and set(_HEADER) <= set(found) and isinstance(found["metadata"], dict)


def items(data: bytes, name: str) -> Iterator[Item]:
    """The items of a result database. Raises DamagedError, EncodingError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EncodingError(name) from error
    if text.lstrip().startswith("{"):
        try:
            yield _item(json.loads(text))
        except (ValueError, RecursionError) as error:
            raise DamagedError(name, "it cannot be read") from error
        return
    for number, row in enumerate(_rows(text, name), start=1):
        try:
            fields = {"status": row["status"], **{key: _literal(row[key] or "None") for key in _HEADER[1:]}}
        except (SyntaxError, ValueError, RecursionError, MemoryError, TypeError, OverflowError) as error:
            raise DamagedError(name, f"item {number} cannot be read") from error
        yield _item(fields)


def _rows(text: str, name: str) -> list[dict[str, str]]:
    """The rows of the table; fields are longer than the library allows unless told."""
    before = csv.field_size_limit(_LONGEST_FIELD)
    try:
        return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise DamagedError(name, str(error)) from error
    finally:
        csv.field_size_limit(before)


def _literal(text: str) -> Any:
    """The value that a Python literal stands for; what is no literal (a date, an object) becomes its own words. Raises
    ValueError for one that would fill the memory, and what parsing raises.
    """
    if sum(map(text.count, "[{(,")) > _MOST_MARKS:
        raise ValueError("more parts than any item has")
    return _value(ast.parse(text.strip(), mode="eval").body)


def _value(node: ast.expr) -> Any:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return [_value(item) for item in node.elts]
    if isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        return {str(_value(key)): _value(value) for key, value in pairs if key is not None}
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "datetime.datetime":
        numbers = [_value(argument) for argument in node.args]
        if len(numbers) >= 3 and all(isinstance(number, int) for number in numbers):
            day = date(*numbers[:3]).isoformat()
            clock = ":".join(f"{number:02}" for number in (*numbers[3:6], 0, 0, 0)[:3])
            return f"{day}T{clock}"
    return ast.unparse(node)


def _item(fields: dict[str, Any]) -> Item:
    told = fields.get("metadata")
    about: dict[str, Any] = told if isinstance(told, dict) else {}
    return Item(
        status=_text(fields.get("status")) or "no archiver",
        url=_text(about.get("url")) or "",
        original_url=_text(about.get("original_url")),
        title=_text(about.get("title")),
        content=_text(about.get("content")) or "",
        published=_day(about.get("timestamp")),
        processed=_text(about.get("_processed_at")),
        media=tuple(_all_media(fields.get("media"), 0)),
    )


def _all_media(value: Any, depth: int) -> Iterator[Media]:
    """Files, and the files that were made of them (thumbnails, timestamps), which stand among their properties."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _all_media(item, depth + 1)
    elif isinstance(value, dict) and "filename" in value:
        properties = value.get("properties")
        about: dict[str, Any] = properties if isinstance(properties, dict) else {}
        yield _media(value, about)
        for inner in about.values():
            if isinstance(inner, dict | list):
                yield from _all_media(inner, depth + 1)


def _media(value: dict[str, Any], about: dict[str, Any]) -> Media:
    name = _text(value.get("filename")) or ""
    urls = value.get("urls")
    algorithm, colon, digits = (_text(about.get("hash")) or "").partition(":")
    is_digest = colon and digits.isalnum() and digits.isascii()
    return Media(
        id=_text(about.get("id")) or "",
        name=name,
        key=_text(value.get("_key")),
        urls=tuple(_path(url) for url in urls if isinstance(url, str)) if isinstance(urls, list) else (),
        media_type=_text(value.get("_mimetype")) or mimetypes.guess_type(name)[0] or "application/octet-stream",
        digest=(algorithm, digits) if is_digest else None,
    )


def _path(url: str) -> str:
    """The path of a stored file's address, which for local storage is the path itself."""
    try:
        return urlsplit(url).path or url
    except ValueError:
        return url


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _day(value: Any) -> str | None:
    """The day of a moment in ISO 8601; other ways of writing it are left alone."""
    try:
        return date.fromisoformat(str(value or "")[:10]).isoformat()
    except ValueError:
        return None
