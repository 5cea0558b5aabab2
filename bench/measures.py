"""The measures: what each reads, which scorer judges it, and which of its figures are held."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from bench.actors import actor_figures
from bench.claim_scores import score_figures
from bench.corpora import OUT, Figures, digest, json_lines, scored, shared, texts
from bench.corpora import script as printed
from bench.deeds import deeds_figures
from bench.desk_speed import desk_figures
from bench.documents import document_figures
from bench.grouping import grouping_figures, matching_figures
from bench.ledger_speed import ledger_figures
from bench.linking import linking_figures, say_with_geonames
from bench.passages import passage_figures
from bench.publishing import publishing_figures
from bench.speed import growth_figures, speed_figures
from bench.times import times_figures, times_speed_figures
from sayso.reader import Piece, read_pieces

Who = Literal["both", "rules"]
"""Rules and models together, or the rules alone."""


class Measure(NamedTuple):
    """`corpus` and `scorer` are paths of the shared folder; what changes there changes the figures without our doing."""

    about: str
    corpus: tuple[str, ...]
    scorer: tuple[str, ...]
    figures: Callable[[], Figures]


class Result(NamedTuple):
    """What one measure gave: its figures, and the digests of what they were measured on and with."""

    name: str
    about: str
    figures: Figures
    corpus: str | None
    scorer: str | None
    seconds: float


def absent(name: str) -> Path | None:
    """The first thing that the measure needs and that is not there."""
    measure = MEASURES[name]
    return next((shared() / p for p in (*measure.corpus, *measure.scorer) if not (shared() / p).exists()), None)


def measured(name: str) -> Result:
    """Run one measure."""
    measure = MEASURES[name]
    start = time.perf_counter()
    figures = measure.figures()
    seconds = time.perf_counter() - start
    corpus, scorer = (digest(paths) if paths else None for paths in (measure.corpus, measure.scorer))
    return Result(name, measure.about, figures, corpus, scorer, seconds)


def read_all(name: str, pieces: Sequence[Piece], reader: Who = "both") -> Path:
    """Read the pieces in order and keep the readings in bench/out/NAME.jsonl, those by rules alone in NAME_rules.jsonl."""
    OUT.mkdir(exist_ok=True)
    path = OUT / (f"{name}.jsonl" if reader == "both" else f"{name}_{reader}.jsonl")
    with path.open("wb") as file:
        for number, reading in enumerate(read_pieces(pieces, reader=reader), 1):
            file.write(msgspec.json.encode(reading) + b"\n")
            if number % 50 == 0:
                print(f"{name}: {number} of {len(pieces)} read", file=sys.stderr)
    return path


def _attribution(reader: Who = "both") -> Figures:
    gold = shared() / "corpora/polnear/dev"
    readings = read_all("attribution", texts(gold / "text"), reader)
    found = scored("score/attribution.py", readings, gold)
    names = ("attribution_f1", "content_f1", "source_right_if_matched", "content_exact_if_matched")
    pair = found["attributions"]["attribution"]
    tokens = {f"{role}_token_f1": found["tokens"][role]["f1"] for role in ("content", "source", "cue")}
    held = {**{name: found[name] for name in names}, "attribution_p": pair["p"], "attribution_r": pair["r"], **tokens}
    return {**held, **score_figures(readings, gold)}


def _incidents(reader: Who = "both") -> Figures:
    muc, target = shared() / "corpora/muc4", OUT / "muc4"
    messages = [muc / "tst1/tst1-muc3", muc / "tst2/tst2-muc4"]
    printed("score/incidents.py", "export", *messages, target, "--mixed-case", shared() / "corpora/polnear/train/text")
    readings = read_all("incidents", texts(target, target / "manifest.jsonl"), reader)
    found = scored("score/incidents.py", readings, muc / "tst1/key-tst1.v7", muc / "tst2/key-tst2.v4")
    rows = found["summary"]
    held = {f"all_templates_{name}": rows["all_templates"][name] for name in ("f1", "p", "r")}
    return {**held, "matched_only_f1": rows["matched_only"]["f1"], "templates_f1": rows["templates"]["f1"]}


def _toponyms() -> Figures:
    figures: Figures = {}
    for name, file in (("lgl", "lgl.xml"), ("geovirus", "GeoVirus.xml")):
        gold, target = shared() / "corpora/toponyms" / file, OUT / name
        printed("score/toponyms.py", "export", gold, target)
        found = scored("score/toponyms.py", read_all(name, texts(target, target / "manifest.jsonl")), gold)
        wanted = ("recognition_f1", "acc_161", "acc_161_given_recognition")
        figures |= {f"{name}_{key}": found[key] for key in wanted}
        figures[f"{name}_auc_all"] = found["resolution"]["end_to_end"]["auc_all"]
        figures[f"{name}_median_km"] = found["resolution"]["given_recognition"]["median_km"]
    say_with_geonames()
    return figures


def _tolls() -> Figures:
    folder = shared() / "corpora/tolls"
    readings = read_all("tolls", texts(folder / "texts", folder / "manifest.jsonl"))
    found = scored("score/casualties.py", readings, folder / "gold.jsonl")
    names = ("killed_exact_share", "killed_right_share", "injured_exact_share", "injured_right_share")
    rest = ("date_within_1_day", "place_within_25_km", "place_within_161_km")
    return {**{name: found[name] for name in (*names, *rest)}, "with_incident": found["with_incident"] / found["texts"]}


def _exam(reader: Who = "both") -> Figures:
    folder = shared() / "exam"
    readings = in_gold_shape(read_all("exam", texts(folder / "texts", folder / "manifest.jsonl"), reader))
    found = scored("exam/exam.py", readings, folder / "gold.jsonl")
    parts = ("claims_content", "claims_speaker", "incidents", "agreements", "disputes")
    shares = {name: share for name, share in found["among_matched"].items() if name.startswith("incidents_")}
    return {"claims_f1": found["claims_f1"], **{f"{part}_f1": found[part]["f1"] for part in parts}, **shares}


def _actors() -> Figures:
    folder = shared() / "exam"
    readings = read_all("actors", texts(folder / "texts", folder / "manifest.jsonl"))
    return actor_figures(json_lines(folder / "gold.jsonl"), json_lines(readings))


def in_gold_shape(readings: Path) -> Path:
    """The exam's scorer reads disputes and agreements as gold has them: the artefact as words, a party by its name."""
    path = readings.with_name(readings.name.replace("exam", "exam_in_gold_shape"))
    with path.open("w", encoding="utf-8") as file:
        for reading in json_lines(readings):
            for dispute in reading["disputes"]:
                dispute["artefact"] = dispute["artefact"]["exact"]
            for party in (party for agreement in reading["agreements"] for party in agreement["parties"]):
                party["actor"] = party["name"]
            file.write(json.dumps(reading, ensure_ascii=False) + "\n")
    return path


