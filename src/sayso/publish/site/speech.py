"""How the pages speak one language: the templates with its words. Everything from a record is escaped, and what is in another
language or direction says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from sayso.wording import coded, quantities, retold
from sayso.wording.tongue import Catalogue, catalogue, gettext, speaking, spoken
from sayso.wording.words import dated

NAMES = {"en": "English", "ar": "العربية", "fr": "Français"}
TEMPLATES = Path(__file__).parent / "templates"
_PLAIN = re.compile(r'\{\{ _\("([^"{}]*)"\) \}\}')
_KEPT = 4_000  # phrases: most are said again on other pages
_ENGLISH = Markup('<bdi lang="en" dir="ltr">{}</bdi>')
_APART = Markup("<bdi>{}</bdi>")
_SIZE = Markup('<bdi dir="ltr" class="size">{}</bdi>')


class _Environment(Environment):
    """What a template names with a dot is always an attribute here."""

    getattr = staticmethod(getattr)  # type: ignore[assignment] # much quicker than to try items as well


class Speech:
    """One language: its templates, rendered in it."""

    def __init__(self, language: str) -> None:
        self.tongue: Catalogue = catalogue(language)
        self.language = language
        self._known: dict[str, Markup] = {}
        self.direction = "rtl" if self.tongue.right_to_left else "ltr"
        self._environment = _Environment(
            loader=FunctionLoader(self._source),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            auto_reload=False,
            cache_size=-1,
        )
        self._environment.globals |= {"speech": self, **{name: self._spoken(say) for name, say in _SAID.items()}}
        self._environment.globals |= {"_": self._said, "ngettext": self._counted, "comma": self.tongue.gettext(", ")}
        self._environment.filters |= {name: self._spoken(say) for name, say in _SAID.items()}

    def page(self, template: str, **shown: Any) -> str:
        """A page."""
        with speaking(self.tongue):
            return self._environment.get_template(template).render(**shown)

    def say(self, message: str, **words: Any) -> str:
        """A plain sentence, not for a page."""
        return self.tongue.gettext(message) % words if words else self.tongue.gettext(message)

    def _source(self, name: str) -> str:
        """A template with its plain sentences in this language already: they are said on a hundred thousand pages."""
        return _PLAIN.sub(lambda match: str(self._said(match[1])), (TEMPLATES / name).read_text(encoding="utf-8"))

    def _said(self, message: str, **words: Any) -> Markup:
        """A sentence of ours; what is put into it is escaped."""
        told = self._known.get(message)
        if told is None:
            told = self._known[message] = Markup(escape(self.tongue.gettext(message)))  # noqa: S704 - just escaped
        return told % words if words else told

    def _counted(self, one: str, several: str, count: int, **words: Any) -> Markup:
        told = Markup(escape(self.tongue.ngettext(one, several, count)))  # noqa: S704
        return told % {"count": self.tongue.number(count), **words}

    def _spoken(self, say: Callable[..., Any]) -> Callable[..., Any]:
        """What a template may call, remembered for this language."""
        return lru_cache(maxsize=_KEPT)(say)


@cache
def speech(language: str) -> Speech:
    """A language, its templates made ready once."""
    return Speech(language)


def english(words: object) -> Markup:
    """A sentence that is in English on every page."""
    return _ENGLISH.format(words)


def titled(title: str) -> Markup:
    """An incident's title."""
    told = retold.title_told(title)
    return english(title) if told is None else _APART.format(told)


def plain_title(title: str) -> str:
    """The same without markup."""
    return retold.title_told(title) or title


def retold_words(words: str) -> Markup:
    """A sentence that a record holds in English, in the page's language where it is known."""
    told = retold.retold(words) if words else ""
    return english(words) if told is None else Markup(escape(told))  # noqa: S704


def days(value: str | None) -> Markup | str:
    """A day, a month or an interval in ISO 8601."""
    return _APART.format(quantities.plain_days(value)) if value else ""


def window(first: str | None, last: str | None) -> Markup:
    """From a day to a day."""
    return _APART.format(quantities.days(first, last))


def moment(value: str | None) -> Markup | str:
    """A moment of the log: its day, and the time in UTC."""
    day, _, clock = (value or "").partition("T")
    return Markup("<bdi>{}</bdi> <bdi>{} UTC</bdi>").format(quantities.day(day), clock[:5]) if clock else days(day)


def fact_value(value: str, field: str) -> Markup:
    """A reported value of a fact."""
    return _APART.format(retold.fact_told(value, field))


def note_words(note: str) -> Markup:
    """What is noted on a value, each thing once."""
    told = retold.note_told(note)
    if told is not None:
        return Markup(escape(told))  # noqa: S704
    said = note.replace("precise to: ", "").replace("_", " ")
    return english("; ".join(dict.fromkeys(dated(part) for part in said.split("; "))))


def why_gone(why: str, into: str | None) -> str:
    """Why a code is not published any more."""
    return gettext("it is one with %(code)s") % {"code": into} if into else gettext(why)


def size(value: int) -> Markup:
    """How large a file is."""
    thousand = 1_000
    if value < thousand:
        return _SIZE.format(f"{value} B")
    return _SIZE.format(f"{value / thousand:,.1f} kB" if value < thousand**2 else f"{value / thousand**2:,.1f} MB")


def drawn(words: object) -> str:
    """Words in a drawing, which runs from left to right in every language."""
    return f"\u2067{words}\u2069" if spoken().right_to_left else str(words)


_SAID: dict[str, Callable[..., Any]] = {
    "worded": coded.worded,
    "code_words": coded.value_of,
    "verdict_words": coded.verdict_of,
    "english": english,
    "titled": titled,
    "plain_title": plain_title,
    "retold": retold_words,
    "days": days,
    "plain_days": lambda value: quantities.plain_days(value or ""),
    "window": window,
    "moment": moment,
    "fact_value": fact_value,
    "figure": retold.value_told,
    "note_words": note_words,
    "why_gone": why_gone,
    "toll": quantities.toll,
    "radius": quantities.distance,
    "country": quantities.country,
    "many": quantities.many,
    "size": size,
    "drawn": drawn,
}
