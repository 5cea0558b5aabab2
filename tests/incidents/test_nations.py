"""Of which foreign nation what was struck is; and that fighters whom a figure counts are no civilians."""

from __future__ import annotations

import pytest

from sayso.model.incident import Incident
from sayso.reader import read

# (text, words of the target, its nation, why)
ROWS = [
    ("Gunmen kidnapped two Spanish priests in Sabha, Libya, on Monday.", "two Spanish priests", "ES", "foreign there"),
    (
        "Gunmen killed three Egyptian workers in Sirte, Libya, on Monday.",
        "three Egyptian workers",
        "EG",
        "foreign there",
    ),
    ("A car bomb damaged the U.S. embassy in Tripoli, Libya, on Monday.", "U.S. embassy", "US", "whose it is"),
    ("A car bomb hit the Libyan parliament in Tripoli, Libya, on Monday.", "Libyan parliament", None, "of the country"),
    ("Gunmen kidnapped two Spanish priests on Monday.", "two Spanish priests", None, "nobody says where it was"),
    ("Gunmen killed two polish makers in Sirte, Libya, on Monday.", "two polish makers", None, "no people"),
    ("Gunmen killed German Soto, a teacher, in Sirte, Libya, on Monday.", "German Soto", None, "a first name"),
]


def only(text: str) -> Incident:
    """The one incident of a text, by the rules alone."""
    return read(text, published="2016-07-09", reader="rules").incidents[0]


@pytest.mark.parametrize(("text", "words", "nation", "why"), ROWS, ids=[row[0] for row in ROWS])
def test_a_target_has_a_nation_where_it_is_a_foreign_one(text: str, words: str, nation: str | None, why: str) -> None:
    nations = {target.exact: target.nation for target in only(text).targets}
    assert nations.get(words) == nation, why


@pytest.mark.parametrize(
    ("text", "types"),
    [
        (
            "Four soldiers were killed and three others injured in a clash near Sirte on Monday.",
            {"three others": "combatant"},
        ),
        (
            "Troops killed 15 members of the guerrilla near Derna on Monday.",
            {"15 members of the guerrilla": "combatant"},
        ),
        ("Troops killed 15 members of the choir near Derna on Monday.", {"15 members of the choir": "civilian"}),
        ("A bomb killed two soldiers and five teachers in Derna on Monday.", {"five teachers": "civilian"}),
    ],
)
def test_whom_a_figure_counts_as_fighters_are_no_civilians(text: str, types: dict[str, str]) -> None:
    found = {target.exact: target.type for target in only(text).targets}
    assert {words: found.get(words) for words in types} == types
