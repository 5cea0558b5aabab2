"""Ten mistakes that naive tools make with one report; each has rows where the rule must not fire.

The numbers follow the list that casualty recorders and ceasefire monitors gave us: docs/method.md, "Ten mistakes".
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

import sayso
from sayso.model.claim import Authenticity, Casualties, Claim, Responsibility
from sayso.model.incident import CasualtyRow, Incident
from sayso.model.mention import ActorMention, PlaceMention, TimeMention
from sayso.model.reading import Reading

SATURDAY = "2016-07-09"


@cache
def read(text: str, published: str | None = SATURDAY) -> Reading:
    return sayso.read(text, published=published, source="Example Wire")


def happened(text: str) -> list[Incident]:
    """Incidents that the report gives as having happened, clusters before their parts left out."""
    return [i for i in read(text).incidents if i.realis == "happened" and i.part_of is None]


def rows(text: str, outcome: str) -> list[CasualtyRow]:
    return [row for incident in read(text).incidents for row in incident.casualties if row.outcome == outcome]


def ranges(text: str, outcome: str) -> list[tuple[int | None, int | None]]:
    """Figures of an outcome that are part of no other, smallest first."""
    return sorted(((r.low, r.high) for r in rows(text, outcome) if r.subset_of is None), key=str)


def mention(reading: Reading, id: str | None) -> Any:
    return next((m for m in reading.mentions if m.id == id), None)


def struck(text: str) -> set[str]:
    """Names of the places struck."""
    reading = read(text)
    places = [p for i in reading.incidents for p in i.places if p.role == "struck"]
    return {mention(reading, p.mention).exact for p in places}


def bases(text: str, name: str) -> set[str]:
    """On what basis an actor is held to have done it, in incidents and in claims of responsibility."""
    reading = read(text)
    found = {p.basis for i in reading.incidents for p in i.perpetrators if name in p.exact}
    said = [c.proposition for c in reading.claims if isinstance(c.proposition, Responsibility)]
    return found | {p.basis for p in said for actor in p.actors if name in actor.exact}


def claims(text: str, words: str) -> list[Claim]:
    """Claims whose passage holds these words."""
    return [claim for claim in read(text).claims if words in claim.passage.exact]


def chains(text: str, words: str) -> list[list[str]]:
    """Chains of the claims that hold these words, the report's own outlet left out."""
    return [[hop.name for hop in claim.chain[1:]] for claim in claims(text, words)]


# 1. Adding up figures of several speakers, or of a figure and its update


@pytest.mark.parametrize(
    ("text", "outcome", "expected"),
    [
        (
            (
                "Shells hit the market of Derna on Friday. A doctor said that seven people were injured in the shelling. "
                "The town council said that it had injured two people."
            ),
            "injured",
            [(2, 2), (7, 7)],  # two speakers: two figures
        ),
        (
            "An air strike on Fataih killed ten people, a medic said. Reuters put the death toll of the strike at 15.",
            "killed",
            [(10, 10), (15, 15)],
        ),
        (
            "A car bomb in Sirte killed 12 people: seven women and five children.",
            "killed",
            [(12, 12)],  # the parts are parts
        ),
        (
            "An air strike on Derna killed 16 people, including four children.",
            "killed",
            [(16, 16)],
        ),
    ],
)
def test_1_figures_are_never_added_up(text: str, outcome: str, expected: list[tuple[int, int]]) -> None:
    """Competing figures stand side by side, breakdowns hang below their total."""
    assert ranges(text, outcome) == expected


def test_1_but_the_tolls_of_two_incidents_stay_with_their_own() -> None:
    """Two towns, two tolls: neither one sum nor two figures for one incident."""
    text = "Shells killed three people in Sirte on Friday. In Zawiya, a car bomb killed four people on Thursday."

    assert sorted([(r.low, r.high) for r in i.casualties] for i in happened(text)) == [[(3, 3)], [(4, 4)]]


# 2. Twelve injured, one of whom was killed


