"""The project as a whole, words found in it, and whose key is used."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any, get_args

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from msgspec import Meta

from sayso.desk import keys
from sayso.desk.access import may
from sayso.desk.api import answers
from sayso.desk.api.asking import Few, Named, asked
from sayso.desk.api.routes import ApiRequest, Routes
from sayso.desk.api.withheld import without_names
from sayso.desk.models import Account

project = Routes("project")
people = Routes("people")


class HitsAsked(Named, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words, and how many reports at most."""

    words: Annotated[str, Meta(min_length=1, max_length=400)]
    limit: Few = 20


@project.get("/project", gives=answers.Overview)
def overview(request: ApiRequest) -> answers.Overview:
    """What the project is called, and how much waits."""
    ledger = request.ledger()
    return answers.Overview(
        name=ledger.project.name,
        languages=ledger.project.languages,
        persons=ledger.project.review,
        reports=ledger.report_counts(),
        pairs=ledger.matching.waiting(),
        behind=ledger.matching.behind(),
    )


@project.get("/search", gives=answers.Hits, asks=HitsAsked)
def search(request: ApiRequest) -> Any:
    """Reports with all the words. "In quotes": in this order; raid*: what begins so."""
    wanted, ledger = asked(request, HitsAsked), request.ledger()
    hits = tuple(islice(ledger.search(wanted.words), wanted.limit))
    return without_names(ledger, answers.Hits(hits=hits), {hit.report for hit in hits}, shown=wanted.names)


@people.get("/me", gives=answers.Person)
def me(request: ApiRequest) -> answers.Person:
    """Whose key this is, and what they may do."""
    account = request.user
    deeds = tuple(deed for deed in get_args(answers.Deed) if may(account, deed))
    return answers.Person(name=account.username, role=account.role, may=deeds)  # type: ignore[arg-type]


@people.delete("/me/key", gives=None, status=204)
def revoke_own_key(request: ApiRequest) -> HttpResponseBase:
    """Revoke the key that asks. A new one is made on the page of the account."""
    keys.revoke(request.user, by=request.user.username)
    return HttpResponse(status=204)


@people.get("/accounts", "manage", gives=answers.Members)
def list_accounts(request: ApiRequest) -> answers.Members:  # noqa: ARG001 - as Ninja calls it
    """Everybody who has an account."""
    members = tuple(
        answers.Member(name=one.username, role=one.role, active=one.is_active, has_key=bool(one.token_sha256))  # type: ignore[arg-type]
        for one in Account.objects.order_by("username")
    )
    return answers.Members(accounts=members)


@people.delete("/accounts/{name}/key", "manage", gives=None, status=204)
def revoke_key(request: ApiRequest, name: str) -> HttpResponseBase:
    """Revoke the key of an account."""
    account = Account.objects.filter(username=name).first()
    if account is None:
        raise Http404(name)
    keys.revoke(account, by=request.user.username)
    return HttpResponse(status=204)
