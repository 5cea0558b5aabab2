"""What changed since the release before, and what is remembered of what is gone."""

from __future__ import annotations

from typing import Any

import msgspec

from sayso.model.release import Changed, Indexed, ReleasedIncident, ReleasedPlace
from sayso.publish.difference import difference, index_bytes, index_of, indexed, remembered, tombstones


def incident(code: str, **fields: Any) -> ReleasedIncident:
    return ReleasedIncident(**{"code": code, "kind": "air_strike", "title": code, "place": ReleasedPlace(), **fields})


def index(*incidents: ReleasedIncident) -> dict[str, Indexed]:
    return {one.code: indexed(one) for one in incidents}


def changed(before: dict[str, Indexed], now: dict[str, Indexed], **told: dict[str, str]) -> list[Changed]:
    return list(difference(before, now, told.get("merged", {}), told.get("excluded", {})))


def test_the_first_release_adds_everything() -> None:
    assert [one.change for one in changed({}, index(incident("A"), incident("B")))] == ["added", "added"]


def test_what_is_the_same_is_no_change() -> None:
    assert changed(index(incident("A")), index(incident("A"))) == []


def test_a_change_names_the_fields() -> None:
    found = changed(index(incident("A")), index(incident("A", title="other", harm="fair")))
    assert [(one.change, set(one.fields)) for one in found] == [("changed", {"title", "harm"})]


def test_a_code_that_went_into_another_is_merged_not_removed() -> None:
    found = changed(index(incident("A"), incident("B")), index(incident("A")), merged={"B": "A"})
    assert [(one.code, one.change, one.into) for one in found] == [("B", "merged", "A")]


def test_what_is_withheld_now_leaves_no_title_behind() -> None:
    found = changed(index(incident("A", title="a name")), {}, excluded={"A": "withheld"})
    assert [(one.change, one.title) for one in found] == [("removed", "")]


def test_tombstones_stay_for_good_and_are_no_change_again() -> None:
    first = index(incident("A"), incident("B"))
    second = list(remembered(first, index(incident("A")), changed(first, index(incident("A")))))
    assert [one.code for one in tombstones(second)] == ["B"]
    by_code = {one.code: one for one in second}
    assert changed(by_code, index(incident("A"))) == []
    third = remembered(by_code, index(incident("A")), [])
    assert [one.code for one in tombstones(third)] == ["B"]


def test_what_comes_back_is_added_again_and_its_tombstone_goes() -> None:
    first = index(incident("A"))
    gone = {one.code: one for one in remembered(first, {}, changed(first, {}))}
    back = changed(gone, index(incident("A")))
    assert [(one.change, one.why) for one in back] == [("added", "published again")]
    assert tombstones(remembered(gone, index(incident("A")), back)) == []


def test_an_index_reads_back_as_it_was_written() -> None:
    known = list(index(incident("A"), incident("B")).values())
    assert list(index_of(index_bytes(known)).values()) == known
    assert msgspec.json.decode(index_bytes(known).splitlines()[0])["code"] == "A"
