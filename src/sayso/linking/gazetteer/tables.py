"""Tables as people have them: plain or zipped, with a byte order mark or not; lines with their numbers, bad ones told."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, NamedTuple

from sayso.errors import DamagedError, EncodingError, ImportRefusedError, InputMissingError, InputUnreadableError

_LARGEST = 4 * 1024**3  # bytes of a table; GeoNames' whole world has 1.6 GiB


class Fault(NamedTuple):
    """A row that was left out: where it stands, and why."""

    file: str
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.words}; the row was left out."


class Line(NamedTuple):
    """A row of a table with a header, by column name, and where it stands."""

    number: int
    cells: dict[str, str]


def tabbed(path: Path, columns: int, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """The lines of a tab-separated file without a header; what has other than so many columns is told and left out."""
    for number, line in enumerate(_lines(path, "utf-8"), 1):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) == columns:
            yield number, cells
        elif line.strip():
            faults.append(Fault(path.name, number, f"it has {len(cells)} columns where {columns} are due"))


def is_tabbed(path: Path, columns: int) -> bool:
    """Whether the first line has so many columns."""
    with closing(_lines(path, "utf-8")) as lines:
        return next(lines, "").count("\t") == columns - 1


def headed(path: Path, encoding: str, faults: list[Fault]) -> Iterator[Line]:
    """The rows of a comma-, semicolon- or tab-separated file by the names of its header; HXL tags are passed over."""
    lines = _lines(path, encoding)
    first = next(lines, "")
    if not first.strip():
        raise ImportRefusedError(str(path), "it is empty")
    reader = csv.reader(_joined(first, lines), delimiter=max(",;\t", key=first.count))
    names = [name.strip() for name in next(reader)]
    before = reader.line_num
    for cells in reader:
        number, before = before + 1, reader.line_num
        if not any(cell.strip() for cell in cells) or all(not c or c.startswith("#") for c in cells):
            continue
        if len(cells) != len(names):
            faults.append(Fault(path.name, number, f"it has {len(cells)} columns where the header has {len(names)}"))
            continue
        yield Line(number, {name: cell.strip() for name, cell in zip(names, cells, strict=True)})


def header(path: Path, encoding: str) -> list[str]:
    """The cells of the first line."""
    with closing(_lines(path, encoding)) as lines:
        first = next(lines, "")
    return [cell.strip() for cell in next(csv.reader([first], delimiter=max(",;\t", key=first.count)), [])]


def coordinate(latitude: str, longitude: str) -> tuple[float, float] | None:
    """A coordinate in decimal degrees, None when both cells are empty. Raises ValueError in words for the person."""
    if not latitude and not longitude:
        return None
    try:
        lat, lon = float(latitude.replace(",", ".")), float(longitude.replace(",", "."))
    except ValueError:
        raise ValueError(f"{latitude!r}, {longitude!r} is no coordinate in decimal degrees") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"{latitude}, {longitude} lies outside the earth")
    if lat == lon == 0:
        raise ValueError("0, 0 stands for a coordinate that is missing")
    return lat, lon


def number(cell: str) -> int:
    """A whole number, 0 for an empty cell. Raises ValueError in words for the person."""
    if not cell:
        return 0
    try:
        return max(0, int(float(cell.replace(" ", ""))))
    except (ValueError, OverflowError):
        raise ValueError(f"{cell!r} is no number") from None


def _joined(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _lines(path: Path, encoding: str) -> Generator[str, None, None]:
    """The lines of a file, or of the one table in an archive. Raises what can be wrong with it, in one sentence."""
    try:
        with path.open("rb") as file:
            if zipfile.is_zipfile(file):
                yield from _unpacked(path, encoding)
            else:
                file.seek(0)
                yield from _decoded(file, encoding)
    except FileNotFoundError as error:
        raise InputMissingError(str(path)) from error
    except LookupError as error:
        raise ImportRefusedError(str(path), f"{encoding!r} is no encoding") from error
    except UnicodeError as error:
        mend = "or name its encoding with --encoding" if encoding == "utf-8" else f"it is not {encoding} either"
        raise EncodingError(str(path), mend) from error
    except (csv.Error, zipfile.BadZipFile) as error:
        raise DamagedError(str(path), str(error)) from error
    except OSError as error:
        raise InputUnreadableError(str(path), (error.strerror or str(error)).lower()) from error


def _decoded(file: IO[bytes], encoding: str) -> Iterator[str]:
    """The lines of a binary file, which is closed with them."""
    with io.TextIOWrapper(file, encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="\n") as lines:
        for line in lines:  # noqa: UP028 - `yield from` would close the wrapper twice
            yield line


def _unpacked(path: Path, encoding: str) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        tables = [i for i in archive.infolist() if i.filename.lower().endswith((".txt", ".csv", ".tsv"))]
        tables = [i for i in tables if not any(w in i.filename.lower() for w in ("readme", "iso-language"))]
        if len(tables) != 1:
            raise ImportRefusedError(str(path), f"one table is due in the archive, there are {len(tables)}")
        if tables[0].file_size > _LARGEST:
            raise ImportRefusedError(str(path), "the table in it is larger than the whole world's")
        with archive.open(tables[0]) as file:
            yield from _decoded(file, encoding)
