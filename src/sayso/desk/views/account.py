"""One's own account: who one is here, the key by which one's programs use the API, and what the API has to offer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from sayso.desk import keys
from sayso.desk.access import needs
from sayso.desk.api import listing, service
from sayso.desk.models import Account

_EVENTS = 20


@needs("look")
@require_safe
def account(request: HttpRequest) -> HttpResponseBase:
    """The page."""
    return _page(request, "")


@needs("look")
@never_cache
@require_POST
def make_key(request: HttpRequest) -> HttpResponseBase:
    """A new key, shown this once."""
    return _page(request, keys.make(_own(request), by=request.user.get_username()))


@needs("look")
@require_POST
def revoke_key(request: HttpRequest) -> HttpResponseBase:
    """Take the key back."""
    if keys.revoke(_own(request), by=request.user.get_username()):
        messages.success(request, _("The key is revoked. Programs that have it can do nothing any more."))
    return redirect("desk:account")


@needs("look")
@require_safe
def addresses(request: HttpRequest) -> HttpResponseBase:
    """Every address of the API, with who may ask."""
    rows = list(listing.addresses(service.document()))
    return render(request, "desk/api.html", {"rows": rows})


def _page(request: HttpRequest, key: str) -> HttpResponseBase:
    own = _own(request)
    shown = {"account": own, "key": key, "key_events": keys.events(own, most=_EVENTS)}
    return render(request, "desk/account.html", shown)


def _own(request: HttpRequest) -> Account:
    return Account.objects.get(pk=request.user.pk)


pages = [
    path("account/", account, name="account"),
    path("account/key/", make_key, name="make_key"),
    path("account/key/revoke/", revoke_key, name="revoke_own_key"),
    path("api/", addresses, name="api_addresses"),
]
