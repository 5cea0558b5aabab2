"""From words with a part in an event to the records of the rules."""

from __future__ import annotations

from sayso.model.claim import Perpetrator, Target, Weapon
from sayso.reading.occurrences.scene import Scene
from sayso.reading.occurrences.triggers import find_triggers
from sayso.reading.roles.answers import Answers
from sayso.reading.roles.appositions import described
from sayso.reading.roles.parts import parts_of
from tests.reading.roles.made_up import Read, answers


def roles(read: Read, found: Answers) -> list[Target | Perpetrator | Weapon]:
    scene = Scene(read.parse, read.mentions, find_triggers(read.parse))
    return [part.role for part in described(read.parse, parts_of(read.parse, scene, found))]


def test_what_stands_in_a_record_stands_in_the_text() -> None:
    read = Read("Hooded men threw a grenade at the radio station, and the guard Ruben Salas was hurt.")
    given = {"Hooded men": "individual", "grenade": "weapon", "radio station": "physical", "guard Ruben Salas": "human"}

    found = roles(read, answers(read, roles=given))

    assert [type(role).__name__ for role in found] == ["Perpetrator", "Weapon", "Target", "Target"]
    for role in found:
        assert role.start is not None
        assert role.end is not None
        assert role.exact == read.parse.text[role.start : role.end]


def test_a_name_is_taken_whole_and_what_is_before_it_describes() -> None:
    read = Read("Assailants murdered the party treasurer Ruben Salas at dawn.")

    (target,) = roles(read, answers(read, roles={"party treasurer Ruben Salas": "human"}))

    assert isinstance(target, Target)
    assert (target.name, target.description) == ("Ruben Salas", "party treasurer")


def test_a_description_beside_a_name_goes_with_it() -> None:
    read = Read("Assailants murdered Ruben Salas, a party treasurer, at dawn.")

    found = roles(read, answers(read, roles={"Ruben Salas": "human", "party treasurer": "human"}))

    assert [(t.name, t.description) for t in found if isinstance(t, Target)] == [("Ruben Salas", "party treasurer")]


def test_several_people_beside_a_name_are_others() -> None:
    read = Read("Assailants murdered Ruben Salas, two drivers and a cook.")

    found = roles(read, answers(read, roles={"Ruben Salas": "human", "two drivers": "human", "cook": "human"}))

    assert len(found) == 3


def test_effect_and_type_are_the_networks_where_it_is_sure() -> None:
    read = Read("Assailants murdered a magistrate at dawn.")
    found = answers(
        read,
        roles={"magistrate": "human"},
        effects={"magistrate": "killed"},
        types={"magistrate": "legal_or_judicial"},
    )

    (target,) = roles(read, found)

    assert isinstance(target, Target)
    assert (target.type, target.effect) == ("legal_or_judicial", ("killed",))


def test_words_that_the_lexicon_of_weapons_lacks_are_no_weapon() -> None:
    read = Read("Assailants murdered a magistrate with a heavy spoon.")

    assert roles(read, answers(read, roles={"spoon": "weapon"})) == []


def test_nobody_knows_whether_unknown_people_are_a_states() -> None:
    read = Read("Unidentified individuals murdered a magistrate, and members of a cartel fled.")
    found = answers(read, roles={"Unidentified individuals": "individual", "members of a cartel": "individual"})
    found.state[:] = 0.01

    unknown, known = (role for role in roles(read, found) if isinstance(role, Perpetrator))

    assert (unknown.state, known.state) == (None, False)
