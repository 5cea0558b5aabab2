"""Actors against the knowledge base: who is known, under which names, in which office, acting for a state or not."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from sayso.linking.actors.dates import meant_on
from sayso.linking.actors.knowledge import actors
from sayso.linking.actors.names import actor_names, known_actor_names
from sayso.model.mention import ActorMention
from sayso.reading.parse import parse
from tests.linking.actors import called, linked


class Row(NamedTuple):
    """A text, the words of a mention, and the known actor it is."""

    text: str
    exact: str
    actor: str | None
    why: str = ""


KNOWN = [
    Row("The Islamic State said it fired.", "Islamic State", "islamic-state"),
    Row("ISIL said it fired.", "ISIL", "islamic-state"),
    Row("Daesh said it fired.", "Daesh", "islamic-state"),
    Row("Da'esh said it fired.", "Da'esh", "islamic-state"),
    Row("The so-called Islamic State said it fired.", "so-called Islamic State", "islamic-state"),
    Row("IS said it fired.", "IS", "islamic-state"),
    Row("HRW said nine had died.", "HRW", "human-rights-watch"),
    Row("Human Rights Watch said nine had died.", "Human Rights Watch", "human-rights-watch"),
    Row("The SDF said nine had died.", "SDF", "syrian-democratic-forces"),
    Row("Jabhat al-Nusra said nine had died.", "Jabhat al-Nusra", "al-nusra-front"),
    Row("Al Shabaab said nine had died.", "Al Shabaab", "al-shabaab"),
    Row("The Taleban said nine had died.", "Taleban", "taliban"),
    Row("The FMLN said nine had died.", "FMLN", "fmln"),
    Row("The Russian air force said nine had died.", "Russian air force", "russia-air-force"),
    Row("Turkish warplanes hit the hill, the army said.", "Turkish warplanes", "turkey-air-force"),
    Row("The Egyptian military said nine had died.", "Egyptian military", "egypt-military"),
    Row("Russia denied that it had struck the clinic.", "Russia", "russia", "a state that speaks"),
    Row("The Pentagon said nine had died.", "Pentagon", "pentagon"),
    Row("Libya: Khalifa Hifter said it was over.", "Khalifa Hifter", "khalifa-haftar", "a spelling of the name"),
    Row("In Derna, Haftar said it was over.", "Haftar", "khalifa-haftar", "a surname that is a name of its own"),
    Row("In Derna, the LNA said it was over.", "LNA", "libyan-national-army"),
    Row("In Derna, the DMSC said it was over.", "DMSC", "derna-mujahideen-shura-council"),
    Row(
        "The ADF and the Allied Democratic Forces are one. The ADF said so.", "ADF", "allied-democratic-forces", "both"
    ),
]
UNKNOWN = [
    Row("The ADF said nine had died.", "ADF", None, "an abbreviation of many bodies"),
    Row("In Rome, the Presidency Council said it was over.", "Presidency Council", None, "no word of Libya"),
    Row("In Rome, Mohammed al-Mansouri said it was over.", "Mohammed al-Mansouri", None, "a common name, no Libya"),
    Row("An unidentified aircraft struck, a nurse said.", "a nurse", None, "somebody unknown"),
    Row("Omar Haddad said it was over.", "Omar Haddad", None, "a person nobody has listed"),
]


@pytest.fixture(scope="module")
def known() -> list[list[ActorMention]]:
    """The rows of known actors."""
    return linked(row.text for row in KNOWN)


@pytest.fixture(scope="module")
def unknown() -> list[list[ActorMention]]:
    """The rows of others."""
    return linked(row.text for row in UNKNOWN)


@pytest.mark.parametrize("number", range(len(KNOWN)), ids=[row.text for row in KNOWN])
def test_a_name_is_a_known_actor(number: int, known: list[list[ActorMention]]) -> None:
    """By any of its names, in any of their spellings."""
    assert called(known[number], KNOWN[number].exact).actor == KNOWN[number].actor


@pytest.mark.parametrize("number", range(len(UNKNOWN)), ids=[row.why for row in UNKNOWN])
def test_others_are_not(number: int, unknown: list[list[ActorMention]]) -> None:
    """No context, no certain name: no actor."""
    assert all(m.actor is None for m in unknown[number] if m.exact == UNKNOWN[number].exact)


def test_an_operation_is_not_an_actor() -> None:
    """The operation's name stands for those who run it, and says so."""
    (mentions,) = linked(["In Derna, Dignity Operation said it was over."])
    mention = called(mentions, "Dignity Operation")
    assert mention.actor == "libyan-national-army"
    assert mention.names == ("Libyan National Army", "Dignity Operation")
    assert mention.why == "Operation Dignity is an operation of Libyan National Army"
    assert "operation-dignity" in actors()


