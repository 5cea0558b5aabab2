"""How records are worded on a page: amounts, dates, ids; every foreign word kept in its own direction."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def day(value: str | None) -> str:
    """An ISO date by the reader's locale; anything else as it is."""
    try:
        return date_format(date.fromisoformat((value or "")[:10]), "j F Y")
    except ValueError:
        return value or ""


@register.filter
def isolated(value: object) -> SafeString:
    """Words of a source inside our own sentence, whatever direction they run in."""
    return format_html("<bdi>{}</bdi>", value)
