"""Numbers, days, distances and names inside a sentence of the reader's language; the English is that of sayso.wording."""

from __future__ import annotations

import re
from datetime import date

from sayso.wording.marking import marked as _
from sayso.wording.tongue import gettext, ngettext, pgettext, spoken
from sayso.wording.words import country as english_country

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2})?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DURATION = re.compile(r"P(?:T)?(\d+)([YMWDH])")
_KILOMETRE = 1_000
_UNCOUNTED = {
    "unknown": _("unknown number"),
    "none_reported": _("none reported"),
    "zero_stated": _("none, expressly"),
}
_VAGUE = {
    "dozens": _("%(number)s (dozens)"),
    "tens": _("%(number)s (tens)"),
    "scores": _("%(number)s (scores)"),
    "hundreds": _("%(number)s (hundreds)"),
    "thousands": _("%(number)s (thousands)"),
    "family": _("%(number)s (a family)"),
}
_UNNAMED = {"somebody unnamed": _("somebody unnamed"), "the report": _("the report")}
_OUTCOMES = {"killed": _("%(number)s killed"), "injured": _("%(number)s injured"), "harmed": _("%(number)s harmed")}


def own(words: str) -> str:
    """Words of a source or a name inside a sentence of ours: where that runs from right to left, they keep their direction."""
    return f"\u2068{words}\u2069" if words and spoken().right_to_left else words


def called(name: str) -> str:
    """A speaker's name; one whom nobody names is called so in the reader's language."""
    return gettext(_UNNAMED[name]) if name in _UNNAMED else name


def many(value: int) -> str:
    """A number, its digits grouped as the language groups them."""
    return spoken().number(value)


def number(low: int | None, high: int | None, kind: str) -> str:
    """A count with its doubt: "12", "at least 10", "10 to 12", "12 to 24 (dozens)"."""
    if kind in _UNCOUNTED:
        return gettext(_UNCOUNTED[kind])
    if low is None and high is None:
        return gettext("unknown number")
    if high is None:
        return gettext("at least %(number)s") % {"number": many(low or 0)}
    if low is None or (low == 0 and kind == "at_most"):
        return gettext("at most %(number)s") % {"number": many(high)}
    if low == high:
        return gettext("about %(number)s") % {"number": many(low)} if kind == "about" else many(low)
    both = gettext("%(low)s to %(high)s") % {"low": many(low), "high": many(high)}
    return gettext(_VAGUE[kind]) % {"number": both} if kind in _VAGUE else both


def toll(low: int | None, high: int | None, outcome: str) -> str:
    """ "10 to 12 killed"."""
    told = number(low, high, "between")
    words = _OUTCOMES.get(outcome)
    return gettext(words) % {"number": told} if words else f"{told} {outcome}"


def day(value: str) -> str:
    """A day, a month or a moment ("2016-07-09T05:00") in ISO 8601 by the locale; other words as they are."""
    if match := _MOMENT.fullmatch(value):
        return f"{day(match[1])}, {match[2]}"
    if _DAY.fullmatch(value):
        return spoken().day(date.fromisoformat(value))
    if match := _MONTH.fullmatch(value):
        return spoken().month(date(int(match[1]), int(match[2]), 1))
    return value


def days(first: str | None, last: str | None) -> str:
    """An interval of days."""
    if first is None and last is None:
        return gettext("day unknown")
    if first is None or last is None:
        form = gettext("from %(day)s") if first else gettext("up to %(day)s")
        return form % {"day": own(day(first or last or ""))}
    if first == last:
        return day(first)
    return gettext("%(first)s to %(last)s") % {"first": own(day(first)), "last": own(day(last))}


def plain_days(value: str) -> str:
    """A day, a month or an interval in ISO 8601: "9 July 2016 – 12 July 2016"."""
    return " – ".join(day(part) for part in value.split("/"))


def distance(metres: int) -> str:
    """How far off a place may be."""
    if metres < _KILOMETRE:
        return gettext("within %(metres)s m") % {"metres": metres}
    return gettext("within %(kilometres)s km") % {"kilometres": many(round(metres / _KILOMETRE))}


def duration(iso: str) -> str:
    """ "P2W" as "2 weeks"; anything else as it is."""
    match = _DURATION.fullmatch(iso)
    if match is None:
        return iso
    count = int(match[1])
    match match[2]:
        case "Y":
            form = ngettext("%(count)s year", "%(count)s years", count)
        case "M":
            form = ngettext("%(count)s month", "%(count)s months", count)
        case "W":
            form = ngettext("%(count)s week", "%(count)s weeks", count)
        case "D":
            form = ngettext("%(count)s day", "%(count)s days", count)
        case _:
            form = ngettext("%(count)s hour", "%(count)s hours", count)
    return form % {"count": count}


def country(code: str | None) -> str:
    """A country's name."""
    return pgettext("country", english_country(code)) if code else ""
