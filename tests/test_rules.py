"""The rules that casualty recorders and ceasefire monitors hold us to, by number (docs/incidents.md).

R1 to R22; what most of them ask for in detail stands in the tests of its module. Left out here, because nothing is published
yet: the public precision of R16, the releases of R17 and R20, and the gate of R21.
"""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import msgspec
import pytest

import sayso
from sayso.errors import DamagedEvidenceError
from sayso.evidence.vault import Vault
from sayso.incidents.aggregates import beside, total_incidents, totals_in
from sayso.incidents.agreements.accounts import agreement_accounts
from sayso.incidents.agreements.pages import agreement_pages
from sayso.incidents.decisions import reviewed
from sayso.incidents.facets.arithmetic import harmed
from sayso.incidents.facets.denials import denial_accounts
from sayso.incidents.facets.said import said_of
from sayso.incidents.group import GivenCode, Grouping, accounts_of, group
from sayso.incidents.originators import side_of
from sayso.model.claim import Casualties, Occurrence, claim_key
from sayso.model.decision import Decision, Verb
from sayso.model.grouped import Facet, GroupedIncident
from sayso.model.mention import ActorMention, PlaceMention, TimeMention
from sayso.model.reading import Reading

Row = tuple[str, str, str]
"""Day of publication, outlet, text."""

SATURDAY = "2016-07-09"
STRIKE = "the air strike on Derna on Friday"


def read(*rows: Row) -> dict[str, Reading]:
    return {
        f"r{n}": sayso.read(text, published=day, source=outlet, id=f"r{n}")
        for n, (day, outlet, text) in enumerate(rows)
    }


def grouped(*rows: Row, decisions: tuple[Decision, ...] = (), codes: tuple[GivenCode, ...] = ()) -> Grouping:
    readings = read(*rows)
    texts = {f"r{n}": text for n, (_, _, text) in enumerate(rows)}
    accounts = [
        account
        for report, reading in readings.items()
        for account in (*accounts_of(reading, texts[report]), *denial_accounts(reading))
    ]
    return group(accounts, decisions, codes, lambda reports: {report: readings[report] for report in reports})


def one(*rows: Row, decisions: tuple[Decision, ...] = ()) -> GroupedIncident:
    (incident,) = grouped(*rows, decisions=decisions).incidents
    return incident


def facet(incident: GroupedIncident, field: str) -> Facet:
    return next(f for f in incident.facets if f.field == field)


def decision(number: int, verb: Verb, target: str, digest: str = "", **value: object) -> Decision:
    return Decision(
        number=number, target=target, digest=digest, verb=verb, value=dict(value), by="Amal", at="2016-09-01T10:00:00Z",
        reason="asked the hospital",
    )  # fmt: skip


SIX: Row = (SATURDAY, "Wasat", f"Six people were killed in {STRIKE}, UNSMIL said.")
TEN: Row = (SATURDAY, "Observer", f"Ten people were killed in {STRIKE}, Ahmed al-Mismari said.")


def test_r1_publication_is_never_the_day_of_the_event() -> None:
    """Relative words are counted from it, and marked; without words of time there is no day."""
    reading = read((SATURDAY, "Wasat", "Warplanes bombed Derna on Friday. A house in Sirte was shelled."))["r0"]
    times = [m for m in reading.mentions if isinstance(m, TimeMention)]
    undated = one((SATURDAY, "Wasat", "Warplanes bombed Derna, killing four people."))

    assert [(m.first, bool(m.derived_from)) for m in times] == [("2016-07-08", True)]
    assert (undated.first, undated.last) == (None, None)


def test_r2_figures_of_different_claims_are_never_added() -> None:
    """Lowest and highest, each with its claimants; a choice needs a person."""
    killed = facet(one(SIX, TEN), "killed")

    assert (killed.low, killed.high, killed.selected) == (6, 10, None)
    assert {p.value: p.originators for p in killed.positions} == {"6": ("unsmil",), "10": ("libyan-national-army",)}


def test_r3_a_subset_never_raises_the_total() -> None:
    """One of the twelve reportedly killed: harmed 12, killed 0 to 1; 12 or 13 where the words leave it open."""
    text = "Warplanes bombed Derna on Friday, injuring 12 people, one of whom was reportedly killed."
    incident = one((SATURDAY, "Wasat", text))
    killed = facet(incident, "killed")

    assert (killed.low, killed.high) == (0, 1)
    assert (facet(incident, "injured").low, facet(incident, "injured").high) == (11, 12)
    assert harmed((0, 1), (11, 12), "subset") == (11, 12)
    assert harmed((1, 1), (12, 12), "unknown") == (12, 13)


