"""The bundled examples are read as before: golden files whose diff a person reads."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sayso.model.reading import Reading
from sayso.reader import Piece, read_pieces

GOLDEN = Path(__file__).parent / "golden"
EXAMPLES = resources.files("sayso.examples")
ROWS = [json.loads(line) for line in EXAMPLES.joinpath("manifest.jsonl").read_text(encoding="utf-8").splitlines()]
IDS = [row["id"] for row in ROWS]


def text_of(id: str) -> str:
    return EXAMPLES.joinpath(f"{id}.txt").read_text(encoding="utf-8")


@cache
def readings() -> dict[str, Reading]:
    pieces = [Piece(text=text_of(row["id"]), **row) for row in ROWS]
    return {reading.report.id: reading for reading in read_pieces(pieces)}


def plain(reading: Reading) -> Any:
    """As `sayso read --json` prints it: lists, never tuples."""
    return json.loads(msgspec.json.encode(reading))


def kept(value: Any) -> Any:
    """The reading without what varies by machine (engine, digests) and what is empty, and with scores one can compare."""
    if isinstance(value, dict):
        return {
            key: kept(item)
            for key, item in value.items()
            if key not in {"engine", "digest"} and item is not None and item != []
        }
    if isinstance(value, list):
        return [kept(item) for item in value]
    return round(value, 4) if isinstance(value, float) else value


def as_golden(reading: Reading) -> str:
    return json.dumps(kept(plain(reading)), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("id", IDS)
def test_example_is_read_as_in_its_golden_file(id: str, pytestconfig: pytest.Config) -> None:
    """A change of the reading shows as a diff of tests/golden (pytest --update-golden writes it)."""
    path, found = GOLDEN / f"{id}.json", as_golden(readings()[id])
    if pytestconfig.getoption("--update-golden"):
        path.write_text(found, encoding="utf-8")

    assert found == path.read_text(encoding="utf-8")


def spans(value: Any) -> list[tuple[int, int, str]]:
    """Every (start, end, exact) anywhere in a reading."""
    if isinstance(value, dict):
        own = [(value["start"], value["end"], value["exact"])] if value.keys() >= {"start", "end", "exact"} else []
        return own + [span for item in value.values() for span in spans(item)]
    return [span for item in value for span in spans(item)] if isinstance(value, list) else []


@pytest.mark.parametrize("id", IDS)
def test_every_exact_is_the_text_at_its_offsets(id: str) -> None:
    """Offsets are code points of the unchanged text, in whatever record they stand."""
    text = text_of(id)
    found = [s for s in spans(plain(readings()[id])) if s[2] is not None and s[0] is not None]

    assert [s for s in found if text[s[0] : s[1]] != s[2]] == []


@pytest.mark.parametrize("id", IDS)
def test_every_reference_leads_somewhere(id: str) -> None:
    """Mention ids, claim keys, incident ids and subset ids that are named exist."""
    reading = plain(readings()[id])
    mentions = {m["id"] for m in reading["mentions"]}
    keys = [c["key"] for c in reading["claims"]]
    incidents = {i["id"] for i in reading["incidents"]}
    named = {hop["speaker"] for c in reading["claims"] for hop in c["chain"]}
    named |= {a["speaker"] for a in reading["attributions"]} | {i["when"] for i in reading["incidents"]}
    named |= {p["mention"] for i in reading["incidents"] for p in i["places"]}

    assert len(keys) == len(set(keys))
    assert named - {None} <= mentions
    assert {key for i in reading["incidents"] for key in i["claims"]} <= set(keys)
    assert {i["part_of"] for i in reading["incidents"]} - {None} <= incidents
    for incident in reading["incidents"]:
        rows = {row["id"] for row in incident["casualties"]}
        assert {row["subset_of"] for row in incident["casualties"]} - {None} <= rows
