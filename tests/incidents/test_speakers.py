"""Who counts as a source: by name, or by the words for him in his report."""

from __future__ import annotations

import pytest

import sayso
from sayso.incidents.speakers import Spoken, sources_of

CASES: list[tuple[str, set[str], str]] = [
    (
        "A guard in Derna said that warplanes had struck Fataih. He said that ten had died. The guard blamed foreign aircraft.",
        {"a guard in Derna, in Libya Herald"},
        "a pronoun and a definite word are whoever they point back to",
    ),
    (
        "Ahmed al-Mismari said that aircraft had bombed Derna. He said that four people had been killed.",
        {"Ahmed al-Mismari"},
        "a pronoun of somebody with a name is his",
    ),
    (
        "UNSMIL said that air strikes had killed four people in Derna.",
        {"UNSMIL"},
        "a known body by its best name",
    ),
    (
        "Residents said that there were six raids on Derna. A medic said that nine people had been killed.",
        {"residents, in Libya Herald", "a medic, in Libya Herald"},
        "the nameless by the words for them, with the outlet",
    ),
    (
        "Warplanes bombed Derna on Friday. Nobody has claimed the raid.",
        {"Libya Herald"},
        "nobody is no source",
    ),
    (
        "He said that warplanes had bombed Derna.",
        {"somebody unnamed, in Libya Herald"},
        "a pronoun that means nobody known",
    ),
]  # fmt: skip


def sources(text: str) -> set[str]:
    reading = sayso.read(text, published="2017-10-31", source="Libya Herald", id="r1")
    spoken = (Spoken(report="r1", outlet="Libya Herald", day="2017-10-31", chain=c.chain) for c in reading.claims)
    return {name for name, _ in sources_of(spoken)}


@pytest.mark.parametrize(("text", "names", "why"), CASES, ids=[row[2] for row in CASES])
def test_sources_of_a_report(text: str, names: set[str], why: str) -> None:
    """By name, or by the words for him."""
    assert sources(text) == names, why


def test_the_nameless_of_two_reports_are_two() -> None:
    """A resident of one report does not speak in another."""
    reading = sayso.read("A resident said that a shell had hit Derna.", published="2017-10-31", id="r1")
    chain = reading.claims[0].chain
    spoken = [
        Spoken(report=report, outlet=outlet, day=None, chain=chain)
        for report, outlet in (("r1", "Herald"), ("r2", "Wire"))
    ]

    assert [name for name, _ in sources_of(spoken)] == ["a resident, in Herald", "a resident, in Wire"]
