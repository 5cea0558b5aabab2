"""A process that reads stencils (reports_by_stencil.py) for another, as sayso's own reads reports; some texts are its end."""

from __future__ import annotations

import os
import signal

from sayso.ledger import reading, reading_process
from sayso.model.reading import Reading
from sayso.reader import Piece
from tests.reports_by_stencil import read as read_stencil

KILLS, ENDS = "This report fills all memory.", "This report ends the process."


def read(piece: Piece, reader: str = "both") -> Reading | None:  # noqa: ARG001 - as sayso's own is called
    """The reading of a stencil; none of the text that the process begins with."""
    if KILLS in piece.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if ENDS in piece.text:
        os._exit(3)
    return read_stencil(piece) if "2016" in piece.text else None


if __name__ == "__main__":
    reading.read_piece = read  # type: ignore[assignment]
    reading_process.main()
