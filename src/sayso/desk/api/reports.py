"""Reports: the list, one with its reading, its text and its claims; more of them, by text, address or file."""

from __future__ import annotations

from typing import Annotated, Any

from django.utils.dateparse import parse_date
from msgspec import Meta

from sayso.desk import jobs
from sayso.desk.api import answers
from sayso.desk.api.asking import Asked, Day, Id, Many, Name, Named, Reason, Words, asked, sent
from sayso.desk.api.faults import refused
from sayso.desk.api.jobs import told_job
from sayso.desk.api.routes import ApiRequest, Routes
from sayso.desk.api.withheld import without_names
from sayso.desk.opened_report import opened
from sayso.desk.taking import MOST_ADDRESSES, take
from sayso.desk.taking import asked as asked_of_job
from sayso.model.inbox import ReportFilter, ReportList
from sayso.model.ledger import ReportPage
from sayso.model.record import Record

reports = Routes("reports")


class ReportsAsked(ReportFilter, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which reports, and which page of the list, a hundred each."""

    words: Words = ""
    source: Name | None = None
    since: Day | None = None
    until: Day | None = None
    story: Id | None = None
    page: Annotated[int, Meta(ge=1, le=10_000_000)] = 1


class NextAsked(Asked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Behind which report to look; from the beginning when there is none behind it."""

    after: Id | None = None


class Pasted(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text, or addresses to be fetched, with what is known of them. `feed`: the addresses are of feeds."""

    text: Annotated[str, Meta(max_length=20_000_000)] = ""
    addresses: Annotated[tuple[Annotated[str, Meta(max_length=2_000)], ...], Meta(max_length=MOST_ADDRESSES)] = ()
    feed: bool = False
    title: Annotated[str, Meta(max_length=1_000)] = ""
    source: Name = ""
    published: Day | None = None
    reason: Annotated[str, Meta(max_length=2_000)] = ""


class FilesKnown(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is known of files that are sent."""

    title: Annotated[str, Meta(max_length=1_000)] = ""
    source: Name = ""
    published: Day | None = None
    reason: Annotated[str, Meta(max_length=2_000)] = ""


class Noted(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A note."""

    text: Annotated[str, Meta(min_length=1, max_length=20_000)]


class ClaimsAsked(Named, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which of a report's claims, in the order of the text: so many from a number on."""

    start: Annotated[int, Meta(ge=1, le=10_000_000, description="The number of the first; counted from 1.")] = 1
    limit: Many = 50


@reports.get("/reports", gives=ReportList, asks=ReportsAsked)
def list_reports(request: ApiRequest) -> ReportList:
    """Reports, the newest first. A page has a hundred."""
    wanted = asked(request, ReportsAsked)
    return request.ledger().report_page(wanted, wanted.page)


@reports.get("/reports/next", gives=answers.NextReport, asks=NextAsked)
def next_report(request: ApiRequest) -> answers.NextReport:
    """The next report with claims that wait for this person."""
    return answers.NextReport(report=request.ledger().next_to_review(asked(request, NextAsked).after))


@reports.get("/outlets", gives=answers.Outlets)
def list_outlets(request: ApiRequest) -> answers.Outlets:
    """Who published the reports. The first few hundred, by name."""
    return answers.Outlets(outlets=tuple(request.ledger().outlets()))


@reports.post("/reports/files", gives=answers.Job, takes=FilesKnown, files=True, status=202)
def add_files(request: ApiRequest) -> answers.Job:
    """Add files: texts, web pages, PDFs, WARCs. A job keeps and reads them, as it does what comes in through the inbox."""
    files = request.FILES.getlist("files")
    wish = fields(request, FilesKnown)
    if not files:
        raise refused(422, "files: there is none; send at least one as multipart/form-data.")
    return _begun(request, _known(wish, feed=False), [], files, "")


@reports.get("/reports/{id}", gives=ReportPage, asks=Named)
def one_report(request: ApiRequest, id: str) -> Any:
    """A report with its reading and how it came in. Its text has an address of its own, and is null here."""
    wanted = asked(request, Named)
    page = opened(request, id).page
    bare = ReportPage(**{name: getattr(page, name) for name in page.__struct_fields__ if name != "text"}, text=None)
    return without_names(request.ledger(), bare, [id], shown=wanted.names)


@reports.get("/reports/{id}/text", gives=answers.ReportText, asks=Named)
def report_text(request: ApiRequest, id: str) -> Any:
    """The text of a report as kept. It may tell of people killed or hurt; on the screen it is veiled until asked for."""
    wanted = asked(request, Named)
    text = answers.ReportText(report=id, text=opened(request, id).page.text)
    return without_names(request.ledger(), text, [id], shown=wanted.names)


@reports.get("/reports/{id}/claims", gives=answers.ClaimList, asks=ClaimsAsked)
def report_claims(request: ApiRequest, id: str) -> Any:
    """The claims of a report in the order of its text, with what people made of them."""
    wanted = asked(request, ClaimsAsked)
    rows = sorted(opened(request, id).rows, key=lambda row: (row.claim.passage.start, row.claim.passage.end))
    behind = wanted.start + wanted.limit
    some = tuple(rows[wanted.start - 1 : behind - 1])
    found = answers.ClaimList(claims=some, next=str(behind) if behind <= len(rows) else None)
    return without_names(request.ledger(), found, [id], shown=wanted.names)


@reports.get("/reports/{id}/notes", gives=answers.Notes, asks=Named)
def report_notes(request: ApiRequest, id: str) -> Any:
    """What people noted on a report."""
    wanted = asked(request, Named)
    notes = answers.Notes(notes=tuple(opened(request, id).ledger.notes([id])))
    return without_names(request.ledger(), notes, [id], shown=wanted.names)


@reports.post("/reports/{id}/notes", gives=answers.Notes, takes=Noted, status=201)
def note_on_report(request: ApiRequest, id: str) -> answers.Notes:
    """Note something on a report. It goes into the log and changes nothing else."""
    wish = sent(request, Noted)
    found = opened(request, id)
    return answers.Notes(notes=(found.ledger.note("note", found.id, {"text": noted(wish)}),))


@reports.post("/reports", gives=answers.Job, takes=Pasted, status=202)
def add_text(request: ApiRequest) -> answers.Job:
    """Add a text, or what is at addresses. A job keeps and reads it, as it does what comes in through the inbox."""
    wish = sent(request, Pasted)
    addresses = [one.strip() for one in wish.addresses if one.strip()]
    if not wish.text.strip() and not addresses:
        raise refused(422, "text: there is nothing to add; send a text or addresses.")
    return _begun(request, _known(wish, feed=wish.feed), addresses, [], wish.text)


@reports.post("/reports/{id}/read-again", gives=answers.Job, status=202, refuses=True)
def read_again(request: ApiRequest, id: str) -> answers.Job:
    """Read a report again that could not be read."""
    if opened(request, id).page.report.state != "refused":
        raise refused(400, f"{id}: only a report that was refused is read again.")
    return told_job(jobs.ask("read", {"report": id}, by=request.user.username))


def noted(wish: Noted) -> str:
    """The words of a note. Raises RefusedError when there are none."""
    if not (text := wish.text.strip()):
        raise refused(422, "text: a note needs words.")
    return text


def reason_of(reason: Reason) -> str:
    """Why. Raises RefusedError when nothing is said."""
    if not (why := reason.strip()):
        raise refused(422, "reason: say why.")
    return why


def fields(request: ApiRequest, record: type[FilesKnown]) -> FilesKnown:
    """The fields that come with files."""
    import msgspec

    given = {name: value for name, value in request.POST.items() if value}
    if any("\x00" in str(value) for value in given.values()):
        raise refused(422, "The fields hold the character that ends strings (U+0000).")
    try:
        return msgspec.convert(given, record)
    except msgspec.ValidationError as error:
        raise refused(422, f"The fields beside the files: {error}.") from error


def _known(wish: Pasted | FilesKnown, *, feed: bool) -> dict[str, Any]:
    try:
        day = parse_date(wish.published) if wish.published else None
    except ValueError:
        day = None
    if wish.published and day is None:
        raise refused(422, f"published: {wish.published} is no day.")
    return {"title": wish.title, "source": wish.source, "reason": wish.reason, "published": day, "feed": feed}


def _begun(
    request: ApiRequest, known: dict[str, Any], addresses: list[str], files: list[Any], text: str
) -> answers.Job:
    job = jobs.ask("add", asked_of_job(known, addresses), by=request.user.username, gathering=True)
    take(job, files, [file.name or "" for file in files], text, known["title"])
    jobs.start(job)
    job.refresh_from_db()
    return told_job(job)