@pytest.mark.parametrize(
    ("text", "total", "certainty"),
    [
        ("An air strike on Derna wounded 14 civilians, one of whom reportedly died.", 14, "reported"),
        ("Shelling in Sirte injured 20 people, one of whom is said to have been killed.", 20, "reported"),
        ("A raid on Derna injured nine men. One of them later died in hospital.", 9, "certain"),
        ("A rocket wounded six people in Zawiya, one of whom died.", 6, "certain"),
    ],
)
def test_2_one_of_the_injured_is_part_of_them(text: str, total: int, certainty: str) -> None:
    """The death is neither lost, nor added, nor made more certain than the words are."""
    injured = [row for row in rows(text, "injured") if row.subset_of is None]
    killed = rows(text, "killed")

    assert [(row.low in {total - 1, total}, row.high) for row in injured] == [(True, total)]
    assert [(row.low in {0, 1}, row.high, row.subset_of, row.certainty) for row in killed] == [
        (True, 1, injured[0].id, certainty)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "An air strike on Derna wounded 14 civilians and killed one fighter.",
        "A rocket killed one man and wounded six others in Zawiya.",
    ],
)
def test_2_but_others_are_no_part(text: str) -> None:
    """ "and" and "others" make two groups of people."""
    assert [row.subset_of for row in rows(text, "killed") + rows(text, "injured")] == [None, None]


# 3. A denial, a condition, a plan, a negation taken for an event; or the denial dropped


@pytest.mark.parametrize(
    "text",
    [
        "The army denied that it had bombed Derna.",
        "The ministry rejected claims that its warplanes had struck the hospital.",
        "If warplanes bombed the port, hundreds of people would flee.",
        "Warplanes did not bomb the port, the council said.",
        "Haftar threatened to bomb the port of Derna.",
        "The army plans to shell the town, residents fear.",
        "Air strikes kill civilians in every war.",
        "The army neither confirmed nor denied an air strike on Derna on Friday.",
        "The ministry would not confirm or deny that its jets had bombed Derna on Friday.",
        "Residents left Derna on Friday.",  # "left" harms only with its dead
    ],
)
def test_3_what_is_denied_or_not_real_is_no_incident(text: str) -> None:
    """Nothing of this is put down as having happened."""
    assert happened(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Warplanes bombed Derna on Friday.",
        "Residents said that warplanes had bombed Derna.",
        "The army confirmed that it had shelled the port of Derna.",
        "Warplanes bombed Derna on Friday, residents said. The army denied that it had carried out the raid.",
        "Warplanes bombed Derna on Friday, residents said. The army neither confirmed nor denied the raid.",
        "The army would not comment on the air strike on Derna on Friday.",
    ],
)
def test_3_but_what_is_said_to_have_happened_is(text: str) -> None:
    """A denial beside a report of the raid does not take the raid away."""
    assert len(happened(text)) == 1


@pytest.mark.parametrize(
    ("text", "words", "denier"),
    [
        ("The army denied that it had bombed Derna.", "bombed Derna", "The army"),
        ("Egypt's foreign ministry rejected claims that Egyptian jets had struck Fataih.", "struck Fataih", "ministry"),
        ("The general refuted reports that his men had shelled the port.", "shelled the port", "The general"),
    ],
)
def test_3_a_denial_is_kept_with_its_speaker(text: str, words: str, denier: str) -> None:
    """Who denies what is a claim of its own."""
    denials = [c for c in claims(text, words) if c.stance == "denies" or c.polarity == "denied"]

    assert any(denier in hop.name for claim in denials for hop in claim.chain)


def test_3_what_is_left_open_is_a_claim_of_its_own() -> None:
    """Who neither confirms nor denies a raid is heard, and says nothing of it."""
    (claim,) = claims("The army neither confirmed nor denied the raid on Derna.", "raid")

    assert (claim.chain[-1].name, claim.stance) == ("The army", "declines_comment")
    assert (claim.polarity, claim.modality) == ("not_addressed", "possible")


@pytest.mark.parametrize(
    "text",
    ["The army said that it had bombed Derna.", "The general confirmed reports that his men had shelled the port."],
)
def test_3_but_an_admission_is_no_denial(text: str) -> None:
    """Speaking of one's own raid is not denying it."""
    assert [c for c in read(text).claims if c.stance == "denies" or c.polarity == "denied"] == []


# 4. The day of publication taken for the day of the event


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Warplanes bombed Derna on Thursday.", "2016-07-07"),
        ("Warplanes bombed Derna yesterday.", "2016-07-08"),
        ("Warplanes bombed Derna on 3 July.", "2016-07-03"),
        ("Warplanes bombed Derna.", None),
        ("The channel broadcast on Friday the voice of a pilot who bombed Benghazi.", None),
    ],
)
def test_4_publication_is_not_the_day_of_the_event(text: str, day: str | None) -> None:
    """Relative words are counted from publication; where the text gives no day, there is none."""
    reading = read(text)
    found = [mention(reading, i.when) for i in happened(text)]

    assert [when and when.first for when in found] == [day]
    assert [when.last for when in found if when] == [day] * (day is not None)


