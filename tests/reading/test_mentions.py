"""Mentions: which words of a report are places and actors, before anybody says which ones."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.linking.names import known_names
from sayso.model.mention import ActorMention, Mention, PlaceMention, QuantityMention, TimeMention, WeaponMention
from sayso.reading.mentions import Mentions, find_mentions, renumbered
from sayso.reading.parse import parse


class Row(NamedTuple):
    text: str
    exact: str
    kind: type[Mention] | None
    why: str


ROWS = [
    Row("Shells fell on Zintan.", "Zintan", PlaceMention, "a town that the recogniser often misses"),
    Row("Families fled from Fatayeh to Martuba.", "Fatayeh", PlaceMention, "a name of the supplement"),
    Row("Planes struck 400 district overnight.", "400 district", PlaceMention, "a name that begins with a figure"),
    Row("The villages of Amsha, Sarmin and Saraqib were shelled.", "Saraqib", PlaceMention, "in a list with other places"),
    Row("BENGHAZI - Gunmen killed two men.", "BENGHAZI", PlaceMention, "a dateline"),
    Row("A Sirte resident said the road was closed.", "Sirte", PlaceMention, "a resident of it"),
    Row("Fighters captured Tabqa on Sunday.", "Tabqa", PlaceMention, "the object of a capture"),
    Row("Near Manbij, one strike hit a bridge.", "Manbij", PlaceMention, "a preposition that opens the sentence"),
    Row("Rockets were fired on Aleppo.", "Aleppo", PlaceMention, "a large town after a loose preposition"),
    Row("The war in Chad goes on.", "Chad", PlaceMention, "a country that is a first name too"),
    Row("Omar Tarhuni, of Ajdabiya, was killed.", "Ajdabiya", PlaceMention, "where somebody is from"),
    Row("Paris Hilton gave an interview.", "Paris", None, "part of a person's name"),
    Row("Doctors feared West Nile virus.", "West Nile", None, "a disease"),
    Row("The talks resumed in March.", "March", None, "a month that is a town's name"),
    Row("Syrian officials left.", "Syrian", None, "a people is no place"),
    Row("Colonel Ali Hassan spoke. Hassan denied it.", "Hassan", None, "a surname that is a town's name"),
]  # fmt: skip


@pytest.fixture(scope="module")
def mentions() -> dict[str, Mentions]:
    return {p.text: Mentions(find_mentions(p, known_names)) for p in parse([row.text for row in ROWS])}


@pytest.mark.parametrize("row", ROWS, ids=[row.why for row in ROWS])
def test_words_are_the_mention_that_they_should_be(row: Row, mentions: dict[str, Mentions]) -> None:
    places = [m.exact for m in mentions[row.text].all if isinstance(m, PlaceMention)]
    assert (row.exact in places) == (row.kind is PlaceMention), places


def found(text: str) -> Mentions:
    return Mentions(find_mentions(next(parse([text])), known_names))


ACTING = [
    ("Israel said it had struck the depot.", "Israel", "speaks"),
    ("Officials accused Russia of bombing the town.", "Russia", "is accused"),
    ("Turkey and Qatar denied the report.", "Qatar", "speaks together with another"),
]

NOT_ACTING = [
    ("Planes bombed targets in Syria.", "Syria", "a spot"),
    ("Libya has been at war for years.", "Libya", "a state of affairs"),
    ("He flew from Egypt to Jordan.", "Egypt", "a way"),
]


@pytest.mark.parametrize(("text", "name", "why"), ACTING)
def test_a_state_that_acts_is_an_actor_and_no_spot(text: str, name: str, why: str) -> None:
    all_ = found(text)
    same = [m for m in all_.all if m.exact == name]
    assert {type(m) for m in same} == {PlaceMention, ActorMention}, why
    asked = [m.exact for m in all_.within(0, len(text), PlaceMention)]
    assert name not in asked, "it is left out where places are asked for"


@pytest.mark.parametrize(("text", "name", "why"), NOT_ACTING)
def test_a_place_that_is_a_spot_is_no_actor(text: str, name: str, why: str) -> None:
    all_ = found(text)
    assert name in [m.exact for m in all_.within(0, len(text), PlaceMention)], why
    assert name not in [m.exact for m in all_.all if isinstance(m, ActorMention)], why


def test_a_place_inside_an_organisation_is_named_but_nothing_happens_there() -> None:
    all_ = found("The Aleppo Media Centre published the film.")
    assert not any(m.locative for m in all_.all if isinstance(m, PlaceMention))
    assert any("Media Centre" in m.exact for m in all_.all if isinstance(m, ActorMention))


SPOTS = [
    ("The raid hit a residential building.", "a residential building", "a described building"),
    ("Shells struck Derna port.", "Derna port", "a place and what is struck in it"),
    ("The jets bombed the former building of the Derna Court.", "the former building of the Derna Court", "tied on by of"),
    ("A blast hit a village near Sirte.", "a village near Sirte", "tied on by near"),
    ("The strike hit a camp 12 km west of Sirte.", "12 km west of Sirte", "a distance and a bearing"),
    ("A boat was bombed off the coast of Sirte.", "off the coast of Sirte", "at sea"),
]  # fmt: skip

NO_SPOTS = [
    ("He died of the blast at the Trauma Center.", "a centre of no town"),
    ("We walked across the old square to the harbour.", "nothing violent is told"),
    ("The embassy said the attack had failed.", "who speaks is no spot"),
    ("A court jailed the bombers, and they stayed in prison.", "what is done there, not where"),
]


@pytest.mark.parametrize(("text", "exact", "why"), SPOTS)
def test_described_spots_are_places(text: str, exact: str, why: str) -> None:
    places = [m.exact for m in found(text).all if isinstance(m, PlaceMention)]
    assert exact in places, why


@pytest.mark.parametrize(("text", "why"), NO_SPOTS)
def test_scenery_is_no_spot(text: str, why: str) -> None:
    assert [m.exact for m in found(text).all if isinstance(m, PlaceMention) and m.precision != "unknown"] == [], why


def test_times_weapons_and_quantities_are_mentions_too() -> None:
    kinds = {type(m) for m in found("On Saturday dawn rockets killed at least 12 people in Derna.").all}
    assert {TimeMention, WeaponMention, QuantityMention, PlaceMention} <= kinds


def test_ids_count_in_text_order_and_references_follow() -> None:
    first = ActorMention(id="x", start=9, end=12, exact="him", same_as="y")
    second = ActorMention(id="y", start=0, end=3, exact="Ali")
    assert [(m.id, getattr(m, "same_as", None)) for m in renumbered([first, second])] == [("m1", None), ("m2", "m1")]


def test_mentions_are_found_by_where_they_stand() -> None:
    text = "Shells fell on Derna and on Tobruk in Libya."
    places = found(text)
    start = text.index("Tobruk")
    assert [m.exact for m in places.touching(start + 2, start + 3, PlaceMention)] == ["Tobruk"]
    assert [m.exact for m in places.within(start, len(text), PlaceMention)] == ["Tobruk", "Libya"]
    assert places.within(start + 1, start + 3, PlaceMention) == []


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.sampled_from("DernaLibya hit killed 12 .,-'’«»\n\tالبيت“”() of in the A"), max_size=120))
def test_spans_hold_their_words_whatever_the_text(text: str) -> None:
    everything = find_mentions(next(parse([text])), known_names)
    assert [m.id for m in everything] == [f"m{n}" for n in range(1, len(everything) + 1)]
    for mention in everything:
        assert text[mention.start : mention.end] == mention.exact != ""
