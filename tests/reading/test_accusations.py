"""Accusations of a word or two: whoever makes them is the accuser, not the one who spoke before."""

from __future__ import annotations

import pytest

from sayso.model.claim import Claim, Responsibility
from sayso.reader import read

# text; for each accusation or denial: the innermost speaker, what it does, whom it means
ROWS = [
    (
        "The council accused Egypt of the raids, and the mayor also blamed Sudanese planes.",
        [("The council", "accuses", "Egypt"), ("the mayor", "accuses", "Sudanese planes")],
    ),
    (
        "The ministry denied that its pilots were behind the raid and blamed the rebels.",
        [("The ministry", "denies", "its pilots"), ("The ministry", "accuses", "the rebels")],
    ),
    (
        "The council blamed the Northern Army of Omar Haddad for the raid.",
        [("The council", "accuses", "the Northern Army of Omar Haddad")],
    ),
    ("The council thanked Egypt for the flour, and the mayor also thanked Sudanese pilots.", []),
    (
        "Guards in Tripoli pointed the finger at the rebels after gunmen stormed the bank and killed two people.",
        [("Guards in Tripoli", "accuses", "the rebels")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_each_accusation_is_its_accusers(text: str, expected: list[tuple[str, str, str]]) -> None:
    got = [_short(claim) for claim in read(text).claims if isinstance(claim.proposition, Responsibility)]
    assert got == expected


def _short(claim: Claim) -> tuple[str, str, str]:
    assert isinstance(claim.proposition, Responsibility)
    return claim.chain[-1].text, claim.stance, " ".join(actor.exact for actor in claim.proposition.actors)
