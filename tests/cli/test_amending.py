"""What a person changes in a claim by path, and what is said of a path that leads nowhere."""

from __future__ import annotations

import pytest

from sayso.cli.amending import amended
from sayso.ledger.misfits import told

CLAIM = {"type": "casualties", "tolls": [{"count": {"low": 31, "high": None}}], "none": []}

NOWHERE = [
    ("tolls.9.count.low=33", "there is no '9'; tolls has 1 item, numbered 0"),
    ("tolls.0.count.most=33", "there is no 'most'; tolls.0.count has low, high"),
    ("toll.0=1", "there is no 'toll'; it has type, tolls, none"),
    ("tolls.0.count.low.x=1", "there is no 'x'; tolls.0.count.low is a single value"),
    ("none.0=1", "there is no '0'; none has no items"),
]


@pytest.mark.parametrize(("change", "words"), NOWHERE)
def test_a_path_that_leads_nowhere_names_the_step_and_what_there_is(change: str, words: str) -> None:
    with pytest.raises(ValueError, match="there is no") as error:
        amended(CLAIM, [change])
    assert str(error.value) == f"{change!r}: {words}"


def test_one_field_is_changed_and_the_claim_itself_is_not() -> None:
    assert amended(CLAIM, ["tolls.0.count.low=33"])["tolls"][0]["count"] == {"low": 33, "high": None}
    assert CLAIM["tolls"] == [{"count": {"low": 31, "high": None}}]


MISFITS = [
    (
        "Expected `int | null`, got `str` - at `$.tolls[0].count.low`",
        "tolls.0.count.low must be a whole number or null, not words",
    ),
    ("Expected `object`, got `int`", "it must be an object, not a whole number"),
    ("Invalid enum value 'dead' - at `$.tolls[...].outcome`", "invalid enum value 'dead' in tolls.outcome"),
    ("Object missing required field `low` - at `$.tolls[1]`", "object missing required field low in tolls.1"),
]


@pytest.mark.parametrize(("error", "words"), MISFITS)
def test_what_does_not_fit_is_told_in_words(error: str, words: str) -> None:
    assert told(error) == words
