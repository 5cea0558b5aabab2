"""What a clause without a finer proposition is about, and whether it speaks of the conflict at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.parse import Parse, parse
from sayso.reading.topics import is_about_conflict, kind_in_words, topic_of

# sentence, the clause, its topic
TOPICS = [
    ("All parties must let the convoys through.", "All parties must let the convoys through", "appeal"),
    ("The envoy called for an end to the siege.", "an end to the siege", "appeal"),
    ("She urged the army to spare the hospital.", "the army to spare the hospital", "appeal"),
    ("He stressed the need for a lasting truce.", "the need for a lasting truce", "appeal"),
    ("It is vital that the wounded are moved.", "It is vital that the wounded are moved", "appeal"),
    ("The council condemned the raid.", "the raid", "condemnation"),
    ("This was a cowardly crime.", "This was a cowardly crime", "condemnation"),
    ("The raid shows a complete disregard for life.", "The raid shows a complete disregard for life", "condemnation"),
    ("We will drive them out.", "We will drive them out", "intent"),
    ("The front is determined to hold the town.", "The front is determined to hold the town", "intent"),
    ("The group vowed to retake the port.", "to retake the port", "intent"),
    ("Doctors warned that the toll could rise.", "the toll could rise", "status"),
    ("The front warned that it could shell the port.", "it could shell the port", "threat"),
    ("They endangered the talks.", "They endangered the talks", "status"),
    ("The army threatened to storm the camp.", "to storm the camp", "threat"),
    ("The report concluded that the regime used gas.", "the regime used gas", "violation_finding"),
    ("Abuses and torture are common in the prison.", "Abuses and torture are common in the prison", "violation_allegation"),
    ("He was the deputy commander of the brigade.", "He was the deputy commander of the brigade", "identity"),
    ("The town remains under the control of the rebels.", "The town remains under the control of the rebels", "status"),
    ("The road is blocked.", "The road is blocked", "status"),
    ("Planes flew over the valley at night.", "Planes flew over the valley at night", "event"),
    ("Ambulances were rushing to the square.", "Ambulances were rushing to the square", "event"),
    ("London welcomed the report.", "the report", "background"),
]  # fmt: skip

# sentence, whether it speaks of the conflict
CONFLICT = [
    ("Warplanes circled over the town.", True),
    ("The siege has cut off food.", True),
    ("Civilians are fleeing the district.", True),
    ("Forces seized the border crossing.", True),
    ("Voters will elect a new parliament in May.", False),
    ("The striker scored twice before the break.", False),
    ("Prices rose by four per cent.", False),
    ("The singer announced her new album.", False),
]


@pytest.fixture(scope="module")
def parsed() -> dict[str, Parse]:
    """Every sentence of the tables, parsed."""
    texts = [row[0] for row in TOPICS] + [row[0] for row in CONFLICT]
    return dict(zip(texts, parse(texts), strict=True))


@pytest.mark.parametrize(("sentence", "clause", "topic"), TOPICS)
def test_topic(parsed: dict[str, Parse], sentence: str, clause: str, topic: str) -> None:
    """The clause's own words, and the word that brings it in."""
    start = sentence.index(clause)
    inside = parsed[sentence].tokens_in(start, start + len(clause))
    assert topic_of(parsed[sentence], inside[0], inside[-1]) == topic


@pytest.mark.parametrize(("sentence", "about"), CONFLICT)
def test_about_conflict(parsed: dict[str, Parse], sentence: str, about: bool) -> None:
    """Elections, sport and prices are kept out."""
    assert is_about_conflict(parsed[sentence], 0, len(parsed[sentence].tokens) - 1) is about


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The army must stop the raids.", "appeal"),
        ("The army carried out raids.", "event"),
        ("The attack was a cowardly crime.", "condemnation"),
        ("Fighters were in the town at the time of the attack.", "status"),
        ("There was an explosion in the market.", "event"),
        ("Over the last year the coalition carried out 900 raids.", "aggregate_count"),
    ],
)
def test_kind_where_an_event_is_told(sentence: str, kind: str) -> None:
    """An appeal to stop raids is an appeal; raids that are told are an event."""
    (one,) = parse([sentence])
    assert kind_in_words(one, 0, len(one.tokens) - 1, "event") == kind
    assert kind_in_words(one, 0, len(one.tokens) - 1, "denial") == "denial"


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_any_text_has_a_topic(text: str) -> None:
    """No exception for any text."""
    (one,) = parse([text])
    if one.tokens:
        assert topic_of(one, 0, len(one.tokens) - 1)
