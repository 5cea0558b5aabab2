"""A process that reads stencils (reports_by_stencil.py) for another, as sayso's own reads reports; some texts are its end."""

from __future__ import annotations

import os
import signal

import msgspec

from sayso.ledger import reading, reading_process
from sayso.model.reading import Engine, Reading
from sayso.reader import Piece
from tests.reports_by_stencil import read as read_stencil

KILLS, ENDS = "This report fills all memory.", "This report ends the process."


def read(piece: Piece, reader: str = "both") -> Reading | None:
    """The reading of a stencil, by the reader that was named; none of the text that the process begins with."""
    if KILLS in piece.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if ENDS in piece.text:
        os._exit(3)
    if "2016" not in piece.text:
        return None
    return msgspec.structs.replace(read_stencil(piece), engine=Engine(sayso="stencil", reader=reader))


if __name__ == "__main__":
    reading.read_piece = read  # type: ignore[assignment]
    reading_process.main()
