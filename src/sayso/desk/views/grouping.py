"""Putting what was decided since into the incidents."""

from __future__ import annotations

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sayso.desk.access import needs
from sayso.desk.middleware import DeskRequest


@needs("record")
@require_POST
def group_now(request: DeskRequest) -> HttpResponseBase:
    """Group, and go back to the page that asked."""
    told = request.ledger().group()
    messages.success(
        request,
        _("Grouped: %(incidents)s incidents, %(changed)s of them changed, %(new)s new.")
        % {"incidents": told.incidents, "changed": told.changed, "new": len(told.new_codes)},
    )
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None, require_https=False)
    return redirect(back if safe and back.startswith("/") else "desk:inbox")


pages = [path("group-now/", group_now, name="group_now")]