def test_r4_an_update_replaces_in_the_current_view_only() -> None:
    """A later smaller figure of one originator is a correction, no second incident."""
    eight: Row = (
        "2016-07-11",
        "Herald",
        "Eight people were killed in the air strike on Derna on 8 July 2016, Ahmed al-Mismari said.",
    )
    killed = facet(one(TEN, eight), "killed")

    assert [(p.value, p.current, p.superseded_by) for p in killed.positions] == [("10", False, "8"), ("8", True, None)]
    assert "corrected it to 8" in (killed.positions[0].note or "")


def test_r5_what_does_not_add_up_is_flagged_and_not_repaired() -> None:
    """With the numbers, in words."""
    text = f"UNSMIL said that {STRIKE} had killed 16 people, including eight women, seven children and two men."
    killed = facet(one((SATURDAY, "Wasat", text)), "killed")

    assert killed.flags == ("UNSMIL (Wasat): 8 + 7 + 2 = 17, not 16",)
    assert (killed.low, killed.high) == (16, 16)


def test_r6_a_months_total_is_no_incident_and_stands_beside_it() -> None:
    """Consistent, exceeds, or does not mention."""
    total = sayso.read(
        "In July, air strikes killed five people in Derna.", published="2016-08-01", source="UNSMIL", id="t"
    )

    assert total_incidents(total) == {i.id for i in total.incidents}
    assert accounts_of(total) == ()
    assert [b.verdict for b in beside(one(SIX), totals_in(total))] == ["exceeds"]


def test_r7_originators_are_counted_not_outlets() -> None:
    """Three outlets with one spokesman are weak, two originators are fair."""
    three = [(SATURDAY, f"Outlet {n}", f"Six people were killed in {STRIKE}, {who} said.") for n, who in
             enumerate(("Ahmed al-Mismari", "Ahmed Mesmari", "a spokesman for the Libyan National Army"))]  # fmt: skip
    weak, fair = one(*three), one(*three, SIX)

    assert [(len(p.originators), len(p.outlets)) for p in facet(weak, "killed").positions] == [(1, 3)]
    assert (weak.grade and weak.grade.harm, fair.grade and fair.grade.harm) == ("weak", "fair")


def test_r8_a_denial_alone_removes_nothing_and_is_no_incident() -> None:
    """It contests the accusation that it answers."""
    denial: Row = ("2016-07-10", "Herald", "Egypt denied that Egyptian warplanes had bombed Derna on 8 July 2016.")
    accused: Row = (
        SATURDAY,
        "Wasat",
        f"The Derna Local Council accused Egypt of carrying out {STRIKE}, which killed six people.",
    )
    incident = one(accused, denial)
    egypt = next(p for p in facet(incident, "who").positions if p.value == "Egypt")

    assert grouped(denial).incidents == ()
    assert (egypt.current, len(egypt.against)) == (True, 1)
    assert incident.grade is not None
    assert incident.grade.strike_status == "contested"


def test_r9_claimed_accused_denied_and_inferred_are_apart() -> None:
    """Several may be named; an accent names nobody."""
    strike = "the air strike on the Fataih district of Derna on Friday"
    incident = one(
        (
            SATURDAY,
            "Wasat",
            (
                f"The Derna Local Council accused Egypt of carrying out {strike}, which killed six people. "
                "A pilot spoke with an American accent."
            ),
        ),
        (
            SATURDAY,
            "Herald",
            "Libyan National Army warplanes bombed Fataih in Derna on Friday, killing six people, Ahmed al-Mismari said.",
        ),
    )

    assert {p.value: p.bases for p in facet(incident, "who").positions} == {
        "Egypt": ("accused",),
        "Libyan National Army": ("claimed",),
    }


def test_r10_civilians_are_presumed_and_fighters_alleged() -> None:
    """That those killed were fighters stays an allegation where only the perpetrator says so."""
    claimed = f"The Libyan National Army claimed responsibility for {STRIKE}."
    presumed, alleged = (
        facet(
            one(
                (
                    SATURDAY,
                    "Wasat",
                    f"{claimed} Ahmed al-Mismari said that the air strike on Derna had killed four {who}.",
                )
            ),
            "civilian_status",
        )
        for who in ("people", "fighters")
    )

    assert [p.value for p in presumed.positions] == ["presumed_civilian"]
    assert [p.value for p in alleged.positions] == ["alleged_combatant_by_perpetrator"]


