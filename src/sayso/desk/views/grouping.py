"""Putting what was decided since into the incidents: a bar that says how much waits, asks for it, and says when it is done."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from sayso.desk import jobs
from sayso.desk.access import needs
from sayso.desk.middleware import DeskRequest


def bar(request: DeskRequest, asked: int | None = None) -> dict[str, Any]:
    """What the bar shows: `behind`, how many decisions wait; `job`, the grouping that goes on, or the one of the number
    `asked` that somebody watches.
    """
    job = jobs.newest("group", jobs.ACTIVE) or (jobs.job(asked) if asked is not None else None)
    back = own_address(request.GET.get("next", "")) or request.get_full_path()
    going = job is not None and job.state in jobs.ACTIVE
    return {"behind": request.ledger().matching.behind(), "job": job, "going": going, "back": back}


@needs("record")
@require_POST
def group_now(request: DeskRequest) -> HttpResponseBase:
    """Ask for it, and go back to the page that asked."""
    jobs.ask("group", by=request.user.get_username())
    return redirect(own_address(request.POST.get("next", "")) or "desk:inbox")


@needs("look")
@require_GET
def grouping(request: DeskRequest) -> HttpResponseBase:
    """The bar alone, while somebody watches."""
    number = request.GET.get("job", "")
    asked = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None
    return render(request, "desk/behind.html", bar(request, asked))


def own_address(address: str) -> str:
    """An address of the desk's own; empty for any other."""
    own = url_has_allowed_host_and_scheme(address, allowed_hosts=None) and address.startswith("/")
    return address if own else ""


pages = [path("group-now/", group_now, name="group_now"), path("grouping/", grouping, name="grouping")]
