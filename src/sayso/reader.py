"""The whole way from one report to its reading: text, claims, links, incidents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

from sayso import __version__
from sayso.errors import DateError
from sayso.incidents.agreements import agreements_of, disputes_of
from sayso.incidents.within_report import incidents_of
from sayso.linking.actors.knowledge import actors_file
from sayso.linking.actors.speakers import named_chains
from sayso.linking.gazetteer import gazetteer_version
from sayso.linking.link import link
from sayso.linking.names import known_names
from sayso.model.reading import Engine, ModelFile, Reading
from sayso.model.record import Record, sha256
from sayso.model.report import Report
from sayso.readers import BothReader, Reader, RulesReader
from sayso.reading.parse import Parse, parse
from sayso.reading.pipeline.loading import model_file

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Piece(Record, frozen=True, kw_only=True):
    """A text to read and what is known of it; `published` is an ISO date, never taken for the date of the events."""

    text: str
    id: str = "report"
    source: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    byline: str | None = None
    media_type: str = "text/plain"
    extractor: str = "plain"


def read(  # noqa: PLR0913 - a report has as many facts
    text: str,
    *,
    published: str | None = None,
    source: str | None = None,
    title: str | None = None,
    id: str = "report",
    reader: Literal["both", "rules"] | Reader = "both",
) -> Reading:
    """Read one report. `published` (YYYY-MM-DD) lets "Saturday" be resolved; without it such words stay unresolved.
    `reader` finds out who says what: "both" (rules and trained models), "rules" (no model), or one of your own.
    """
    piece = Piece(text=text, id=id, source=source, title=title, published=published)
    return next(read_pieces([piece], reader=reader))


def read_pieces(pieces: Iterable[Piece], *, reader: Literal["both", "rules"] | Reader = "both") -> Iterator[Reading]:
    """Read reports one after another, in order. Raises DateError for a publication date that is none, ReaderFailedError
    for a report that the reader cannot read.
    """
    reads = _reader(reader)
    for piece in pieces:
        if piece.published is not None and not _DATE.fullmatch(piece.published):
            raise DateError(piece.published)
        yield _reading(piece, next(parse([piece.text])), reads)


def _reader(reader: Literal["both", "rules"] | Reader) -> Reader:
    if reader == "rules":
        return RulesReader()
    return BothReader() if reader == "both" else reader


def _reading(piece: Piece, parsed: Parse, reader: Reader) -> Reading:
    report = Report(
        id=piece.id,
        source=piece.source,
        title=piece.title,
        published=piece.published,
        language=piece.language or "en",
        text_sha256=sha256(piece.text),
        length=len(piece.text),
        byline=piece.byline,
        media_type=piece.media_type,
        extractor=piece.extractor,
    )
    draft = reader.read(report, parsed, known_names)
    mentions = link(parsed, draft.mentions, report)
    claims = named_chains(draft.claims, mentions, report)
    incidents = incidents_of(claims, mentions, draft.heard)
    return Reading(
        report=report,
        engine=_engine(reader, draft.refused),
        mentions=mentions.all,
        attributions=draft.attributions,
        claims=tuple(claims),
        incidents=tuple(incidents),
        agreements=tuple(agreements_of(claims, mentions, incidents)),
        disputes=tuple(disputes_of(claims)),
    )


def _engine(reader: Reader, refused: int) -> Engine:
    """What read the report: the parser's model, the reader's own, the gazetteer and the known actors."""
    models = (model_file(), *reader.models, *_knowledge())
    return Engine(sayso=__version__, reader=reader.name, models=models, refused=refused)


@cache
def _knowledge() -> tuple[ModelFile, ...]:
    """The gazetteer and the known actors of this process, with this person's imports."""
    version, sha = gazetteer_version()
    return (ModelFile(name="gazetteer", version=version, sha256=sha), actors_file())