def test_r11_raids_on_named_places_are_incidents_of_their_own() -> None:
    """The toll that they share is their whole's and is not divided."""
    incidents = grouped(
        (SATURDAY, "Wasat", "Air raids on Derna, Benghazi and Sirte on Friday injured 12 people.")
    ).incidents
    whole = next(i for i in incidents if i.parts)
    parts = [i for i in incidents if i.part_of == whole.code]

    assert sorted(i.place or "" for i in parts) == ["Benghazi", "Derna", "Sirte"]
    assert facet(whole, "injured").high == 12
    assert all(f.field not in {"killed", "injured", "strikes"} for i in parts for f in i.facets)


def test_r12_one_incident_is_one_place_and_one_window() -> None:
    """Another day or town is another incident."""
    rows = [
        (SATURDAY, "Wasat", "An air strike on Derna on Friday killed six people, UNSMIL said."),
        (SATURDAY, "Herald", "Warplanes raided a farm near Derna on Monday. Two shepherds died, residents said."),
        (
            SATURDAY,
            "Observer",
            "A warehouse in Benghazi was bombed from the air on Friday, and four workers were injured.",
        ),
    ]

    assert len(grouped(*rows).incidents) == 3


def test_r13_a_signature_counts_for_each_party_and_fake_is_a_dispute() -> None:
    """ "Signed by both" on one side's word is twice claimed."""
    text = (
        "Abdel Basit Igtet said that a ceasefire agreement for Derna had been signed by Khalifa Haftar and Aguila Saleh. "
        "Ahmed al-Mismari called the ceasefire agreement for Derna a forgery."
    )
    (page,) = agreement_pages(agreement_accounts(read((SATURDAY, "Wasat", text))["r0"]))

    assert {p.name: [(w.value, w.by) for w in p.words] for p in page.parties} == {
        "Khalifa Haftar": [("claimed", "Abdel Basit Igtet")],
        "Aguila Saleh": [("claimed", "Abdel Basit Igtet")],
    }
    assert [w.by for w in page.disputes] == ["Ahmed al-Mismari"]
    assert [w.value for w in page.status] == ["claimed_signed"]


@pytest.mark.parametrize(
    "text",
    [
        "Warplanes will bomb Derna on Sunday, a spokesman said.",
        "If warplanes bomb Derna, the talks will end, a spokesman said.",
        "Egypt denied that it had bombed Derna on Friday.",
        "Nobody bombed Derna on Friday, residents said.",
    ],
)
def test_r14_what_did_not_happen_is_no_incident_and_keeps_its_mode(text: str) -> None:
    """The claim stays, with its modality and polarity, in what is written out."""
    rows = read((SATURDAY, "Wasat", text))
    written = msgspec.json.decode(msgspec.json.encode(rows["r0"]))
    modes = {(c["modality"], c["polarity"]) for c in written["claims"]}

    assert grouped((SATURDAY, "Wasat", text)).incidents == ()
    assert ("asserted", "affirmed") not in modes


def test_r15_operations_are_no_actors_and_offices_have_their_time() -> None:
    """Spellings of one name are one; who spoke for a body last year does not this year."""
    rows = read((SATURDAY, "Wasat", "Khalifa Haftar left Derna. General Khalifa Hifter spoke on Friday."))
    haftar = {m.actor for m in rows["r0"].mentions if isinstance(m, ActorMention) and "Khalifa" in m.exact}

    assert haftar == {"khalifa-haftar"}
    assert side_of("operation-dignity") == "libyan-national-army"
    assert (side_of("hafez-al-dabaa", "2016-05-01"), side_of("hafez-al-dabaa", "2017-10-30")) == (
        "derna-mujahideen-shura-council",
        "other",
    )


def test_r16_precision_is_never_invented() -> None:
    """A quarter is a quarter with a radius."""
    incident = one((SATURDAY, "Wasat", "Warplanes bombed Fataih on Friday, killing four people."))

    assert incident.place == "al-Fataih"
    assert incident.precision == "neighbourhood"
    assert (incident.radius_m or 0) > 0
    assert facet(incident, "where").positions[0].note == "precise to: neighbourhood"


