"""Agreements and disputes of one report: hand-made claims, then whole reports."""

from __future__ import annotations

from typing import Any

import pytest

import sayso
from sayso.incidents.agreements import agreements_of, disputes_of
from sayso.model.claim import AgreementStep, Authenticity, Claim, Hop, Party, Proposition, Role, Verdict
from sayso.model.incident import Agreement, Incident
from sayso.model.mention import ActorMention, PlaceMention, PlacePrecision
from sayso.model.reading import Reading
from sayso.model.record import Passage
from sayso.reading.mentions import Mentions

NOBODY = Mentions([])


def _claim(key: str, proposition: Proposition, at: int = 0, **fields: Any) -> Claim:
    """A claim of the outlet with a passage of twenty characters at `at`."""
    whole: dict[str, Any] = {
        "digest": "", "kind": "agreement", "cue": None, "chain": (Hop(speaker=None, text="", name=""),), "stance": "states",
        "polarity": "affirmed", "modality": "asserted", "certainty": "certain", "rule": "test",
        "passage": Passage(start=at, end=at + 20, exact="x" * 20), **fields,
    }  # fmt: skip
    return Claim(key=key, proposition=proposition, **whole)


def _step(words: str = "the truce", at: int = 0, **fields: Any) -> AgreementStep:
    whole: dict[str, Any] = {"status": "announced", **fields}
    return AgreementStep(agreement=Passage(start=at, end=at + len(words), exact=words), **whole)


def _only(claims: list[Claim], mentions: Mentions = NOBODY) -> Agreement:
    (one,) = agreements_of(claims, mentions, [])
    return one


def test_a_row_per_party_and_denied_where_anybody_denies() -> None:
    """ "Signed by both" said by one side is two claimed signatures; the other side's denial is its own."""
    both = (Party(name="Adan Warsame", signature="claimed"), Party(name="Omar Khalil", signature="claimed"))
    said = _claim("a", _step(status="claimed_signed", parties=both))
    denied = _claim("b", _step(at=50, status="denied", parties=(Party(name="Khalil", signature="denied"),)), 50)
    rows = {p.name: (p.signature, p.claims) for p in _only([said, denied]).parties}
    assert rows == {"Adan Warsame": ("claimed", ("a",)), "Omar Khalil": ("denied", ("a", "b"))}


@pytest.mark.parametrize("polarity", ["denied", "negated"])
def test_a_denied_claim_of_signature_denies_it(polarity: str) -> None:
    """The party's signature as claimed, in a claim that denies it."""
    step = _step(status="claimed_signed", parties=(Party(name="Omar Khalil", signature="claimed"),))
    (row,) = _only([_claim("a", step, polarity=polarity)]).parties
    assert row.signature == "denied"


def test_a_fake_signature_is_its_partys_alone() -> None:
    """The paper itself is not called fake by that."""
    parties = (Party(name="Adan Warsame", signature="claimed"), Party(name="Omar Khalil", signature="claimed"))
    signed = _claim("a", _step(status="claimed_signed", parties=parties))
    words = "the signature of Khalil"
    fake = _claim("b", Authenticity(artefact=Passage(start=60, end=83, exact=words), artefact_kind="signature",
                                    verdict="fabricated"), 60, kind="authenticity_dispute")  # fmt: skip
    one = _only([signed, fake])
    assert {p.name: p.signature for p in one.parties} == {"Adan Warsame": "claimed", "Omar Khalil": "denied"}
    assert [s.value for s in one.status] == ["claimed_signed"]


def test_a_fake_paper_is_declared_fake_by_its_claim() -> None:
    """Declared fake and in force stand side by side."""
    force = _claim("a", _step("the initiative", status="in_force", title="Safe Road Home"))
    words = "the paper named Safe Road Home"
    fake = _claim("b", Authenticity(artefact=Passage(start=60, end=90, exact=words), artefact_kind="document",
                                    verdict="fabricated"), 60)  # fmt: skip
    assert [(s.value, s.claim) for s in _only([force, fake]).status] == [("in_force", "a"), ("declared_fake", "b")]


def test_pronouns_are_no_parties() -> None:
    """ "They have not signed it" makes no row, but belongs to the agreement."""
    one = _only([_claim("a", _step(status="denied", parties=(Party(name="they", signature="denied"),)))])
    assert (one.parties, one.claims) == ((), ("a",))


