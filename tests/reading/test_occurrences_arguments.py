"""Who struck, what and whom, where, when, with what and how often."""

from __future__ import annotations

import pytest

from sayso.model.claim import Occurrence
from sayso.reading.mentions import Mentions
from tests.reading.event_words import occurrences, read_all

PERPETRATORS = [
    (
        "Khalifa Haftar's airstrikes hit two mills in Houn.",
        [("Khalifa Haftar", "reported_as_fact", True)],
        "a possessive",
    ),
    ("Regime shelling killed a baker in Douma.", [("Regime", "reported_as_fact", False)], "a noun before"),
    ("An attack by armed men killed a baker in Houn.", [("armed men", "reported_as_fact", True)], "by after a noun"),
    ("A baker was killed by rebels in Houn.", [("rebels", "reported_as_fact", True)], "by after a passive"),
    ("A baker was killed by suspected militants.", [("suspected militants", "suspected", True)], "a hedge before"),
    ("A baker was killed, apparently by rebels.", [("rebels", "possible", True)], "a doubt before by"),
    ("The ministry accused rebels of bombing the mill.", [("rebels", "accused", True)], "accused of"),
    ("Soldiers from the north shelled Houn.", [("Soldiers", "reported_as_fact", True)], "a subject"),
    ("The army said its jets bombed the mill in Houn.", [("army", "claimed", False)], "its means who speaks"),
    ("The rebels said they shelled Houn.", [("rebels", "claimed", True)], "they means who speak"),
    ("Egypt said it had bombed Houn.", [("Egypt", "claimed", False)], "a state"),
    ("A spokesman for the army said its jets bombed Houn.", [("army", "claimed", False)], "for whom he speaks"),
    ("The army's spokesman said its air strikes hit Houn.", [("army", "claimed", False)], "whose spokesman he is"),
    ("Omar Haddad said they had shelled Houn.", [], "nor are they one man"),
    ("The colonel said they had shelled Houn.", [], "they are more than a colonel"),
    ("The army said its base in Houn was shelled.", [], "what befell it is no deed of its own"),
    (
        "The council said the army and its allies shelled Houn.",
        [("army", "reported_as_fact", False)],
        "another's allies",
    ),
    (
        "Dignity Operation forces shelled the port of Derna.",
        [("Dignity Operation forces", "reported_as_fact", False)],
        "an operation is no actor",
    ),
    ("Lightning struck the tower in Houn.", [], "lightning is nobody"),
]

STATES = [
    ("Government troops shelled Houn.", True, "an army"),
    ("Rebel fighters attacked a checkpoint near Houn.", False, "against the state"),
    ("Two gunmen attacked a checkpoint near Houn.", None, "nobody says whose they are"),
]

TARGETS = [
    ("An air strike hit a depot in Tajoura, a suburb of Tripoli.", ["depot"], "what the town is was not struck"),
    ("An air strike hit a depot, a suburb and a clinic near Tripoli.", ["depot", "suburb", "clinic"], "a suburb was"),
    (
        "The raids hit a bakery, the square beside it while people queued, Houn airport and a school.",
        ["bakery", "square", "Houn airport", "school"],
        "all of a list, past a clause between",
    ),
    ("Strikes destroyed two tanks, a bridge and a depot near Houn.", ["two tanks", "bridge", "depot"], "destroyed"),
    ("Three men and two women were killed by rebels.", ["Three men", "two women"], "a list of subjects"),
    ("Rebels wounded three men, a guard and a clerk said.", ["three men"], "two who speak together"),
    ("Rebels wounded three men, a guard in the town told a radio.", ["three men"], "who speaks, and where"),
    ("Rebels wounded three men, a guard, Omar Said, said.", ["three men"], "who speaks, and the name"),
    ("Rebels wounded three men, a guard and a clerk in Houn.", ["three men", "guard", "clerk"], "nobody speaks"),
    ("Rebels killed two men and the police fled.", ["two men"], "a new clause ends the list"),
    ("An attack on a clinic killed a nurse in Houn.", ["clinic", "nurse"], "after on, and what the attack did"),
    ("The army claimed responsibility for an air strike on a clinic.", ["clinic"], "responsibility is not struck"),
    ("The air strike on a clinic left widespread disbelief.", ["clinic"], "nor is what came of it"),
    ("The air strike left a bridge in ruins.", ["bridge"], "but a known thing is"),
    ("The air strike devastated a cattle shelter.", ["cattle shelter"], "or any thing that it came down on"),
    ("The killing of five priests shocked the town.", ["five priests"], "after of"),
]

NAMED = [
    ("Gunmen kidnapped Omar Haddad, mayor of Houn, on Monday.", "Omar Haddad", "mayor of Houn", "an apposition"),
    ("Gunmen kidnapped a young engineer.", None, "young engineer", "a description only"),
]

