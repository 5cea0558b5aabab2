"""Figures that stand to others: parts of wholes, updates, totals of a period, doubt, what is denied; nothing is added up."""

from __future__ import annotations

import pytest

from sayso.reading.found import FoundToll
from tests.reading.toll_words import short, tolls_of

PARTS = [
    (
        "Jets wounded 12 residents, one of whom was reportedly killed.",
        ["injured 12", "killed 0-1 of 1"],
        "R3, only reported",
    ),
    ("Jets injured 12 civilians, one of whom later died.", ["injured 12", "killed 1 of 1"], "R3, asserted"),
    ("Twelve people were injured, and one of them died in hospital.", ["injured 12", "killed 1 of 1"], "one of them"),
    ("A shell killed at least 10 people, including five children.", ["killed 10+", "killed 5 of 1"], "including"),
    (
        "Twelve people, including five children, were killed.",
        ["killed 12", "killed 5 of 1"],
        "including, before the verb",
    ),
    (
        "Twelve people including two judges and a lawyer were killed.",
        ["killed 12", "killed 2 of 1", "killed 1 of 1"],
        "no commas",
    ),
    ("The raid killed 12 people, among them two medics.", ["killed 12", "killed 2 of 1"], "among them"),
    ("Twelve people were killed, seven of them children.", ["killed 12", "killed 7 of 1"], "of them"),
    ("The raid injured nine people, two of them critically.", ["injured 9", "injured 2 of 1"], "of them, how badly"),
    ("Five people were shot, one fatally.", ["harmed 5", "killed 1 of 1"], "one fatally"),
    ("Seven people were wounded, three seriously.", ["injured 7", "injured 3 of 1"], "how badly, no verb"),
    ("Nine people were killed and 12 critically injured.", ["killed 9", "injured 12"], "how badly, with its verb"),
    ("A nurse was among the 30 people killed.", ["killed 1 of 2", "killed 30"], "was among"),
    (
        "Two clerks and a nurse were among 30 people killed.",
        ["killed 2 of 3", "killed 1 of 3", "killed 30"],
        "a list among",
    ),
    ("The raid killed 30 people. Among the dead were three nurses.", ["killed 30", "killed 3 of 1"], "among the dead"),
    ("The raid killed 30 people. A nurse was among the dead.", ["killed 30", "killed 1 of 1"], "among the dead, after"),
    (
        "The raid killed 30 people. A boy of six was among the dead.",
        ["killed 30", "killed 1 of 1"],
        "an age, no number",
    ),
    (
        "The toll rose to 12, among them two clerks, the governor of Kassala state, Omar Said, said on Friday.",
        ["killed 12", "killed 2 of 1"],
        "who speaks is none of them",
    ),
    (
        "The raid killed 12 people, including two clerks, the mayor, Omar Said, said.",
        ["killed 12", "killed 2 of 1"],
        "nor is one in apposition",
    ),
    (
        "The raid killed 12 people, including two clerks, Omar Said, a medic, said.",
        ["killed 12", "killed 2 of 1"],
        "nor a name first",
    ),
    (
        "The raid killed 12 people, including two clerks, a cook and the mayor, police said.",
        ["killed 12", "killed 2 of 1", "killed 1 of 1", "killed 1 of 1"],
        "a mayor who does not speak is",
    ),
    (
        "The mission counted 64 deaths and 70 injuries, of which 43 deaths were in Sirte.",
        ["killed 64", "injured 70", "killed 43 of 1"],
        "deaths of deaths",
    ),
    (
        "The mission counted 64 deaths and 70 injuries. In Sirte it counted 43 deaths.",
        ["killed 64", "injured 70", "killed 43"],
        "no word says of which",
    ),
    ("The raid killed 30 people. A nurse walked among the mourners.", ["killed 30"], "among others"),
    (
        "The raid killed 30 people. Two of them were nurses.",
        ["killed 30", "killed 2 of 1"],
        "of them, a sentence later",
    ),
    ("The raid killed 30 people. The dead included two medics.", ["killed 30", "killed 2 of 1"], "the dead included"),
    ("The shelling killed a woman and her two sons.", ["killed 3", "killed 1 of 1", "killed 2 of 1"], "named together"),
    ("Three women and two men died.", ["killed 5", "killed 3 of 1", "killed 2 of 1"], "a coordination is one figure"),
    ("Ten soldiers and four civilians were killed.", ["killed 14", "killed 10 of 1", "killed 4 of 1"], "of two kinds"),
    (
        "The attack killed five people, four guards and a driver.",
        ["killed 5", "killed 4 of 1", "killed 1 of 1"],
        "a breakdown",
    ),
    (
        "Sixteen people, eight women, seven children and two men, were killed.",
        ["killed 16", "killed 8 of 1", "killed 7 of 1", "killed 2 of 1"],
        "a breakdown is never added, whether or not it comes out (R5)",
    ),
    (
        "Shells wounded nine civilians, five women and three children, in the camp.",
        ["injured 9", "injured 5 of 1", "injured 3 of 1"],
        "civilians of every age",
    ),
    (
        "Six clerks, two women and four men, were killed.",
        ["killed 6", "killed 2 of 1", "killed 4 of 1"],
        "others, in commas and with the right sum",
    ),
    (
        "Two men, a woman and a child were killed.",
        ["killed 4", "killed 2 of 1", "killed 1 of 1", "killed 1 of 1"],
        "men are no whole of which a woman is a part",
    ),
    (
        "Five soldiers, three policemen and a guard were killed.",
        ["killed 9", "killed 5 of 1", "killed 3 of 1", "killed 1 of 1"],
        "a list of kinds is no breakdown",
    ),
    (
        "Two people, 40 soldiers and 20 rebels were killed.",
        ["killed 62", "killed 2 of 1", "killed 40 of 1", "killed 20 of 1"],
        "no part is larger than its whole",
    ),
    (
        "The raid killed two and wounded three others, a councillor, Adil Noor, said.",
        ["killed 2", "injured 3"],
        "who speaks is not harmed",
    ),
    (
        "The raid wounded three men, a councillor, Adil Noor, and two clerks.",
        ["injured 7", "injured 3 of 1", "injured 1 of 1", "injured 1 of 1", "injured 2 of 1"],
        "but a name in the midst of a list is",
    ),
    (
        "The shelling killed 100 people, murdering residents in their homes.",
        ["killed 100", "killed 2+ of 1"],
        "vague yields",
    ),
    (
        "The blast killed five people. Omar Haddad was killed on the spot.",
        ["killed 5", "killed 1 of 1"],
        "a name after the figure",
    ),
    (
        "The blast killed 12 and wounded 20. Seven others were hurt.",
        ["killed 12", "injured 20", "injured 7"],
        "others are no part",
    ),
    ("The blast killed 12. A minister said 15 were killed.", ["killed 12", "killed 15"], "two figures, no sum"),
]


