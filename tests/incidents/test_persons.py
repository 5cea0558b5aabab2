"""Targets told more than once: each person and each thing once, under the whole name."""

from __future__ import annotations

from typing import Literal

import msgspec
import pytest

from sayso.incidents.within_report.persons import each_once, same_words, whole_name
from sayso.model.claim import Target


def target(
    exact: str,
    start: int = 0,
    name: str | None = None,
    kind: Literal["physical", "human"] = "human",
    number: tuple[int, int | None] | None = None,
) -> Target:
    description = exact.removesuffix(name or "").strip() or None
    return Target(
        exact=exact, start=start, end=start + len(exact), kind=kind, name=name, description=description, number=number
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the driver", "driver of the bus", True),
        ("Oqueli", "Hector Oqueli", True),
        ("the driver", "a teacher", False),
        ("two of the", "the", False),
    ],
)
def test_fewer_words_name_the_same_person(one: str, other: str, same: bool) -> None:
    assert same_words(target(one), target(other)) is same


def test_a_thing_is_never_a_person() -> None:
    assert not same_words(target("the bank", kind="physical"), target("the bank"))


@pytest.mark.parametrize(
    ("exact", "name", "expected"),
    [
        ("party leader Hector Oqueli", "Oqueli", ("Hector Oqueli", "party leader")),
        ("General Oqueli", "Oqueli", ("Oqueli", "General")),
        ("Nicaraguan envoy Oqueli", "Oqueli", ("Oqueli", "Nicaraguan envoy")),
        ("Hector Delgado Parker", "Parker", ("Hector Delgado Parker", None)),
    ],
)
def test_first_names_go_to_the_name_and_titles_do_not(exact: str, name: str, expected: tuple[str, str | None]) -> None:
    found = whole_name(target(exact, name=name))

    assert (found.name, found.description) == expected


def test_who_is_described_beside_the_name_is_one_person() -> None:
    text = "Hector Oqueli, a party leader"
    name, words = target("Hector Oqueli", name="Hector Oqueli"), target("party leader", start=text.index("party"))

    (found,) = each_once([name, words])

    assert (found.name, found.description) == ("Hector Oqueli", "party leader")


def test_two_numbers_of_people_are_two_targets() -> None:
    five, three = target("five peasants", number=(5, 5)), target("three peasants", start=90, number=(3, 3))

    assert len(each_once([five, three])) == 2


MAYOR = "Mayor Ana Ruiz"


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("the mayor", 1),  # she is the only mayor named
        ("mayor of the town", 1),  # of what she is mayor is told here only
        ("another mayor", 2),  # somebody else
        ("a driver", 2),  # nobody so called is named
        ("driver of the mayor", 2),  # the mayor's, not the mayor
    ],
)
def test_words_that_only_call_a_named_person_again_are_no_other_person(words: str, left: int) -> None:
    found = each_once([target(MAYOR, name="Ana Ruiz"), target(words, start=200)])

    assert len(found) == left


def test_what_befell_the_person_called_again_befell_the_named_one() -> None:
    hurt = msgspec.structs.replace(target("the mayor", start=200), effect=("injured",))

    (found,) = each_once([target(MAYOR, name="Ana Ruiz"), hurt])

    assert (found.name, found.effect) == ("Ana Ruiz", ("injured",))


def test_of_two_who_are_so_called_nobody_knows_whom_it_means() -> None:
    two = [target(MAYOR, name="Ana Ruiz"), target("Mayor Luis Paz", start=50, name="Luis Paz")]

    assert len(each_once([*two, target("the mayor", start=200)])) == 3


def test_several_are_not_the_one_who_is_named() -> None:
    assert len(each_once([target(MAYOR, name="Ana Ruiz"), target("three mayor", start=200, number=(3, 3))])) == 2
