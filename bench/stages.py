"""What each stage costs: clocks around the stage functions as reading/read.py and reader.py call them."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from inspect import isfunction
from typing import Any

from bench.corpora import shared
from bench.speed import articles, example_paragraphs, report_of_length
from sayso import reader
from sayso.linking import link as linking
from sayso.reader import Piece, read_pieces
from sayso.reading import read as reading

# Functions that hold other stages, or are none.
NO_STAGES = {"read_claims", "link", "known_names", "parse", "model_file", "gazetteer_version", "sha256"}


def stages() -> list[tuple[Any, str]]:
    """The stage functions, in the order in which the modules that call them name them."""
    found = []
    for module in (reading, linking, reader):
        for name, value in vars(module).items():
            theirs = isfunction(value) and value.__module__.startswith("sayso.") and value.__module__ != module.__name__
            if theirs and name not in NO_STAGES:
                found.append((module, name))
    return found


def print_profile() -> int:
    """Print microseconds a token for the parser and every stage, on articles (or, without corpora, on the examples)."""
    there = (shared() / "corpora/articles/en.jsonl").exists()
    pieces = articles() if there else [Piece(text=report_of_length(example_paragraphs(), 10_000))]
    for _ in read_pieces(pieces[:1]):
        pass
    with _clocks() as (spent, tokens):
        start = time.process_time()
        for _ in read_pieces(pieces):
            pass
        whole = time.process_time() - start
    each = {name: seconds / tokens[0] * 1e6 for name, seconds in spent.items()}
    parser, total = each.pop("parse"), whole / tokens[0] * 1e6
    print(f"{tokens[0]} tokens; microseconds a token\n{'parse':24}{parser:8.1f}")
    for name, cost in each.items():
        print(f"{name:24}{cost:8.1f}")
    print(
        f"{'everything else':24}{total - parser - sum(each.values()):8.1f}\n{'all but the parser':24}{total - parser:8.1f}"
    )
    return 0


@contextmanager
def _clocks() -> Iterator[tuple[dict[str, float], list[int]]]:
    """Replace every stage by itself with a clock, and put it back."""
    spent: dict[str, float] = defaultdict(float)
    tokens = [0]
    kept = [(module, name, getattr(module, name)) for module, name in (*stages(), (reader, "parse"))]
    for module, name, stage in kept:
        setattr(module, name, _parsing(stage, spent, tokens) if name == "parse" else _timed(stage, name, spent))
    try:
        yield spent, tokens
    finally:
        for module, name, stage in kept:
            setattr(module, name, stage)


def _timed(stage: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    def run(*arguments: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return stage(*arguments, **named)
        finally:
            spent[name] += time.process_time() - start

    return run


def _parsing(stage: Callable[..., Any], spent: dict[str, float], tokens: list[int]) -> Callable[..., Iterator[Any]]:
    """`parse` is a generator: the clock runs while it works on the next report."""

    def run(*arguments: Any) -> Iterator[Any]:
        parses = stage(*arguments)
        while True:
            start = time.process_time()
            parsed = next(parses, None)
            spent["parse"] += time.process_time() - start
            if parsed is None:
                return
            tokens[0] += len(parsed.tokens)
            yield parsed

    return run