@pytest.fixture(scope="module")
def read() -> dict[str, list[FoundToll]]:
    return tolls_of([row[0] for row in PARTS])


@pytest.mark.parametrize(("text", "expected", "why"), PARTS, ids=[row[2] for row in PARTS])
def test_a_part_hangs_on_its_whole(read: dict[str, list[FoundToll]], text: str, expected: list[str], why: str) -> None:
    assert short(read[text]) == expected, why


def test_no_thirteenth_person() -> None:
    """ "12 injured, one of whom was killed" harms twelve: the death is a part, in doubt while only reported."""
    text = "Shells injured 12 villagers, one of whom was reportedly killed."
    injured, killed = tolls_of([text])[text]
    assert killed.toll.subset_of == injured.toll.id
    assert (killed.toll.overlap, killed.toll.certainty) == ("subset", "reported")
    assert injured.toll.count.low == injured.toll.count.high == 12


def test_others_are_other_people() -> None:
    text = "Four people were killed and seven others were wounded."
    _, others = tolls_of([text])[text]
    assert others.toll.overlap == "disjoint"


PERIODS = [
    ("Since May, 300 people have been killed in the province.", "Since May"),
    ("So far this year 12 reporters have been killed.", "So far this year"),
    ("More than 80 people have been killed in the past week.", "in the past week"),
    ("The war has killed 400,000 people.", "The war"),
    ("Some 90,000 people have been killed since the uprising began in 2011.", "since the uprising began in 2011"),
    ("In its report for June, the mission counted 90 people killed in the town.", "report for June"),
    ("One patient has been killed every 25 minutes.", "every 25 minutes"),
    ("The blast killed 12 people.", None),
    ("The attack, the deadliest since May, killed 12 people.", None),
    ("Twelve people were killed in the town, which rebels have held since May.", None),
    ("Eight people have been killed since last night.", None),
]


@pytest.mark.parametrize(("text", "period"), PERIODS, ids=[row[0] for row in PERIODS])
def test_a_total_of_a_period_carries_its_words(text: str, period: str | None) -> None:
    """So that a total is never mixed with the figure of one event."""
    (found,) = tolls_of([text])[text]
    assert (text[found.period[0] : found.period[1]] if found.period else None) == period


def test_all_that_is_counted_over_a_period_is_a_total() -> None:
    text = "From 1 June to 30 June the mission counted 64 deaths and 70 injuries, of which 43 deaths were in Sirte."
    assert all(found.period for found in tolls_of([text])[text])


UPDATES = [
    ("The death toll rose to 14 on Sunday.", True),
    ("The blast killed 12 people, with the toll rising to 15.", True),
    ("Officials revised the death toll to nine.", True),
    ("A doctor said the new count brings the toll to 31.", True),
    ("The toll climbed from 10 to 12.", True),
    ("The hospital gave a death toll of 12.", False),
]


@pytest.mark.parametrize(("text", "update"), UPDATES, ids=[row[0] for row in UPDATES])
def test_a_figure_that_replaces_another_says_so(text: str, update: bool) -> None:
    assert tolls_of([text])[text][-1].toll.update is update


def test_the_update_gives_the_later_number() -> None:
    text = "The toll climbed from 10 to 12."
    assert short(tolls_of([text])[text]) == ["killed 12"]


def test_a_death_told_as_the_reason_for_an_attack_is_background() -> None:
    text = "In revenge for the killing of a herder, gunmen killed six villagers."
    herder, villagers = tolls_of([text])[text]
    assert (herder.status.modality, villagers.status.modality) == ("historical", "asserted")


STATUS = [
    ("The raid could kill thousands of people.", "modality", "possible"),
    ("The army denied that it killed anyone.", "polarity", "denied"),
    ("The army denied killing 12 civilians.", "polarity", "denied"),
    ("No fewer than 15 people were killed.", "polarity", "affirmed"),
]


@pytest.mark.parametrize(("text", "field", "value"), STATUS, ids=[row[0] for row in STATUS])
def test_what_is_denied_or_only_possible_is_kept_and_marked(text: str, field: str, value: str) -> None:
    (found,) = tolls_of([text])[text]
    assert getattr(found.status, field) == value
