"""The inbox: what came in, and how far it is."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from sayso.desk.access import needs
from sayso.desk.middleware import DeskRequest


@needs("look")
def inbox(request: DeskRequest) -> HttpResponseBase:
    """Reports by the order in which they came, the newest first."""
    ledger = request.ledger()
    reports = list(ledger.reports())[::-1]
    return render(request, "desk/inbox.html", {"reports": reports, "status": ledger.status()})


pages = [path("", inbox, name="inbox")]
