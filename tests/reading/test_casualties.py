"""Casualty figures: the ways of saying that people were killed, hurt, missing or taken, and what says nothing of the kind."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lexicon.load import lexicon
from sayso.reading.casualties import find_tolls
from sayso.reading.found import FoundToll
from sayso.reading.mentions import Mentions
from sayso.reading.parse import parse
from tests.reading.toll_words import short, tolls_of

FIGURES = [
    ("The blast killed 12 people.", ["killed 12"], "active"),
    ("A boy of six was killed.", ["killed 1"], "his age"),
    ("A woman of 80 was killed by a shell.", ["killed 1"], "her age"),
    ("A boy aged six was killed.", ["killed 1"], "his age"),
    ("A six-year-old was killed.", ["killed 1"], "an age alone"),
    ("A six-year-old boy was killed.", ["killed 1"], "an age before the noun"),
    ("Three 10-year-olds were killed.", ["killed 3"], "an age after the number"),
    ("A mother of four was wounded.", ["injured 1"], "her children"),
    ("A family of six was killed.", ["killed 6"], "no age but a size"),
    ("The blast caused the death of six bakers.", ["killed 6"], "no age but a number"),
    ("A mine went off, killing 12.", ["killed 12"], "participle, a number alone"),
    ("Twelve villagers were killed.", ["killed 12"], "passive"),
    ("Twelve villagers have reportedly been killed.", ["killed 12"], "passive with an adverb between"),
    ("Twelve villagers were on Sunday night killed.", ["killed 12"], "passive with words of time between"),
    ("Twelve killed in clashes near the border.", ["killed 12"], "a headline's participle"),
    ("The raid left 12 dead and 20 wounded.", ["killed 12", "injured 20"], "left dead, ellipsis"),
    ("The raid killed 12 and wounded 20.", ["killed 12", "injured 20"], "coordinated verbs"),
    (
        "Twelve people were killed and 20 injured.",
        ["killed 12", "injured 20"],
        "the second passive without its auxiliary",
    ),
    ("The clashes in the port claimed 12 lives.", ["killed 12"], "claimed lives"),
    ("The shelling claimed the lives of 12 farmers.", ["killed 12"], "claimed the lives of"),
    ("Twelve people lost their lives in the fire.", ["killed 12"], "lost their lives"),
    ("The strike resulted in the death of 12 patients.", ["killed 12"], "the death of"),
    ("There were 12 deaths in the camp.", ["killed 12"], "deaths"),
    ("The bodies of 12 men were found in a well.", ["killed 12"], "bodies of"),
    ("Twelve people died of their wounds.", ["killed 12"], "died"),
    ("The official gave a death toll of 12.", ["killed 12"], "a death toll of"),
    ("The ministry put the number of dead at 15.", ["killed 15"], "the number of dead"),
    ("Militants beheaded four farmers.", ["killed 4"], "beheaded"),
    ("Gunmen shot dead four teachers.", ["killed 4"], "shot dead: one figure"),
    ("Gunmen shot four teachers dead.", ["killed 4"], "shot … dead"),
    ("A guard was fatally shot.", ["killed 1"], "fatally shot"),
    ("Four teachers were shot and killed.", ["killed 4"], "shot and killed: one figure"),
    ("Four teachers were shot.", ["harmed 4"], "shot alone does not say dead"),
    ("The mob burned nine people to death.", ["killed 9"], "burned to death"),
    ("Four guards were feared dead.", ["killed 4"], "feared dead"),
    ("Eight people sustained serious injuries.", ["injured 8"], "sustained injuries"),
    ("More than 60 people were killed and wounded.", ["harmed 61+"], "killed and wounded together"),
    ("The mayor counted 100 casualties.", ["harmed 100"], "casualties"),
    ("Three people are missing and five are trapped under rubble.", ["missing 3", "trapped 5"], "missing and trapped"),
    ("Gunmen kidnapped four engineers.", ["abducted 4"], "kidnapped"),
    ("Police arrested seven men.", ["detained 7"], "arrested"),
    ("The group freed 30 prisoners.", ["freed 30"], "freed"),
    ("The fighting displaced 2,000 families.", ["displaced 4000+"], "families are two people at least"),
    ("The crew of six escaped unhurt.", ["unharmed 6"], "unhurt"),
    ("A soldier was killed.", ["killed 1"], "a soldier is one"),
    ("A family was killed.", ["killed 2+"], "a family is two at least"),
    ("A family of five was killed.", ["killed 5"], "a family of five is five"),
    ("Civilians were killed.", ["killed 2+"], "a bare plural is two at least"),
    ("Mayor Omar Haddad was assassinated.", ["killed 1"], "a named person"),
    ("Omar Haddad, Ali Nasser and Nour Aziz were shot dead.", ["killed 3"], "a list of names"),
    ("Omar Haddad, a surgeon, was killed.", ["killed 1"], "an apposition is the same man"),
    ("A gunman killed himself and three others.", ["killed 3"], "the gunman is not counted among his victims"),
    ("The side lost 12 soldiers.", ["killed 12"], "lost soldiers"),
    ("Between 10 and 12 people were killed.", ["killed 10-12"], "a range"),
    ("Up to 40 people were hurt.", ["injured 1-40"], "up to"),
    ("Dozens were wounded.", ["injured 12-24"], "dozens alone"),
    ("The bomb wounded five shoppers and hawkers.", ["injured 5"], "one number over two nouns"),
    ("The blast killed seven people, police and a doctor said.", ["killed 7"], "those who say it are not victims"),
    ("Nine killed 12 injured in raid on port.", ["killed 9", "injured 12"], "a headline without commas"),
    ("The blast left three dead and injured another.", ["killed 3", "injured 1"], "another is one more"),
    ("Police opened an inquiry into the fatal shooting of a baker.", ["killed 1"], "a fatal shooting"),
    ("The raid killed both civilians and fighters.", ["killed 2+"], "both … and are no two people"),
    ("An official and leader of the party was killed.", ["killed 1"], "one person of two offices"),
    ("BOGOTA, 3 AUG 89 -- ONE CIVILIAN WAS WOUNDED.", ["injured 1"], "capitals and a year of two figures"),
    ("An unknown number of people were killed.", ["killed ?"], "unknown is a value of its own"),
    ("The number of wounded is unknown.", ["injured ?"], "unknown, of a toll"),
    ("It is not known how many people were killed.", ["killed ?"], "how many"),
]

ZEROS = [
    ("No casualties were reported.", "harmed", "none_reported"),
    ("There were no immediate reports of casualties.", "harmed", "none_reported"),
    ("There were no injuries in the blast.", "injured", "zero_stated"),
    ("No one was hurt.", "injured", "zero_stated"),
    ("Nobody was killed.", "killed", "zero_stated"),
    ("The rocket hit a field without causing casualties.", "harmed", "zero_stated"),
    ("The raid did not cause any casualties.", "harmed", "zero_stated"),
    ("Neither guard was hurt.", "injured", "zero_stated"),
]

SILENT = [
    ("The minister killed the deal.", "a deal is nobody"),
    ("He killed two birds with one stone.", "birds are no people"),
    ("The virus killed 300 cows.", "nor are cows"),
    ("The strike destroyed 12 vehicles and two tanks.", "destroyed things"),
    ("They captured 12 towns and three hills.", "captured places"),
    ("They swam for 12 kilometres in the Dead Sea.", "the Dead Sea"),
    ("The dead heat lasted 12 minutes.", "a dead heat"),
    ("The side lost three players before the match.", "sport"),
    ("The home side lost 12 matches.", "lost matches"),
    ("The wounded were taken to hospital.", "the wounded: no figure"),
    ("The dead were buried on Friday.", "the dead: no figure"),
    ("The doctor dressed two gunshot wounds.", "wounds are no wounded"),
    ("The talks wound up after 12 hours.", "wound up"),
    ("The rebels shot down two drones.", "shot down"),
    ("The rebels captured Tel Rifaat.", "a captured town is no captive"),
    ("The farmers are free to choose.", "free to do"),
    ("The surgeons saved 12 lives.", "lives saved"),
    ("The bank agreed to release millions.", "money released"),
    ("The page lists shooting victims by name.", "a noun before victims"),
    ("The film follows the lives of three fishermen.", "lives told"),
    ("The head of the tribe, Omar Haddad, spoke first.", "the head of a tribe"),
    ("The rebels released 12 videos.", "released things"),
    ("The company hurt its own business.", "hurt no person"),
    ("Twelve guards watched the bridge where a bomb exploded.", "people who are not harmed"),
    ("Officials counted 12 strikes on the base.", "a number of strikes"),
    ("No arrests were made.", "no figure of harm"),
]


@pytest.fixture(scope="module")
def read() -> dict[str, list[FoundToll]]:
    return tolls_of([str(row[0]) for row in (*FIGURES, *ZEROS, *SILENT)])


@pytest.mark.parametrize(("sentence", "expected", "why"), FIGURES, ids=[row[2] for row in FIGURES])
def test_a_figure_is_read(read: dict[str, list[FoundToll]], sentence: str, expected: list[str], why: str) -> None:
    assert short(read[sentence]) == expected, why


@pytest.mark.parametrize(("sentence", "outcome", "kind"), ZEROS, ids=[row[0] for row in ZEROS])
def test_a_stated_zero_and_none_reported_are_two_values(
    read: dict[str, list[FoundToll]], sentence: str, outcome: str, kind: str
) -> None:
    (found,) = read[sentence]
    count = found.toll.count
    assert (found.toll.outcome, count.low, count.high, count.kind) == (outcome, 0, 0, kind)
    assert found.status.polarity == "affirmed"


@pytest.mark.parametrize(("sentence", "why"), SILENT, ids=[row[1] for row in SILENT])
def test_what_says_nothing_of_people_harmed_is_left_out(
    read: dict[str, list[FoundToll]], sentence: str, why: str
) -> None:
    assert short(read[sentence]) == [], why


RULES = lexicon("casualties")["rules"]


@pytest.mark.parametrize("rule", RULES, ids=[rule["id"] for rule in RULES])
def test_a_rule_finds_its_own_sentence_and_not_the_other(rule: dict[str, str]) -> None:
    """The lexicon lists every rule with a sentence that it fires on and one that it must not fire on."""
    read = tolls_of([rule["fires"], rule["not"]])
    assert rule["id"] in {found.rule for found in read[rule["fires"]]}
    assert rule["id"] not in {found.rule for found in read[rule["not"]]}


def test_every_rule_is_listed(read: dict[str, list[FoundToll]]) -> None:
    listed = {rule["id"] for rule in RULES}
    assert {found.rule for row in read.values() for found in row} <= listed


NO_PEOPLE = ["The mission counted 17 deaths.", "There were no casualties.", "The fire caused 30 injuries."]


@pytest.mark.parametrize("sentence", NO_PEOPLE)
def test_deaths_are_no_people(sentence: str) -> None:
    """Nobody says who they were: "17 deaths were killed" would be nonsense."""
    (found,) = tolls_of([sentence])[sentence]
    assert found.toll.who is None


WHO = [
    ("Ten civilians were killed.", "Ten civilians", "civilian", ()),
    ("Ten fighters were killed.", "Ten fighters", "combatant", ()),
    ("Ten farmers were killed.", "Ten farmers", "presumed_civilian", ()),
    ("Ten policemen were killed.", "Ten policemen", "presumed_civilian", ()),
    ("Ten women and children were killed.", "Ten women and children", "presumed_civilian", ("children", "women")),
    ("Ten members of the town council were killed.", "Ten members of the town council", "presumed_civilian", ()),
    ("A 14-year-old boy was killed.", "A 14-year-old boy", "presumed_civilian", ("children", "men")),
]


@pytest.mark.parametrize(("sentence", "who", "status", "sex_age"), WHO, ids=[row[0] for row in WHO])
def test_who_they_were_is_kept_as_written(sentence: str, who: str, status: str, sex_age: tuple[str, ...]) -> None:
    (found,) = tolls_of([sentence])[sentence]
    assert (found.toll.who, found.toll.type, found.toll.sex_age) == (who, status, sex_age)


CAUSES = [
    ("An airstrike killed 12 people.", "airstrike"),
    ("Twelve people were killed in a bombing.", "bombing"),
    ("Jets bombed the market, killing 12.", "bombed"),
    ("Jets bombed the market and wounded 12 people.", "bombed"),
    ("Jets carried out two raids, killing 12.", "raids"),
    ("The attack that killed 12 people lasted an hour.", "attack"),
    ("Twelve people were killed when a mine exploded.", "exploded"),
    ("Gunmen killed 12 people.", None),
    ("Twelve people were killed in the village.", None),
]


@pytest.mark.parametrize(("sentence", "cause"), CAUSES, ids=[row[0] for row in CAUSES])
def test_the_cause_is_the_word_for_what_harmed_them(sentence: str, cause: str | None) -> None:
    """No person and no place is a cause."""
    parsed = next(parse([sentence]))
    (found,) = find_tolls(parsed, Mentions([]))
    assert (parsed.tokens[found.cause].text if found.cause is not None else None) == cause


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "killed 12 people and wounded , including five of whom dead the toll rose to no one civilians . - were "
            "\n\n ( ) Omar Haddad shot 2014 between 10 or more among them a soldier not".split(" ")
        ),
        max_size=20,
    )
)
def test_any_text_gives_figures_that_hang_together(words: list[str]) -> None:
    """Spans hold their words, bounds are in order, parts name a figure that exists and never themselves."""
    text = " ".join(words)
    found = find_tolls(next(parse([text])), Mentions([]))
    ids = [f.toll.id for f in found]
    assert ids == [f"t{n}" for n in range(1, len(found) + 1)]
    for f in found:
        toll = f.toll
        assert toll.who in (text[toll.start : toll.end], None)
        assert toll.count.low is None or toll.count.high is None or toll.count.low <= toll.count.high
        assert toll.subset_of is None or (toll.subset_of in ids and toll.subset_of != toll.id)
        assert f.span[0] <= toll.start < toll.end <= f.span[1]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
def test_any_characters_in_no_failure_out(text: str) -> None:
    find_tolls(next(parse([text + " killed 12"])), Mentions([]))
