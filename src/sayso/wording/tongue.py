"""The language in which something is told: its translations, and how it writes days and numbers.

Whoever shows records says once how they speak (the desk as its reader asks, `speaks`), or for a while (`speaking`). What is
told without either is English.
"""

from __future__ import annotations

import gettext as catalogues
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol

LOCALE = Path(__file__).parents[1] / "desk" / "locale"
"""Where the catalogues are."""
MONTHS = "January February March April May June July August September October November December".split()
MONTH = "month"
"""The context of the names of months."""
_RIGHT_TO_LEFT = frozenset(("ar",))
_GROUPED = {"fr": "\u202f"}


class Tongue(Protocol):
    """A language, for whoever tells something in it."""

    @property
    def language(self) -> str:
        """Its code."""

    @property
    def right_to_left(self) -> bool:
        """Whether it is written so."""

    def gettext(self, message: str) -> str:
        """A message in it."""

    def ngettext(self, one: str, several: str, count: int) -> str:
        """A message of a number in it."""

    def pgettext(self, context: str, message: str) -> str:
        """A message that means this only here."""

    def day(self, value: date) -> str:
        """A day."""

    def month(self, value: date) -> str:
        """A month of a year."""

    def number(self, value: int) -> str:
        """A number, its digits grouped."""


class Catalogue:
    """A language by its catalogue; English needs none."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.right_to_left = language in _RIGHT_TO_LEFT
        english = language == "en"
        told = catalogues.NullTranslations() if english else catalogues.translation("django", LOCALE, [language])
        self.gettext, self.ngettext, self.pgettext = told.gettext, told.ngettext, told.pgettext
        self._months = [self.pgettext(MONTH, name) for name in MONTHS]

    def day(self, value: date) -> str:
        """ "9 July 2016"."""
        return f"{value.day} {self._months[value.month - 1]} {value.year}"

    def month(self, value: date) -> str:
        """ "July 2016"."""
        return f"{self._months[value.month - 1]} {value.year}"

    def number(self, value: int) -> str:
        """ "1,234"."""
        return f"{value:,}".replace(",", _GROUPED.get(self.language, ","))


@cache
def catalogue(language: str) -> Catalogue:
    """A language that sayso speaks."""
    return Catalogue(language)


def languages() -> tuple[str, ...]:
    """The codes of all languages that sayso speaks."""
    return ("en", *sorted(folder.name for folder in LOCALE.iterdir() if folder.is_dir()))


_now: ContextVar[Tongue | None] = ContextVar("tongue", default=None)
_otherwise: list[Tongue] = []


def speaks(tongue: Tongue) -> None:
    """From now on everything in this process is told so, where nothing else is said."""
    _otherwise[:] = [tongue]


@contextmanager
def speaking(tongue: Tongue) -> Iterator[None]:
    """Within the block everything is told in this language."""
    token = _now.set(tongue)
    try:
        yield
    finally:
        _now.reset(token)


def spoken() -> Tongue:
    """The language that is spoken now."""
    return _now.get() or (_otherwise[0] if _otherwise else catalogue("en"))


def is_english() -> bool:
    """Whether that is English."""
    return spoken().language.startswith("en")


def gettext(message: str) -> str:
    """A message in the language that is spoken."""
    return spoken().gettext(message)


def ngettext(one: str, several: str, count: int) -> str:
    """A message of a number in the language that is spoken."""
    return spoken().ngettext(one, several, count)


def pgettext(context: str, message: str) -> str:
    """A message that means this only here, in the language that is spoken."""
    return spoken().pgettext(context, message)