def by_rules(name: str) -> Measure:
    """The same measure without a trained model."""
    with_models = MEASURES[name]
    figures = {"attribution": _attribution, "incidents": _incidents, "exam": _exam}[name]
    return with_models._replace(about=f"{with_models.about}, by rules alone", figures=lambda: figures("rules"))


def _seed() -> Figures:
    folder = shared() / "seed"
    text = (folder / "report.txt").read_bytes().decode("utf-8")
    piece = Piece(text=text, id="report", source="The Libya Observer", published="2016-07-09", language="en")
    path = read_all("seed", [piece])
    # check.py exits with 1 while a row is missing: its last line is the figure.
    command = [sys.executable, str(folder / "check.py"), str(path)]
    lines = subprocess.run(command, check=False, capture_output=True, text=True).stdout.splitlines()
    for line in _faults(lines):
        print(f"  {line}")
    return {"missing": int(lines[-1].split()[0])}


def _faults(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if line.startswith("missing")]


_SCORE = "score/common.py"
MEASURES: dict[str, Measure] = {
    "attribution": Measure(
        "who says what, on PolNeAR dev", ("corpora/polnear/dev",), ("score/attribution.py", _SCORE), _attribution
    ),
    "incidents": Measure(
        "who did what to whom, on MUC-4 TST1 and TST2 in restored case",
        ("corpora/muc4/tst1", "corpora/muc4/tst2", "corpora/polnear/train/text"),
        ("score/incidents.py", "score/muc4", _SCORE),
        _incidents,
    ),
    "toponyms": Measure(
        "places found and placed, on LGL and GeoVirus",
        ("corpora/toponyms/lgl.xml", "corpora/toponyms/GeoVirus.xml"),
        ("score/toponyms.py", _SCORE),
        _toponyms,
    ),
    "tolls": Measure(
        "how many killed and injured, when and where, on 800 short reports",
        ("corpora/tolls/gold.jsonl", "corpora/tolls/manifest.jsonl", "corpora/tolls/texts"),
        ("score/casualties.py", "score/toponyms.py", _SCORE),
        _tolls,
    ),
    "exam": Measure(
        "24 articles against a careful monitor's reading",
        ("exam/gold.jsonl", "exam/manifest.jsonl", "exam/texts"),
        ("exam/exam.py", "exam/shapes.py"),
        _exam,
    ),
    "actors": Measure(
        "who speaks and who is blamed, resolved or kept, in the exam's articles",
        ("exam/gold.jsonl", "exam/manifest.jsonl", "exam/texts"),
        (),
        _actors,
    ),
    "seed": Measure(
        "the reference case, row by row", ("seed/report.txt", "seed/expected.json"), ("seed/check.py",), _seed
    ),
    "passages": Measure("short passages with their facts, developed on and held out", (), (), passage_figures),
    "grouping": Measure(
        "one incident's coverage in one incident, on 1,199 articles",
        ("corpora/grouping/gold.jsonl", "corpora/grouping/manifest.jsonl", "corpora/grouping/texts"),
        ("score/grouping.py", _SCORE),
        grouping_figures,
    ),
    "times": Measure("time expressions of three languages, and the days they mean", (), (), times_figures),
    "times_speed": Measure("processor time to find and resolve an expression", (), (), times_speed_figures),
    "deeds": Measure("one deed's coverage in one incident, in dense made-up ledgers", (), (), deeds_figures),
    "matching": Measure("matching accounts as there are more of them", (), (), matching_figures),
    "linking": Measure("mentions a second by resolver, loading, memory", (), (), linking_figures),
    "speed": Measure("the whole reading against the bare parser", ("corpora/articles/en.jsonl",), (), speed_figures),
    "documents": Measure(
        "documents of 400 words, by rules and with models", ("corpora/articles/en.jsonl",), (), document_figures
    ),
    "growth": Measure("time a word as reports get more, or longer", (), (), growth_figures),
    "desk": Measure("pages of the desk over a project, as a browser waits for them", (), (), desk_figures),
    "publishing": Measure("a release in every format, as a project grows", (), (), publishing_figures),
    "ledger": Measure("adding, grouping, showing and rebuilding as a ledger grows", (), (), ledger_figures),
}
MEASURES |= {f"{name}_rules": by_rules(name) for name in ("attribution", "incidents", "exam")}
