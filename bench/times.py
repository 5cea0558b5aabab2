"""Time expressions and the days that they mean (tests/linking/times_*.tsv): how many are read right, and how quickly.

A row has a text, the words of its last expression, and what they mean: the day, or first/last with ".." where a side is
open; precision; part of day; EDTF where it is told ("-" is nothing). The files ending in _held_out were written before
the resolver was tried on them: of these only the score is looked at.

A wrong day is a row of which the reading claims one day (precision day, part_of_day or exact_time, first = last) that
is not among the days expected. tests/linking/times_known.tsv lists those that are known, with the reason.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sayso.linking.times import LANGUAGES, times_in
from sayso.model.mention import TimeMention

FOLDER = Path(__file__).parents[1] / "tests" / "linking"
PUBLISHED = "2016-07-09"  # a Saturday
_SHARP = {"day", "part_of_day", "exact_time"}
_REPEATS = 5  # of all texts of a language in one, to be timed


class Row(NamedTuple):
    """An expression in its text and what it means."""

    language: str
    held_out: bool
    text: str
    exact: str
    days: str | None
    precision: str
    part: str | None
    edtf: str | None

    @property
    def name(self) -> str:
        """Names the row in a list of tests."""
        return f"{self.language}: {self.text}"


def rows(languages: Sequence[str] = LANGUAGES, folder: Path = FOLDER) -> list[Row]:
    """All rows, those to develop on before those held out, language by language."""
    return [
        row
        for language in languages
        for held_out in (False, True)
        for row in _read(folder / f"times_{language}{'_held_out' if held_out else ''}.tsv", language, held_out)
    ]


def known_wrong(folder: Path = FOLDER) -> dict[str, str]:
    """Texts whose day is known to be read wrong, and why."""
    return {row["text"]: row["reason"] for row in _table(folder / "times_known.tsv")}


def _read(path: Path, language: str, held_out: bool) -> Iterator[Row]:
    for cells in _table(path):
        told = {name: None if cell == "-" else cell for name, cell in cells.items()}
        yield Row(
            language=language,
            held_out=held_out,
            text=cells["text"],
            exact=cells["exact"],
            days=told["days"],
            precision=cells["precision"],
            part=told["part"],
            edtf=told["edtf"],
        )


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def last_time(row: Row) -> TimeMention | None:
    """The last time of a row's text."""
    return next(reversed(times_in(row.text, row.language, PUBLISHED)), None)


def is_right(row: Row, found: TimeMention | None) -> bool:
    """Whether the words, their days, precision, part of day and (where it is told) EDTF are as expected."""
    if found is None or row.edtf not in {None, found.edtf}:
        return False
    read = (found.exact, days(found), found.precision, found.part_of_day)
    return read == (row.exact, row.days, row.precision, row.part)


def is_wrong_day(row: Row, found: TimeMention | None) -> bool:
    """Whether the reading claims one day that the words do not mean."""
    if found is None or found.precision not in _SHARP or found.first is None or found.first != found.last:
        return False
    first, _, last = (row.days or "").partition("/")
    return not row.days or not (first if first != ".." else "") <= found.first <= ((last or first).replace("..", "9"))


def days(found: TimeMention) -> str | None:
    """One day, or first/last, ".." where a side is open."""
    if found.first is None and found.last is None:
        return None
    return found.first if found.first == found.last else f"{found.first or '..'}/{found.last or '..'}"


def times_figures() -> dict[str, float | None]:
    """Shares right by part and language and wrong days that no one has listed."""
    read = [(row, last_time(row)) for row in rows()]
    right = [(row, is_right(row, found)) for row, found in read]
    known = known_wrong()
    figures: dict[str, float | None] = {
        "rows": len(read),
        "right": _share([good for _, good in right]),
        "held_out_right": _share([good for row, good in right if row.held_out]),
    }
    for language in LANGUAGES:
        figures[f"{language}_right"] = _share([good for row, good in right if row.language == language])
    figures["wrong_days"] = sum(is_wrong_day(row, found) and row.text not in known for row, found in read)
    return figures


def times_speed_figures() -> dict[str, float | None]:
    """Arabic and French, which are read whole; of English the parser would be timed."""
    return {"microseconds_an_expression": _microseconds()}


def _share(good: Sequence[bool]) -> float:
    return round(sum(good) / len(good), 4)


def _microseconds() -> float:
    spent = count = 0.0
    for language in ("ar", "fr"):
        whole = "\n".join(row.text for row in rows((language,)))
        times_in(whole[:100], language, PUBLISHED)  # loads the lexicon
        start = time.process_time()
        for _ in range(_REPEATS):
            count += len(times_in(whole, language, PUBLISHED))
        spent += time.process_time() - start
    return round(spent / count * 1e6, 1)
