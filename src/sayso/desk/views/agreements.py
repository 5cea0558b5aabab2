"""Agreements: who is said to have signed on whose word, what is disputed, and what is called a breach, on one axis of time."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET

from sayso.desk.access import needs
from sayso.desk.care import care_of, rendered
from sayso.desk.middleware import DeskRequest
from sayso.desk.views.pages import page_number
from sayso.errors import UnknownIdError
from sayso.model.ledger import AgreementPage
from sayso.tables.axis import axis_of
from sayso.tables.signatures import is_disputed, matrix_of
from sayso.wording.readings import Readings

_A_PAGE = 50


@needs("look")
@require_GET
def agreements(request: DeskRequest) -> HttpResponseBase:
    """All of them, those of which something is disputed first."""
    found = sorted(request.ledger().agreements(), key=lambda one: (not is_disputed(one), one.first or "~", one.id))
    number, last = page_number(request, len(found), _A_PAGE)
    some = found[(number - 1) * _A_PAGE : number * _A_PAGE]
    rows = [(one, is_disputed(one)) for one in some]
    shown = {"rows": rows, "page_number": number, "pages": last, "many": len(found)}
    return render(request, "desk/agreements.html", shown)


@needs("look")
@require_GET
def agreement(request: DeskRequest, id: str) -> HttpResponseBase:
    """One agreement; by an earlier id, the way to it."""
    page = request.ledger().show(id)
    if not isinstance(page, AgreementPage):
        raise UnknownIdError(id, "no agreement has this id")
    found = page.agreement
    if found.id != id:
        return redirect("desk:agreement", found.id)
    readings = Readings(request.ledger())
    read = request.ledger().readings([report.id for report in page.reports])
    readings.put(read)
    shown = {
        "agreement": found,
        "page": page,
        "matrix": list(matrix_of(found)),
        "axis": axis_of(found),
        "claims": [(row, readings.sentence(row), " ".join(row.claim.passage.exact.split())) for row in page.claims],
        "outlet_of": {report.id: report.source or report.title or report.id for report in page.reports},
    }
    return rendered(request, "desk/agreement.html", shown, care_of(request, read))


pages = [
    path("agreements/", agreements, name="agreements"),
    path("agreements/<str:id>/", agreement, name="agreement"),
]
