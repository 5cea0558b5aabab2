"""Precision classes: every class has its codes elsewhere, and none gets finer on the way."""

from __future__ import annotations

from typing import get_args

import pytest

from sayso.linking.gazetteer.kinds import data
from sayso.linking.places.precision import Ladder, codes, precision_of
from sayso.model.mention import PlacePrecision

CLASSES = get_args(PlacePrecision)
LADDERS: tuple[Ladder, ...] = ("acled", "ucdp", "airwars", "atlos")


def test_every_class_is_mapped_and_no_other() -> None:
    assert set(data("precision")["classes"]) == set(CLASSES)


@pytest.mark.parametrize("precision", CLASSES)
def test_a_class_has_a_code_on_every_ladder_or_a_reason_why_not(precision: PlacePrecision) -> None:
    row = data("precision")["classes"][precision]
    assert set(LADDERS) <= set(row)
    assert all(row[ladder] is not None for ladder in LADDERS) != ("why" in row)


def test_every_code_of_the_other_ladders_is_known() -> None:
    back = data("precision")["from"]
    assert set(back["acled"]) == set("123")
    assert set(back["ucdp"]) == set("1234567")
    assert len(back["airwars"]) == 14
    for ladder in LADDERS:
        assert set(back[ladder].values()) <= set(CLASSES)


@pytest.mark.parametrize("precision", CLASSES)
def test_there_and_back_is_never_finer(precision: PlacePrecision) -> None:
    order = [c for c in CLASSES if c not in ("between_places", "offshore_air", "unknown")]
    for ladder, code in zip(LADDERS, codes(precision), strict=True):
        if code is not None and precision in order and (back := precision_of(ladder, code)) in order:
            assert order.index(back) >= order.index(precision), (ladder, code)


ROWS = [
    ("town", 2_000, 1, 1, "town"),
    ("adm1", 90_000, 3, 4, "province_governorate"),
    ("country", 700_000, 3, 6, None),
    ("between_places", 7_000, 2, 2, None),
    ("between_places", 60_000, 2, 5, None),
    ("between_places", None, 2, 5, None),
    ("offshore_air", 4_000, 2, 7, None),
    ("unknown", None, None, None, None),
]


@pytest.mark.parametrize(("precision", "radius", "acled", "ucdp", "airwars"), ROWS)
def test_codes(
    precision: PlacePrecision, radius: int | None, acled: int | None, ucdp: int | None, airwars: str | None
) -> None:
    assert codes(precision, radius)[:3] == (acled, ucdp, airwars)


def test_a_code_that_is_none_is_unknown() -> None:
    assert precision_of("acled", 9) == "unknown"
