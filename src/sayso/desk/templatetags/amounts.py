"""How many there are of something, grouped as the reader's language groups digits: `{{ found.total|many }}`."""

from __future__ import annotations

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def many(value: int) -> str:
    """ "100,000" in English."""
    return str(number_format(value, use_l10n=True, force_grouping=True))
