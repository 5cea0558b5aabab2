"""The knowledge base as of a day: outside their days bodies, names and offices mean nobody; rivals stay candidates."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from sayso.linking.actors.dates import allies_on, holds_on, part_of_on
from sayso.linking.actors.knowledge import actors, content
from sayso.linking.actors.rows import Days
from sayso.model.mention import ActorMention
from tests.linking.actors import called, linked


class Row(NamedTuple):
    """A text, the day of the report, the words of a mention, and who it is: a known actor, several, or nobody (None)."""

    text: str
    day: str | None
    exact: str
    actor: str | tuple[str, ...] | None
    why: str


MISMARI, HEJAZI = "ahmed-al-mismari", "mohamed-al-hejazi"
LNA, DMSC, BDB = "libyan-national-army", "derna-mujahideen-shura-council", "benghazi-defence-brigades"
GNA, PC, GNC = "government-of-national-accord", "libyan-presidency-council", "general-national-congress"
NSG, HOR = "national-salvation-government-libya", "house-of-representatives-libya"
INTERIM = "libyan-interim-government"

ROWS = [
    # Bodies and their days
    Row("In Derna, the DMSC said it held the port.", "2016-07-09", "DMSC", DMSC, "while it was there"),
    Row("In Derna, the DMSC said it held the port.", "2018-05-11", "DMSC", DMSC, "its last day"),
    Row("In Derna, the DMSC said it held the port.", "2018-06-02", "DMSC", None, "dissolved three weeks before"),
    Row("In Derna, the DMSC said it held the port.", "2014-11-30", "DMSC", None, "not there yet"),
    Row("In Derna, the DMSC said it held the port.", None, "DMSC", DMSC, "no day contradicts"),
    Row("In Derna in 2016, the DMSC ran the port, a nurse said.", "2019-02-01", "DMSC", DMSC, "the sentence names a year"),
    Row("In Derna, the now-defunct DMSC ran the port.", "2019-02-01", "DMSC", DMSC, "one that was"),
    Row("The Derna Protection Force said it held on.", "2018-06-02", "Derna Protection Force", "derna-protection-force", ""),
    Row("The Derna Protection Force said it held on.", "2016-06-02", "Derna Protection Force", None, "two years early"),
    # Offices and their days
    Row("In Derna, the LNA spokesman said the road was open.", "2015-03-01", "the LNA spokesman", HEJAZI, "2014-15"),
    Row("In Derna, the LNA spokesman said the road was open.", "2017-03-01", "the LNA spokesman", MISMARI, "later"),
    Row("The Libyan National Army spokesman said it.", "2017-03-01", "The Libyan National Army spokesman", MISMARI, ""),
    Row("In Derna, the LNA spokesman said the road was open.", "2013-03-01", "the LNA spokesman", None, "before either"),
    Row("In Derna, the LNA spokesman said the road was open.", None, "the LNA spokesman", None, "no day"),
    Row("In Derna, LNA spokesman Mesmary said it was over.", "2017-03-01", "Mesmary", MISMARI, "surname and office"),
    Row("In Derna, LNA spokesman Hijazi said it was over.", "2017-03-01", "Hijazi", None, "not in that office then"),
    Row("In Derna, the trader Mesmary said it was over.", "2017-03-01", "Mesmary", None, "a surname is not enough"),
    Row("The US envoy left. Secretary Kerry said it was over.", "2016-03-01", "Kerry", "john-kerry", "short for his office"),
    Row("The US envoy left. Secretary Kerry said it was over.", "2018-03-01", "Kerry", None, "not in office any more"),
    Row("A village fete. Secretary Kerry said it was over.", "2016-03-01", "Kerry", None, "of another body"),
    # Operations stand for who runs them, each for its own
    Row("Near Derna, Operation Volcano said it had struck.", "2016-06-01", "Operation Volcano", LNA, "of 2016"),
    Row("Near Benghazi, Operation Volcano Rage said it had struck.", "2016-07-01", "Operation Volcano Rage", BDB, ""),
    Row("In Tripoli, Volcano of Rage said it had struck.", "2019-06-01", "Volcano of Rage", GNA, "three years later"),
    Row("In Tripoli, Burkan al-Ghadab said it had struck.", "2019-06-01", "Burkan al-Ghadab", GNA, ""),
    Row("In Derna, Operation Dignity said it was over.", "2013-06-01", "Operation Dignity", None, "a year before"),
    # Two bodies, one name
    Row("In Libya, LANA said the road was open.", "2016-06-01", "LANA", ("lana-tripoli", "lana-east"), "two agencies"),
    Row("In Libya, LANA said the road was open.", "2013-06-01", "LANA", "lana", "one agency"),
    Row("In Libya, Tripoli-based LANA said it was open.", "2016-06-01", "Tripoli-based LANA", "lana-tripoli", "told apart"),
    Row("In Libya, the Presidency Council said it was over.", "2016-06-01", "Presidency Council", PC, "not the GNA"),
    Row("In Libya, the GNA said it was over.", "2016-06-01", "GNA", GNA, "not the Presidency Council"),
    Row("In Derna, the Libyan army said it was over.", "2016-06-01", "Libyan army", (LNA, "libya-military"), "contested"),
    Row("In Derna, the Libyan army said it was over.", "2013-06-01", "Libyan army", "libya-military", "before the LNA"),
    # Towns that speak
    Row("The clinic burned. Damascus said no plane had flown.", "2016-06-01", "Damascus", "syria-government", ""),
    Row("The clinic burned. Moscow denied that its jets did it.", "2016-06-01", "Moscow", "russia-government", ""),
    Row("The clinic burned. The Kremlin denied it.", "2016-06-01", "Kremlin", "kremlin", ""),
    Row("The clinic burned. The Pentagon said it would look into it.", "2016-06-01", "Pentagon", "pentagon", ""),
    Row("Libya is torn. Tripoli said the vote stood.", "2013-06-01", "Tripoli", "libya-government", "one government"),
    Row("Libya is torn. Tripoli said the vote stood.", "2015-06-01", "Tripoli", (GNC, NSG), "the other of two"),
    Row("Libya is torn. Tripoli said the vote stood.", "2016-07-09", "Tripoli", (NSG, GNA, PC), "three who claim it"),
    Row("Libya is torn. Tripoli said the vote stood.", "2018-07-09", "Tripoli", (GNA, PC), "two"),
    Row("Lebanon is torn. Tripoli said the vote stood.", "2016-07-09", "Tripoli", None, "another Tripoli"),
    Row("The Benghazi-based government of Libya said so.", "2016-07-09", "Benghazi-based government", INTERIM, ""),
    Row("Haftar left. Libya's Tripoli-based government said so.", "2018-07-09", "Tripoli-based government", GNA, ""),
    Row("Yemen is torn. Sanaa said the port was shut.", "2016-07-09", "Sanaa", "houthis", "who holds the town"),
    Row("Mary London fled. London said the road was shut.", "2016-07-09", "London", None, "a woman of that name"),
]  # fmt: skip


@pytest.fixture(scope="module")
def found() -> list[list[ActorMention]]:
    """The rows, parsed by day."""
    mentions: dict[int, list[ActorMention]] = {}
    for day in {row.day for row in ROWS}:
        numbers = [n for n, row in enumerate(ROWS) if row.day == day]
        mentions |= dict(zip(numbers, linked([ROWS[n].text for n in numbers], day), strict=True))
    return [mentions[n] for n in range(len(ROWS))]


@pytest.mark.parametrize("number", range(len(ROWS)), ids=[f"{row.exact} {row.day}: {row.why}" for row in ROWS])
def test_who_is_meant_on_the_day_of_the_report(number: int, found: list[list[ActorMention]]) -> None:
    """One actor where one remains; candidates where several do; else nobody, and the mention stays."""
    row = ROWS[number]
    mention = next(m for m in reversed(found[number]) if row.exact in m.exact)
    if isinstance(row.actor, tuple):
        assert (mention.actor, mention.may_be) == (None, row.actor)
    else:
        assert (mention.actor, mention.may_be) == (row.actor, ())


OWN = [
    ("We condemn the attack on the mill.", "US State Department", "us-state-department"),
    ("We condemn the attack on the mill.", "A Village Paper", None),
    ("We condemn the attack on the mill.", None, None),
    ("“We shelled the mill,” Omar Haddad said.", "US State Department", None),
]


@pytest.mark.parametrize(("text", "source", "actor"), OWN)
def test_we_outside_quotations_are_whoever_publishes_the_report(
    text: str, source: str | None, actor: str | None
) -> None:
    """A body that is known; in a quotation "we" is whoever is quoted."""
    (mentions,) = linked([text], source=source)
    assert {m.actor for m in mentions if m.exact == "We"} <= {actor}


def test_a_body_that_is_no_more_says_why_it_is_not_meant() -> None:
    """The name stays, provisional, with the reason."""
    (mentions,) = linked(["In Derna, the DMSC said it held the port."], "2018-06-02")
    mention = called(mentions, "DMSC")
    assert (mention.names, mention.provisional) == (("DMSC",), "name:dmsc")
    assert mention.why == "Derna Mujahideen Shura Council ended 2018-05-11"


DAYS = [
    (("2014-06", "2017-12"), "2014-06-01", True),
    (("2014-06", "2017-12"), "2014-05-31", False),
    (("2014-06", "2017-12"), "2017-12-31", True),
    (("2014-06", "2017-12"), "2018-01-01", False),
    (("2014-06", "2017-12"), "2014", True),
    (("2014-06", "2017-12"), "2013", False),
    ((None, "2018-05-11"), "2018", True),
    ((None, "2018-05-11"), "2018-05-12", False),
    ((None, None), "1999-01-01", True),
    (("2014", "2015"), None, True),
]


@pytest.mark.parametrize(("days", "day", "holds"), DAYS)
def test_days_months_and_years_are_compared_as_far_as_both_go(
    days: tuple[str | None, str | None], day: str | None, holds: bool
) -> None:
    """A month holds from its first day to its last; what is not known contradicts nothing."""
    assert holds_on(Days(first=days[0], last=days[1]), day) is holds


def test_alliances_have_days_and_two_sides() -> None:
    """Who was allied on a day, by the row of either."""
    known = actors()
    assert {tie.id for tie in allies_on(known[LNA], "2015-03-01")} == {"egypt-military", HOR, INTERIM}
    assert "egypt-military" not in {tie.id for tie in allies_on(known[LNA], "2014-06-01")}
    assert LNA in {tie.id for tie in allies_on(known["egypt-military"], "2016-01-01")}


def test_a_part_has_days() -> None:
    """The brigade was part of the council while there was one."""
    brigade = actors()["abu-salim-martyrs-brigade"]
    assert [tie.id for tie in part_of_on(brigade, "2016-01-01")] == [DMSC]
    assert part_of_on(brigade, "2019-01-01") == ()
    assert brigade.parents == (DMSC,)


def test_every_tag_is_spelt_out_and_every_tie_leads_somewhere() -> None:
    """Rows of the files name sources that the file explains, and actors that are there."""
    spelt = {tag for name in ("actors_libya", "actors_international") for tag in content(name)["sources"]}
    for actor in actors().values():
        ties = (*actor.part_of, *actor.allied_with)
        assert {*actor.source, *(tag for tie in ties for tag in tie.source)} <= spelt | {"iso-3166"}
        assert {tie.id for tie in ties} <= actors().keys()


def test_every_town_that_speaks_speaks_for_somebody_known() -> None:
    """Capitals and contested seats."""
    towns = content("actors_metonyms")
    assert {f"{state}-government" for state in towns["capitals"]} <= actors().keys()
    assert {one["id"] for row in towns["contested"] for one in row["meant"]} <= actors().keys()


SPOKESPEOPLE = [
    ("Ahmed al-Mismari", LNA), ("Mohamed al-Hejazi", LNA), ("Abdulkarim Sabra", LNA),
    ("Ali Abu Sitta", "omar-al-mukhtar-operations-room"), ("Hafez al-Dabaa", DMSC), ("Mohammed al-Mansouri", DMSC),
    ("Mohammed Idris al-Taher", DMSC), ("Mohamed Dango", DMSC), ("Atiyah al-Shaari", DMSC), ("Khalifa Haftar", LNA),
    ("Abdel-Razeq al-Nadhouri", LNA), ("Khalil Bin Saud", "derna-council-of-elders"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "body"), SPOKESPEOPLE)
def test_who_speaks_for_whom_is_known(name: str, body: str) -> None:
    """Spokespeople and commanders of the first content, each with an office of a body."""
    (person,) = [actor for actor in actors().values() if actor.names[0] == name]
    assert body in {office.of for office in person.offices}
