"""Steps of agreements: what is named, its status, a signature per party, where, from when, for how long."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.claim import AgreementStep
from sayso.reading.agreements import find_agreements
from sayso.reading.found import Found
from sayso.reading.mentions import Mentions, find_mentions
from sayso.reading.parse import Parse, parse

# sentence, (naming words, status) of each step
STATUS = [
    ("Russia and Turkey announced a ceasefire in Syria.", {("a ceasefire", "announced")}),
    ("The envoy proposed a seven-day truce.", {("a seven-day truce", "proposed")}),
    ("The truce took effect at midnight.", {("The truce", "in_force")}),
    ("The cessation of hostilities came into force on Monday.", {("The cessation of hostilities", "in_force")}),
    ("The ceasefire was put into action in May.", {("The ceasefire", "in_force")}),
    ("The truce is holding, residents said.", {("The truce", "in_force")}),
    ("Rebels broke the ceasefire near the bridge.", {("the ceasefire", "violated")}),
    ("The army shelled the town in breach of the truce.", {("the truce", "violated")}),
    ("Observers counted forty ceasefire violations.", {("ceasefire", "violated")}),
    ("The truce collapsed within hours.", {("The truce", "ended")}),
    ("The armistice broke down in spring.", {("The armistice", "ended")}),
    ("The truce expired at noon.", {("The truce", "lapsed")}),
    ("The humanitarian pause was extended by two days.", {("The humanitarian pause", "extended")}),
    ("The front rejected the peace deal.", {("the peace deal", "rejected")}),
    ("The ceasefire is a hoax, the commander said.", {("The ceasefire", "declared_fake")}),
    ("There is no ceasefire in the valley.", {("no ceasefire", "denied")}),
    ("There are continued violations of the Minsk agreements.", {("the Minsk agreements", "violated")}),
    ("The truce will begin on Sunday.", {("The truce", "announced")}),
    ("Both governments will sign the peace deal in June.", {("the peace deal", "announced")}),
    ("The truce began. The paper was signed by Idris.", {("The truce", "in_force"), ("The truce", "claimed_signed")}),
    ("The truce began. Nine clans signed.", {("The truce", "in_force"), ("The truce", "claimed_signed")}),
    ("The council published the text of the peace deal.", {("the peace deal", "text_published")}),
    ("Shells hit the town an hour after the ceasefire.", {("the ceasefire", None)}),
    ("The raids follow the signing of a truce.", {("a truce", None), ("a truce", "claimed_signed")}),
    ("A truce began. Hours later, shells hit the town.", {("A truce", "in_force"), ("A truce", None)}),
]  # fmt: skip

# sentence, party → signature
PARTIES = [
    ("The army and the rebels signed a ceasefire.", {"The army": "claimed", "the rebels": "claimed"}),
    ("The peace deal was signed by the Speaker of the Assembly, Adan Warsame and Omar Khalil in addition to Idris.",
     {"Adan Warsame": "claimed", "Omar Khalil": "claimed", "Idris": "claimed"}),
    ("A truce was announced between the council and the Southern Brigades.",
     {"the council": "unknown", "the Southern Brigades": "unknown"}),
    ("The spokesman refuted what Idris said about the signing of Warsame on the ceasefire.", {"Warsame": "denied"}),
    ("The ceasefire was announced on Friday; they have not signed it.", {"they": "denied"}),
    ("Three chiefs signed the truce: Warsame, Idris and Khalil.",
     {"Three chiefs": "claimed", "Warsame": "claimed", "Idris": "claimed", "Khalil": "claimed"}),
    ("Idris, a spokesman of the Southern Front, denied that it had signed the truce.", {"the Southern Front": "denied"}),
    ("The truce began. Warsame's office denied that he had put his name to the paper.", {"Warsame": "denied"}),
    ("The truce began. The Southern Front refused to sign it.", {"The Southern Front": "denied"}),
    ("The Southern Front will sign the truce.", {"The Southern Front": "unknown"}),
    ("A ceasefire announced by Russia and Turkey began.", {"Russia": "unknown", "Turkey": "unknown"}),
]  # fmt: skip

# sentence, why no step is told
NEVER = [
    ("The two countries signed a trade deal on Monday.", "trade"),
    ("The ministers agreed to speak again next week.", "no agreement"),
    ("The film Truce opened in cinemas on Friday.", "a film"),
    ("Everybody longs for peace.", "no agreement"),
    ("Unions and employers reached a wage agreement.", "wages"),
    ("The minister announced a new initiative for small farmers.", "no conflict"),
    ("The governor urged all sides to respect the ceasefire.", "wished for"),
    ("All parties must respect the truce.", "wished for"),
    ("Negotiators hope for a ceasefire.", "wished for"),
    ("The mediator failed in his attempts at securing a truce.", "tried"),
    ("The soldiers opened fire on the crowd.", "no ceasefire"),
    ("The ceasefire talks will resume on Monday.", "talks"),
    ("The tenants signed the paper at the counter.", "no agreement named before"),
    ("The players signed up for the league.", "no agreement"),
    ("Inspectors found breaches.", "no agreement named before"),
]

TERMS = [
    ("The 72-hour truce began.", "PT72H"),
    ("The ceasefire takes effect today and should last for two weeks.", "P2W"),
    ("A ceasefire lasting one month was declared.", "P1M"),
    ("Over the last ten days the ceasefire held.", None),
    ("The truce that was announced two weeks ago collapsed.", None),
]


def _found(parsed: Parse) -> list[Found]:
    found = find_agreements(parsed, Mentions(find_mentions(parsed, lambda _: [])))
    for one in found:
        step = one.proposition
        assert isinstance(step, AgreementStep)
        assert step.agreement.exact == parsed.text[step.agreement.start : step.agreement.end]
    return found


@pytest.fixture(scope="module")
def read() -> dict[str, list[AgreementStep]]:
    """The steps in every sentence of the tables."""
    texts = [row[0] for table in (STATUS, PARTIES, NEVER, TERMS) for row in table]
    return {text: _steps(_found(parsed)) for text, parsed in zip(texts, parse(texts), strict=True)}


@pytest.mark.parametrize(("sentence", "steps"), STATUS)
def test_status(read: dict[str, list[AgreementStep]], sentence: str, steps: set[tuple[str, str]]) -> None:
    """Each verb or noun gives the agreement the status it says, and no other."""
    assert {(s.agreement.exact, s.status) for s in read[sentence]} == steps


@pytest.mark.parametrize(("sentence", "parties"), PARTIES)
def test_parties_and_signatures(read: dict[str, list[AgreementStep]], sentence: str, parties: dict[str, str]) -> None:
    """A signature per party; an office and its holder are one party."""
    assert {p.name: p.signature for s in read[sentence] for p in s.parties} == parties


@pytest.mark.parametrize(("sentence", "why"), NEVER)
def test_must_not_fire(read: dict[str, list[AgreementStep]], sentence: str, why: str) -> None:
    """Trade deals, films, wishes and talks are no steps of an agreement."""
    assert not read[sentence], why


@pytest.mark.parametrize(("sentence", "duration"), TERMS)
def test_duration(read: dict[str, list[AgreementStep]], sentence: str, duration: str | None) -> None:
    """How long it lasts, not how long ago it was."""
    assert {s.duration for s in read[sentence]} == {duration}


def test_initiative_takes_up_a_named_agreement() -> None:
    """ "The initiative" and "it" mean an agreement only once one was named; a quoted name is its title."""
    text = (
        "A ceasefire was triggered by an initiative made by Idris Warsame named “Safe Road Home”. "
        "The initiative was signed by Omar Khalil. It was put into action in May."
    )
    steps = _steps(_found(next(parse([text]))))
    assert {(s.agreement.exact, s.status) for s in steps} >= {
        ("an initiative", "proposed"), ("The initiative", "claimed_signed"), ("The initiative", "in_force"),
    }  # fmt: skip
    assert {s.title for s in steps if s.agreement.exact == "an initiative"} == {"Safe Road Home"}
    assert {s.proposed_by.exact for s in steps if s.proposed_by} == {"Idris Warsame"}
    alone = "The initiative was signed by Omar Khalil."
    assert not _found(next(parse([alone])))


def test_raids_told_against_a_truce() -> None:
    """ "The raids follow a truce" and "despite the truce" tell a step without a status of its own."""
    texts = ["New air raids on Ardun follow a ceasefire.", "Ardun was shelled despite the ceasefire."]
    assert [[s.status for s in _steps(_found(parsed))] for parsed in parse(texts)] == [[None], [None]]


def test_conditions() -> None:
    """What has to happen first."""
    text = "If the hostages are freed, the truce will take effect on Sunday."
    (step,) = _steps(_found(next(parse([text]))))
    assert step.conditions is not None
    assert step.conditions.exact == "If the hostages are freed"


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "the ceasefire truce signed by it not “ ” in force of violations took effect A B . \n".split(" ")
        )
    )
)
def test_any_words_are_survived(words: list[str]) -> None:
    """No exception, and spans lie inside the text."""
    text = " ".join(words)
    for one in _found(next(parse([text]))):
        assert 0 <= one.span[0] < one.span[1] <= len(text)


def _steps(found: list[Found]) -> list[AgreementStep]:
    return [one.proposition for one in found if isinstance(one.proposition, AgreementStep)]