def test_4_a_counted_day_says_so() -> None:
    """What was not written but counted is marked."""
    times = [m for m in read("Warplanes bombed Derna on Thursday.").mentions if isinstance(m, TimeMention)]

    assert [bool(m.derived_from) for m in times] == [True]


def test_4_without_a_day_of_publication_thursday_stays_open() -> None:
    """Nothing is counted from a day that nobody gave."""
    times = [m for m in read("Warplanes bombed Derna on Thursday.", None).mentions if isinstance(m, TimeMention)]

    assert [(m.exact.removeprefix("on "), m.first, m.last) for m in times] == [("Thursday", None, None)]


# 5. The place of the speaker, the dateline or the runway taken for the place struck


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A spokesman in Tripoli said that warplanes had bombed Derna.", {"Derna"}),
        ("TRIPOLI, July 8 - Warplanes bombed Derna, residents said.", {"Derna"}),
        ("Warplanes that took off from Benina air base bombed Derna.", {"Derna"}),
        ("The general told reporters in Benghazi that his aircraft had struck Derna.", {"Derna"}),
        ("Warplanes bombed Tripoli, a spokesman in Derna said.", {"Tripoli"}),  # and the other way round
        (
            "Nine people were killed in a raid near Derna on Monday night, a medic at the Harish hospital said.",
            {"Derna"},
        ),
        ("Nine people were killed in a raid on Derna, a doctor in Tobruk said.", {"Derna"}),
        ("Warplanes bombed Derna and Sirte on Friday.", {"Derna", "Sirte"}),
        ("Mediators froze the talks planned in Geneva because warplanes kept bombing Derna.", {"Derna"}),
    ],
)
def test_5_only_what_was_struck_is_struck(text: str, places: set[str]) -> None:
    """Where somebody spoke, wrote or took off is no place struck."""
    assert struck(text) == places


def test_5_a_town_is_no_pin() -> None:
    """A place that was resolved says how precisely."""
    places = [m for m in read("Warplanes bombed Derna.").mentions if isinstance(m, PlaceMention)]

    assert [(m.exact, m.country, m.precision in {"city", "town"}, bool(m.radius_m)) for m in places] == [
        ("Derna", "LY", True, True)
    ]


# 6. Outlets counted instead of originators; anonymous and third-hand links lost


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        (
            "Al-Nabaa reported that residents had said that warplanes bombed the port of Derna.",
            "bombed the port",
            ["Nabaa", "residents"],
        ),
        ("The port of Derna was bombed by warplanes, according to the Red Crescent.", "bombed", ["Red Crescent"]),
        (
            "Ahmed al-Mismari said on Friday that warplanes had bombed Derna. Al-Mismari added that the port was hit.",
            "port was hit",
            ["Ahmed al-Mismari"],  # the bare surname is the same originator
        ),
        ("Warplanes bombed Derna on Friday.", "bombed Derna", []),  # the outlet's own word
    ],
)
def test_6_a_chain_ends_in_the_originator(text: str, words: str, chain: list[str]) -> None:
    """The innermost speaker is who can be counted."""
    found = chains(text, words)

    assert any(len(c) == len(chain) and all(name in hop for name, hop in zip(chain, c, strict=True)) for c in found)


@pytest.mark.parametrize(
    ("text", "words", "named"),
    [
        ("A military source said that warplanes had bombed Derna.", "bombed Derna", "anonymous"),
        ("Residents said that warplanes had bombed Derna.", "bombed Derna", "anonymous"),
        ("It was reported that warplanes had bombed Derna.", "bombed Derna", "unattributed"),
        ("Ahmed al-Mismari said that warplanes had bombed Derna.", "bombed Derna", "named"),
        ("The spokesman said that warplanes had bombed Derna.", "bombed Derna", "office_only"),
    ],
)
def test_6_it_is_said_who_has_a_name(text: str, words: str, named: str) -> None:
    """Named, known by office alone, anonymous, or nobody at all."""
    assert [claim.chain[-1].named for claim in claims(text, words)][:1] == [named]


# 7. An accusation turned into a fact, one perpetrator forced, a nationality inferred


