"""Whether the people of a figure fight: by their own words, or by those of the figure before that they leave out."""

from __future__ import annotations

import pytest

from sayso.reading.casualties import find_tolls
from sayso.reading.mentions import Mentions
from sayso.reading.parse import parse

# (text, the status of each figure in text order, why)
ROWS = [
    ("Four soldiers were killed and three others were injured.", ["combatant", "combatant"], "other soldiers"),
    ("The ambush killed nine rebels and wounded 12.", ["combatant", "combatant"], "a bare number"),
    ("Two fighters died in the clash. Five more were wounded.", ["combatant", "combatant"], "the sentence after"),
    ("Troops killed six members of the guerrilla.", ["combatant"], "those who belong to a body that fights"),
    (
        "Four soldiers were killed and three farmers were injured.",
        ["combatant", "presumed_civilian"],
        "farmers are named",
    ),
    (
        "Four soldiers were killed and three people were injured.",
        ["combatant", "presumed_civilian"],
        "people are named",
    ),
    ("Four farmers were killed and three others injured.", ["presumed_civilian", "presumed_civilian"], "other farmers"),
    (
        "Four soldiers died. The talks went on. Later, 20 were injured.",
        ["combatant", "presumed_civilian"],
        "too far off",
    ),
    ("Three others were injured.", ["presumed_civilian"], "nobody before"),
    ("Gunmen killed six members of the choir.", ["presumed_civilian"], "a body that does not fight"),
]


@pytest.mark.parametrize(("text", "statuses", "why"), ROWS, ids=[row[0] for row in ROWS])
def test_who_is_left_out_is_of_those_named_before(text: str, statuses: list[str], why: str) -> None:
    (parsed,) = parse([text])
    assert [found.toll.type for found in find_tolls(parsed, Mentions([]))] == statuses, why
