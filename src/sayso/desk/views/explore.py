"""Explore: incidents by any of their facets and by words, as a list, on a map and along time; kept in the address bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from sayso.desk.access import needs
from sayso.desk.exploring import FACETS, address, toggled, wanted
from sayso.desk.exporting import as_csv, as_json_lines, lines_of
from sayso.desk.map_points import packed
from sayso.desk.middleware import DeskRequest
from sayso.desk.models import Account, SavedSearch
from sayso.desk.templatetags.record_words import country, days
from sayso.ledger.exploration import MOST
from sayso.model.exploring import UNKNOWN, Explored, Exploring, FacetCounts, News
from sayso.tables.timeline import timeline
from sayso.wording.coded import worded

_MANY = 50
_HERE = 60  # incidents of one spot of the map
_TITLES = {
    "kind": gettext_lazy("What"),
    "year": gettext_lazy("Year"),
    "month": gettext_lazy("Month"),
    "country": gettext_lazy("Country"),
    "place": gettext_lazy("Place"),
    "laid_to": gettext_lazy("Laid to"),
    "strike_status": gettext_lazy("Strike status"),
    "harm": gettext_lazy("Grade of harm"),
    "contested": gettext_lazy("Contested"),
    "source": gettext_lazy("Reported by"),
    "assigned": gettext_lazy("Assigned to"),
    "tag": gettext_lazy("Tag"),
}
_NOTHING = {
    "laid_to": gettext_lazy("nobody"),
    "contested": gettext_lazy("nothing"),
    "assigned": gettext_lazy("nobody"),
    "tag": gettext_lazy("no tag"),
}
_WORDS = {"kind": "event", "strike_status": "strike", "harm": "harm", "contested": "fact"}


@dataclass(frozen=True)
class Choice:
    """A value of a facet with what it is called."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A facet with its values; `foreign`: they are names out of reports."""

    name: str
    title: str
    choices: tuple[Choice, ...]
    others: int
    is_open: bool


@dataclass(frozen=True)
class Chip:
    """A part of the filter in words, and the address without it."""

    title: str
    label: str
    without: str


@dataclass(frozen=True)
class Saved:
    """A search that somebody kept, and what is new in it."""

    search: SavedSearch
    news: News


@needs("look")
@require_GET
def explore(request: DeskRequest) -> HttpResponseBase:
    """The page. A part of it is asked for by the page itself when the filter changes."""
    asked = wanted(request.GET)
    in_full = request.GET.get("more", "")
    found = request.ledger().exploration.page(
        asked, many=_MANY, after=request.GET.get("after", ""), in_full=in_full if in_full in FACETS else ""
    )
    shown = _shown(request, asked, found, in_full)
    if request.headers.get("X-Part") != "found":
        shown["saved"] = _saved(request)
    return render(request, "desk/explore.html", shown)


@needs("look")
@require_GET
def points(request: DeskRequest) -> HttpResponseBase:
    """All incidents that fit, for the map."""
    found = request.ledger().exploration.points(wanted(request.GET))
    words = {status: _label("strike_status", status) for status in found.statuses}
    return HttpResponse(packed(found, words), content_type="application/octet-stream")


@needs("look")
@require_GET
def here(request: DeskRequest) -> HttpResponseBase:
    """The incidents of one spot of the map, as a list."""
    codes = request.GET.getlist("code")
    asked = Exploring(codes=tuple(codes[:_HERE]) or ("",))
    found = request.ledger().exploration.page(asked, many=_HERE)
    more = max(0, _number(request.GET.get("of", "")) - len(found.lines))
    return render(request, "desk/explore_here.html", {"lines": found.lines, "more": more})


