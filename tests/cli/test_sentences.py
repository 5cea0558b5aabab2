"""A claim becomes a plain sentence that says who says it, and no more than was claimed."""

from __future__ import annotations

import msgspec
import pytest

from sayso.model.claim import (
    Aggregate,
    AgreementStep,
    Authenticity,
    Casualties,
    Claim,
    Hop,
    Meaning,
    Occurrence,
    Party,
    Perpetrator,
    Responsibility,
    Statement,
    Target,
)
from sayso.model.quantity import Count
from sayso.wording.sentences import sentence
from tests.cli.records import NOBODY, RESIDENTS, SPOKESMAN, claim, known, raid, role, toll, words

PLANES = Perpetrator(exact="planes", start=0, end=6)
SIGNED = AgreementStep(
    agreement=words("the paper"),
    status="claimed_signed",
    parties=(Party(name="Haftar", mention="m2", signature="denied"),),
)
AL_MISMARI = "Ahmed al-Mismari, spokesman of Dignity Operation,"
ACCUSER = msgspec.structs.replace(RESIDENTS, stance="accuses")
EITHER = (role("the army"), role("Haftar", "m2"))
TAPES = Hop(speaker=None, text="leaked tapes", name="leaked tapes", stance="shows", basis="recording")
WHOLE, PART = (
    toll("injured", 12, 12, "12 civilians", id="t1"),
    toll("killed", 0, 1, "one of whom", id="t2", subset_of="t1", certainty="reported"),
)


def struck(target: str, *places: str) -> Occurrence:
    """An air strike on something in these places."""
    return raid(targets=(Target(exact=target, start=0, end=8),), places=tuple(role(place) for place in places))


ROWS: list[tuple[Claim, str, str]] = [
    (claim(raid()), "Coast Herald reports that there was an air strike on the port in Derna.", "the report's own words"),
    (
        claim(struck("hospital", "a hospital in Aleppo", "Aleppo"), passage=words("Jets hit a hospital in Aleppo")),
        "Coast Herald reports that there was an air strike on a hospital in Aleppo.",
        "what was struck with its article, and no place twice",
    ),
    (
        claim(struck("hospital", "a street in Aleppo", "Aleppo"), passage=words("Jets hit hospital buildings")),
        "Coast Herald reports that there was an air strike on “hospital” in a street in Aleppo.",
        "an article that the report does not have is not made up; a place that another one names is not named again",
    ),
    (
        claim(raid(perpetrators=(PLANES,), when="m5", targets=()), RESIDENTS),
        "Coast Herald reports that residents say that there was an air strike in Derna (Saturday dawn) by planes.",
        "several speakers say, with time and doer",
    ),
    (
        claim(SIGNED, SPOKESMAN, polarity="denied"),
        f"Coast Herald reports that {AL_MISMARI} denies that Khalifa Haftar signed the paper.",
        "a denial is a stance, with the office",
    ),
    (
        claim(raid(places=()), RESIDENTS, polarity="negated"),
        "Coast Herald reports that residents say that it is not so that there was an air strike on the port.",
        "a negation is said",
    ),
    (
        claim(Responsibility(basis="claimed", actors=(), about=words("the strike")), polarity="negated"),
        "Coast Herald reports that nobody claims responsibility for “the strike”.",
        "no claim of responsibility is no denial",
    ),
    (
        claim(Casualties(tolls=(WHOLE, PART)), NOBODY),
        "Coast Herald reports that it is reported that 12 civilians were injured, of whom 1 was reportedly killed.",
        "a part is told as one, nobody named",
    ),
    (
        claim(Casualties(tolls=(toll("killed", 10, None, kind="at_least"),), occurrence=raid())),
        "Coast Herald reports that at least 10 people were killed in an air strike on the port in Derna.",
        "a bound stays a bound",
    ),
    (
        claim(
            Casualties(tolls=(toll("killed", 31, None, "At least 31 people", kind="at_least", exact="At least 31"),))
        ),
        "Coast Herald reports that at least 31 people were killed.",
        "a number at the head of a sentence is told once",
    ),
    (
        claim(Casualties(tolls=(toll("killed", None, None, kind="unknown"),))),
        "Coast Herald reports that an unknown number of people were killed.",
        "an unknown number is no number",
    ),
    (
        claim(raid(number=Count(low=3, high=3), targets=())),
        "Coast Herald reports that there were 3 air strikes in Derna.",
        "several strikes",
    ),
    (
        claim(raid(realis="planned", places=())),
        "Coast Herald reports that an air strike on the port was planned.",
        "only planned",
    ),
    (
        claim(Responsibility(basis="accused", actors=EITHER, alternatives=True, about=words("it"))),
        "Coast Herald reports that either the army or Khalifa Haftar is behind “it” (accused).",
        "alternatives stay alternatives",
    ),
    (
        claim(Responsibility(basis="accused", actors=EITHER[:1], about=words("it")), ACCUSER, modality="alleged"),
        "Coast Herald reports that residents make the accusation that the army is behind “it”.",
        "an accusation is its speaker's",
    ),
    (
        claim(Responsibility(basis="accused", actors=EITHER[:1]), RESIDENTS),
        "Coast Herald reports that residents say that the army is behind it (accused).",
        "an accusation never becomes a fact",
    ),
    (
        claim(Responsibility(basis="denied", actors=EITHER[:1]), polarity="denied"),
        "Coast Herald reports that it is denied that the army is behind it.",
        "a denial by nobody named stays a denial",
    ),
    (
        claim(raid(perpetrators=(msgspec.structs.replace(PLANES, basis="suspected"),), targets=(), places=())),
        "Coast Herald reports that there was an air strike by planes (suspected).",
        "a suspicion stays one",
    ),
    (
        claim(raid(targets=(), places=()), modality="conditional"),
        "Coast Herald reports that there was an air strike, on a condition.",
        "a condition stays in the sentence",
    ),
    (
        claim(AgreementStep(agreement=words("The truce"), status="denied"), SPOKESMAN, polarity="denied"),
        f"Coast Herald reports that {AL_MISMARI} denies that the truce exists.",
        "one denial, not two",
    ),
    (
        claim(Authenticity(artefact=words("The signature"), artefact_kind="signature", verdict="fabricated"), RESIDENTS),
        "Coast Herald reports that residents say that the signature is fake.",
        "a verdict",
    ),
    (
        claim(Meaning(artefact=words("tapes"), artefact_kind="recording", shows=words("who guides the bombers")), TAPES),
        "Coast Herald reports that leaked tapes show “who guides the bombers”.",
        "a recording speaks",
    ),
    (
        claim(Aggregate(tolls=(toll("killed", 40, 40, "40 civilians"),), period="since May")),
        "Coast Herald reports that 40 civilians were killed in all since May.",
        "a total over a period says so",
    ),
    (
        claim(Statement(topic="threat"), RESIDENTS),
        "Coast Herald reports that residents say that “they bombed the port”.",
        "where sayso understood too little, the words",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("said", "expected", "why"), ROWS, ids=[row[2] for row in ROWS])
def test_sentence(said: Claim, expected: str, why: str) -> None:
    assert sentence(said, known(said)) == expected, why
