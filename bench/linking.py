"""The resolvers by themselves: how many mentions a second each links on one core, how long loading takes, how much memory.

`python -m bench.linking loading` is the process of its own that loading and memory are measured in. `python -m bench.linking
geonames` reads the toponym corpora once more with the GeoNames extract that SAYSO_BENCH_GEONAMES names taken in; where
the variable names none, the measure says so. Its figures are printed, never pinned: not everybody has that file.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.corpora import OUT, Figures, scored, shared, texts
from sayso.model.mention import ActorMention, Mention, PlaceMention, TimeMention
from sayso.model.report import Report
from sayso.reading.mentions import Mentions, find_mentions
from sayso.reading.parse import Parse, parse

_WARM = 5  # documents linked before the clock starts: what is loaded once is measured apart
_PASSES = 5
Resolver = Callable[[Parse, Mentions, Report], Sequence[Mention]]


class Document(NamedTuple):
    """A report whose mentions are found and not yet linked."""

    parse: Parse
    mentions: Mentions
    report: Report


class Timed(NamedTuple):
    """How many mentions a resolver linked, and in how many processor seconds: the first time, and at best."""

    mentions: int
    first: float
    best: float


def linking_figures() -> Figures:
    """Mentions a second by resolver and in all, seconds to load, megabytes of a process that links."""
    found = documents()
    spent = {name: _timed(name, found) for name in _resolvers()}
    mentions, seconds = sum(t.mentions for t in spent.values()), sum(t.best for t in spent.values())
    loading, memory, bare = _in_a_process_of_its_own(found[:_WARM])
    return {
        **{f"{name}_per_second": round(timed.mentions / timed.best) for name, timed in spent.items()},
        "mentions_per_second": round(mentions / seconds),
        "first_pass_per_second": round(mentions / sum(t.first for t in spent.values())),
        "ms_per_10000_mentions": round(seconds / mentions * 10_000 * 1_000),
        "loading_seconds": loading,
        "memory_mb": memory,
        "memory_for_linking_mb": round(memory - bare, 1),
    }


def documents() -> list[Document]:
    """The articles about conflict, or where they are not there the bundled examples, with their mentions."""
    from bench.speed import articles, example_paragraphs

    there = (shared() / "corpora/articles/en.jsonl").exists()
    rows = [(p.text, p.published) for p in articles()] if there else [(text, None) for text in example_paragraphs()]
    return [_document(done, day) for done, (_, day) in zip(parse([text for text, _ in rows]), rows, strict=True)]


def _document(done: Parse, published: str | None) -> Document:
    from sayso.linking.names import known_names

    report = Report(
        id="r", source=None, title=None, published=published, language="en", text_sha256="", length=len(done.text)
    )
    return Document(done, Mentions(find_mentions(done, known_names)), report)


def _resolvers() -> dict[str, tuple[Resolver, type[Mention]]]:
    from sayso.linking.actors.resolving import link_actors
    from sayso.linking.places import link_places
    from sayso.linking.times import link_times

    return {
        "places": (link_places, PlaceMention),
        "actors": (link_actors, ActorMention),
        "times": (link_times, TimeMention),
    }


def _timed(name: str, found: Sequence[Document]) -> Timed:
    """Mentions of all documents and processor seconds for them: of the first pass, whose names no cache has seen, and of
    the quickest of all passes, which a busy machine disturbs least.
    """
    resolver, kind = _resolvers()[name]
    for document in found[:_WARM]:
        resolver(*document)
    passes = [_pass(resolver, found[_WARM:]) for _ in range(_PASSES)]
    count = sum(isinstance(m, kind) for document in found[_WARM:] for m in document.mentions.all)
    return Timed(count, passes[0], min(passes))


def _pass(resolver: Resolver, found: Sequence[Document]) -> float:
    start = time.process_time()
    for document in found:
        resolver(*document)
    return time.process_time() - start


def _in_a_process_of_its_own(found: Sequence[Document]) -> tuple[float, float, float]:
    """Processor seconds from importing the linker to the first report linked, peak memory in MB, and that before it."""
    with tempfile.NamedTemporaryFile(suffix=".pickle") as file:
        Path(file.name).write_bytes(pickle.dumps([tuple(document) for document in found]))
        command = [sys.executable, "-m", "bench.linking", "loading", file.name]
        words = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(words[0]), float(words[1]), float(words[2])


def _print_loading(path: Path) -> None:
    found: list[tuple[Parse, Mentions, Report]] = pickle.loads(path.read_bytes())  # noqa: S301 - our own, just written
    before, start = _peak(), time.process_time()
    from sayso.linking.names import known_names  # loaded here and not above: this is what is measured

    known_names(found[0][0])
    for resolver, _ in _resolvers().values():
        resolver(*found[0])
    loading = time.process_time() - start
    for document in found:
        for resolver, _ in _resolvers().values():
            resolver(*document)
    print(round(loading, 3), _peak(), before)


def _peak() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return round(int(status.partition("VmHWM:")[2].split()[0]) / 1024, 1)


def say_with_geonames() -> None:
    """Print the toponym figures with an imported GeoNames extract, or that there is none."""
    extract = os.environ.get("SAYSO_BENCH_GEONAMES")
    if not extract or not Path(extract).is_file():
        print("  with an imported GeoNames extract: absent (SAYSO_BENCH_GEONAMES names no file)")
        return
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bench.linking", "geonames", extract]
        subprocess.run(command, check=True, env=os.environ | {"SAYSO_DATA": folder})


def _print_with_geonames(extract: Path) -> None:
    from bench.measures import read_all
    from sayso.linking.gazetteer.importing import Wish, import_places

    done = import_places(extract, Wish())
    print(f"  with {done.header.rows:,} places of {extract.name} imported:")
    for name, file in (("lgl", "lgl.xml"), ("geovirus", "GeoVirus.xml")):
        readings = read_all(f"{name}_imported", texts(OUT / name, OUT / name / "manifest.jsonl"))
        found = scored("score/toponyms.py", readings, shared() / "corpora/toponyms" / file)
        for figure in ("recognition_f1", "acc_161", "acc_161_given_recognition"):
            print(f"  {name}_{figure:30}{found[figure]:12.4f}")


if __name__ == "__main__":
    if sys.argv[1] == "loading":
        _print_loading(Path(sys.argv[2]))
    else:
        _print_with_geonames(Path(sys.argv[2]))
