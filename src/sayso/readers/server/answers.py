"""What came back from the server, treated as a stranger's words: shapes are checked, limits kept, the rest is refused."""

from __future__ import annotations

from typing import NamedTuple, cast

import msgspec

from sayso.model.claim import Stance
from sayso.model.record import Span
from sayso.readers.quotes import Quoted
from sayso.readers.server.questions import STANCES

_MOST_ROWS = 200  # attributions of one piece
_MOST_PARTS = 8  # of one content
_THOUGHT = "</think>"
_STATUS = {
    400: "it does not take the question; its context may be too small",
    401: "it wants another key, in SAYSO_SERVER_KEY",
    403: "it wants another key, in SAYSO_SERVER_KEY",
    404: "there is no such model, or the address does not end before /chat/completions",
    429: "it has too much to do",
}


class UnusableError(Exception):
    """Why the server's answer cannot be used, as the end of a sentence; nothing that the server says stands in it."""


class Reply(NamedTuple):
    """An answer as it came over the wire."""

    status: int
    body: bytes


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Completion(msgspec.Struct):
    choices: list[_Choice]


class _Answer(msgspec.Struct):
    attributions: list[msgspec.Raw]


class _Row(msgspec.Struct):
    cue: str
    content: list[str] | str
    source: str | None = None
    stance: str | None = None


def answered(reply: Reply) -> str:
    """What the model wrote. Raises UnusableError."""
    if 300 <= reply.status < 400:
        raise UnusableError("it leads on to another address, which is not followed")
    if reply.status != 200:
        why = _STATUS.get(reply.status, "")
        raise UnusableError(f"it answered with the status {reply.status}{why and f': {why}'}")
    try:
        choice = msgspec.json.decode(reply.body, type=_Completion).choices[0]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, IndexError) as error:
        raise UnusableError("its answer is not that of an OpenAI-compatible server") from error
    if choice.finish_reason == "length":
        raise UnusableError("the model's answer was cut off; it may need a larger context")
    return choice.message.content or ""


def attributions_in(answer: str, piece: Span) -> tuple[list[Quoted], int]:
    """The attributions that the model gives for a piece, to be looked for in it, and how many were refused already: of no
    proper shape, or beyond the limits. Raises UnusableError.
    """
    rows = _rows(answer)
    quoted = [found for row in rows[:_MOST_ROWS] if (found := _quoted(row, piece)) is not None]
    return quoted, len(rows) - len(quoted)


def _rows(answer: str) -> list[msgspec.Raw]:
    try:
        said = msgspec.json.decode(_json(answer), type=_Answer | list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise UnusableError("what the model wrote is not the JSON that it was asked for") from error
    return said.attributions if isinstance(said, _Answer) else said


def _json(answer: str) -> str:
    """The answer without what models like to put around it: their thoughts before it, a fence or a sentence."""
    told = answer.rpartition(_THOUGHT)[2]
    starts = [at for mark in "[{" if (at := told.find(mark)) >= 0]
    return told[min(starts, default=0) : max(told.rfind("]"), told.rfind("}")) + 1]


def _quoted(raw: msgspec.Raw, piece: Span) -> Quoted | None:
    try:
        row = msgspec.json.decode(raw, type=_Row)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    contents = (row.content,) if isinstance(row.content, str) else tuple(row.content)
    if len(contents) > _MOST_PARTS:
        return None
    stance = cast("Stance", row.stance) if row.stance in STANCES else None
    return Quoted(source=row.source or None, cue=row.cue, contents=contents, stance=stance, within=piece)
