"""The inbox: what came in, how far it is, and how more comes in."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sayso.desk.access import needs
from sayso.desk.middleware import DeskRequest
from sayso.desk.views import jobs, taking_in
from sayso.model.inbox import ReportFilter


class Wanted(forms.Form):
    """Which reports are shown: the address bar holds it. What makes no sense is left out."""

    words = forms.CharField(label=_("Words"), required=False, max_length=500)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("all")), ("read", _("read")), ("kept", _("not yet read")), ("refused", _("cannot be read"))],
    )
    source = forms.CharField(label=_("Outlet"), required=False, max_length=500)
    since = forms.DateField(label=_("Published from"), required=False)
    until = forms.DateField(label=_("until"), required=False)
    twice = forms.BooleanField(label=_("told more than once"), required=False)
    story = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000_000, widget=forms.HiddenInput)


@needs("look")
@require_safe
def inbox(request: DeskRequest) -> HttpResponseBase:
    """Reports by the order in which they came, the newest first."""
    ledger = request.ledger()
    form = Wanted(request.GET)
    form.is_valid()
    given = {name: value for name, value in form.cleaned_data.items() if value}
    page = given.pop("page", 1)
    found = ledger.report_page(_filter(given), page)
    return render(
        request,
        "desk/inbox.html",
        {
            "found": found,
            "counts": ledger.report_counts(),
            "outlets": ledger.outlets(),
            "wanted": {name: str(value) for name, value in given.items()},
            "states": Wanted.base_fields["state"].choices,  # type: ignore[attr-defined]
            "filtered": bool(given),
            "address": urlencode(given),
            **jobs.part(request),
        },
    )


def _filter(given: dict[str, Any]) -> ReportFilter:
    days: dict[str, Any] = {name: given[name].isoformat() for name in ("since", "until") if name in given}
    return ReportFilter(**(given | days))


pages = [path("", inbox, name="inbox"), path("inbox/add/", taking_in.add, name="add"), *jobs.pages]
