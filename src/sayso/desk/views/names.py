"""Showing withheld names of several reports, and withholding them again."""

from __future__ import annotations

import re

from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST

from sayso.desk.access import needs
from sayso.desk.middleware import DeskRequest
from sayso.desk.opened_report import remember_shown
from sayso.desk.views.grouping import own_address

_ID = re.compile(r"\w{1,80}")


@needs("look")
@require_POST
def names(request: DeskRequest) -> HttpResponseBase:
    """Show the names in some reports to whoever asks, until they sign out or withhold them."""
    for report in filter(_ID.fullmatch, request.POST.getlist("report")):
        remember_shown(request, "shown_names", report, shown=request.POST.get("what") == "names")
    return redirect(own_address(request.POST.get("next", "")) or "desk:inbox")


pages = [path("names/", names, name="names")]
