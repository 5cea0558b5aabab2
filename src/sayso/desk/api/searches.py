"""Searches that somebody kept, and what is new in them."""

from __future__ import annotations

from typing import Annotated

from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from msgspec import Meta

from sayso.desk.api import answers
from sayso.desk.api.asking import sent
from sayso.desk.api.faults import refused
from sayso.desk.api.routes import ApiRequest, Routes
from sayso.desk.exploring import address, wanted
from sayso.desk.models import SavedSearch
from sayso.ledger import Ledger
from sayso.model.exploring import Exploring
from sayso.model.record import Record

searches = Routes("searches")


class Kept(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A search to keep: `query` is what stands behind the question mark of Explore's address."""

    name: Annotated[str, Meta(min_length=1, max_length=120)]
    query: Annotated[str, Meta(max_length=8_000)] = ""


@searches.get("/searches", gives=answers.Searches)
def list_searches(request: ApiRequest) -> answers.Searches:
    """The searches that this person kept, and how much is new in each."""
    kept = SavedSearch.objects.filter(owner=request.user).order_by("name")
    return answers.Searches(searches=tuple(_told(request.ledger(), one) for one in kept))


@searches.post("/searches", "look", gives=answers.Search, takes=Kept, status=201)
def keep_search(request: ApiRequest) -> answers.Search:
    """Keep a search under a name. Of two with one name the later one is kept."""
    wish = sent(request, Kept)
    if not (name := wish.name.strip()):
        raise refused(422, "name: give the search a name.")
    query, seen = address(wanted(QueryDict(wish.query))), _newest(request.ledger())
    kept, _ = SavedSearch.objects.update_or_create(
        owner=request.user, name=name, defaults={"query": query, "seen": seen}
    )
    return _told(request.ledger(), kept)


@searches.post("/searches/{int:number}/seen", "look", gives=answers.Search)
def search_seen(request: ApiRequest, number: int) -> answers.Search:
    """Say that what is new in a search was seen."""
    kept = _own(request, number)
    kept.seen = _newest(request.ledger())
    kept.save(update_fields=["seen"])
    return _told(request.ledger(), kept)


@searches.delete("/searches/{int:number}", gives=None, status=204)
def forget_search(request: ApiRequest, number: int) -> HttpResponseBase:
    """Give a kept search up."""
    _own(request, number).delete()
    return HttpResponse(status=204)


def _told(ledger: Ledger, kept: SavedSearch) -> answers.Search:
    news = ledger.exploration.news(wanted(QueryDict(kept.query)), kept.seen)
    return answers.Search(number=kept.pk, name=kept.name, query=kept.query, seen=kept.seen, news=news)


def _newest(ledger: Ledger) -> int:
    return ledger.exploration.page(Exploring(), many=1).entry


def _own(request: ApiRequest, number: int) -> SavedSearch:
    kept = SavedSearch.objects.filter(owner=request.user, pk=number).first()
    if kept is None:
        raise Http404(number)
    return kept
