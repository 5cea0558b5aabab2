"""Codes of records in the reader's language: `{{ incident.kind|worded:"event" }}`. The English is that of sayso.wording, and is
what translators are given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from sayso.incidents.originators import names_of
from sayso.model.account import Figure
from sayso.wording import quantities, retold
from sayso.wording.coded import value_of, verdict_of, worded
from sayso.wording.words import dated

register = template.Library()
register.filter(worded)


@register.filter
def code_words(code: str) -> str:
    """A code of a field in words: "prisoner_exchange" as "prisoner exchange"."""
    return value_of(code)


@register.filter
def days(value: str | None) -> SafeString | str:
    """A day, a month or an interval in ISO 8601 by the reader's locale, in its own direction; other words as they are."""
    return format_html("<bdi>{}</bdi>", plain_days(value)) if value else ""


@register.filter
def plain_days(value: str | None) -> str:
    """The same without markup, for a drawing."""
    return quantities.plain_days(value or "")


@register.filter
def apart(words: str) -> str:
    """Words kept in their own direction where no markup can do it, as in a drawing."""
    return quantities.own(words)


@register.filter
def moment(value: str | None) -> SafeString | str:
    """A moment of the log: the day by the locale, and the time in UTC."""
    day, _, clock = (value or "").partition("T")
    return format_html("<bdi>{}</bdi> <bdi>{} UTC</bdi>", quantities.day(day), clock[:5]) if clock else days(day)


@register.filter
def radius(metres: int | None) -> str:
    """How far off a place may be."""
    return quantities.distance(metres) if metres else ""


@register.filter
def country(code: str | None) -> str:
    """A country's name."""
    return quantities.country(code)


@register.filter
def speaker(name: str) -> str:
    """A speaker's name; one whom nobody names is called so in the reader's language."""
    return quantities.called(name)


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
    """A sentence that sayso made out of what was read: in English whatever the page's language is, its full stop at its end."""
    return format_html('<bdi lang="en" dir="ltr">{}</bdi>', words)


@register.filter
def retold_words(words: str | None) -> SafeString | str:
    """A sentence that a record holds in English, in the reader's language; as it is where that is not known."""
    told = retold.retold(words) if words else ""
    return english(words) if told is None else told


@register.filter
def titled(title: str) -> SafeString | str:
    """An incident's title: "Air strike on Derna, 9 July 2016" in the reader's language."""
    told = retold.title_told(title)
    return english(title) if told is None else format_html("<bdi>{}</bdi>", told)


@register.filter
def plain_title(title: str) -> str:
    """The same without markup, for a window's title and for names in a drawing."""
    return retold.title_told(title) or title


@register.filter
def fact_value(value: object, field: str) -> SafeString | str:
    """A reported value of a fact: a figure, a day or a code in the reader's language; a name as it is written."""
    return format_html("<bdi>{}</bdi>", retold.fact_told(str(value), field)) if value not in (None, "") else ""


@register.filter
def figure_words(value: str) -> str:
    """A figure in words: "10 to more than 20"."""
    return retold.value_told(value)


@register.filter
def note_words(note: str) -> SafeString | str:
    """What is to be said of a value, each thing once, days in words."""
    told = retold.note_told(note)
    if told is not None:
        return conditional_escape(told)
    said = note.replace("precise to: ", "").replace("_", " ")
    return english("; ".join(dict.fromkeys(dated(part) for part in said.split("; "))))


@register.filter
def amount(figure: Figure) -> str:
    """A figure of a total: "10 to 12 killed"."""
    return quantities.toll(figure.low, figure.high, figure.outcome)


@register.filter
def strength(weight: float) -> str:
    """How much a feature weighs, without its sign."""
    return str(number_format(abs(weight), 1))


@register.filter
def unlocalised(value: object) -> str:
    """A number for a machine: with a point whatever the language."""
    return str(value)


@register.filter
def verdict_words(value: str) -> str:
    """ "signature: fabricated" as "the signature is fake"."""
    return verdict_of(value)


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
    """ "1 outlet", "2 outlets"; the message holds the number, as `%(count)s`, where the language says it."""
    return ngettext(one, several, count) % {"count": quantities.many(count)}
