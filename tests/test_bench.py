"""The gate of the bench: floors hold, rise freely, and fall only with a reason that is kept."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bench.__main__ import main
from bench.corpora import digest
from bench.floors import EPSILON, SCORES, Pins, compare, load_pins, raise_floors, save_pins
from bench.measures import MEASURES, Result
from bench.stages import stages

DOCS = Path(__file__).parent.parent / "docs"


def pins(floor: float = 0.5) -> Pins:
    held = {"corpus": "c1", "scorer": "s1", "figures": {"claims_f1": floor}}
    return {"measures": {"exam": held}, "limits": {"speed.ratio_to_bare_pipeline": 1.6}, "lowered": []}


def result(value: float | None = 0.5, corpus: str = "c1", name: str = "exam", figure: str = "claims_f1") -> Result:
    return Result(name=name, about="", figures={figure: value}, corpus=corpus, scorer="s1", seconds=0.0)


@pytest.mark.parametrize(
    ("found", "faults"),
    [
        (result(0.5), 0),  # as pinned
        (result(0.7), 0),  # better
        (result(0.5 - EPSILON / 2), 0),  # what another processor may tip
        (result(0.48), 1),  # worse
        (result(None), 1),  # not measured any more
        (result(0.9, corpus="c2"), 1),  # better, but on another corpus
        (result(0.9, figure="other"), 1),  # the pinned figure is gone
        (result(1.5, name="speed", figure="ratio_to_bare_pipeline"), 0),
        (result(1.7, name="speed", figure="ratio_to_bare_pipeline"), 1),  # over a limit
        (result(3, name="seed", figure="missing"), 0),  # nothing pinned yet
    ],
)
def test_a_figure_holds_or_falls(found: Result, faults: int) -> None:
    """One fault for each figure under its floor, each limit passed, each corpus that changed."""
    assert len(compare(pins(), found).faults) == faults


def test_missing_rows_are_better_when_fewer() -> None:
    """The seed's figure is a ceiling: one missing row more is a fault, one less moves the pin down."""
    kept: Pins = {"measures": {}, "limits": {}, "lowered": []}
    raise_floors(kept, [result(2, name="seed", figure="missing")], None)

    assert compare(kept, result(3, name="seed", figure="missing")).faults
    assert raise_floors(kept, [result(1, name="seed", figure="missing")], None) == []
    assert kept["measures"]["seed"]["figures"] == {"missing": 1}


def test_a_floor_rises_without_asking_and_never_falls_within_the_tolerance() -> None:
    """Better figures are taken over; a figure a little worse leaves the floor where it was."""
    kept = pins()
    raise_floors(kept, [result(0.61239)], None)
    raise_floors(kept, [result(0.61)], None)

    assert kept["measures"]["exam"]["figures"] == {"claims_f1": 0.6123}


@pytest.mark.parametrize("worse", [result(0.3), result(0.6, corpus="c2")])
def test_a_floor_falls_only_with_a_reason_that_is_kept(worse: Result) -> None:
    """Without a reason the update is refused and changes nothing; with one it is written beside the pins."""
    kept = pins()
    refused = raise_floors(kept, [worse], None)

    assert len(refused) == 1
    assert kept == pins()

    assert raise_floors(kept, [worse], "gold was corrected") == []
    assert kept["measures"]["exam"]["figures"] == {"claims_f1": worse.figures["claims_f1"]}
    assert [row["reason"] for row in kept["lowered"]] == ["gold was corrected"]


def test_limits_are_never_moved_by_an_update() -> None:
    """A slow run cannot loosen the limit, whatever the reason given."""
    kept = pins()

    assert raise_floors(kept, [result(1.9, name="speed", figure="ratio_to_bare_pipeline")], "busy machine")
    assert kept == pins()


def test_pins_are_written_whole(tmp_path: Path) -> None:
    """What is written is read back; no draft is left beside it."""
    save_pins(pins(), tmp_path / "scores.json")

    assert load_pins(tmp_path / "scores.json") == pins()
    assert [path.name for path in tmp_path.iterdir()] == ["scores.json"]


def test_absent_corpora_are_skipped_loudly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the shared folder nothing fails, and the last line counts what was not measured."""
    monkeypatch.setenv("SAYSO_SHARED", str(tmp_path))

    assert main(["exam", "tolls"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "0 measured, 0 fell; SKIPPED 2: exam, tolls"


def test_a_corpus_is_known_by_its_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another byte, another name or another file makes another digest; the order of the paths does not."""
    monkeypatch.setenv("SAYSO_SHARED", str(tmp_path))
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.txt").write_bytes(b"one")
    (tmp_path / "b.txt").write_bytes(b"two")
    first = digest(["a", "b.txt"])

    assert digest(["b.txt", "a"]) == first
    (tmp_path / "a" / "one.txt").write_bytes(b"One")
    assert digest(["a", "b.txt"]) != first


def test_every_stage_is_clocked() -> None:
    """The stages of the reading are found by themselves, each once, and none that holds another."""
    names = [name for _, name in stages()]

    assert {"find_mentions", "read_attributions", "find_tolls", "assemble", "link_places", "incidents_of"} <= set(names)
    assert len(names) == len(set(names))
    assert not {"link", "read_claims", "parse"} & set(names)


@pytest.mark.parametrize("words", [["nonsense"], ["failures", "nonsense"], ["exam", "--allow-regression", " "]])
def test_wrong_usage_is_exit_code_2(words: list[str]) -> None:
    """A name that is no measure, and a reason that is none."""
    assert main(words) == 2


def test_pins_name_measures_that_exist() -> None:
    """scores.json holds no measure or limit that the bench does not know."""
    kept = load_pins()

    assert set(kept["measures"]) | {name.partition(".")[0] for name in kept["limits"]} <= set(MEASURES)
    assert SCORES.exists()


def test_the_method_page_shows_the_pinned_figures() -> None:
    """Every row `| measure.figure | value |` of docs/method.md is the figure of scores.json, and none is left out."""
    rows = dict(
        re.findall(r"^\| `([\w.]+)` \| ([\d.]+) \|", (DOCS / "method.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    pinned = {
        f"{name}.{figure}": value
        for name, pin in json.loads(SCORES.read_text(encoding="utf-8"))["measures"].items()
        for figure, value in pin["figures"].items()
    }

    assert {name: float(value) for name, value in rows.items()} == pinned
