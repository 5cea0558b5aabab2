"""Files of actors as people have them: YAML or JSON in the documented format, or a plain table with mapped columns."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from sayso.errors import EncodingError, ImportRefusedError, InputMissingError, InputTooLargeError, InputUnreadableError
from sayso.linking.folding import fold

SUFFIXES = (".yaml", ".yml", ".json", ".csv", ".tsv")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LARGEST = 64 * 1024**2  # bytes
_LISTED = frozenset(("weak", "parents", "allied_with", "context", "source"))
_PLAIN = frozenset(("id", "kind", "sex", "from", "to", "note", "operation_of"))
_FIELDS = (*sorted(_LISTED | _PLAIN), "names", "names.ar (any language)", "state", "office", "of")
_MANY = re.compile(r"[;|،]")
_STATES = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


class Content(NamedTuple):
    """What a file holds: its rows as the format has them, with where each stands; the words for the whole file."""

    rows: list[Any]
    lines: list[int]
    context: tuple[str, ...]
    sources: dict[str, str]
    data: bytes
    unit: str


class Missing(NamedTuple):
    """What a table does not say of its rows: their kind, and the tag of their source."""

    kind: str | None
    source: str


def files_in(path: Path) -> list[Path]:
    """The file, or the files of a folder that can be actors, by name. Raises InputError when there is none."""
    if not path.exists():
        raise InputMissingError(str(path))
    if not path.is_dir():
        return [path]
    found = sorted(one for one in path.iterdir() if one.suffix.lower() in SUFFIXES and not one.name.startswith("."))
    if not found:
        raise ImportRefusedError(str(path), f"there is no file of actors in this folder ({', '.join(SUFFIXES)})")
    return found


def content_of(path: Path, mapping: Mapping[str, str], missing: Missing) -> Content:
    """What a file holds. Raises InputError when it is none of the formats."""
    data = _bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EncodingError(str(path)) from error
    if mapping or path.suffix.lower() in {".csv", ".tsv"}:
        return _table(path, text, data, mapping, missing)
    try:
        whole = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader; JSON is YAML too
    except yaml.YAMLError as error:
        raise ImportRefusedError(str(path), f"it is no YAML or JSON: {' '.join(str(error).split())}") from error
    return _listed(path, whole, data)


def mapping_of(words: str, path: Path) -> dict[str, str]:
    """The columns by field that the words of `--map` give: "id=Code,names=Name"."""
    pairs = dict(part.strip().partition("=")[::2] for part in words.split(",") if part.strip())
    for field, column in pairs.items():
        if not column or not _is_field(field):
            raise ImportRefusedError(
                str(path), f"--map: {field}={column} is no FIELD=COLUMN; fields: {', '.join(_FIELDS)}"
            )
    return pairs


def _listed(path: Path, whole: Any, data: bytes) -> Content:
    rows = whole.get("actors") if isinstance(whole, dict) else whole
    if not isinstance(rows, list) or not rows:
        raise ImportRefusedError(str(path), "it has no list of actors (docs/formats-actors.md shows one)")
    top = whole if isinstance(whole, dict) else {}
    context, sources = top.get("context") or [], top.get("sources") or {}
    if not (isinstance(context, list) and all(isinstance(word, str) for word in context)):
        raise ImportRefusedError(str(path), "context is a list of words")
    if not (isinstance(sources, dict) and all(isinstance(word, str) for pair in sources.items() for word in pair)):
        raise ImportRefusedError(str(path), "sources says in words what each tag stands for")
    return Content(rows, list(range(1, len(rows) + 1)), tuple(context), sources, data, "row")


def _table(path: Path, text: str, data: bytes, mapping: Mapping[str, str], missing: Missing) -> Content:
    first = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    header = [name.strip() for name in reader.fieldnames or ()]
    reader.fieldnames = header
    columns = dict(mapping) or {name: name for name in header if _is_field(name)}
    if absent := [column for column in columns.values() if column not in header]:
        raise ImportRefusedError(str(path), f"it has no column {absent[0]}; its columns are {', '.join(header)}")
    if not any(field == "names" or field.startswith("names.") for field in columns):
        raise ImportRefusedError(str(path), "say with --map which column has the names, as in --map names=Name")
    rows: list[Any] = []
    lines: list[int] = []
    try:
        for cells in reader:
            rows.append(_row({field: (cells.get(column) or "").strip() for field, column in columns.items()}, missing))
            lines.append(reader.line_num)
    except csv.Error as error:
        raise ImportRefusedError(str(path), f"line {reader.line_num}: {error}") from error
    return Content(rows, lines, (), {}, data, "line")


def _row(cells: dict[str, str], missing: Missing) -> dict[str, Any]:
    """A row of a table as the format has it; several words in a cell are parted by ; or |."""
    row: dict[str, Any] = {field: cells[field] for field in _PLAIN if cells.get(field)}
    row |= {field: _many(cells[field]) for field in _LISTED if cells.get(field)}
    row["names"] = {language: names for language, names in _names(cells) if names}
    if cells.get("state"):
        row["state"] = _STATES.get(cells["state"].lower(), cells["state"])
    if cells.get("office"):
        row["offices"] = [{"office": cells["office"], "of": cells.get("of", "")}]
    row.setdefault("source", [missing.source])
    if missing.kind:
        row.setdefault("kind", missing.kind)
    first = next((names[0] for names in row["names"].values()), "")
    row.setdefault("id", re.sub(r"[^a-z0-9]+", "-", fold(first)).strip("-"))
    return row


def _names(cells: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    for field, cell in cells.items():
        if field == "names" or field.startswith("names."):
            yield field.partition(".")[2] or "en", _many(cell)


def _many(cell: str) -> list[str]:
    return [word for part in _MANY.split(cell) if (word := part.strip())]


def _is_field(name: str) -> bool:
    return name in _LISTED | _PLAIN | {"names", "state", "office", "of"} or bool(
        re.fullmatch(r"names\.[a-zA-Z-]+", name)
    )


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError as error:
        raise InputMissingError(str(path)) from error
    except OSError as error:
        raise InputUnreadableError(str(path), (error.strerror or str(error)).lower()) from error
    if len(data) > _LARGEST:
        raise InputTooLargeError(str(path), f"more than {_LARGEST // 1024**2} MiB")
    return data