def test_r17_nothing_is_deleted_and_codes_are_remembered() -> None:
    """What a person rejects stays, with why; a code that was merged into another is still known."""
    six = next(c for c in read(SIX)["r0"].claims if isinstance(c.proposition, Casualties))
    rejected = facet(one(SIX, TEN, decisions=(decision(3, "reject", six.key, six.digest),)), "killed")
    first, second = (accounts_of(r)[0].id for r in read(SIX, TEN).values())
    codes = (
        GivenCode(code="LY-2016-0001", accounts=(first,), number=1),
        GivenCode(code="LY-2016-0002", accounts=(second,), number=2),
    )
    (merged,) = grouped(SIX, TEN, codes=codes).incidents

    assert {p.value: p.rejected for p in rejected.positions if p.rejected} == {"6": (six.key,)}
    assert (merged.code, merged.previous_codes) == ("LY-2016-0001", ("LY-2016-0002",))


def test_r18_kept_bytes_do_not_change_and_claims_know_their_text(tmp_path: Path) -> None:
    """An altered file is found when it is read; another text gives other claims."""
    vault = Vault(tmp_path)
    name = vault.put(b"Warplanes bombed Derna.")
    kept = next(p for p in tmp_path.rglob(name))
    kept.chmod(0o644)
    kept.write_bytes(b"Warplanes bombed Sirte.")
    reading = read(SIX)["r0"]

    with pytest.raises(DamagedEvidenceError):
        vault.get(name)
    for claim in reading.claims:
        span = (claim.passage.start, claim.passage.end)
        assert claim.key == claim_key(reading.report.text_sha256, span, claim.kind)
        assert claim.key != claim_key("0" * 64, span, claim.kind)


def test_r19_what_machines_read_is_labelled_until_a_person_accepts_it() -> None:
    """With tool and version; an acceptance holds for the reading that was seen."""
    reading = read(SIX)["r0"]
    claim = reading.claims[0]

    assert reading.engine.sayso
    assert all(c.engine and c.rule for c in reading.claims)
    assert reviewed(claim, []) == "suggested"
    assert reviewed(claim, [decision(1, "accept", claim.key, claim.digest)]) == "accepted"
    assert reviewed(claim, [decision(1, "accept", claim.key, "0" * 20)]) == "stale"
    assert "accept" in get_args(Verb)


def test_r20_every_figure_leads_back_to_words() -> None:
    """From a position through its claims to a passage of a report."""
    readings = read(SIX, TEN)
    incident = one(SIX, TEN)
    claims = {c.key: (r, c) for r in readings.values() for c in r.claims}
    texts = {"r0": SIX[2], "r1": TEN[2]}

    for field in incident.facets:
        for position in field.positions:
            assert position.for_ or position.against or position.value == "presumed_civilian"
            for key in (*position.for_, *position.against):
                reading, claim = claims[key]
                assert claim.passage.exact == texts[reading.report.id][claim.passage.start : claim.passage.end]


def test_r21_no_position_is_live() -> None:
    """The ledger holds what reports said, on the day that they said it; its places are discs (the gate comes later)."""
    readings = read(SIX)
    said = said_of(accounts_of(readings["r0"]), readings)

    assert [s.day for s in said] == [SATURDAY]
    places = [m for m in readings["r0"].mentions if isinstance(m, PlaceMention) and m.lat is not None]
    assert all(m.radius_m for m in places)


def test_r22_who_prints_it_weighs_nothing() -> None:
    """The same words in a state's outlet and in another's give the same values and the same grade."""
    accused = f"The Derna Local Council accused Egypt of carrying out {STRIKE}."
    text = f"Six people were killed in {STRIKE}, residents said. {accused}"
    grades = [one((SATURDAY, outlet, text)).grade for outlet in ("Egypt Today", "Libya Observer", "SANA")]

    assert [(g.harm, g.strike_status) for g in grades if g is not None] == [("weak", "likely")] * 3


def test_every_rule_has_its_test() -> None:
    """R1 to R22."""
    names = [name for name in globals() if name.startswith("test_r")]

    assert {name.split("_")[1] for name in names} == {f"r{n}" for n in range(1, 23)}
    assert isinstance(read(SIX)["r0"].claims[0].proposition, Occurrence | Casualties)
