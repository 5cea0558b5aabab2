"""Days and moments as a reader is told them."""

from __future__ import annotations

import pytest

from sayso.wording.quantities import day, plain_days


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2016-07-09", "9 July 2016"),
        ("2016-07", "July 2016"),
        ("2016-02-07T05:00:00", "7 February 2016, 05:00"),
        ("2016-02-07T05:00", "7 February 2016, 05:00"),
        ("saturday", "saturday"),
        ("2016-02-07T", "2016-02-07T"),
    ],
)
def test_a_day_a_month_and_a_moment_are_told_in_words(value: str, told: str) -> None:
    assert day(value) == told


def test_an_interval_is_told_from_its_first_to_its_last() -> None:
    assert plain_days("2016-07-09/2016-07-12") == "9 July 2016 – 12 July 2016"
