"""Incidents: found by any of their facets, one in full, and people's grades, choices, notes, tags."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from msgspec import Meta
from msgspec.structs import fields

from sayso.desk.api import answers
from sayso.desk.api.asking import Id, Many, Named, Reason, Seen, Words, asked, sent
from sayso.desk.api.faults import RefusedError, refused
from sayso.desk.api.reports import Noted, noted, reason_of
from sayso.desk.api.routes import ApiRequest, Routes, permit
from sayso.desk.api.withheld import account_shown, without_names
from sayso.desk.deciders import deed_of
from sayso.desk.exporting import as_csv, as_json_lines, lines_of
from sayso.desk.incident_shown import seen
from sayso.desk.models import Account
from sayso.desk.views.incident import page_of
from sayso.ledger.exploration import MOST
from sayso.model.decision import Decision
from sayso.model.exploring import Explored, Exploring, Facetted
from sayso.model.grouped import FacetField, HarmGrade, StrikeStatus
from sayso.model.ledger import IncidentPage
from sayso.model.record import Record

incidents = Routes("incidents")

Values = Annotated[tuple[Annotated[str, Meta(max_length=500)], ...], Meta(max_length=50)]
When = Annotated[str, Meta(pattern="^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", description="A day, a month or a year.")]


class Which(Exploring, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which incidents, as Explore has them. A facet may be given more than once: one of its values must fit; `-` is "none"."""

    words: Words = ""
    since: When | None = None
    until: When | None = None
    kind: Values = ()
    year: Values = ()
    month: Values = ()
    country: Values = ()
    place: Values = ()
    laid_to: Values = ()
    strike_status: Values = ()
    harm: Values = ()
    contested: Values = ()
    source: Values = ()
    assigned: Values = ()
    tag: Values = ()
    codes: Values = ()
    new_after: Seen | None = None


