"""Rules and the real network together, on sentences of our own; and what must not become an incident or a part."""

from __future__ import annotations

from functools import cache

import pytest

from sayso.model.incident import Incident
from sayso.model.reading import Reading
from sayso.reader import read


@cache
def reading(text: str, reader: str = "both") -> Reading:
    return read(text, published="2016-07-09", reader="rules" if reader == "rules" else "both")


def only(text: str) -> Incident:
    (incident,) = reading(text).incidents
    return incident


MURDER = "Unidentified gunmen murdered the judge Elena Vargas at her home in San Pedro on 3 May."
CAR_BOMB = (
    "A car bomb exploded on Monday outside the Banco del Sur in Puerto Alto, destroying the building and injuring five "
    "passersby. The People's Dawn Front claimed responsibility in a call to a radio station."
)


def test_a_murder_is_an_incident_with_a_score() -> None:
    found = only(MURDER)

    assert [t.name for t in found.targets] == ["Elena Vargas"]
    assert found.score is not None
    assert found.score > 0.5


def test_nobody_knows_whose_unidentified_people_are() -> None:
    assert [p.state for p in only(MURDER).perpetrators] == [None]


def test_a_group_that_claims_a_bombing_is_a_body_whose_claim_it_is() -> None:
    (front,) = only(CAR_BOMB).perpetrators

    assert (front.exact, front.individual, front.basis) == ("The People's Dawn Front", False, "claimed")


def test_a_weapon_keeps_its_name() -> None:
    assert [w.exact for w in only(CAR_BOMB).weapons] == ["car bomb"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Warplanes bombed a hospital in Derna on Saturday.", "an air strike"),
        ("Clashes between the army and rebels broke out near Ajdabiya on Sunday.", "a clash"),
        ("Artillery shelled the port of Derna on Friday, killing two.", "shelling"),
    ],
)
def test_what_the_network_has_not_learnt_stands_as_the_rules_have_it_and_has_no_score(text: str, why: str) -> None:
    (alone,), (both,) = reading(text, "rules").incidents, reading(text).incidents

    assert (both.kind, both.when, both.places, both.claims) == (alone.kind, alone.when, alone.places, alone.claims), why
    assert both.score is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Violence is a disgrace: those who murder and kidnap must be stopped, the bishop said.", "talk of violence"),
        ("The team attacked from the left and shot at goal in the second half.", "sport"),
        ("The council met on Monday and agreed on the price of bread.", "nothing of the kind"),
    ],
)
def test_must_not_be_incidents(text: str, why: str) -> None:
    assert reading(text).incidents == (), why


def test_nobody_is_accused_whom_the_words_do_not_accuse() -> None:
    text = (
        "A bomb exploded at a market in Puerto Alto on Monday. The mayor, Rosa Diaz, visited the wounded in hospital."
    )

    assert [p.exact for p in only(text).perpetrators] == []


@pytest.mark.parametrize("text", [MURDER, CAR_BOMB])
def test_every_exact_stands_in_the_text(text: str) -> None:
    for incident in reading(text).incidents:
        spans = [(one.exact, one.start, one.end) for one in incident.perpetrators]
        spans += [(one.exact, one.start, one.end) for one in incident.targets]
        assert all(exact == text[start:end] for exact, start, end in spans)


def test_without_the_network_there_are_no_scores() -> None:
    found = reading(CAR_BOMB, "rules")

    assert {i.score for i in found.incidents} == {None}
    assert "incidents" not in {model.name for model in found.engine.models}


def test_the_reading_names_the_file_that_had_a_say() -> None:
    assert "incidents" in {model.name for model in reading(CAR_BOMB).engine.models}
