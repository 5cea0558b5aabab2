"""The page of an incident: what is reported, by whom, how far it is contested, what it rests on, and what people decided."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sayso.desk.access import may, needs
from sayso.desk.care import care_of, rendered
from sayso.desk.deciders import deed_of, deed_to_undo
from sayso.desk.incident_shown import pending, seen, shown
from sayso.desk.middleware import DeskRequest
from sayso.errors import DecisionError, UnknownIdError
from sayso.model.ledger import IncidentPage

_LONGEST_NOTE = 20_000  # characters


@needs("look")
@require_GET
def incident(request: DeskRequest, code: str) -> HttpResponseBase:
    """The page; by an earlier code, the way to it."""
    page = page_of(request, code)
    if page.incident.code != code:
        return redirect("desk:incident", page.incident.code)
    telling = request.ledger().telling(page)
    return rendered(request, "desk/incident.html", shown(request, page, telling), care_of(request, telling.readings))


@needs(deed_of("grade"))
@require_POST
def grade(request: DeskRequest, code: str) -> HttpResponseBase:
    """A person's grade in place of the proposal."""
    names = ("strike_status", "harm")
    value = {name: request.POST[name] for name in names if request.POST.get(name)}
    return _decided(request, page_of(request, code), "grade", value)


@needs(deed_of("select"))
@require_POST
def select(request: DeskRequest, code: str) -> HttpResponseBase:
    """One of the reported values of a fact, as the one that a person goes by."""
    value = {name: request.POST.get(name, "") for name in ("field", "value")}
    return _decided(request, page_of(request, code), "select", value)


@needs("record")
@require_POST
def undo(request: DeskRequest, code: str, number: int) -> HttpResponseBase:
    """Take a decision back. A grade or a choice is a reviewer's to take back."""
    page = page_of(request, code)
    history = request.ledger().telling(page).history
    decision = next((one for one in history if one.number == number), None)
    if decision is None:
        raise UnknownIdError(str(number), "no decision on this incident has this number")
    if not may(request.user, deed_to_undo(request.ledger(), decision)):
        messages.error(request, _("A grade or a choice is for a reviewer to take back."))
    else:
        reason = request.POST.get("reason", "").strip() or _("Taken back on the page of the incident")
        request.ledger().decide("undo", decision.target, supersedes=number, reason=reason)
        messages.success(request, _("Decision %(number)s is undone; it stays in the log.") % {"number": number})
    return redirect("desk:incident", page.incident.code)


@needs("record")
@require_POST
def note(request: DeskRequest, code: str) -> HttpResponseBase:
    """A note on the incident: it goes into the log and changes nothing else."""
    page = page_of(request, code)
    text = request.POST.get("text", "").strip()[:_LONGEST_NOTE]
    if text:
        request.ledger().note("note", page.incident.code, {"text": text})
        messages.success(request, _("Note kept."))
    return redirect("desk:incident", page.incident.code)


def page_of(request: DeskRequest, code: str) -> IncidentPage:
    """The page of an incident. Raises UnknownIdError when it is something else."""
    page = request.ledger().show(code)
    if not isinstance(page, IncidentPage):
        raise UnknownIdError(code, "no incident has this code")
    return page


def _decided(request: DeskRequest, page: IncidentPage, verb: Any, value: dict[str, str]) -> HttpResponseBase:
    """Append it, unless what was seen is no longer so: then both stand side by side, and nothing is changed."""
    reason = request.POST.get("reason", "").strip()
    if request.POST.get("seen") != seen(page):
        both = {"page": page, "verb": verb, "value": value, "field": value.get("field", ""), "reason": reason}
        both |= {**pending(page), "seen": seen(page)}
        return render(request, "desk/incident_stale.html", both, status=409)
    if not reason:
        raise DecisionError(page.incident.code, _("a decision needs a reason"))
    decision = request.ledger().decide(verb, page.incident.code, value=value, reason=reason)
    messages.success(request, _("Decision %(number)s is in the log.") % {"number": decision.number})
    return redirect("desk:incident", page.incident.code)


pages = [
    path("incidents/<str:code>/", incident, name="incident"),
    path("incidents/<str:code>/grade/", grade, name="grade"),
    path("incidents/<str:code>/select/", select, name="select"),
    path("incidents/<str:code>/note/", note, name="incident_note"),
    path("incidents/<str:code>/undo/<int:number>/", undo, name="undo"),
]
