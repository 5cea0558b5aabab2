"""The language of whoever looks at the desk, as Django has it for each request."""

from __future__ import annotations

from datetime import date

from django.utils import translation
from django.utils.formats import date_format, number_format


class ReadersTongue:
    """What the reader of the page asks for."""

    @property
    def language(self) -> str:
        """Its code."""
        return translation.get_language() or "en"

    @property
    def right_to_left(self) -> bool:
        """Whether it is written so."""
        return translation.get_language_bidi()

    def gettext(self, message: str) -> str:
        """A message in it."""
        return translation.gettext(message)

    def ngettext(self, one: str, several: str, count: int) -> str:
        """A message of a number in it."""
        return translation.ngettext(one, several, count)

    def pgettext(self, context: str, message: str) -> str:
        """A message that means this only here."""
        return str(translation.pgettext(context, message))

    def day(self, value: date) -> str:
        """A day by the locale."""
        return str(date_format(value, "j F Y"))

    def month(self, value: date) -> str:
        """A month of a year by the locale."""
        return str(date_format(value, "F Y"))

    def number(self, value: int) -> str:
        """A number, its digits grouped as the language groups them."""
        return str(number_format(value, use_l10n=True, force_grouping=True))