@pytest.mark.parametrize(
    ("text", "name", "basis"),
    [
        ("The council accused Egypt of bombing Fataih.", "Egypt", {"accused"}),
        ("Residents blamed Egypt for the air strike on Fataih.", "Egypt", {"accused"}),
        ("Islamic State claimed responsibility for the car bomb in Sirte.", "Islamic State", {"claimed"}),
        ("Egyptian warplanes are suspected of bombing Fataih.", "Egyptian warplanes", {"suspected"}),
        ("Egyptian warplanes bombed Fataih on Friday.", "Egyptian warplanes", {"reported_as_fact"}),  # so it is told
    ],
)
def test_7_an_accusation_stays_one(text: str, name: str, basis: set[str]) -> None:
    """On what basis somebody is held to have done it is never raised."""
    assert bases(text, name) == basis


@pytest.mark.parametrize(
    "text",
    [
        "Egypt denied that it had bombed Fataih.",
        "An air strike hit Fataih on Friday. Egypt denied that it had carried out the strike.",
    ],
)
def test_7_who_denies_is_at_most_a_denier(text: str) -> None:
    """Rejecting the deed never makes one its perpetrator."""
    assert bases(text, "Egypt") <= {"denied"}


def test_7_nobody_is_no_perpetrator() -> None:
    """That nobody claims it names nobody."""
    text = "An air strike hit Fataih on Friday. Nobody has claimed responsibility for the strike."

    assert [p for i in read(text).incidents for p in i.perpetrators] == []


def test_7_sources_that_disagree_give_two_perpetrators() -> None:
    """Neither is chosen."""
    text = (
        "An air strike hit Fataih on Friday. The council accused Egypt of the strike. Residents blamed Haftar for it."
    )

    assert (bases(text, "Egypt"), bases(text, "Haftar")) == ({"accused"}, {"accused"})


def test_7_alternatives_stay_a_set() -> None:
    """ "Either … or" names two and chooses neither."""
    text = "Either Russian or Syrian warplanes bombed the hospital in Aleppo, the observatory said."
    said = [c.proposition for c in read(text).claims if isinstance(c.proposition, Responsibility)]

    assert any(i.alternatives for i in read(text).incidents) or any(p.alternatives for p in said)


def test_7_an_accent_is_no_perpetrator() -> None:
    """Who speaks with which accent on a tape does not say who bombed."""
    text = "Warplanes bombed Derna in June. The pilot on the leaked tape speaks with an American accent."

    assert bases(text, "American") == set()


# 8. A claimed agreement taken for an agreement, one signature for all, "fake" as if it had never been claimed


def signatures(text: str) -> dict[str, str]:
    return {p.name: p.signature for a in read(text).agreements for p in a.parties}


@pytest.mark.parametrize(
    ("text", "name", "signature"),
    [
        ("According to the mediator's office, the truce was signed by Haftar and Saleh.", "Haftar", "claimed"),
        ("According to the mediator's office, the truce was signed by Haftar and Saleh.", "Saleh", "claimed"),
        (
            "The mediator said that Haftar and Saleh had signed the truce. A spokesman denied that Haftar had signed it.",
            "Haftar",
            "denied",
        ),
        (
            "The mediator said that Haftar and Saleh had signed the truce. A spokesman denied that Haftar had signed it.",
            "Saleh",
            "claimed",
        ),
    ],
)
def test_8_each_party_has_its_own_signature(text: str, name: str, signature: str) -> None:
    """A signature is claimed or denied one party at a time, and never simply there."""
    assert [s for party, s in signatures(text).items() if name in party] == [signature]


def test_8_fake_disputes_the_paper_and_leaves_the_claim() -> None:
    """The agreement stays claimed; that somebody calls it fake is a dispute with its speaker."""
    text = "Saleh said that both sides had signed a ceasefire. The spokesman said that the document was fake."
    fakes = [c for c in read(text).claims if isinstance(c.proposition, Authenticity)]

    assert len(read(text).agreements) == 1
    assert [d.verdict for d in read(text).disputes] == ["fabricated"]
    assert ["spokesman" in c.chain[-1].name for c in fakes] == [True]


def test_8_calling_a_signature_forged_is_not_denied_by_the_denial_before_it() -> None:
    """ "Denied that … and called …": the second verb makes a statement of its own."""
    text = "Haftar's spokesman denied that Haftar had signed the truce and called the signature a forgery."

    assert [d.verdict for d in read(text).disputes] == ["fabricated"]


@pytest.mark.parametrize(
    "text",
    [
        "The two sides met in Geneva for talks.",
        "The envoy called for a ceasefire.",
        "Officials hope that a ceasefire will be signed.",
    ],
)
def test_8_but_a_wish_is_no_ceasefire(text: str) -> None:
    """Nothing of this is announced, signed or in force."""
    values = {s.value for a in read(text).agreements for s in a.status}

    assert values <= {"proposed", "rumoured"}
    assert set(signatures(text).values()) <= {"unknown"}


