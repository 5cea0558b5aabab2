"""Targets told more than once: each person and each thing once, under the whole name."""

from __future__ import annotations

from typing import Literal

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
