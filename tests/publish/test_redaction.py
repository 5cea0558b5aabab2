"""Names are taken out however they are written, and nothing else is; a coarse place gives no more away than its grid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.grouped import GroupedIncident
from sayso.publish.redaction import coarsened, everywhere, without
from tests.publish.test_difference import incident

ROWS = [
    ("Omar Khalil was killed.", "[name withheld] was killed.", "as it stands"),
    ("OMAR KHALIL WAS KILLED", "[name withheld] WAS KILLED", "in capitals"),
    ("Omar\n  Khalil's brother", "[name withheld]'s brother", "over a line, with an ending"),
    ("https://x.example/omar-khalil-killed", "https://x.example/[name withheld]-killed", "in an address"),
    ("https://x.example/Omar%20Khalil", "https://x.example/[name withheld]", "in an address, with signs"),
    ("omar_khalil.jpg", "[name withheld].jpg", "in a file name"),
    ("Omar Khalili was killed.", "Omar Khalili was killed.", "another name"),
    ("Omar said that Khalil Street was hit.", "Omar said that Khalil Street was hit.", "its words apart"),
    ("", "", "nothing"),
]


@pytest.mark.parametrize(("words", "expected", "why"), ROWS, ids=[row[2] for row in ROWS])
def test_a_name_is_taken_out_wherever_it_stands(words: str, expected: str, why: str) -> None:
    assert without(["Omar Khalil"])(words) == expected, why


SPOTS = [
    ("at 32.7659, 22.6210 near the port", "at [coordinates withheld] near the port", "decimal degrees"),
    ("at 32°45′57″N 22°37′15″E", "at [coordinates withheld]", "degrees and minutes"),
    ("between 12.5 and 13.5 million", "between 12.5 and 13.5 million", "amounts"),
    ("on 9.7.2016, 12 people", "on 9.7.2016, 12 people", "a day"),
]


@pytest.mark.parametrize(("words", "expected", "why"), SPOTS, ids=[row[2] for row in SPOTS])
def test_digits_that_are_a_spot_are_taken_out(words: str, expected: str, why: str) -> None:
    assert without([], spots=True)(words) == expected, why


def test_nothing_is_done_where_there_is_nothing_to_take_out() -> None:
    one = incident("LY-2016-0001")
    assert everywhere(one, without([])) is one


def test_every_string_of_a_record_is_gone_through() -> None:
    one = incident(
        "LY-2016-0001", title="Omar Khalil", tellers=("Omar Khalil", "Coast Wire"), grade_why="so says Omar Khalil"
    )
    out = everywhere(one, without(["Omar Khalil"]))
    assert "Omar" not in str(out)
    assert out.tellers == ("[name withheld]", "Coast Wire")


@given(lat=st.floats(-89, 89), lon=st.floats(-179, 179), metres=st.integers(1_000, 100_000))
def test_a_coarse_place_holds_the_true_one_and_is_one_of_a_grid(lat: float, lon: float, metres: int) -> None:
    found = coarsened(_at(lat, lon), metres, None)
    assert found.lat is not None
    assert found.lon is not None
    assert abs(found.lat - lat) * 111_320 <= metres / 2 + 10
    assert (found.radius_m or 0) >= metres // 2
    again = coarsened(_at(found.lat, found.lon), metres, None)
    assert (again.lat, again.lon) == (found.lat, found.lon), "what is told gives no finer place away"


def test_the_uncertainty_that_was_there_is_added() -> None:
    assert (coarsened(_at(32.76, 22.63, radius=2_000), 5_000, "Derna").radius_m or 0) > 5_000


def _at(lat: float, lon: float, radius: int | None = None) -> GroupedIncident:
    return GroupedIncident(
        code="LY-2016-0001",
        kind="air_strike",
        title="",
        accounts=(),
        place="the port",
        country="LY",
        lat=lat,
        lon=lon,
        precision="landmark",
        radius_m=radius,
    )