def test_mentions_name_the_party() -> None:
    """A bare surname is the full name that its mention stands for."""
    full = ActorMention(id="m1", start=0, end=11, exact="Omar Khalil", names=("Omar Khalil",))
    bare = ActorMention(id="m2", start=90, end=96, exact="Khalil", same_as="m1")
    step = _step(status="claimed_signed", parties=(Party(name="Khalil", mention="m2", signature="claimed"),))
    assert [p.name for p in _only([_claim("a", step)], Mentions([full, bare])).parties] == ["Omar Khalil"]


def test_truces_of_two_towns_are_two() -> None:
    """Different places, different agreements; a country holds its towns."""
    kinds: list[tuple[str, PlacePrecision]] = [("Ardun", "city"), ("Bezin", "city"), ("Libya", "country")]
    places = [
        PlaceMention(id=f"m{n}", start=n, end=n + 1, exact=name, place=name, country="LY", precision=precision)
        for n, (name, precision) in enumerate(kinds)
    ]  # fmt: skip
    steps = [
        _step(at=40 * n, area=(Role(exact=p.exact, start=p.start, end=p.end, mention=p.id),))
        for n, p in enumerate(places)
    ]
    claims = [_claim(str(n), step, 40 * n) for n, step in enumerate(steps)]
    assert len(agreements_of(claims[:2], Mentions(places), [])) == 2
    assert len(agreements_of([claims[0], claims[2]], Mentions(places), [])) == 1


def test_violations_are_the_incidents_told_against_it() -> None:
    """Only incidents in the very words that speak of the breach."""
    broken = _claim("a", _step(status="violated"), 0)
    elsewhere = _claim("b", _step(at=200), 200)
    incidents = [
        Incident(id="i1", kind="air_strike", realis="happened", title="", claims=("a",)),
        Incident(id="i2", kind="air_strike", realis="happened", title="", claims=("b",)),
    ]
    (one,) = agreements_of([broken, elsewhere], NOBODY, incidents)
    assert one.violations_alleged == ("i1",)


@pytest.mark.parametrize(
    ("verdict", "polarity", "expected"),
    [
        ("fabricated", "affirmed", "fabricated"),
        ("fabricated", "denied", "authentic"),
        ("authentic", "negated", "fabricated"),
        ("unverifiable", "negated", "unverifiable"),
    ],
)
def test_dispute_verdicts(verdict: Verdict, polarity: str, expected: str) -> None:
    """Who denies that it is fake calls it genuine."""
    paper = Passage(start=0, end=9, exact="the paper")
    said = Authenticity(artefact=paper, artefact_kind="document", verdict=verdict)
    (one,) = disputes_of([_claim("a", said, polarity=polarity)])
    assert (one.verdict, one.claim) == (expected, "a")


def test_no_claims_no_agreements() -> None:
    """Nothing in, nothing out."""
    assert agreements_of([], NOBODY, []) == []
    assert disputes_of([]) == []


REPORT = (
    "Fighter jets bombed the port of Misrata on Tuesday, wounding three fishermen.\n\n"
    "The new raids on Misrata follow a truce announced last week after an initiative made by Salim Barsha under the "
    "slogan “Open Harbour Now”. The initiative was signed by General Idris Warfali and Salim Barsha.\n\n"
    "According to the office of Barsha, the initiative takes effect in Misrata and lasts ten days.\n\n"
    "Warfali's spokesman, Nuri Taher, said that the signature of Warfali is forged.\n"
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    """A report of our own with the difficulties of a disputed truce."""
    return sayso.read(REPORT, published="2019-05-09", source="The Example")


def test_report_with_a_disputed_truce(reading: Reading) -> None:
    """One agreement with its name, terms, signatures per party, and the raids told against it."""
    (one,) = reading.agreements
    assert (one.title, one.kind, one.duration) == ("Open Harbour Now", "ceasefire", "P10D")
    signatures = {p.name.split()[-1]: p.signature for p in one.parties}
    assert signatures == {"Warfali": "denied", "Barsha": "claimed"}
    assert {s.value for s in one.status} >= {"announced", "claimed_signed", "in_force"}
    assert one.violations_alleged


def test_every_status_names_its_claim(reading: Reading) -> None:
    """Keys are those of the report's claims."""
    keys = {claim.key for claim in reading.claims}
    (one,) = reading.agreements
    assert {s.claim for s in one.status} | set(one.claims) | {c for p in one.parties for c in p.claims} <= keys


def test_the_signature_is_disputed(reading: Reading) -> None:
    """The dispute is about the signature."""
    assert [(d.artefact.exact, d.verdict) for d in reading.disputes] == [("the signature of Warfali", "fabricated")]
