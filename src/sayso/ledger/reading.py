"""From kept bytes to what is stored of them: text, reading, accounts, or the sentence that says why there are none."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Literal, NamedTuple

import msgspec

from sayso.errors import InputError, LanguageError, ReaderFailedError, ReadingFailedError, SaysoError
from sayso.evidence.bodies import charset_of
from sayso.incidents.accounts import accounts_of
from sayso.incidents.aggregates import total_incidents, totals_in
from sayso.incidents.agreements.accounts import agreement_accounts
from sayso.incidents.facets.denials import denial_accounts
from sayso.model.account import Account
from sayso.model.evidence import Capture
from sayso.model.reading import Reading
from sayso.model.report import Text
from sayso.reader import Piece, read_pieces
from sayso.readers import Reader
from sayso.store.readings import Outcome
from sayso.text.documents import extract

ReadPiece = Callable[[Piece], Reading]
"""What makes the whole reading of a report: sayso, or whatever stands in for it."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_READ = ("en",)
_log = logging.getLogger(__name__)


def read_piece(piece: Piece, reader: Literal["both", "rules"] | Reader = "both") -> Reading:
    """The reading of a report, by a reader."""
    return next(read_pieces([piece], reader=reader))


class Kept(NamedTuple):
    """A report that is to be read: its id, what was said of it, and its bytes."""

    report: str
    facts: Capture
    data: bytes


def outcome_of(kept: Kept, read: ReadPiece = read_piece) -> Outcome:
    """Read the bytes of a report, knowing what was said of it. A report that cannot be read is an outcome, too."""
    text: Text | None = None
    try:
        text = extract(kept.data, kept.facts.name, charset_of(kept.facts.headers))
        reading = _reading(kept, text, read)
    except ReaderFailedError as error:
        failed = ReaderFailedError(kept.facts.name, error.detail)
        return Outcome(text, None, sentence=str(failed), stays_kept=True)
    except InputError as error:
        return Outcome(text, None, sentence=str(error))
    return Outcome(
        text,
        reading,
        accounts=_accounts(reading, text.text),
        totals=totals_in(reading),
        agreements=agreement_accounts(reading),
    )


def _accounts(reading: Reading, text: str) -> tuple[Account, ...]:
    """The incidents that it tells of, without the words of a total, and the deeds that it only denies."""
    totals = total_incidents(reading)
    told = tuple(incident for incident in reading.incidents if incident.id not in totals)
    return (*accounts_of(msgspec.structs.replace(reading, incidents=told), text), *denial_accounts(reading, text))


def _reading(kept: Kept, text: Text, read: ReadPiece) -> Reading:
    facts = kept.facts
    language = facts.language or text.language or "en"
    if language.lower().split("-")[0] not in _READ:
        raise LanguageError(facts.name, language)
    try:
        return read(piece_of(kept, text, language))
    except SaysoError:
        raise
    except Exception as error:
        # A fault of ours in one report must not cost a night's batch. It is told in full, and the report's state keeps it.
        _log.exception("%s", facts.name)
        raise ReadingFailedError(facts.name, type(error).__name__) from error


def piece_of(kept: Kept, text: Text, language: str) -> Piece:
    """What the reader is given: the text, and of each fact what a person said, or else what the page says of itself."""
    facts = kept.facts
    published = facts.published or text.published
    return Piece(
        text=text.text,
        id=kept.report,
        source=facts.source or text.outlet,
        title=facts.title or text.title,
        published=published if published and _DAY.fullmatch(published) else None,
        language=language,
        byline=text.byline,
        media_type=text.media_type,
        extractor=text.extractor,
    )
