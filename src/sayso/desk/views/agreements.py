"""Agreements: who is said to have signed on whose word, what is disputed, and what is called a breach, on one axis of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET

from sayso.desk.access import needs
from sayso.desk.axis import axis_of
from sayso.desk.care import care_of, rendered
from sayso.desk.middleware import DeskRequest
from sayso.desk.views.pages import page_number
from sayso.errors import UnknownIdError
from sayso.model.grouped import GroupedAgreement, Signing, Word
from sayso.model.ledger import AgreementPage
from sayso.wording.readings import Readings

_A_PAGE = 50
_COLUMNS = ("claimed", "shown", "denied")


@dataclass(frozen=True)
class Signed:
    """A party's row of the matrix: who says that its signature was claimed, shown, denied; `rest` is whatever else is said."""

    party: Signing
    cells: tuple[tuple[Word, ...], ...]
    rest: tuple[Word, ...]


@needs("look")
@require_GET
def agreements(request: DeskRequest) -> HttpResponseBase:
    """All of them, those of which something is disputed first."""
    found = sorted(request.ledger().agreements(), key=lambda one: (not _disputed(one), one.first or "~", one.id))
    number, last = page_number(request, len(found), _A_PAGE)
    some = found[(number - 1) * _A_PAGE : number * _A_PAGE]
    rows = [(one, _disputed(one)) for one in some]
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
        "matrix": list(_matrix(found)),
        "axis": axis_of(found),
        "claims": [(row, readings.sentence(row), " ".join(row.claim.passage.exact.split())) for row in page.claims],
        "outlet_of": {report.id: report.source or report.title or report.id for report in page.reports},
    }
    return rendered(request, "desk/agreement.html", shown, care_of(request, read))


def _matrix(found: GroupedAgreement) -> Iterator[Signed]:
    for party in found.parties:
        words = _each_once(party.words)
        cells = tuple(tuple(word for word in words if word.value == column) for column in _COLUMNS)
        yield Signed(party, cells, tuple(word for word in words if word.value not in _COLUMNS))


def _each_once(words: tuple[Word, ...]) -> list[Word]:
    """What one says in one outlet on one day stands once."""
    found: dict[tuple[str, str, str | None, str | None], Word] = {}
    for word in words:
        found.setdefault((word.value, word.by, word.outlet, word.day), word)
    return list(found.values())


def _disputed(found: GroupedAgreement) -> bool:
    return bool(found.disputes) or any(party.contested or party.signature == "denied" for party in found.parties)


pages = [
    path("agreements/", agreements, name="agreements"),
    path("agreements/<str:id>/", agreement, name="agreement"),
]
