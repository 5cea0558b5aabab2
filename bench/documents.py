"""How many documents of 400 words a second: by rules alone on one core, by rules and models on one and on two.

On one core processor time counts, so that a busy machine does not matter; on two cores two processes read at once, each after
it has loaded everything, and the time on the wall counts. Citron's figure, for comparison: 15 documents a second on one core.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from bench.corpora import Figures
from bench.speed import articles
from sayso.reader import Piece, read_pieces

WORDS = 400
DOCUMENTS = 30
ROUNDS = 3


def documents() -> list[Piece]:
    """Articles about conflict in pieces of 400 words, cut between words."""
    pieces: list[Piece] = []
    for article in articles():
        words = article.text.split(" ")
        for at in range(0, len(words) - WORDS + 1, WORDS):
            text = " ".join(words[at : at + WORDS])
            pieces.append(Piece(text=text, id=f"{article.id}-{at}", published=article.published))
    return pieces[:DOCUMENTS]


def document_figures() -> Figures:
    """Milliseconds a document of 400 words, and peak memory of a process that reads with models."""
    rules, _ = _in_process("rules")
    both, memory = _in_process("both")
    return {
        "rules_ms": round(rules, 1),
        "both_ms": round(both, 1),
        "both_ms_on_two_cores": round(_two_at_once(), 1),
        "both_peak_memory_mb": round(memory, 1),
    }


def _in_process(reader: str) -> tuple[float, float]:
    """Processor milliseconds a document in a process of its own, and its peak memory in MB."""
    busy, _, memory = _answer(_start(reader))
    return busy, memory


def _two_at_once() -> float:
    """Wall milliseconds a document while two processes read the same documents side by side."""
    running = [_start("both") for _ in range(2)]
    walls = [_answer(process)[1] for process in running]
    return max(walls) / 2


def _start(reader: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-m", "bench.documents", reader], stdout=subprocess.PIPE, text=True)


def _answer(process: subprocess.Popen[str]) -> tuple[float, float, float]:
    out, _ = process.communicate()
    busy, wall, memory = map(float, out.split())
    return busy, wall, memory


def _print(reader: str) -> None:
    """Processor and wall milliseconds a document (the median of some rounds), and peak memory in MB."""
    pieces = documents()
    rounds: list[tuple[float, float]] = []
    for number in range(ROUNDS + 1):
        wall, busy = time.perf_counter(), time.process_time()
        for _ in read_pieces(pieces, reader="rules" if reader == "rules" else "both"):
            pass
        if number:  # the first round loads everything
            rounds.append((time.process_time() - busy, time.perf_counter() - wall))
    status = Path("/proc/self/status").read_text(encoding="ascii")
    memory = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    busy, wall = (median(one[which] for one in rounds) * 1_000 / len(pieces) for which in (0, 1))
    print(busy, wall, memory)


if __name__ == "__main__":
    _print(sys.argv[1])
