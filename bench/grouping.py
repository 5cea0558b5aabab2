"""Does one incident's coverage end up in one incident, and nothing else with it; and does matching grow with the accounts only?

The corpus has no conflict news: it measures grouping, not vocabulary. One line a report: the incident that it is mainly
about, by its own words alone. `shared_f1` is the kinder measure: each report counts by the one of its incidents that most
reports share. The weights of lexicon/en/grouping.yaml were tuned on half of the incidents (`tuned_on`); `held_out` is the
other half.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bench.corpora import OUT, Figures, json_lines, scored, shared, texts
from sayso.incidents.accounts import accounts_of, report_account
from sayso.incidents.matching import main_groups, matched, shared_groups
from sayso.model.account import Account, Figure, Spot
from sayso.reader import read_pieces

CORPUS = "corpora/grouping"
SIZES = (1_000, 10_000, 100_000)


def grouping_figures() -> Figures:
    """B-cubed on all reports and on the halves, each report counted by its main incident; then by the one most shared."""
    folder = shared() / CORPUS
    OUT.mkdir(exist_ok=True)
    match = matched(_accounts())
    groups = _written(OUT / "grouping.jsonl", main_groups(match))
    kinder = _written(OUT / "grouping_shared.jsonl", shared_groups(match))
    whole = scored("score/grouping.py", groups, folder / "gold.jsonl")
    figures: Figures = {
        "b_cubed_f1": whole["b_cubed_f1"],
        "b_cubed_p": whole["b_cubed"]["p"],
        "b_cubed_r": whole["b_cubed"]["r"],
        "ceaf_e_f1": whole["ceaf_e_f1"],
    }
    for name, half in (("tuned_on", 0), ("held_out", 1)):
        gold = OUT / f"grouping_{name}.jsonl"
        rows = (row for row in json_lines(folder / "gold.jsonl") if half_of(row["incident"]) == half)
        _write(gold, rows)
        figures[f"{name}_f1"] = scored("score/grouping.py", groups, gold)["b_cubed_f1"]
    figures["shared_f1"] = scored("score/grouping.py", kinder, folder / "gold.jsonl")["b_cubed_f1"]
    return figures


def matching_figures() -> Figures:
    """Microseconds an account as accounts get more; the last beside the one before it."""
    figures: Figures = {}
    for size in SIZES:
        accounts = list(made_up(size))
        start = time.perf_counter()
        matched(accounts)
        figures[f"us_per_account_{size}"] = round((time.perf_counter() - start) / size * 1e6, 0)
    one, other = (figures[f"us_per_account_{size}"] or 1.0 for size in SIZES[-2:])
    return {**figures, "growth": round(other / one, 2)}


def half_of(incident: str) -> int:
    """Which half of the incidents an incident is in: 0 was tuned on."""
    return int(hashlib.sha256(f"h{incident}".encode()).hexdigest(), 16) % 2


def made_up(many: int) -> Iterator[Account]:
    """Accounts of incidents told by one to five reports each, over places and years as many as their number asks for."""
    number = incident = 0
    while number < many:
        incident += 1
        for _ in range(min(1 + incident * 7 % 5, many - number)):
            number += 1
            yield _made_up(number, incident, many)


def _made_up(number: int, incident: int, many: int) -> Account:
    chosen = hashlib.sha256(f"{incident}".encode()).hexdigest()
    place, day = int(chosen[32:40], 16) % max(many // 40, 20), int(chosen[40:48], 16) % 3_000
    date = time.strftime("%Y-%m-%d", time.gmtime(86_400 * (16_000 + day)))
    own = hashlib.sha256(f"report {number}".encode()).hexdigest()
    names = [f"name{chosen[n : n + 4]} family{chosen[n + 4 : n + 7]}" for n in range(0, 28, 7)]
    words = [f"word{int(chosen[n : n + 3], 16) % 3_000}" for n in range(0, 60, 2)]
    words += [f"word{int(own[n : n + 3], 16) % 3_000}" for n in range(0, 60, 2)]
    return Account(
        id=f"r{number:07}/c{number}",
        report=f"r{number:07}",
        kind="air_strike" if incident % 3 else "shelling",
        realis="happened",
        title=f"Incident {incident}",
        first=date,
        last=date,
        published=date,
        spots=(Spot(name=f"Place {place}", place=f"p{place}", country="LY", lat=20 + place % 131 / 10,
                    lon=10 + place % 149 / 10, precision="town", radius_m=3_000),),
        figures=(Figure(outcome="killed", low=incident % 17, high=incident % 17),),
        names=tuple(sorted(names[: 2 + number % 3])),
        terms=tuple(sorted(set(words))),
        prominent=True,
    )  # fmt: skip


def _written(path: Path, groups: Mapping[str, int]) -> Path:
    """One line a report."""
    _write(path, ({"report": report, "incident": str(group)} for report, group in groups.items()))
    return path


def _accounts() -> Iterator[Account]:
    folder = shared() / CORPUS
    pieces = texts(folder / "texts", folder / "manifest.jsonl")
    for number, (piece, reading) in enumerate(zip(pieces, read_pieces(pieces), strict=True), 1):
        yield from accounts_of(reading, piece.text) or (report_account(reading, piece.text),)
        if number % 50 == 0:
            print(f"grouping: {number} of {len(pieces)} read", file=sys.stderr)


def _write(path: Path, rows: Iterable[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