@needs("look")
@require_GET
def export(request: DeskRequest, form: str) -> HttpResponseBase:
    """The list as a file, a piece at a time, however long it is."""
    asked = wanted(request.GET)
    written: Any = as_csv if form == "csv" else as_json_lines
    kind = "text/csv; charset=utf-8" if form == "csv" else "application/jsonl"
    answer = StreamingHttpResponse(written(lines_of(asked)), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="incidents.{form}"'
    return answer


@needs("record")
@require_POST
def mark(request: DeskRequest) -> HttpResponseBase:
    """Assign or tag many incidents at once."""
    query = request.POST.get("query", "")
    exploration = request.ledger().exploration
    every = request.POST.get("every") == "yes"
    codes = exploration.codes(wanted(QueryDict(query))) if every else request.POST.getlist("code")
    word, reason = request.POST.get("word", ""), request.POST.get("reason", "").strip()
    match request.POST.get("deed"):
        case "assign" if _may_be_assigned(name := request.POST.get("name", "")):
            done = exploration.assign(codes, name, reason)
        case "tag":
            done = exploration.tag(codes, word, reason)
        case "untag":
            done = exploration.untag(codes, word, reason)
        case _:
            messages.error(request, _("Nobody by this name has an account here."))
            return _back(query)
    told = ngettext("One incident: done and logged.", "%(count)s incidents: done and logged.", done) % {"count": done}
    messages.success(request, told)
    return _back(query)


@needs("look")
@require_POST
def save(request: DeskRequest) -> HttpResponseBase:
    """Keep a search under a name; of two with one name the later one is kept."""
    query, name = address(wanted(QueryDict(request.POST.get("query", "")))), request.POST.get("name", "").strip()[:120]
    if not name:
        messages.error(request, _("Give the search a name."))
        return _back(query)
    seen = request.ledger().exploration.page(Exploring(), many=1).entry
    SavedSearch.objects.update_or_create(owner=request.user, name=name, defaults={"query": query, "seen": seen})
    messages.success(request, _("The search “%(name)s” is kept.") % {"name": name})
    return _back(query)


@needs("look")
@require_POST
def look_again(request: DeskRequest, number: int) -> HttpResponseBase:
    """Open a kept search: what is new since its owner looked is marked, and from now on is not new any more."""
    search = get_object_or_404(SavedSearch, pk=number, owner=request.user)
    before, query = search.seen, search.query
    search.seen = request.ledger().exploration.page(Exploring(), many=1).entry
    search.save(update_fields=["seen"])
    return redirect(f"{reverse('desk:explore')}?{query}{'&' if query else ''}looked={before}")


@needs("look")
@require_POST
def forget(request: DeskRequest, number: int) -> HttpResponseBase:
    """Give a kept search up."""
    get_object_or_404(SavedSearch, pk=number, owner=request.user).delete()
    messages.success(request, _("The search is not kept any more."))
    return redirect("desk:explore")


def _shown(request: DeskRequest, asked: Exploring, found: Explored, in_full: str) -> dict[str, Any]:
    looked = _number(request.GET.get("looked", "")) or asked.new_after
    return {
        "asked": asked,
        "found": found,
        "looked": looked,
        "query": address(asked),
        "facets": [_facet(one, asked, in_full) for one in found.facets if one.name != "month"],
        "chips": list(_chips(asked)),
        "timeline": timeline(found.months, asked.year),
        "accounts": Account.objects.filter(is_active=True).order_by("username").values_list("username", flat=True),
        "most": MOST,
        "only_new": address(asked, new_after=looked) if looked and asked.new_after is None else "",
        "last": found.at + len(found.lines),
        "sorts": {
            "date": address(asked, order="oldest" if asked.order == "newest" else "newest"),
            "code": address(asked, order="code_back" if asked.order == "code" else "code"),
        },
    }


def _facet(counts: FacetCounts, asked: Exploring, in_full: str) -> Facet:
    name = counts.name
    values = sorted(counts.values, key=lambda one: one.value) if name == "year" else counts.values
    choices = tuple(Choice(one.value, _label(name, one.value), one.count, one.chosen) for one in values)
    is_open = name in {"kind", "country", "strike_status", "harm"} or bool(getattr(asked, name)) or name == in_full
    return Facet(name, str(_TITLES[name]), choices, counts.others, is_open)


def _label(name: str, value: str) -> str:
    """A value in words."""
    if value == UNKNOWN:
        return str(_NOTHING.get(name, _("not known")))
    if name == "country":
        return country(value)
    if name == "month":
        return days(value)
    words = worded(value, _WORDS[name]) if name in _WORDS else value
    return words.removeprefix("an ").removeprefix("a ") if name == "kind" else words


def _chips(asked: Exploring) -> Iterator[Chip]:
    """Every part of the filter."""
    if asked.words:
        yield Chip(_("Words"), asked.words, address(asked, words=""))
    if asked.since:
        yield Chip(_("From"), days(asked.since), address(asked, since=None))
    if asked.until:
        yield Chip(_("To"), days(asked.until), address(asked, until=None))
    for name in FACETS:
        for value in getattr(asked, name):
            yield Chip(str(_TITLES[name]), _label(name, value), toggled(asked, name, value))
    if asked.wholes:
        yield Chip(_("Without parts of other incidents"), "", address(asked, wholes=False))
    if asked.new_after is not None:
        yield Chip(_("New since you looked"), "", address(asked, new_after=None))


def _saved(request: DeskRequest) -> list[Saved]:
    exploration = request.ledger().exploration
    return [
        Saved(one, exploration.news(wanted(QueryDict(one.query)), one.seen))
        for one in SavedSearch.objects.filter(owner=request.user).order_by("name")
    ]


def _may_be_assigned(name: str) -> bool:
    return name == "" or Account.objects.filter(username=name, is_active=True).exists()


def _back(query: str) -> HttpResponseBase:
    """To the same list; whatever the query is, it stays on this page."""
    told = address(wanted(QueryDict(query)))
    return redirect(reverse("desk:explore") + (f"?{told}" if told else ""))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


pages = [
    path("explore/", explore, name="explore"),
    path("explore/points/", points, name="explore_points"),
    path("explore/here/", here, name="explore_here"),
    path("explore/incidents.csv", export, {"form": "csv"}, name="explore_csv"),
    path("explore/incidents.jsonl", export, {"form": "jsonl"}, name="explore_jsonl"),
    path("explore/mark/", mark, name="explore_mark"),
    path("explore/searches/", save, name="save_search"),
    path("explore/searches/<int:number>/", look_again, name="look_again"),
    path("explore/searches/<int:number>/forget/", forget, name="forget_search"),
]
