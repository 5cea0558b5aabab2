"""Codes of records in the reader's language: `{{ incident.kind|worded:"event" }}`. The English is that of sayso.wording, and is
what translators are given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from sayso.incidents.originators import names_of
from sayso.model.account import Figure
from sayso.wording import ledger_words, vocabulary
from sayso.wording.words import country as country_name
from sayso.wording.words import dated, number

register = template.Library()
_EVENTS = {kind: noun for kind, (noun, _) in vocabulary.EVENTS.items()}
SIGNATURES = {"claimed": "claimed", "shown": "shown", "denied": "denied", "unknown": "not said"}
TABLES: dict[str, Mapping[Any, str]] = {
    "strike": ledger_words.STRIKE_STATUSES,
    "harm": ledger_words.HARM_GRADES,
    "fact": ledger_words.FACETS,
    "civilians": ledger_words.CIVILIANS,
    "review": ledger_words.REVIEWS,
    "verb": ledger_words.VERBS,
    "event": _EVENTS,
    "precision": vocabulary.PRECISIONS,
    "basis": vocabulary.BASES_ALONE,
    "status": vocabulary.AGREEMENT_STATUSES,
    "verdict": vocabulary.VERDICTS,
    "signature": SIGNATURES,
}
"""What each kind of code is called in English."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_KILOMETRE = 1_000


@register.filter
def worded(code: str, table: str) -> str:
    """A code in words; a code that is none of ours as it is."""
    words = TABLES[table].get(code, str(code).replace("_", " "))
    return gettext(words) if words else ""


@register.filter
def days(value: str | None) -> SafeString | str:
    """A day, a month or an interval in ISO 8601 by the reader's locale, in its own direction; other words as they are."""
    return format_html("<bdi>{}</bdi>", plain_days(value)) if value else ""


@register.filter
def plain_days(value: str | None) -> str:
    """The same without markup, for a drawing."""
    return " – ".join(_day(part) for part in (value or "").split("/"))


@register.filter
def moment(value: str | None) -> SafeString | str:
    """A moment of the log: the day by the locale, and the time in UTC."""
    day, _, clock = (value or "").partition("T")
    return format_html("<bdi>{}</bdi> <bdi>{} UTC</bdi>", _day(day), clock[:5]) if clock else days(day)


@register.filter
def radius(metres: int | None) -> str:
    """How far off a place may be."""
    if not metres:
        return ""
    if metres < _KILOMETRE:
        return gettext("within %(metres)s m") % {"metres": metres}
    return gettext("within %(kilometres)s km") % {"kilometres": round(metres / _KILOMETRE)}


@register.filter
def country(code: str | None) -> str:
    """A country's name."""
    return country_name(code) if code else ""


@register.filter
def actor(id: str) -> str:
    """The best name of an originator or a side."""
    return names_of(id)


@register.filter
def claim_address(key: str, report: str) -> str:
    """Where a claim stands in its report."""
    return f"/reports/{report}/#claim-{key}"


@register.filter
def english(words: object) -> SafeString:
    """A sentence that sayso made out of what was read: in English whatever the page's language is."""
    return format_html('<bdi lang="en">{}</bdi>', words)


@register.filter
def plain_value(value: str) -> str:
    """A value of a fact without the dashes of codes."""
    return str(value).replace("_", " ").replace(" of them", "")


@register.filter
def note_words(note: str) -> str:
    """What is to be said of a value, each thing once, days in words."""
    said = note.replace("precise to: ", "").replace("_", " ")
    return "; ".join(dict.fromkeys(dated(part) for part in said.split("; ")))


@register.filter
def amount(figure: Figure) -> str:
    """A figure of a total: "10 to 12 killed"."""
    return f"{number(figure.low, figure.high, 'between')} {figure.outcome}"


@register.filter
def strength(weight: float) -> str:
    """How much a feature weighs, without its sign."""
    return f"{abs(weight):.1f}"


@register.filter
def unlocalised(value: object) -> str:
    """A number for a machine: with a point whatever the language."""
    return str(value)


@register.filter
def verdict_words(value: str) -> str:
    """ "signature: fabricated" as "the signature is fake"."""
    what, _, verdict = value.partition(": ")
    return gettext("the %(what)s is %(verdict)s") % {"what": gettext(what), "verdict": worded(verdict, "verdict")}


@register.filter
def tenfold(x: float) -> str:
    """A place on an axis of 100 on one of 1000."""
    return f"{10 * x:.1f}"


@register.filter
def span(ends: tuple[float, float]) -> str:
    """From one place to another on an axis of 1000."""
    return f"{max(10 * (ends[1] - ends[0]), 4):.1f}"


@register.filter
def times(one: int, other: int) -> int:
    """One number times another."""
    return one * other


@register.filter
def at(row: Sequence[Any], place: int) -> Any:
    """What stands at a place."""
    return row[place]


@register.filter
def key(table: Mapping[str, Any], name: str) -> Any:
    """What stands under a name; nothing where nothing does."""
    return table.get(name)


@register.filter
def at_report(table: Mapping[str, Any], account: str) -> Any:
    """What stands under the report that an account is of."""
    return table.get(account.partition("/")[0], account)


@register.filter
def percent(score: float) -> int:
    """A score of 0 to 1 out of 100."""
    return round(100 * score)


@register.simple_tag
def counted(count: int, one: str, several: str) -> str:
    """ "1 outlet", "2 outlets"."""
    return f"{count} {ngettext(one, several, count)}"


def _day(value: str) -> str:
    if _DAY.fullmatch(value):
        return date_format(date.fromisoformat(value), "j F Y")
    if match := _MONTH.fullmatch(value):
        return date_format(date(int(match[1]), int(match[2]), 1), "F Y")
    return value
