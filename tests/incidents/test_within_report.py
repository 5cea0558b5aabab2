"""What a report puts together: one event told often is one incident, different places and days stay apart."""

from __future__ import annotations

from functools import cache

import pytest

from sayso.model.incident import Incident
from sayso.model.reading import Reading
from sayso.reader import read

PUBLISHED = "2016-07-09"

FOUR_RAIDS = (
    "Jets of the Libyan air force carried out air raids on Sirte on Friday morning, injuring nine people, one of whom "
    "has reportedly died.\n\nThe four raids hit a grain mill, the yard behind it, Sirte port and an old cinema, "
    "respectively."
)
THREE_TOWNS = (
    "Coalition aircraft conducted six strikes in Syria on Thursday.\n"
    "In Raqqa, three strikes destroyed two bridges.\nIn Palmyra, two strikes destroyed a depot.\n"
    "In Deir ez-Zor, one strike destroyed an oil pump."
)

NUMBER = [
    ("A car bomb killed seven people in Baghdad on Monday. Twelve others were wounded in the attack.", 1, "taken up"),
    ("An air strike hit a school in Aleppo on Monday. The raid killed four children.", 1, "the raid is the strike"),
    ("A bomb killed five people in Baghdad on Monday. Gunmen killed three people in Mosul on Tuesday.", 2, "apart"),
    ("A bomb killed five people in Baghdad on Monday. Another bomb killed two in Baghdad on Thursday.", 2, "days"),
    ("Rebels shelled Aleppo on Monday. The army denied that it had shelled the town of Hama.", 1, "a denial is none"),
    ("The general said that the army could bomb Misrata if talks fail.", 0, "what could be is none"),
    ("Air strikes kill civilians, the aid group said.", 0, "a kind of thing is none"),
    ("The coalition has carried out 8,000 strikes in Iraq and Syria over the last year.", 0, "a campaign's total"),
    ("The mayor of Sirte spoke to reporters in Tripoli on Monday.", 0, "a press conference"),
    ("", 0, "nothing"),
]

BASES = [
    ("Rebels shelled a bakery in Aleppo on Monday.", "reported_as_fact", "the outlet's own words"),
    ("Suspected rebels shelled a bakery in Aleppo on Monday.", "suspected", "a hedge"),
    ("The aid group said that rebels shelled a bakery in Aleppo on Monday.", "accused", "somebody else says it"),
    ("Police said that rebels shelled a bakery in Aleppo on Monday.", "accused_by_authorities", "the police say it"),
    (
        "The Pentagon said that US aircraft bombed a depot in Aleppo on Monday.",
        "claimed",
        "the actor's own side says it",
    ),
]


@cache
def _read(text: str) -> Reading:
    return read(text, published=PUBLISHED)


def _incidents(text: str) -> tuple[Incident, ...]:
    return _read(text).incidents


def _day(text: str, incident: Incident) -> str | None:
    found = next((m for m in _read(text).mentions if m.id == incident.when), None)
    return getattr(found, "first", None)


@pytest.mark.parametrize(("text", "number", "why"), NUMBER)
def test_how_many_incidents_a_report_tells(text: str, number: int, why: str) -> None:
    assert len(_incidents(text)) == number, why


def test_a_raid_on_each_target_is_a_part_and_the_toll_stays_with_the_whole() -> None:
    whole, *parts = _incidents(FOUR_RAIDS)
    assert [p.part_of for p in parts] == [whole.id] * 4
    assert [t.exact for p in parts for t in p.targets] == ["grain mill", "yard", "Sirte port", "old cinema"]
    assert [p.casualties for p in parts] == [()] * 4
    assert {c.outcome for c in whole.casualties} == {"injured", "killed"}
    assert [c.subset_of for c in whole.casualties if c.outcome == "killed"] == [
        c.id for c in whole.casualties if c.outcome == "injured"
    ]
    assert _day(FOUR_RAIDS, whole) == "2016-07-08"
    assert {_day(FOUR_RAIDS, p) for p in parts} == {"2016-07-08"}


def test_a_raid_on_each_named_place_is_a_part_of_the_wider_one() -> None:
    incidents = _incidents(THREE_TOWNS)
    whole = incidents[0]
    names = {m.id: m.exact for m in _read(THREE_TOWNS).mentions}
    parts = [{names[p.mention] for p in i.places} for i in incidents if i.part_of == whole.id]
    assert [part & {"Raqqa", "Palmyra", "Deir ez-Zor"} for part in parts] == [{"Raqqa"}, {"Palmyra"}, {"Deir ez-Zor"}]
    assert whole.number == (6, 6)


@pytest.mark.parametrize(("text", "basis", "why"), BASES)
def test_an_accusation_is_never_a_fact(text: str, basis: str, why: str) -> None:
    assert [p.basis for i in _incidents(text) for p in i.perpetrators] == [basis], why


def test_competing_figures_stay_side_by_side() -> None:
    text = (
        "An air strike hit a market in Aleppo on Monday, killing 12 people, doctors said. "
        "Activists said that the strike killed 15 people."
    )
    (incident,) = _incidents(text)
    assert [(c.low, c.high) for c in incident.casualties if c.outcome == "killed"] == [(12, 12), (15, 15)]
    assert len({c.claim for c in incident.casualties}) == 2


def test_a_figure_told_again_adds_no_row() -> None:
    text = (
        "A car bomb killed 12 people in Baghdad on Monday. The bomb went off near a market. "
        "The blast killed 12 people and wounded 30."
    )
    (incident,) = _incidents(text)
    assert [(c.outcome, c.low) for c in incident.casualties] == [("killed", 12), ("injured", 30)]


def test_a_denial_neither_makes_nor_removes_an_incident() -> None:
    text = "Rebels shelled a bakery in Aleppo on Monday. The rebels denied that they had shelled the bakery."
    (incident,) = _incidents(text)
    assert incident.realis == "happened"
    assert incident.kind == "shelling"


def test_where_somebody_spoke_or_wrote_is_told_apart_from_where_it_struck() -> None:
    text = (
        "TRIPOLI, 3 May (Wire) — Rebels shelled Derna from Martuba on Monday. "
        "A spokesman told reporters in Benghazi that jets had bombed the port of Derna."
    )
    reading = _read(text)
    words = {mention.id: mention.exact for mention in reading.mentions}
    roles = [(words[place.mention], place.role) for place in reading.incidents[0].places]

    assert roles == [
        ("the port of Derna", "struck"),
        ("Derna", "struck"),
        ("Benghazi", "spoken_at"),
        ("TRIPOLI", "dateline"),
    ]


def test_the_most_prominent_incident_comes_first_and_has_a_plain_title() -> None:
    text = (
        "A car bomb killed seven people in Baghdad on Friday. The blast wounded 20. "
        "On Thursday, gunmen attacked a checkpoint in Mosul."
    )
    first, *_ = _incidents(text)
    assert first.title == "Bomb or mine explosion in Baghdad, 8 July 2016"
    assert any(c.outcome == "killed" for c in first.casualties)


def test_every_incident_leads_back_to_its_claims_and_mentions() -> None:
    for text in (FOUR_RAIDS, THREE_TOWNS):
        reading = _read(text)
        keys, ids = {c.key for c in reading.claims}, {m.id for m in reading.mentions}
        for incident in reading.incidents:
            assert set(incident.claims) <= keys
            assert {p.mention for p in incident.places} <= ids
            assert incident.when is None or incident.when in ids
            assert {c.claim for c in incident.casualties} <= keys
