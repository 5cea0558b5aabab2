"""What every page knows: the project's name, what its reader may do, where they are, and how their language
parts words."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_bidi, gettext

from sayso.desk.access import Deed, may
from sayso.ledger.project import read_project

_DEEDS: tuple[Deed, ...] = ("look", "record", "review", "publish", "manage")


def desk(request: HttpRequest) -> dict[str, Any]:
    """`project`, `may` (by deed), `direction`, and `screen`: the name of the view."""
    match = request.resolver_match
    return {
        "project": read_project(settings.SAYSO_FOLDER).name,
        "may": {deed: may(request.user, deed) for deed in _DEEDS},
        "direction": "rtl" if get_language_bidi() else "ltr",
        "screen": match.url_name if match else "",
        "languages": settings.LANGUAGES,
        "comma": gettext(", "),
        "semicolon": gettext("; "),
    }
