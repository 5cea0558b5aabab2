"""Short reports, read in earnest: which the machine must put together, and which it must leave apart or to a person."""

from __future__ import annotations

import pytest

import sayso
from sayso.incidents.accounts import accounts_of
from sayso.incidents.facets.denials import denial_accounts
from sayso.incidents.group import group
from sayso.incidents.matching import Matched, matched
from sayso.model.account import Account
from sayso.model.grouped import GroupedIncident
from sayso.model.reading import Reading

Report = tuple[str, str | None]  # its words, and the day of its publication

TOGETHER: dict[str, tuple[Report, ...]] = {
    "one toll, the town spelt in two ways": (
        ("An air strike on the market of Saraqeb, in Idlib, killed nine people on Thursday, volunteers said.", "2019-08-15"),
        ("On Thursday the market in Saraqib, in Syria's Idlib province, was bombed and nine people died, rescuers said.",
         "2019-08-16"),
    ),
    "a night between two days": (
        ("Overnight on Tuesday an air strike on the town of Hajin, in eastern Syria, killed 14 people, villagers said.",
         "2018-11-21"),
        ("Fourteen people died in an air strike on Hajin early on Wednesday, a monitor said.", "2018-11-21"),
    ),
    "the toll rises after days": (
        ("A missile hit a shopping centre in Kremenchuk on Monday, killing at least 10 people, the mayor said.", "2022-06-27"),
        ("The death toll of the missile strike on the shopping centre in Kremenchuk on 27 June rose to 21, officials said.",
         "2022-07-02"),
    ),
    "shelling to one, rockets to the other": (
        ("At least 16 people were killed when the bus station of Taiz was shelled on Sunday, officials said.", "2016-04-03"),
        ("A rocket attack on the bus station of Taiz on Sunday killed 16 people, medics said.", "2016-04-03"),
    ),
    "the later report only denies": (
        ("A drone hit a hospital in El Fasher on Saturday, killing seven people, a doctors' union said.", "2025-01-25"),
        ("The Rapid Support Forces denied that they had attacked the hospital in El Fasher on Saturday.", "2025-01-26"),
    ),
    "an inquiry names who did it years later": (
        ("An air strike on a displacement camp at Hass, in Idlib, killed 20 people on 16 August 2019, rescuers said.",
         "2019-08-17"),
        ("A UN commission found that Russian aircraft killed 20 people in the air strike on Hass, Idlib, of 16 August 2019.",
         "2023-03-07"),
    ),
    "undated, but one spot and one high toll": (
        ("An air strike on a school in Tarhuna killed 25 people, a teacher said.", None),
        ("Twenty-five people were killed in an air strike on a school in Tarhuna, the council said.", None),
    ),
}  # fmt: skip

