"""The bundled Derna report, with the difficulties of the reference case in other words: what a careful monitor reads."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import pytest

import sayso
from sayso.model.claim import Claim, Meaning
from sayso.model.incident import Agreement, Incident
from sayso.model.mention import PlaceMention, TimeMention
from sayso.model.reading import Reading

TEXT = resources.files("sayso.examples").joinpath("derna-raids.txt").read_text(encoding="utf-8")


def unresolved(words: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=f"whom {words!r} means is not found")


@cache
def reading() -> Reading:
    return sayso.read(TEXT, published="2016-07-09", source="Example Wire")


def mention(id: str | None) -> Any:
    return next((m for m in reading().mentions if m.id == id), None)


def cluster() -> Incident:
    return next(i for i in reading().incidents if i.part_of is None and i.casualties)


def agreement() -> Agreement:
    return reading().agreements[0]


def claims(words: str) -> list[Claim]:
    return [claim for claim in reading().claims if words in claim.passage.exact]


def test_the_raids_are_one_cluster_on_saturday_dawn() -> None:
    """Nothing else happened: neither truce, nor denial, nor press conference is an incident."""
    when = mention(cluster().when)

    assert [i.kind for i in reading().incidents if i.part_of is None and i.realis == "happened"] == ["air_strike"]
    assert isinstance(when, TimeMention)
    assert (when.first, when.last, when.part_of_day) == ("2016-07-09", "2016-07-09", "dawn")


def test_four_targets_are_four_incidents_of_the_cluster() -> None:
    """All coordinated targets are kept."""
    parts = [i for i in reading().incidents if i.part_of == cluster().id]
    struck = [mention(p.mention).exact for i in parts for p in i.places] + [t.exact for i in parts for t in i.targets]

    assert len(parts) == 4
    for words in ("block of flats", "square", "port", "courthouse"):
        assert any(words in exact for exact in struck)


def test_twelve_are_injured_and_one_of_them_perhaps_dead() -> None:
    """The dead is one of the twelve, and only reported."""
    rows = {row.outcome: row for row in cluster().casualties if row.outcome in {"killed", "injured"}}
    injured, killed = rows["injured"], rows["killed"]

    assert (injured.low in {11, 12}, injured.high, injured.subset_of) == (True, 12, None)
    assert (killed.low, killed.high, killed.subset_of, killed.certainty) == (0, 1, injured.id, "reported")


def test_dignity_operation_is_told_to_have_done_it() -> None:
    """The report says so itself."""
    assert [(p.basis, "Dignity" in p.exact) for p in cluster().perpetrators] == [("reported_as_fact", True)]


def test_the_truce_has_title_and_duration() -> None:
    """Of one agreement, however it is called later on."""
    assert len(reading().agreements) == 1
    assert agreement().title.strip("“”") == "Coexistence and an End to Division"
    assert agreement().duration in {"P2W", "P14D"}
    assert "in_force" in [status.value for status in agreement().status]


@pytest.mark.parametrize(("party", "signature"), [("Saleh", "claimed"), ("Haftar", "denied"), ("Igtet", "claimed")])
def test_each_signature_stands_by_itself(party: str, signature: str) -> None:
    """Three are claimed, one of them is denied."""
    assert [p.signature for p in agreement().parties if party in p.name] == [signature]


def test_the_raids_may_violate_the_truce() -> None:
    """They follow its announcement for the same town."""
    assert cluster().id in agreement().violations_alleged


def test_signature_and_paper_are_called_fake() -> None:
    """Two disputes, both by the spokesman; the agreement stays claimed."""
    assert sorted((d.artefact.exact, d.verdict) for d in reading().disputes) == [
        ("the paper", "fabricated"),
        ("the signature", "fabricated"),
    ]


@pytest.mark.parametrize(
    ("words", "chain"),
    [
        pytest.param("truce had taken effect", ["media office"], marks=unresolved("the office")),
        ("knew nothing of the documents", ["Mismari"]),
        ("the paper was fake", ["Mismari"]),
        ("coordinate strikes in eastern Libya", ["Middle East Eye", "tapes"]),
        ("was signed by Aguila Saleh", ["media office"]),
    ],
)
def test_each_claim_has_its_chain(words: str, chain: list[str]) -> None:
    """From the outlet to the innermost speaker, pronouns resolved."""
    found = [[hop.name for hop in claim.chain[1:]] for claim in claims(words)]

    assert any(len(c) == len(chain) and all(a in b for a, b in zip(chain, c, strict=True)) for c in found)


def test_the_denial_is_al_mismaris() -> None:
    """He denies what is said of Haftar; Haftar himself says nothing."""
    denials = [claim for claim in claims("had signed the paper") if claim.stance == "denies"]

    assert ["Mismari" in claim.chain[-1].name for claim in denials] == [True]
    assert not any("Haftar" in hop.name for claim in reading().claims for hop in claim.chain)


def test_the_recordings_are_said_to_show_and_do_not_prove() -> None:
    """What they show is a claim of theirs, handed on; nobody is named a perpetrator for it."""
    meanings = [claim for claim in reading().claims if isinstance(claim.proposition, Meaning)]

    assert meanings
    assert {claim.stance for claim in meanings} == {"shows"}
    assert not [p for i in reading().incidents for p in i.perpetrators if "British" in p.exact]


@pytest.mark.parametrize(
    ("name", "place"),
    [("Derna", (32.7636, 22.6361)), ("Benghazi", (32.1167, 20.0667)), ("Benina air base", (32.0968, 20.2695))],
)
def test_places_are_where_they_are(name: str, place: tuple[float, float]) -> None:
    """Within a few kilometres, each time they are named."""
    found = [m for m in reading().mentions if isinstance(m, PlaceMention) and m.exact == name]

    assert found
    assert all(m.lat and m.lon and abs(m.lat - place[0]) < 0.05 and abs(m.lon - place[1]) < 0.06 for m in found)


def test_only_derna_was_struck() -> None:
    """Benghazi is where somebody spoke, Benina where a recording comes from."""
    struck = {mention(p.mention).exact for i in reading().incidents for p in i.places if p.role == "struck"}

    assert not struck & {"Benghazi", "Benina air base"}
