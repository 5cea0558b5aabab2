"""The page of a report: how it came into the project, what became of it, and what is read in it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from sayso.cli.claims_view import decisions_view
from sayso.cli.drawing import heading, line, rows
from sayso.cli.view import contents
from sayso.model.ledger import ReportPage
from sayso.wording.ledger_words import counted
from sayso.wording.vocabulary import LANGUAGES
from sayso.wording.words import day, read_by

_METHODS = {
    "file": "from a file",
    "stdin": "from standard input",
    "url": "fetched",
    "feed": "fetched from a feed",
    "warc": "out of a WARC",
    "auto_archiver": "out of the auto-archiver",
}


def report_page(page: ReportPage) -> RenderableType:
    """The whole page."""
    report = page.report
    shapes: list[RenderableType] = [
        line((report.id, "bold"), "  ", (report.title or report.name, "bold underline")),
        rows(_rows(page)),
    ]
    if page.decisions:
        shapes += [heading("Decisions"), decisions_view(page.decisions)]
    if page.reading is not None:
        shapes += contents(page.reading)
    return Group(*shapes, Text())


def _rows(page: ReportPage) -> Iterator[tuple[str, Text]]:
    report = page.report
    published = day(report.published) if report.published else "day not given"
    language = LANGUAGES.get(report.language or "", report.language or "language not known")
    yield "Published", line(" · ".join([report.source or "source not given", published, language]))
    yield "State", line(_state(page))
    if page.incidents:
        yield "Tells of", line(", ".join(page.incidents), ("  sayso show CODE", "dim"))
    for address in dict.fromkeys(capture.url for capture in page.captures if capture.url):
        yield "Address", line(address)
    yield "Bytes", line(f"{report.size:,} of {report.media_type}", (f"  SHA-256 {report.sha256}", "dim"))
    for entry, capture in zip(page.entries, page.captures, strict=True):
        how = f"{_METHODS[capture.method]} by {entry.by}, {entry.at}"
        why = f": {entry.reason}" if entry.reason else ""
        yield "Kept", line(f"{capture.name} {how}{why}", (f"  log entry {entry.number}", "dim"))


def _state(page: ReportPage) -> str:
    report = page.report
    match report.state:
        case "read":
            by = f" by {read_by(page.reading.engine)}" if page.reading else ""
            return f"read{by}: {counted(report.claims, 'claim')}, {counted(report.incidents, 'incident')}"
        case "kept":
            return "kept, not yet read"
        case _:
            return f"kept, not read: {report.sentence or 'no reason is known'}"
