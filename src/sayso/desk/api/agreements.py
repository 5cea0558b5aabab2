"""Agreements: who is said to have signed, on whose word, what is disputed, what is called a breach."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta

from sayso.desk.api import answers
from sayso.desk.api.asking import Many, Named, asked
from sayso.desk.api.routes import ApiRequest, Routes
from sayso.desk.api.withheld import without_names
from sayso.errors import UnknownIdError
from sayso.model.ledger import AgreementPage

agreements = Routes("agreements")


class AgreementsAsked(Named, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Behind which id, and how many."""

    after: Annotated[str, Meta(max_length=120)] = ""
    limit: Many = 50


@agreements.get("/agreements", gives=answers.AgreementList, asks=AgreementsAsked)
def list_agreements(request: ApiRequest) -> Any:
    """Agreements by id."""
    wanted, ledger = asked(request, AgreementsAsked), request.ledger()
    behind = ledger.paging.agreements(wanted.after, wanted.limit + 1)
    some = tuple(behind[: wanted.limit])
    found = answers.AgreementList(agreements=some, next=some[-1].id if len(behind) > len(some) else None)
    return without_names(ledger, found, {report for one in some for report in one.reports}, shown=wanted.names)


@agreements.get("/agreements/{id}", gives=AgreementPage, asks=Named)
def one_agreement(request: ApiRequest, id: str) -> Any:
    """An agreement with its claims and reports. An earlier id will do."""
    wanted, ledger = asked(request, Named), request.ledger()
    page = ledger.show(id)
    if not isinstance(page, AgreementPage):
        raise UnknownIdError(id, "no agreement has this id")
    return without_names(ledger, page, {report.id for report in page.reports}, shown=wanted.names)