EFFECTS = [
    ("Strikes destroyed a bridge near Houn.", ("destroyed",)),
    ("Shelling damaged a bridge near Houn.", ("damaged",)),
    ("Rebels killed a baker in Houn.", ("killed",)),
    ("Rebels wounded a baker in Houn.", ("injured",)),
]

PLACES = [
    ("The UN mission in Libya spoke of nine killed in the shelling.", [], "a body's seat is not where it happened"),
    ("An air strike hit a mill in Derna.", ["Derna"], "in"),
    ("In Derna, an air strike killed a baker.", ["Derna"], "a place that opens the sentence"),
    ("An air strike on Derna killed a baker, a spokesman in Tripoli said.", ["Derna"], "not where somebody spoke"),
    ("Officials told reporters in Tripoli that rebels shelled Derna.", ["Derna"], "nor where reporters were told"),
    ("TRIPOLI, 3 May — Rebels shelled Derna.", ["Derna"], "nor the dateline"),
    ("Air strikes hit Derna, Sirte and Misrata.", ["Derna", "Sirte", "Misrata"], "a list"),
    ("Rebels killed a baker in a village south of Derna.", ["Derna"], "a bearing where nothing else is named"),
]

NUMBERS = [
    ("Coalition jets conducted 12 strikes near Hit.", (12, 12)),
    ("Four air raids hit the port of Houn.", (4, 4)),
    ("An air raid hit the port of Houn.", None),
]

WEAPONS = [
    ("Gunmen shot dead a baker in Houn.", [("gun", None)], "shot implies a gun"),
    ("Rebels fired mortars at a mill in Houn.", [("mortar", "mortars")], "named"),
    ("A car bomb killed a baker in Houn.", [("car_bomb", "car bomb")], "a car bomb"),
    ("Strikes destroyed a mortar near Houn.", [], "what is destroyed was not used"),
]

Read = dict[str, tuple[Mentions, Occurrence]]


@pytest.fixture(scope="module")
def read() -> Read:
    """The first occurrence of each sentence, all parsed in one go."""
    tables = (PERPETRATORS, STATES, TARGETS, NAMED, EFFECTS, PLACES, NUMBERS, WEAPONS)
    found = read_all(row[0] for table in tables for row in table)
    return {text: (mentions, occurrences(rows)[0]) for text, (_, mentions, rows) in found.items() if rows}


@pytest.mark.parametrize(("sentence", "wanted", "why"), PERPETRATORS)
def test_who_struck(sentence: str, wanted: list[tuple[str, str, bool]], why: str, read: Read) -> None:
    actors = read[sentence][1].perpetrators if sentence in read else ()
    assert [(a.exact.removesuffix("'s"), a.basis, a.individual) for a in actors] == wanted, why


@pytest.mark.parametrize(("sentence", "state", "why"), STATES)
def test_whether_a_state_struck(sentence: str, state: bool | None, why: str, read: Read) -> None:
    assert [a.state for a in read[sentence][1].perpetrators] == [state], why


@pytest.mark.parametrize(("sentence", "wanted", "why"), TARGETS)
def test_all_coordinated_targets_are_kept(sentence: str, wanted: list[str], why: str, read: Read) -> None:
    assert [t.exact for t in read[sentence][1].targets] == wanted, why


@pytest.mark.parametrize(("sentence", "name", "description", "why"), NAMED)
def test_people_have_a_name_or_a_description(
    sentence: str, name: str | None, description: str, why: str, read: Read
) -> None:
    assert [(t.name, t.description) for t in read[sentence][1].targets] == [(name, description)], why


@pytest.mark.parametrize(("sentence", "effect"), EFFECTS)
def test_what_befell_a_target(sentence: str, effect: tuple[str, ...], read: Read) -> None:
    assert [t.effect for t in read[sentence][1].targets] == [effect]


@pytest.mark.parametrize(("sentence", "wanted", "why"), PLACES)
def test_only_struck_places_are_places_of_the_event(sentence: str, wanted: list[str], why: str, read: Read) -> None:
    named = [p.exact for p in read[sentence][1].places if p.exact[0].isupper()]
    assert named == wanted, why


@pytest.mark.parametrize(("sentence", "number"), NUMBERS)
def test_how_many_strikes(sentence: str, number: tuple[int, int] | None, read: Read) -> None:
    count = read[sentence][1].number
    assert (None if count is None else (count.low, count.high)) == number


@pytest.mark.parametrize(("sentence", "wanted", "why"), WEAPONS)
def test_weapons_used(sentence: str, wanted: list[tuple[str, str | None]], why: str, read: Read) -> None:
    assert [(w.kind, w.exact) for w in read[sentence][1].weapons] == wanted, why
