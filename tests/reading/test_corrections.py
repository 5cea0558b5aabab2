"""What a report takes back is kept, negated, as its own word; the figure in its place counts, and the deed stays."""

from __future__ import annotations

import pytest

from sayso.model.claim import Casualties, Claim
from sayso.reader import read

# text; for each claim of figures: the innermost speaker, polarity, how many
ROWS = [
    (
        "Correction: an earlier version of our report on the air strike on Kufra said 60 died. The true number is 53, he said.",
        [("the report", "negated", 60), ("he", "affirmed", 53)],
    ),
    (
        "An earlier version of this story said that 60 people were killed; the correct number is 53, a medic said.",
        [("the report", "negated", 60), ("a medic", "affirmed", 53)],
    ),
    (
        "An earlier report that 60 people died in the air strike on Kufra was wrong, the mayor said. He said that 12 died.",
        [("unattributed", "negated", 60), ("He", "affirmed", 12)],
    ),
    ("Correction: 53 people, not 60, were killed in the raid on Kufra.", [("the report", "affirmed", 53)]),
    ("This story has been corrected to say that 53 people were killed.", [("the report", "affirmed", 53)]),
    (
        "An earlier report by the council said that 60 people were killed.",
        [("An earlier report by the council", "affirmed", 60)],
    ),
    ("The raid killed 60 people. The right price is 53.", [("the report", "affirmed", 60)]),
    ("Sixty people were killed. The true number of houses is 53.", [("the report", "affirmed", 60)]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_what_is_taken_back_is_negated(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert [_short(claim) for claim in read(text).claims if isinstance(claim.proposition, Casualties)] == expected


def _short(claim: Claim) -> tuple[str, str, int | None]:
    assert isinstance(claim.proposition, Casualties)
    return claim.chain[-1].text or claim.chain[-1].name, claim.polarity, claim.proposition.tolls[0].count.low


@pytest.mark.parametrize("text", [ROWS[0][0], ROWS[2][0]])
def test_the_deed_is_not_taken_back(text: str) -> None:
    """The raid stands with the right figure alone, and nobody of the wrong one is its target."""
    (incident,) = read(text).incidents
    assert [toll.low for toll in incident.casualties] in ([53], [12])
    assert not any("60" in target.exact for target in incident.targets)
    assert [place for place in incident.places if place.role == "struck"]