# 9. Two incidents merged, one split by its spelling, a month's total mixed in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A car bomb exploded in Benghazi on Monday. On Tuesday, gunmen shot a lawyer dead in Benghazi.", 2),
        ("Warplanes bombed Derna on Monday. Warplanes bombed Sirte on Tuesday.", 2),
        ("A car bomb exploded in Benghazi on Monday. The blast killed three people.", 1),
        ("Warplanes bombed Derna on Friday. The air strike destroyed a house.", 1),
    ],
)
def test_9_incidents_are_neither_merged_nor_split(text: str, number: int) -> None:
    """Another day or deed is another incident; "the blast" is the one told before."""
    assert len(happened(text)) == number


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "An air strike on Derna killed four people on Friday. Since May, 90 people have been killed in the town.",
            "90",
        ),
        (
            (
                "An air strike on Derna killed four people on Friday. In its report for June, the mission counted "
                "90 people killed in the town."
            ),
            "90",
        ),
        (
            (
                "An air strike on Derna killed four people on Friday. In the past week, the envoy said, "
                "one civilian had been killed every 25 minutes."
            ),
            "one civilian",
        ),
    ],
)
def test_9_a_total_over_months_is_no_incident(text: str, words: str) -> None:
    """It is a claim of its own kind, and no incident's toll."""
    assert ranges(text, "killed") == [(4, 4)]
    assert "aggregate_count" in [c.kind for c in claims(text, words)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Khalifa Haftar spoke in Benghazi. General Khalifa Hifter left on Friday.", ActorMention),
        ("Warplanes bombed Fataih on Friday. Residents left Fatayeh.", PlaceMention),
    ],
)
def test_9_spellings_of_one_name_are_one(text: str, kind: type[ActorMention | PlaceMention]) -> None:
    """Transliteration does not make two of one."""
    names = [m for m in read(text).mentions if isinstance(m, kind) and m.exact[-3:] != "azi"]
    ids = [m.actor if isinstance(m, ActorMention) else m.place for m in names if m.exact != "Residents"]

    assert None not in ids
    assert (len(ids), len(set(ids))) == (2, 1)


# 10. Doubt and provenance lost: unknown becomes 0, a range its middle, "reportedly" a fact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A car bomb in Sirte killed between 10 and 15 people.", (10, 15, "between")),
        ("A car bomb in Sirte killed at least 15 people.", (15, None, "at_least")),
        ("A car bomb in Sirte killed up to 15 people.", (1, 15, "at_most")),
        ("A car bomb in Sirte killed an unknown number of people.", (None, None, "unknown")),
        ("A car bomb exploded in Sirte. No deaths were reported.", (0, 0, "none_reported")),
        ("A car bomb exploded in Sirte. Nobody was killed.", (0, 0, "zero_stated")),
        ("A car bomb in Sirte killed 15 people.", (15, 15, "exact")),
    ],
)
def test_10_a_figure_keeps_its_doubt(text: str, expected: tuple[int | None, int | None, str]) -> None:
    """`unknown`, `none_reported` and `zero_stated` are three values; bounds stay bounds."""
    counts = [
        toll.count
        for claim in read(text).claims
        if isinstance(claim.proposition, Casualties)
        for toll in claim.proposition.tolls
        if toll.outcome == "killed"
    ]

    assert [(c.low, c.high, c.kind) for c in counts] == [expected]


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("Warplanes reportedly bombed Derna on Friday.", False),
        ("Warplanes may have bombed Derna on Friday.", False),
        ("Warplanes allegedly bombed Derna on Friday.", False),
        ("Warplanes bombed Derna on Friday.", True),
    ],
)
def test_10_reportedly_is_no_fact(text: str, certain: bool) -> None:
    """The hedge stays with the claim."""
    found = claims(text, "bombed Derna")

    assert found
    assert {claim.certainty == "certain" for claim in found} == {certain}


def test_10_every_claim_leads_back_to_its_words() -> None:
    """Passage, rule, engine, key and a chain that begins with the outlet."""
    text = "The army denied that it had bombed Derna. A doctor said that four people had been killed there."
    reading = read(text)

    assert len(reading.claims) >= 2
    for claim in reading.claims:
        assert text[claim.passage.start : claim.passage.end] == claim.passage.exact
        assert claim.rule
        assert claim.engine
        assert len(claim.key) == 20
        assert claim.chain[0].name == "Example Wire"