APART: dict[str, tuple[Report, ...]] = {
    "undated: one town and kind, nothing else": (
        ("An air strike hit a market in Tarhuna on Sunday. Eight people were killed, the council said.", None),
        ("Warplanes bombed a bakery in Tarhuna, killing fourteen people, a nurse told the radio.", None),
        ("An air strike on a school in Tarhuna killed two teachers, a pupil said.", None),
        ("Six people were injured in an air strike in Tarhuna, medics said.", None),
    ),
    "undated: other days of the week": (
        ("Air strikes hit Raqqa on Monday, activists said.", None),
        ("Air strikes hit Raqqa on Thursday, activists said.", None),
    ),
    "undated: other dates of a year not said": (
        ("An air strike hit Misrata on 4 May, killing two people, a medic said.", None),
        ("An air strike hit Misrata on 11 May, killing two people, a medic said.", None),
    ),
    "undated beside a dated one of another target and toll": (
        ("An air strike hit a clinic in Tarhuna. Eight people were killed, the council said.", None),
        ("An air strike hit a convoy in Tarhuna on Wednesday. Five fighters were killed, the mayor said.", "2019-09-19"),
    ),
    "a month beside a day, of another target and toll": (
        ("Air strikes in Tarhuna in August killed nine people, the council said.", "2019-09-20"),
        ("An air strike hit a convoy in Tarhuna on 14 August 2019. Five fighters were killed, the mayor said.", "2019-08-15"),
    ),
    "undated: car bombs of one city": (
        ("A car bomb exploded in Mosul. Police said that 12 people were killed.", None),
        ("A car bomb went off in Mosul outside a mosque, killing 31 people, a hospital official said.", None),
    ),
    "two days running": (
        ("An air strike on a bakery in Homs killed 13 people on Monday, volunteers said.", "2015-11-02"),
        ("An air strike on a school in Homs killed six children on Tuesday, a monitor said.", "2015-11-03"),
    ),
    "two towns of a province, one toll": (
        ("An air strike killed eight people in Saraqib, in Idlib province, on Friday, rescuers said.", "2020-01-17"),
        ("An air strike killed eight people in Binnish, in Idlib province, on Friday, rescuers said.", "2020-01-17"),
    ),
    "the same words of two towns side by side": (
        ("Shelling hit a residential street in Omdurman on Friday, killing 11 people, the health ministry said.", "2024-03-08"),
        ("Shelling hit a residential street in Khartoum North on Friday, killing 11 people, the health ministry said.",
         "2024-03-08"),
    ),
    "two targets, quarters and times of one day": (
        ("A rocket hit a bakery in the Salaheddin district of Aleppo on Sunday morning and killed five people, a doctor said.",
         "2016-08-07"),
        ("A rocket hit a mosque in the Ashrafiyeh district of Aleppo on Sunday evening and killed ten people, the radio said.",
         "2016-08-07"),
    ),
    "a total of the province binds no two towns": (
        ("Air strikes on Idlib province killed 22 people on Tuesday, a monitor said.", "2020-02-25"),
        ("An air strike on Maarat Misrin, in Idlib province, killed 17 people on Tuesday, rescuers said.", "2020-02-25"),
        ("An air strike on a school in Idlib city killed five teachers on Tuesday, rescuers said.", "2020-02-25"),
    ),
    "the same words a year later": (
        ("Warplanes bombed the port of Derna at dawn on Saturday, residents said. Two people were killed.", "2016-07-09"),
        ("Warplanes bombed the port of Derna at dawn on Saturday, residents said. Two people were killed.", "2017-07-08"),
    ),
}  # fmt: skip


def read(reports: tuple[Report, ...]) -> list[tuple[Reading, str]]:
    """The readings, each with its text."""
    return [
        (sayso.read(text, id=f"r{n}", source=f"Outlet {n}", published=day), text)
        for n, (text, day) in enumerate(reports)
    ]


def told(reports: tuple[Report, ...]) -> list[Account]:
    """What the reports tell, denials too."""
    return [a for reading, text in read(reports) for a in (*accounts_of(reading, text), *denial_accounts(reading))]


def incidents(reports: tuple[Report, ...]) -> tuple[GroupedIncident, ...]:
    """The incidents that the reports make."""
    known = {reading.report.id: reading for reading, _ in read(reports)}
    return group(told(reports), [], [], lambda ids: {name: known[name] for name in ids}).incidents


def shared(match: Matched) -> list[set[str]]:
    """The reports of each incident that more than one tells."""
    groups = ({m.partition("/")[0] for m in members} for members in match.groups)
    return [reports for reports in groups if len(reports) > 1]


@pytest.mark.parametrize("why", TOGETHER)
def test_what_is_one_is_put_together(why: str) -> None:
    match = matched(told(TOGETHER[why]))
    assert shared(match) == [{f"r{n}" for n in range(len(TOGETHER[why]))}]


@pytest.mark.parametrize("why", APART)
def test_what_is_not_one_for_certain_is_left_to_a_person(why: str) -> None:
    assert shared(matched(told(APART[why]))) == []


def test_an_incident_keeps_why_it_was_put_together() -> None:
    bonds = [bond for incident in incidents(TOGETHER["the toll rises after days"]) for bond in incident.joined]
    assert len(bonds) == 1
    assert any("town" in feature.why for feature in bonds[0].features)
    assert bonds[0].held is None


def test_a_high_score_that_is_not_acted_on_says_why() -> None:
    waiting = matched(told(APART["two towns of a province, one toll"])).doubtful
    assert [pair.score > 0.9 and (pair.held or "").startswith("held back") for pair in waiting] == [True]


def test_a_day_that_cannot_be_counted_is_shown_in_its_words() -> None:
    reports = APART["undated: other dates of a year not said"]
    assert [a.days_said for a in told(reports)] == [("05-04",), ("05-11",)]
    assert sorted(i.when_said for i in incidents(reports)) == [("11 May",), ("4 May",)]
