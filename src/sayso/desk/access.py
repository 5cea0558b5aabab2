"""Who may do what: one table, held by every view and by the API."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Literal

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from sayso.desk.models import Account, Role

Deed = Literal["look", "record", "review", "publish", "manage"]
"""look: see everything. record: add reports, decide on claims, match, note. review: grade, select, confirm the work of
others. publish: make a release. manage: accounts.
"""

_ORDER = list(Role)
_FROM: dict[Deed, Role] = {
    "look": Role.READER,
    "record": Role.RECORDER,
    "review": Role.REVIEWER,
    "publish": Role.PUBLISHER,
    "manage": Role.ADMIN,
}
View = Callable[..., HttpResponseBase]


def may(account: Any, deed: Deed) -> bool:
    """Whether somebody who is signed in may do it."""
    if not isinstance(account, Account) or not account.is_active:
        return False
    return _ORDER.index(Role(account.role)) >= _ORDER.index(_FROM[deed])


def role_for(deed: Deed) -> Role:
    """The least role that may do it."""
    return _FROM[deed]


def needs(deed: Deed) -> Callable[[View], View]:
    """For a view: only those who may do it get in; whoever is not signed in is asked to, anybody else is told."""

    def decorated(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _sign_in(request)
            if not may(request.user, deed):
                raise PermissionDenied(deed)
            return view(request, *args, **kwargs)

        guarded.deed = deed  # type: ignore[attr-defined]
        return guarded

    return decorated


def _sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page; a part of a page that asks for more is told to load that page instead."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": "/sign-in/"})
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
