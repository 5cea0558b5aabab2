"""Who is said to have done it, on what basis; an accusation never becomes a fact."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.claim import Responsibility
from sayso.reading.found import Found
from sayso.reading.mentions import Mentions, find_mentions
from sayso.reading.parse import Parse, parse
from sayso.reading.responsibility import find_responsibility

# sentence, basis, the actors as written
ROWS = [
    ("The Northern Front claimed responsibility for the attack on the bridge.", "claimed", ["The Northern Front"]),
    ("The barracks was hit by a car bomb, for which the group has claimed responsibility.", "claimed", ["the group"]),
    ("Two blasts, also claimed by the militia, wrecked the station.", "claimed", ["the militia"]),
    ("The group said it was behind the kidnapping.", "claimed", ["it"]),
    ("The colonel admitted that he had ordered the execution of prisoners.", "claimed", ["he"]),
    ("The ministry accused Israel of bombing the airport.", "accused", ["Israel"]),
    ("Villagers blamed the army for the shelling.", "accused", ["the army"]),
    ("The mayor blamed the blast on the rebels.", "accused", ["the rebels"]),
    ("The raid was blamed on the coalition.", "accused", ["the coalition"]),
    ("The coalition has been accused of killing civilians in the raid.", "accused", ["The coalition"]),
    ("Doctors held the air force responsible for the strike on the clinic.", "accused", ["the air force"]),
    ("Both sides accused each other of shelling the market.", "accused", ["Both sides"]),
    ("Police accused the movement of planting the bomb.", "accused_by_authorities", ["the movement"]),
    ("He was convicted of the murder of a judge.", "accused_by_authorities", ["He"]),
    ("The militia is suspected of carrying out the raid.", "suspected", ["The militia"]),
    ("The brigade is believed to have abducted the engineers.", "suspected", ["The brigade"]),
    ("It was unclear if the rebels were behind the blast.", "possible", ["the rebels"]),
    ("The army denied bombing the school.", "denied", ["The army"]),
    ("The army denied that it had bombed the school.", "denied", ["it"]),
    ("Moscow denied any involvement in the raid.", "denied", ["Moscow"]),
    ("Two raids hit the town. Cairo denied any part in them.", "denied", ["Cairo"]),
    ("Raids hit the town. The envoy said the aircraft were Egyptian.", "reported_as_fact", ["Egyptian"]),
    ("Raids hit the town. The jets belonged to the Syrian air force.", "reported_as_fact", ["the Syrian air force"]),
    ("Raids hit the town. The aircraft were not Libyan, he said.", "denied", ["Libyan"]),
    ("The general rejected accusations that his troops had burned the village.", "denied", ["his troops"]),
    ("The coalition said it was not responsible for the blast.", "denied", ["it"]),
    ("The rebels had no hand in the blast.", "denied", ["The rebels"]),
    ("The navy had nothing to do with the raid.", "denied", ["The navy"]),
    ("The brigade was not involved in the massacre.", "denied", ["The brigade"]),
    ("The mayor pointed the finger at the border guards.", "accused", ["the border guards"]),
    ("The front said that it had carried out the bombing.", "claimed", ["it"]),
    ("A court acquitted the officer of the killing.", "acquitted", ["the officer"]),
    ("The rebels were responsible for the massacre.", "reported_as_fact", ["The rebels"]),
    ("Recordings show cooperation between the navy and the militia to carry out raids.", "inferred",
     ["the navy", "the militia"]),
]  # fmt: skip

# sentence, the set of which one is meant
ALTERNATIVES = [
    ("The strike was carried out by either the air force or its ally.", ["the air force", "its ally"]),
    ("The convoy was bombed by forces of either the regime or Russia.", ["the regime", "Russia"]),
    ("The raids were carried out by Syrian or Russian aircraft.", ["Syrian", "Russian"]),
]

# sentence, why nothing is said of who did it
NEVER = [
    ("The general, responsible for supply, resigned.", "an office"),
    ("The council is responsible for schools and roads.", "a duty"),
    ("Those responsible must be brought to justice.", "nobody is named"),
    ("Nobody knows who was behind the attack.", "a question"),
    ("The judge vowed to hold those responsible for the raid to account.", "nobody is named"),
    ("The government must take responsibility for its citizens.", "a duty"),
    ("The minister denied the request.", "no deed"),
    ("The mayor opened the fair. He denied any part in it.", "no deed was told"),
    ("Raids hit the town. The planes were old.", "what they were like"),
    ("The planes were Egyptian.", "no deed was told"),
    ("After the raid, a plane was Egyptian by its paint.", "not the planes of the raid"),
    ("The boy had no hand free.", "a hand"),
    ("The tribe had nothing to do with the harvest.", "no deed"),
    ("The brigade was not involved in the talks.", "no deed"),
    ("The guide pointed the way at the crossing.", "a way"),
    ("It denied a report that a rival's jet was shot down.", "not the denier's deed"),
    ("Soldiers cleared the town of mines.", "no acquittal"),
    ("The accused men were taken to the capital.", "a description"),
    ("The bank charged the customer with a fee.", "no crime"),
    ("The rise was attributed to demand for fuel.", "no deed"),
    ("The victims were wounded by shooting or stabbing.", "means, not doers"),
]


def _found(text: str, parsed: Parse) -> list[Found]:
    found = find_responsibility(parsed, Mentions(find_mentions(parsed, lambda _: [])))
    for one in found:
        assert isinstance(one.proposition, Responsibility)
        for role in one.proposition.actors:
            assert role.exact == text[role.start : role.end]
    return found


@pytest.fixture(scope="module")
def read() -> dict[str, list[Found]]:
    """What is found in every sentence of the tables."""
    texts = [row[0] for table in (ROWS, ALTERNATIVES, NEVER) for row in table]
    return {text: _found(text, parsed) for text, parsed in zip(texts, parse(texts), strict=True)}


@pytest.mark.parametrize(("sentence", "basis", "actors"), ROWS)
def test_basis_and_actors(read: dict[str, list[Found]], sentence: str, basis: str, actors: list[str]) -> None:
    """The words give who did it and on what basis."""
    got = [(r.basis, [a.exact for a in r.actors]) for r in _said(read[sentence])]
    assert (basis, actors) in got


@pytest.mark.parametrize(("sentence", "actors"), ALTERNATIVES)
def test_alternatives_stay_a_set(read: dict[str, list[Found]], sentence: str, actors: list[str]) -> None:
    """Of "either X or Y" neither is chosen."""
    got = [[a.exact for a in r.actors] for r in _said(read[sentence]) if r.alternatives]
    assert actors in got


@pytest.mark.parametrize(("sentence", "why"), NEVER)
def test_must_not_fire(read: dict[str, list[Found]], sentence: str, why: str) -> None:
    """Duties, questions and other people's deeds lay nothing to anybody."""
    assert not read[sentence], why


