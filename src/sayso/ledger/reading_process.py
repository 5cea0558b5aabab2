"""A process that reads reports for another: kept bytes in on standard input, what came of them out on standard output.

It ends when nobody asks any more, and so also when the process that asked was killed.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from functools import partial
from typing import IO, Literal

READY = "ready"
_FIRST = "Shells hit the port of Derna on Saturday and killed two people, a doctor said."


def main() -> None:
    """Load everything, say so, then read whatever comes, with the reader that is named on the command line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks is interrupted too, and decides
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand between two answers
    try:
        _serve(sys.stdin.buffer, answers, "rules" if "rules" in sys.argv[1:] else "both")
    except BrokenPipeError:
        os._exit(0)  # nobody waits for the answer


def _serve(questions: IO[bytes], answers: IO[bytes], reader: Literal["both", "rules"]) -> None:
    from sayso.ledger.reading import outcome_of, read_piece
    from sayso.reader import Piece

    read = partial(read_piece, reader=reader)
    read(Piece(text=_FIRST))
    _say(answers, READY)
    while True:
        try:
            kept = pickle.load(questions)  # noqa: S301 - from the process that started this one
        except EOFError:
            return
        _say(answers, outcome_of(kept, read))


def _say(answers: IO[bytes], answer: object) -> None:
    pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()


if __name__ == "__main__":
    main()
