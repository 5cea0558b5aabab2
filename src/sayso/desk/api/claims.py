"""Claims: lists of them, one with the words around it, and people's decisions on them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from sayso.desk.api import answers
from sayso.desk.api.asking import Day, Id, Many, Name, Named, Reason, Seen, asked, sent
from sayso.desk.api.faults import RefusedError, refused
from sayso.desk.api.reports import Noted, noted, reason_of
from sayso.desk.api.routes import ApiRequest, Routes, permit
from sayso.desk.api.withheld import MARK, names_in, withheld, without_names
from sayso.desk.deciders import deed_on
from sayso.desk.opened_report import opened
from sayso.errors import StaleDecisionError, UnknownIdError
from sayso.ledger import Ledger
from sayso.model.claim import Proposition
from sayso.model.decision import Decision
from sayso.model.ledger import ClaimFilter, ClaimPage, ClaimRow
from sayso.model.record import Record

claims = Routes("claims")

Digest = Annotated[str, Meta(min_length=1, max_length=64, description="The digest of the reading that was seen.")]
LastSeen = Annotated[
    Seen, Meta(description="The number of the newest of the claim's decisions that was seen; 0: there was none.")
]


class ClaimsAsked(ClaimFilter, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which claims: every field that is given must fit. `after` is the `next` of an earlier answer."""

    report: Id | None = None
    incident: Id | None = None
    speaker: Name | None = None
    since: Day | None = None
    until: Day | None = None
    after: Annotated[str, Meta(pattern="^[0-9]{1,9}[.][0-9]{1,9}$")] | None = None
    limit: Many = 50
    names: bool = False


class ClaimDecision(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A decision on a claim as it was seen. `proposition`: what an amended claim says; of no other verb."""

    verb: Literal["accept", "reject", "amend"]
    digest: Digest
    seen: LastSeen
    reason: Reason
    proposition: Proposition | None = None


class SeenClaim(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A claim as it was seen."""

    key: Id
    digest: Digest
    seen: LastSeen


class ClaimDecisions(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One decision on several claims of a report: on all of them, or on none."""

    verb: Literal["accept", "reject"]
    claims: Annotated[tuple[SeenClaim, ...], Meta(min_length=1, max_length=500)]
    reason: Reason


@claims.get("/claims", gives=answers.ClaimList, asks=ClaimsAsked)
def list_claims(request: ApiRequest) -> Any:
    """Claims with what people made of them, by report in the order in which they came, and place in it."""
    wanted = asked(request, ClaimsAsked)
    rows, onward = request.ledger().paging.claims(wanted, after=wanted.after, many=wanted.limit)
    found = answers.ClaimList(claims=tuple(rows), next=onward)
    return without_names(request.ledger(), found, {row.report for row in rows}, shown=wanted.names)


@claims.get("/claims/{key}", gives=ClaimPage, asks=Named)
def one_claim(request: ApiRequest, key: str) -> Any:
    """A claim, the words around it, and what was decided on it. By its whole key."""
    wanted = asked(request, Named)
    page = request.ledger().paging.claim(key)
    return without_names(request.ledger(), page, [page.claim.report], shown=wanted.names)


@claims.post("/claims/{key}/decisions", gives=Decision, takes=ClaimDecision, status=201, conflict=answers.ClaimConflict)
def decide_on_claim(request: ApiRequest, key: str) -> Decision:
    """Accept, reject or amend a claim. To confirm what another accepted is for a reviewer; nobody confirms their own work."""
    wish = sent(request, ClaimDecision)
    ledger, row = request.ledger(), request.ledger().paging.claim(key).claim
    permit(request.user, deed_on(wish.verb, row, request.user.username))
    value = _value(wish)
    try:
        return ledger.decide(
            wish.verb, key, value=value, digest=wish.digest, reason=reason_of(wish.reason), after=wish.seen
        )
    except StaleDecisionError as error:
        raise _conflict(ledger, key, wish.digest, str(error)) from error


@claims.post(
    "/reports/{id}/decisions",
    gives=answers.Decisions,
    takes=ClaimDecisions,
    status=201,
    conflict=answers.ClaimConflict,
)
def decide_on_claims(request: ApiRequest, id: str) -> answers.Decisions:
    """Accept or reject several claims of a report: all of them, or none."""
    wish = sent(request, ClaimDecisions)
    found, why = opened(request, id), reason_of(wish.reason)
    for one in wish.claims:
        permit(request.user, deed_on(wish.verb, found.row(one.key), request.user.username))
    wanted = [
        Decision(number=0, target=one.key, digest=one.digest, verb=wish.verb, value={}, by="", at="", reason=why)
        for one in wish.claims
    ]
    try:
        done = found.ledger.decide_all(wanted, {one.key: one.seen for one in wish.claims})
    except StaleDecisionError as error:
        digest = next((one.digest for one in wish.claims if one.key == error.target), "")
        raise _conflict(found.ledger, error.target, digest, str(error)) from error
    return answers.Decisions(decisions=tuple(done))


@claims.get("/claims/{key}/notes", gives=answers.Notes, asks=Named)
def claim_notes(request: ApiRequest, key: str) -> Any:
    """What people noted on a claim."""
    wanted = asked(request, Named)
    page = request.ledger().paging.claim(key)
    notes = answers.Notes(notes=tuple(request.ledger().notes([key])))
    return without_names(request.ledger(), notes, [page.claim.report], shown=wanted.names)


@claims.post("/claims/{key}/notes", gives=answers.Notes, takes=Noted, status=201)
def note_on_claim(request: ApiRequest, key: str) -> answers.Notes:
    """Note something on a claim. It goes into the log and changes nothing else."""
    wish = sent(request, Noted)
    request.ledger().paging.claim(key)
    return answers.Notes(notes=(request.ledger().note("note", key, {"text": noted(wish)}),))


def _value(wish: ClaimDecision) -> dict[str, Any]:
    """What a decision holds beside its verb. A reading without its names is no text to amend."""
    if (wish.verb == "amend") != (wish.proposition is not None):
        raise refused(422, "proposition: an amended claim has one, and no other decision.")
    if wish.proposition is None:
        return {}
    if MARK in msgspec.json.encode(wish.proposition).decode():
        raise refused(422, f"proposition: a name is withheld in it ({MARK}); ask for the claim with names=true.")
    return {"proposition": msgspec.to_builtins(wish.proposition)}


def _conflict(ledger: Ledger, key: str, digest: str, sentence: str) -> RefusedError:
    """Both readings, without the names that are withheld."""
    row = _present(ledger, key)
    conflict = answers.ClaimConflict(error=sentence, seen=ledger.earlier(key, digest), now=row)
    names = names_in(ledger, [row.report] if row else [])
    plain = withheld(msgspec.to_builtins(conflict), names) if names else conflict
    return RefusedError(409, msgspec.convert(plain, answers.ClaimConflict) if names else conflict)


def _present(ledger: Ledger, key: str) -> ClaimRow | None:
    try:
        return ledger.paging.claim(key).claim
    except UnknownIdError:
        return None
