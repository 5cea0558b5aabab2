"""The reader: the text as kept on one side, who claims what on the other, and a person who decides on each claim."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from sayso.desk.access import needs
from sayso.desk.highlights import KINDS
from sayso.desk.middleware import DeskRequest
from sayso.desk.opened_report import OpenedReport, opened, remember_shown
from sayso.desk.views import report_deeds

_WORDS = {
    "speaker": _("speaker"),
    "cue": _("words of saying"),
    "content": _("what is claimed"),
    "casualty": _("casualties"),
    "place": _("place"),
    "time": _("time"),
    "weapon": _("weapon"),
}


@needs("look")
@require_GET
def report(request: DeskRequest, id: str) -> HttpResponseBase:
    """The whole screen; `?claim=` says at which claim, `?from=` from which number on."""
    return whole(opened(request, id), request.GET.get("claim", ""))


def whole(found: OpenedReport, key: str, status: int = 200) -> HttpResponse:
    """The screen of a report that is open."""
    start = found.request.GET.get("from", "")
    window = found.window(int(start)) if start.isdecimal() and len(start) < 9 else found.window_of(key)
    legend = [(kind, _WORDS[kind]) for kind in KINDS]
    context = found.context(window=window, at=key, legend=legend)
    return render(found.request, "desk/report.html", context, status=status)


@needs("look")
@require_GET
def claims(request: DeskRequest, id: str) -> HttpResponseBase:
    """A further stretch of cards."""
    start = request.GET.get("from", "")
    found = opened(request, id)
    window = found.window(int(start) if start.isdecimal() and len(start) < 9 else 1)
    way = "back" if request.GET.get("way") == "back" else "on"
    return render(request, "desk/report/cards.html", found.context(window=window, way=way))


@needs("look")
@require_GET
def claim(request: DeskRequest, id: str, key: str) -> HttpResponseBase:
    """One card, as it is now."""
    found = opened(request, id)
    if not request.headers.get("HX-Request"):
        return redirect(address(id, key))
    return render(request, "desk/report/card.html", found.context(card=found.card(key)))


@needs("look")
@require_GET
def next_report(request: DeskRequest) -> HttpResponseBase:
    """The next report with claims that wait for this person; said so where there is none."""
    after = request.GET.get("after") or None
    found = request.ledger().next_to_review(after)
    return redirect("desk:report", found) if found else render(request, "desk/report/none.html", {"after": after})


@needs("look")
@require_POST
def show(request: DeskRequest, id: str) -> HttpResponseBase:
    """Show what is veiled, or veil it again: the text of a report, or the names of harmed people and children in it."""
    found = opened(request, id)
    match request.POST.get("what"):
        case "text":
            remember_shown(request, "shown_texts", found.id, shown=True)
            if request.POST.get("always") == "yes":
                request.session["always_texts"] = True
        case "names":
            remember_shown(request, "shown_names", found.id, shown=True)
        case _:
            remember_shown(request, "shown_names", found.id, shown=False)
    return redirect(address(found.id, request.POST.get("claim", "")))


def address(report: str, key: str = "") -> str:
    """Where a report, or a claim in it, is shown."""
    from urllib.parse import urlencode

    from django.urls import reverse

    whole_page = reverse("desk:report", args=[report])
    return f"{whole_page}?{urlencode({'claim': key})}" if key else whole_page


pages = [
    path("reports/next/", next_report, name="next_report"),
    path("reports/reason/", report_deeds.reason, name="reason"),
    path("reports/<str:id>/", report, name="report"),
    path("reports/<str:id>/claims/", claims, name="report_claims"),
    path("reports/<str:id>/show/", show, name="show_veiled"),
    path("reports/<str:id>/note/", report_deeds.note, name="report_note"),
    path("reports/<str:id>/undo/", report_deeds.undo, name="undo_decided"),
    path("reports/<str:id>/claims/<str:key>/", claim, name="claim_card"),
    path("reports/<str:id>/claims/<str:key>/decide/", report_deeds.decide, name="decide"),
    path("reports/<str:id>/claims/<str:key>/amend/", report_deeds.amend, name="amend"),
    path("reports/<str:id>/claims/<str:key>/above/", report_deeds.above, name="accept_above"),
]