class IncidentsAsked(Which, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which incidents, behind which code, and of which facet all values are wanted."""

    after: Annotated[str, Meta(max_length=120)] = ""
    limit: Many = 50
    in_full: Facetted | None = None


class FileAsked(Which, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which incidents, and as what kind of file."""

    form: Literal["jsonl", "csv"] = "jsonl"


class IncidentDecision(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A grade (`strike_status`, `harm`) or a choice (`field`, one of its reported values). `seen` is the incident's."""

    verb: Literal["grade", "select"]
    seen: Annotated[str, Meta(min_length=1, max_length=64)]
    reason: Reason
    strike_status: StrikeStatus | None = None
    harm: HarmGrade | None = None
    field: FacetField | None = None
    value: Annotated[str, Meta(max_length=2_000)] | None = None


class Split(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Accounts that are of another incident than the rest; `seen` are all accounts of the incident that were seen."""

    accounts: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=5_000)]
    seen: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=5_000)]
    reason: Reason


class Mark(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is noted on incidents at once: `assign` to somebody with an account ("": nobody), `tag`, or `untag`."""

    codes: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=MOST)]
    assign: Annotated[str, Meta(max_length=150)] | None = None
    tag: Annotated[str, Meta(min_length=1, max_length=80)] | None = None
    untag: Annotated[str, Meta(min_length=1, max_length=80)] | None = None
    reason: Annotated[str, Meta(max_length=2_000)] = ""


@incidents.get("/incidents", gives=Explored, asks=IncidentsAsked)
def list_incidents(request: ApiRequest) -> Explored:
    """Incidents that fit, with how many there are of each sort."""
    wanted = asked(request, IncidentsAsked)
    return request.ledger().exploration.page(
        _which(wanted), many=wanted.limit, after=wanted.after, in_full=wanted.in_full or ""
    )


@incidents.get("/incidents/file", gives=None, asks=FileAsked)
def incidents_file(request: ApiRequest) -> HttpResponseBase:
    """All incidents that fit as a file. JSON Lines or CSV, a piece at a time, however many there are."""
    wanted = asked(request, FileAsked)
    written: Any = as_csv if wanted.form == "csv" else as_json_lines
    kind = "text/csv; charset=utf-8" if wanted.form == "csv" else "application/jsonl"
    pieces: Iterator[Any] = written(lines_of(_which(wanted)))
    told = StreamingHttpResponse(pieces, content_type=kind)
    told["Content-Disposition"] = f'attachment; filename="incidents.{wanted.form}"'
    told["Cache-Control"] = "no-store"
    return told


@incidents.post("/incidents/marks", gives=answers.Done, takes=Mark, refuses=True)
def mark_incidents(request: ApiRequest) -> answers.Done:
    """Assign or tag many incidents at once. One entry of the log each, all of them or none."""
    wish = sent(request, Mark)
    exploration = request.ledger().exploration
    match (wish.assign, wish.tag, wish.untag):
        case (str() as name, None, None):
            if name and not Account.objects.filter(username=name, is_active=True).exists():
                raise refused(422, f"assign: nobody called {name} has an account here.")
            return answers.Done(done=exploration.assign(wish.codes, name, wish.reason))
        case (None, str() as word, None):
            return answers.Done(done=exploration.tag(wish.codes, word, wish.reason))
        case (None, None, str() as word):
            return answers.Done(done=exploration.untag(wish.codes, word, wish.reason))
    raise refused(422, "assign, tag, untag: give one of the three.")


@incidents.get("/incidents/{code}", gives=answers.IncidentShown, asks=Named)
def one_incident(request: ApiRequest, code: str) -> Any:
    """All that an incident's page shows. An earlier code, or the id of one of its accounts, will do."""
    wanted = asked(request, Named)
    page, ledger = page_of(request, code), request.ledger()
    telling = ledger.telling(page)
    shown = answers.IncidentShown(
        **{one.name: getattr(page, one.name) for one in fields(IncidentPage)},
        seen=seen(page),
        accounts=tuple(account_shown(account, shown=wanted.names) for account in telling.accounts),
        history=telling.history,
        standing=tuple(sorted(telling.stands)),
        notes=tuple(ledger.notes([page.incident.code, *page.incident.previous_codes])),
    )
    return without_names(ledger, shown, telling.readings, shown=wanted.names)


@incidents.post(
    "/incidents/{code}/decisions",
    "review",
    gives=Decision,
    takes=IncidentDecision,
    status=201,
    conflict=answers.IncidentConflict,
)
def decide_on_incident(request: ApiRequest, code: str) -> Decision:
    """Grade an incident, or choose among the reported values of a fact."""
    wish = sent(request, IncidentDecision)
    permit(request.user, deed_of(wish.verb))
    page, ledger = page_of(request, code), request.ledger()
    if wish.seen != seen(page):
        raise RefusedError(409, _conflict(page, wish.seen))
    names = ("strike_status", "harm") if wish.verb == "grade" else ("field", "value")
    others = {"strike_status", "harm", "field", "value"} - set(names)
    if stray := sorted(name for name in others if getattr(wish, name) is not None):
        raise refused(422, f"{stray[0]}: it is no part of this decision ({wish.verb}).")
    value = {name: given for name in names if (given := getattr(wish, name)) is not None}
    return ledger.decide(wish.verb, page.incident.code, value=value, reason=reason_of(wish.reason))


@incidents.post("/incidents/{code}/split", gives=Decision, takes=Split, status=201, conflict=answers.SplitConflict)
def split_incident(request: ApiRequest, code: str) -> Decision:
    """Take an incident apart. Done with the next grouping."""
    wish = sent(request, Split)
    page = page_of(request, code)
    accounts = page.incident.accounts
    if set(wish.seen) != set(accounts):
        sentence = f"{page.incident.code}: the incident has other accounts by now. Look again, then decide."
        raise RefusedError(409, answers.SplitConflict(error=sentence, accounts=accounts))
    ticked = [account for account in accounts if account in wish.accounts]
    rest = [account for account in accounts if account not in wish.accounts]
    if not ticked or not rest or len(ticked) != len(set(wish.accounts)):
        raise refused(422, "accounts: name some of the incident's accounts, not all, and no others.")
    value = {"other": rest[0], "accounts": ticked, "others": rest}
    return request.ledger().decide("different", ticked[0], value=value, reason=reason_of(wish.reason))


@incidents.get("/incidents/{code}/notes", gives=answers.Notes, asks=Named)
def incident_notes(request: ApiRequest, code: str) -> Any:
    """What people noted on an incident."""
    wanted = asked(request, Named)
    page, ledger = page_of(request, code), request.ledger()
    notes = answers.Notes(notes=tuple(ledger.notes([page.incident.code, *page.incident.previous_codes])))
    return without_names(ledger, notes, {report.id for report in page.reports}, shown=wanted.names)


@incidents.post("/incidents/{code}/notes", gives=answers.Notes, takes=Noted, status=201)
def note_on_incident(request: ApiRequest, code: str) -> answers.Notes:
    """Note something on an incident. It goes into the log and changes nothing else."""
    wish = sent(request, Noted)
    page = page_of(request, code)
    return answers.Notes(notes=(request.ledger().note("note", page.incident.code, {"text": noted(wish)}),))


def _which(wanted: Which) -> Exploring:
    return Exploring(**{one.name: getattr(wanted, one.name) for one in fields(Exploring)})


def _conflict(page: IncidentPage, told: str) -> answers.IncidentConflict:
    return answers.IncidentConflict(
        error=f"{page.incident.code}: grade, choices or decisions are others now. Look again, then decide.",
        seen=told,
        now=seen(page),
        grade=page.incident.grade,
        decisions=page.decisions,
    )
