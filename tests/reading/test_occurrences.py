"""What happened: the words of each kind of event, and the same words where they tell of none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lexicon.load import lexicon
from sayso.reading.found import Found
from sayso.reading.mentions import Mentions
from sayso.reading.occurrences import find_occurrences
from sayso.reading.parse import Parse, parse
from tests.reading.event_words import occurrences, read_all

TRIGGERS = [row for row in lexicon("occurrences")["triggers"] if "fires" in row]

KINDS = [
    ("Warplanes bombed the grain market in Houn on Tuesday.", "air_strike", "aircraft make a bombing an air strike"),
    ("Militants bombed the grain market in Houn.", "bombing", "without aircraft it is a bombing"),
    ("A drone attack killed two herders near Gharyan.", "drone_strike", "a drone"),
    ("A mortar attack wounded two nurses in Misrata.", "shelling", "mortars"),
    ("Several rockets landed in a schoolyard in Tajoura.", "missile_rocket", "rockets that land somewhere"),
    ("A car bomb exploded outside the bank in Zliten.", "ied_mine", "a car bomb that explodes"),
    ("Six people died when a roadside bomb went off in Sebha.", "bombing", "the harm told before the act"),
    ("A suicide bomber blew himself up at a checkpoint in Sirte.", "suicide_attack", "a suicide bomber"),
    ("The army and rebels clashed in Bani Walid.", "armed_clash", "two armed sides"),
    ("Gunmen attacked a clinic in Sabha.", "attack_on_civilians", "a plain attack"),
    ("The convoy was attacked from the air near Brak, which killed a driver.", "air_strike", "attacked from the air"),
    ("Gunmen killed five farmers near Zurmi.", "attack_on_civilians", "harm with an actor is an event of its own"),
    ("The group beheaded two captives in Sirte.", "execution", "captives put to death"),
    ("Armed men kidnapped a surgeon in Derna.", "abduction", "carried off"),
    ("Police arrested four smugglers in Zuwara.", "arrest", "taken into custody"),
    ("Rebels seized the town of Mizda from government forces.", "territory_change", "a place changes hands"),
    ("Rebels seized four tanks from a depot near Mizda.", "other", "things are taken"),
    ("Rebels shot down a helicopter near Mizda.", "shootdown", "an aircraft brought down"),
    ("Militiamen set fire to the town hall in Leer.", "arson", "set on fire"),
    ("Three masked gunmen robbed a bank in Cali.", "robbery", "taken by force"),
    ("Two men hijacked an airliner over Panama.", "hijacking", "taken over by force"),
    ("Guerrillas imposed an armed strike in Puno.", "forced_work_stoppage", "work stopped by threats"),
    ("Coalition aircraft carried out 12 strikes near Hit.", "air_strike", "a light verb carries the noun"),
    ("The patrol came under fire near Gao and two soldiers were wounded.", "armed_clash", "came under fire"),
]

NOTHING = [
    ("Bus drivers went on strike over pay on Monday.", "a strike of workers"),
    ("The union called a general strike for Friday.", "a general strike"),
    ("He died of a heart attack in hospital.", "a heart attack"),
    ("The minister came under attack from critics of the budget.", "an attack in words"),
    ("Senators attacked the plan as too costly.", "attacked in words"),
    ("She shot a short film in Tripoli last year.", "shot a film"),
    ("The club fired its manager on Sunday.", "dismissed"),
    ("New rules arrested the decline of the fishery.", "arrested the decline"),
    ("The comedy bombed at the box office.", "a film that bombed"),
    ("Prices exploded in March.", "prices"),
    ("The battle for the title goes on.", "a battle in sport"),
    ("Nine people were killed when a bus overturned near Houn.", "an accident"),
    ("The earthquake killed forty people.", "nobody did it"),
    ("The poster of “War And Battle” hung in the hall.", "a title between quotation marks"),
    ("The strike assessments are based on first reports.", "what kind of assessments"),
]

GENERIC = [
    ("Air strikes kill civilians.", "what is usual"),
    ("The army said that it would investigate any attack on its convoys.", "any attack"),
    ("The campaign to liberate the town of Mizda needs money, the general said.", "what a campaign is for"),
    ("The report speaks of torture, arbitrary detention and executions by armed groups.", "no event in particular"),
]

REFERENCES = [
    ("An air strike hit a mill in Houn.", "new"),
    ("The attack on the mill in Houn killed two guards.", "definite"),
    ("These strikes hit a mill in Houn.", "definite"),
]

STATUS = [
    ("The army did not bomb the mill in Houn.", "negated", "happened"),
    ("The army denied that it carried out the air strike on Houn.", "denied", "happened"),
    ("Gunmen tried to kill the mayor of Sebha.", "affirmed", "attempted"),
    ("The rebels threatened to bomb the port of Ras Lanuf.", "affirmed", "threatened"),
]

Read = dict[str, tuple[Parse, Mentions, list[Found]]]


@pytest.fixture(scope="module")
def read() -> Read:
    """All sentences of the tables, parsed in one go."""
    rows = [*KINDS, *NOTHING, *GENERIC, *REFERENCES, *STATUS]
    return read_all([*(row[0] for row in rows), *(str(row[key]) for row in TRIGGERS for key in ("fires", "not"))])


@pytest.mark.parametrize("row", TRIGGERS, ids=[row["id"] for row in TRIGGERS])
def test_every_row_of_the_lexicon_fires_in_its_own_example(row: dict[str, str], read: Read) -> None:
    assert row["kind"] in [o.event for o in occurrences(read[row["fires"]][2])]


@pytest.mark.parametrize("row", TRIGGERS, ids=[row["id"] for row in TRIGGERS])
def test_no_row_of_the_lexicon_fires_in_its_counter_example(row: dict[str, str], read: Read) -> None:
    assert occurrences(read[row["not"]][2]) == []


@pytest.mark.parametrize(("sentence", "kind", "why"), KINDS)
def test_the_kind_of_an_event(sentence: str, kind: str, why: str, read: Read) -> None:
    assert [o.event for o in occurrences(read[sentence][2])] == [kind], why


@pytest.mark.parametrize(("sentence", "why"), NOTHING)
def test_words_of_violence_that_tell_of_none(sentence: str, why: str, read: Read) -> None:
    assert occurrences(read[sentence][2]) == [], why


@pytest.mark.parametrize(("sentence", "why"), GENERIC)
def test_a_kind_of_thing_is_no_event(sentence: str, why: str, read: Read) -> None:
    assert {o.reference for o in occurrences(read[sentence][2])} <= {"generic"}, why


@pytest.mark.parametrize(("sentence", "reference"), REFERENCES)
def test_how_the_words_bring_an_event_up(sentence: str, reference: str, read: Read) -> None:
    assert [o.reference for o in occurrences(read[sentence][2])] == [reference]


@pytest.mark.parametrize(("sentence", "polarity", "realis"), STATUS)
def test_denied_attempted_and_threatened_events_say_so(sentence: str, polarity: str, realis: str, read: Read) -> None:
    found = read[sentence][2]
    assert [(one.status.polarity, one.status.realis) for one in found] == [(polarity, realis)]


def test_rules_have_stable_ids_and_spans_hold_the_trigger(read: Read) -> None:
    ids = {f"occurrences.{row['id']}" for row in lexicon("occurrences")["triggers"]}
    for parsed, _, found in read.values():
        for one, occurrence in zip(found, occurrences(found), strict=True):
            assert one.rule in ids
            assert one.span[0] <= occurrence.trigger.start < occurrence.trigger.end <= one.span[1]
            assert parsed.text[occurrence.trigger.start : occurrence.trigger.end] == occurrence.trigger.exact


WORDS = st.sampled_from(
    'killed the bombed strike on Derna , and by rebels attack of a house 12 ; Saturday was “ ” " \n\n'.split(" ")
)


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join)))
def test_any_text_can_be_read_and_every_quote_is_exact(text: str) -> None:
    parsed = next(parse([text]))
    for one in occurrences(find_occurrences(parsed, Mentions([]))):
        weapons = [w for w in one.weapons if w.start is not None]
        for role in (*one.perpetrators, *one.targets, *one.places):
            assert role.exact == text[role.start : role.end]
        assert all(w.exact == text[w.start : w.end] for w in weapons)
        for target in one.targets:
            assert target.number is None or target.number[1] is None or target.number[0] <= target.number[1]