OFFICES = [
    ("Salem Rashid, Dignity Operation’s spokesman, said it was over.", "Salem Rashid", "Dignity Operation’s spokesman"),
    ("Omar Haddad, the mayor of Sabha, said it was over.", "Omar Haddad", "mayor of Sabha"),
    ("Foreign Secretary Anna Carter said it was over.", "Anna Carter", "Foreign Secretary"),
    ("Army spokesman Omar Haddad said it was over.", "Omar Haddad", "Army spokesman"),
    ("The Speaker of the council, Omar Haddad, said it was over.", "Omar Haddad", "Speaker of the council"),
    ("It was signed by the Speaker of the council, Omar Haddad.", "Omar Haddad", "Speaker of the council"),
    ("A spokesman for the trade minister, Omar Haddad, spoke.", "Omar Haddad", "spokesman for the trade minister"),
    ("In a letter to the mayor, Omar Haddad said it was over.", "Omar Haddad", None),
    ("His brother Omar Haddad said it was over.", "Omar Haddad", None),
    ("Omar Haddad, who fled, said it was over.", "Omar Haddad", None),
    ("Omar Haddad, 43, said it was over.", "Omar Haddad", None),
]


@pytest.mark.parametrize(("text", "exact", "office"), OFFICES)
def test_an_office_comes_from_what_stands_beside_the_name(text: str, exact: str, office: str | None) -> None:
    """Before the name or between commas after it; kinship is no office."""
    (mentions,) = linked([text])
    named = [m for m in mentions if exact in m.names]
    assert {m.office for m in named} == {office}


HOLDERS = [("2016-05-01", "john-kerry"), ("2018-05-01", None), (None, None)]


@pytest.mark.parametrize(("published", "actor"), HOLDERS)
def test_an_office_is_held_on_the_day_of_the_report(published: str | None, actor: str | None) -> None:
    """Office holders are resolved as of the date, without a date not at all."""
    (mentions,) = linked(["The US secretary of state said it was over."], published)
    assert mentions[0].actor == actor


KINDS = [
    ("A police officer said it was over.", "A police officer", "person", True, True),
    ("Residents said it was over.", "Residents", "people", False, False),
    ("The ministry said it was over.", "The ministry", "office", False, True),
    ("The rebels said it was over.", "The rebels", "people", False, False),
    ("Leaked tapes show that it was over.", "Leaked tapes", "artefact", None, None),
    ("Hezbollah said it was over.", "Hezbollah", "group", False, False),
    ("Russia said it was over.", "Russia", "state", False, True),
    ("Reuters said it was over.", "Reuters", "organisation", False, False),
]


@pytest.mark.parametrize(("text", "exact", "type", "individual", "state"), KINDS)
def test_a_mention_says_what_kind_of_actor_it_is(
    text: str, exact: str, type: str, individual: bool | None, state: bool | None
) -> None:
    """Person or body, one or many, acting for a state or not; None where nobody can tell."""
    (mentions,) = linked([text])
    mention = called(mentions, exact)
    assert (mention.type, mention.individual, mention.state) == (type, individual, state)


def test_every_row_of_the_knowledge_base_has_a_name_and_a_source() -> None:
    """And parents, offices and operations name rows that exist."""
    known = actors()
    for actor in known.values():
        assert actor.names
        assert actor.source
        assert actor.id == actor.id.lower()
        assert set(actor.parents) <= known.keys()
        assert actor.operation_of is None or actor.operation_of in known
        assert (actor.kind == "operation") == (actor.operation_of is not None)


RIVALS = [
    {"lana-tripoli", "lana-east"},
    {"government-of-national-accord", "national-salvation-government-libya"},
    {"libyan-national-army", "libya-military"},
]


def test_a_name_is_two_actors_only_where_they_are_rivals_or_not_of_one_time() -> None:
    """Whoever shares a name at one time could never be told apart: only rivals who both claim it may."""
    table, days = actor_names(), [f"{year}-{month:02}-15" for year in range(2010, 2025) for month in range(1, 13)]
    for name in {name for actor in actors().values() for name in actor.names}:
        if len(table.called(name)) > 1:
            at_once = [set(meant_on(table.called(name), name, day)) for day in days]
            assert all(len(ids) < 2 or ids in RIVALS for ids in at_once), name


@pytest.mark.parametrize("text", ["This is who told us.", "THIS IS WHAT IT IS.", "Let the arena care."])
def test_common_words_are_no_names(text: str) -> None:
    """IS, US, WHO, CARE and ARENA are also words."""
    assert known_actor_names(next(parse([text]))) == []