def test_unclaimed_names_nobody() -> None:
    """ "Nobody has claimed responsibility" is negated and has no actor."""
    text = "No group has claimed responsibility for the bombing."
    (one,) = _found(text, next(parse([text])))
    assert one.status.polarity == "negated"
    assert _said([one])[0].actors == ()


def test_neither_confirmed_nor_denied_is_open() -> None:
    """Neither a denial nor an admission."""
    text = "The government neither confirmed nor denied that it carried out the strike."
    (one,) = _found(text, next(parse([text])))
    assert (_said([one])[0].basis, one.status.polarity) == ("possible", "not_addressed")


def test_about_is_the_deed() -> None:
    """What was laid to them, in the text's words."""
    text = "Residents accused the brigade of looting shops in Ardun."
    (one,) = _said(_found(text, next(parse([text]))))
    assert one.about is not None
    assert one.about.exact == "looting shops in Ardun"


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from("X accused blamed denied responsibility for of the army ' . \n \ufffd or by it".split(" "))
    )
)
def test_any_words_are_survived(words: list[str]) -> None:
    """No exception, and spans lie inside the text."""
    text = " ".join(words)
    for one in _found(text, next(parse([text]))):
        assert 0 <= one.span[0] < one.span[1] <= len(text)


def _said(found: list[Found]) -> list[Responsibility]:
    return [one.proposition for one in found if isinstance(one.proposition, Responsibility)]
