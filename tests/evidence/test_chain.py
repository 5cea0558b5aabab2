"""The chain names whatever was done to the log."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.evidence.chain import FIRST, broken, entry_hash, next_entry
from sayso.model.evidence import Capture, Entry

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


def log(data: list[dict[str, Any]]) -> list[Entry]:
    """A log with an entry for each of these."""
    entries: list[Entry] = []
    for number, item in enumerate(data):
        before = entries[-1] if entries else None
        at = f"2026-03-01T12:00:{number:02}Z"
        entries.append(
            next_entry(before, at=at, by="Huda", kind="note", target=f"t{number}", data=item, reason="because")
        )
    return entries


LOGS = st.lists(st.dictionaries(TEXT, JSON, max_size=3), min_size=2, max_size=6).map(log)


@given(LOGS)
def test_a_log_that_nobody_touched_is_whole_also_after_it_was_written_and_read(entries: list[Entry]) -> None:
    again = [msgspec.json.decode(msgspec.json.encode(entry), type=Entry) for entry in entries]
    assert again == entries
    assert broken(again) == []


@given(LOGS, st.data())
def test_any_change_of_any_field_is_named_with_its_entry(entries: list[Entry], choose: st.DataObject) -> None:
    place = choose.draw(st.integers(0, len(entries) - 1))
    entry = entries[place]
    changes: dict[str, Any] = {
        "number": entry.number + 7, "at": entry.at + "0", "by": "Omar", "kind": "decision", "target": "else",
        "data": {**entry.data, "added": 1}, "reason": "", "previous": "f" * 64, "hash": "e" * 64,
    }  # fmt: skip
    field = choose.draw(st.sampled_from(sorted(changes)))
    entries[place] = msgspec.structs.replace(entry, **{field: changes[field]})
    faults = broken(entries)
    assert any(f"entry {entries[place].number} " in fault for fault in faults), (field, faults)


@given(LOGS, st.data())
def test_an_altered_entry_with_a_hash_made_to_fit_shows_at_the_next(
    entries: list[Entry], choose: st.DataObject
) -> None:
    place = choose.draw(st.integers(0, len(entries) - 2))
    changed = msgspec.structs.replace(entries[place], reason="another reason")
    entries[place] = msgspec.structs.replace(changed, hash=entry_hash(changed))
    assert any(f"entry {entries[place + 1].number} does not follow" in fault for fault in broken(entries))


@given(LOGS, st.data())
def test_a_dropped_entry_is_named(entries: list[Entry], choose: st.DataObject) -> None:
    gone = entries.pop(choose.draw(st.integers(0, len(entries) - 2)))
    assert f"entry {gone.number} is missing" in broken(entries)


@given(LOGS, st.data())
def test_a_doubled_entry_is_named(entries: list[Entry], choose: st.DataObject) -> None:
    place = choose.draw(st.integers(0, len(entries) - 1))
    entries.insert(place, entries[place])
    assert f"entry {entries[place].number} is there twice" in broken(entries)


@given(LOGS, st.data())
def test_entries_that_changed_places_are_named(entries: list[Entry], choose: st.DataObject) -> None:
    place = choose.draw(st.integers(0, len(entries) - 2))
    entries[place], entries[place + 1] = entries[place + 1], entries[place]
    assert any(f"entry {entries[place + 1].number} is out of order" in fault for fault in broken(entries))


@given(LOGS)
def test_a_log_cut_off_at_its_end_shows_against_an_entry_known_from_elsewhere(entries: list[Entry]) -> None:
    newest = entries.pop()
    assert broken(entries) == []  # the chain alone cannot know
    assert any(f"entry {newest.number} is not there" in fault for fault in broken(entries, newest=newest))


def test_a_log_written_anew_from_the_start_shows_against_an_entry_known_from_elsewhere() -> None:
    before, after = log([{"a": 1}, {"b": 2}]), log([{"a": 1}, {"b": 3}])
    assert broken(after) == []
    assert broken(after, newest=before[1])
    assert broken(before, newest=before[0]) == []


def test_several_missing_entries_are_told_as_a_range() -> None:
    entries = log([{}, {}, {}, {}, {}])
    assert broken([entries[0], entries[4]]) == ["entries 2 to 4 are missing"]
    assert broken(entries[2:]) == ["entries 1 to 2 are missing"]


def test_numbers_run_from_one_and_the_first_entry_follows_nothing() -> None:
    first, second = log([{}, {}])
    assert (first.number, first.previous) == (1, FIRST)
    assert (second.number, second.previous) == (2, first.hash)


def test_the_hash_can_be_made_again_without_sayso() -> None:
    """The recipe of docs/evidence.md, in other words than the code's."""
    (entry,) = log([{"title": "غارة", "n": [1, 2.5, None]}])
    fields = msgspec.to_builtins(entry)
    fields.pop("hash")
    canonical = json.dumps(fields, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(canonical.encode()).hexdigest() == entry.hash


def test_records_become_plain_data_so_that_the_hash_holds_after_storing() -> None:
    capture = Capture(sha256="a" * 64, media_type="text/plain", size=1, method="file", name="n", headers=(("A", "b"),))
    entry = next_entry(None, at="now", by="x", kind="capture", target="t", data={"capture": capture})
    assert entry.data["capture"]["headers"] == [["A", "b"]]


def test_what_no_json_can_hold_is_no_entry() -> None:
    with pytest.raises(TypeError):
        next_entry(None, at="", by="", kind="note", target="", data={"object": object()})
