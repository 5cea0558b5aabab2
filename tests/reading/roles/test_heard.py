"""Which event a part belongs to, and what is said of the parts that the rules gave."""

from __future__ import annotations

from sayso.model.claim import Perpetrator, Target
from sayso.reading.occurrences.scene import Scene
from sayso.reading.occurrences.triggers import find_triggers
from sayso.reading.roles.answers import Answers
from sayso.reading.roles.heard import Heard, hear, heard
from tests.reading.roles.made_up import Read, answers

TWO = "Gunmen attacked a bus near Kado on Monday. On Friday a bomb exploded at the town hall. The driver died."


def listened(read: Read, found: Answers) -> Heard:
    return heard(read.parse, Scene(read.parse, read.mentions, find_triggers(read.parse)), read.found, found)


def words(read: Read, span: tuple[int, int]) -> str:
    return read.parse.text[slice(*span)]


def test_a_part_goes_to_the_event_that_it_belongs_to_and_not_to_the_nearest() -> None:
    read = Read(TWO)
    found = answers(
        read, told={"attacked": 0.9, "exploded": 0.9}, roles={"driver": "human"},
        groups={"attacked": 1, "driver": 1, "exploded": 2},
    )  # fmt: skip

    (part,) = listened(read, found).parts

    assert isinstance(part.role, Target)
    assert words(read, part.trigger) == "attacked"


def test_a_part_of_nothing_that_is_told_goes_nowhere() -> None:
    read = Read(TWO)

    assert (
        listened(read, answers(read, told={"attacked": 0.01, "exploded": 0.01}, roles={"driver": "human"})).parts == ()
    )


def test_who_struck_may_have_struck_twice() -> None:
    read = Read(TWO)
    found = answers(read, told={"attacked": 0.9, "exploded": 0.9}, roles={"Gunmen": "individual"})

    parts = listened(read, found).parts

    assert [words(read, part.trigger) for part in parts if isinstance(part.role, Perpetrator)] == [
        "attacked",
        "exploded",
    ]


def test_two_triggers_are_one_event_or_not() -> None:
    read = Read(TWO)
    found = answers(read, told={"attacked": 0.9}, groups={"attacked": 1, "exploded": 2})

    said = listened(read, found)
    triggers = sorted(said.told)

    assert said.link(triggers[:1], triggers[1:2]) < 0.1


def test_of_every_part_that_the_rules_gave_it_is_said_how_likely_it_is() -> None:
    read = Read(TWO)

    said = listened(read, answers(read, told={"attacked": 0.9}, roles={"Gunmen": "individual"}))

    chances = {words(read, span): opinion.chance for span, opinion in said.opinions.items()}
    assert chances["Gunmen"] > 0.8
    assert chances["bus"] < 0.1


def test_nothing_is_asked_of_a_report_without_violence() -> None:
    read = Read("The council met on Monday and agreed on the price of bread.")

    assert hear(read.parse, read.mentions, read.found, read.tolls) is None
