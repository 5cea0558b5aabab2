"""What a network says of the incidents of one report, joined with what the rules say: with made-up answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from sayso.incidents.within_report import incidents_of
from sayso.incidents.within_report.hearing import calibrated
from sayso.linking.actors.speakers import named_chains
from sayso.linking.link import link
from sayso.linking.names import known_names
from sayso.model.incident import Incident
from sayso.model.record import sha256
from sayso.model.report import Report
from sayso.reading.attribution import read_attributions
from sayso.reading.occurrences.scene import Scene
from sayso.reading.occurrences.triggers import find_triggers
from sayso.reading.read import from_attributions
from sayso.reading.roles.heard import heard
from tests.reading.roles.made_up import Read, answers


def incidents(text: str, said: Mapping[str, Any] | None) -> list[Incident]:
    """The incidents of a text; `said` None: by the rules alone."""
    read = Read(text)
    draft = from_attributions(read.parse, known_names, read_attributions(read.parse))
    report = Report(
        id="r",
        source=None,
        title=None,
        published="2016-07-09",
        language="en",
        text_sha256=sha256(text),
        length=len(text),
    )
    mentions = link(read.parse, draft.mentions, report)
    claims = named_chains(draft.claims, mentions, report)
    if said is None:
        return incidents_of(claims, mentions)
    scene = Scene(read.parse, draft.mentions, find_triggers(read.parse))
    return incidents_of(claims, mentions, heard(read.parse, scene, read.found, answers(read, **said)))


VAGUE = "The gunmen murdered teachers and the teachers fled."


def test_what_the_network_does_not_believe_and_nobody_places_is_no_incident() -> None:
    assert len(incidents(VAGUE, None)) == 1
    assert len(incidents(VAGUE, {"told": {"murdered": 0.95}})) == 1
    assert incidents(VAGUE, {"told": {"murdered": 0.01}}) == []


def test_an_air_strike_with_place_and_day_stands_whatever_the_network_says() -> None:
    text = "Warplanes bombed the port of Derna on Friday."

    assert len(incidents(text, {"told": {"bombed": 0.0}})) == 1


def test_the_network_adds_whom_and_what_the_rules_missed() -> None:
    text = "A bomb exploded in Derna on Friday. Behind it were the Sons of Kado, and the ferry office lost its roof."
    roles = {"Sons of Kado": "organisation", "ferry office": "physical"}

    (alone,) = incidents(text, None)
    (both,) = incidents(text, {"told": {"exploded": 0.9}, "roles": roles})

    assert "Sons of Kado" not in [p.exact for p in alone.perpetrators]
    assert [p.exact for p in both.perpetrators] == ["Sons of Kado"]
    assert "ferry office" in [t.exact for t in both.targets]
    spans = [(one.exact, one.start, one.end) for one in both.perpetrators]
    spans += [(one.exact, one.start, one.end) for one in both.targets]
    assert all(exact == text[start:end] for exact, start, end in spans)


def test_a_person_told_twice_is_one_target_under_the_whole_name() -> None:
    text = "Gunmen murdered the trader Omar Salem in Derna on Friday. Salem was on his way home."
    roles = {"the trader Omar Salem": "human"}

    (found,) = incidents(text, {"told": {"murdered": 0.9}, "roles": roles})

    people = [(t.name, t.description) for t in found.targets if t.kind == "human"]
    assert people == [("Omar Salem", "trader")]


def test_the_score_is_the_calibrated_chance_and_none_without_the_network() -> None:
    text = "Gunmen murdered a trader in Derna on Friday."

    (alone,) = incidents(text, None)
    (both,) = incidents(text, {"told": {"murdered": 0.9}})

    assert alone.score is None
    assert both.score is not None
    assert 0 <= both.score <= 1


@pytest.mark.parametrize(
    ("chance", "share"), [(0.0, 0.1), (0.25, 0.15), (0.5, 0.2), (0.75, 0.4), (1.0, 0.6), (1.5, 0.6)]
)
def test_between_measured_steps_the_share_rises_in_a_straight_line(chance: float, share: float) -> None:
    assert calibrated(chance, [(0.0, 0.1), (0.5, 0.2), (1.0, 0.6)]) == pytest.approx(share)
