"""Who says what: sources, cues and contents in all the shapes that reports use."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lexicon.load import lexicon
from sayso.model.claim import Attribution
from sayso.reading.attribution import read_attributions
from sayso.reading.parse import Parse, parse


class Said(NamedTuple):
    """One expected attribution; `contents` joined by " … "."""

    source: str
    cue: str
    contents: str


ROWS: list[tuple[str, str, list[Said]]] = [
    (
        "indirect speech",
        "The mayor said that the bridge had been hit twice.",
        [Said("The mayor", "said", "that the bridge had been hit twice")],
    ),
    (
        "fronted speech",
        "Ten people died in the blast, officials said.",
        [Said("officials", "said", "Ten people died in the blast")],
    ),
    (
        "a verb that the tagger takes for an adjective",
        "The general disowned reports of a truce.",
        [Said("The general", "disowned", "reports of a truce")],
    ),
    (
        "a participle that is one",
        "The widely disputed reports of a raid were dropped.",
        [Said("", "disputed reports of", "a raid")],
    ),
    (
        "a speaker with a name beside it",
        "The raid hit two clinics, a councillor, Adil Noor, said.",
        [Said("a councillor, Adil Noor", "said", "The raid hit two clinics")],
    ),
    (
        "a speaker of whom the writer tells something",
        "Gunmen hit a clinic, wounded three guards, a councillor, who fled, said.",
        [Said("a councillor, who fled", "said", "Gunmen hit a clinic, wounded three guards")],
    ),
    (
        "a figure that somebody gives, with an aside after it that the parser hangs on the speaker",
        "The mission in Libya also spoke of 12 dead, all of them women and children.",
        [Said("The mission in Libya", "also spoke", "12 dead, all of them women and children")],
    ),
    (
        "direct speech, the speaker after it",
        "“We heard two blasts,” said Omar Haddad, a baker.",
        [Said("Omar Haddad, a baker", "said", "“We heard two blasts,”")],
    ),
    (
        "a quotation that the speaker interrupts is one content",
        "“We heard two blasts,” she said. “Then the roof came down.”",
        [Said("she", "said", "“We heard two blasts,” … “Then the roof came down.”")],
    ),
    (
        "a quotation in the next paragraph is still theirs",
        "“We heard two blasts,” the baker said.\n\n“Then the roof of the house came down.”",
        [Said("the baker", "said", "“We heard two blasts,” … “Then the roof of the house came down.”")],
    ),
    (
        "a quotation of several sentences",
        "The doctor said: “We have no beds. The wards are full. Nobody comes to help.”",
        [Said("The doctor", "said", "“We have no beds. The wards are full. Nobody comes to help.”")],
    ),
    (
        "mixed speech",
        "The envoy said the raid was “a grave mistake” by the fleet.",
        [Said("The envoy", "said", "the raid was “a grave mistake” by the fleet")],
    ),
    (
        "title and name belong to the source, an aside with which does not",
        "Interior Minister Salma Aziz, who visited the camp, said the tents were empty.",
        [Said("Interior Minister Salma Aziz", "said", "the tents were empty")],
    ),
    (
        "an apposition belongs to the source",
        "Karim Nasser, the brigade’s spokesman, denied the charge.",
        [Said("Karim Nasser, the brigade’s spokesman", "denied", "the charge")],
    ),
    (
        "according to, at the head",
        "According to the harbour office, the ship sank at noon.",
        [Said("the harbour office", "According to", "the ship sank at noon")],
    ),
    (
        "according to, at the head, with a subject that the parser takes for an apposition",
        "According to Mr Aziz, guards were told to leave.",
        [Said("Mr Aziz", "According to", "guards were told to leave")],
    ),
    (
        "according to, at the end",
        "The ship sank at noon, according to two sailors.",
        [Said("two sailors", "according to", "The ship sank at noon")],
    ),
    (
        "a view",
        "In the general’s view, the war is lost.",
        [Said("the general", "view", "the war is lost")],
    ),
    (
        "a recording speaks",
        "Leaked recordings show that the order came from the palace.",
        [Said("Leaked recordings", "show", "that the order came from the palace")],
    ),
    (
        "a recording speaks at the end of the sentence",
        "The raids are being planned abroad, leaked recordings show.",
        [Said("leaked recordings", "show", "The raids are being planned abroad")],
    ),
    (
        "who issues a statement speaks, not the statement",
        "The ministry issued a statement saying the wells were poisoned.",
        [Said("The ministry", "issued a statement saying", "the wells were poisoned")],
    ),
    (
        "said in a statement that",
        "The agency said in a statement that the wells were poisoned.",
        [Said("The agency", "said in a statement", "that the wells were poisoned")],
    ),
    (
        "the occasion and the day belong to the cue",
        "The envoy said at a briefing Monday that the wells were poisoned.",
        [Said("The envoy", "said at a briefing Monday", "that the wells were poisoned")],
    ),
    (
        "an accusation holds the accused and the deed",
        "Residents accused the brigade of looting the clinic.",
        [Said("Residents", "accused", "the brigade of looting the clinic")],
    ),
    (
        "a call",
        "The envoy has called for an immediate truce.",
        [Said("The envoy", "has called for", "an immediate truce")],
    ),
    (
        "a call on somebody",
        "The envoy called on all sides to stop.",
        [Said("The envoy", "called", "all sides to stop")],
    ),
    (
        "whom it is said to is no part of what is said",
        "A medic told our reporter that two men had died.",
        [Said("A medic", "told", "that two men had died")],
    ),
    (
        "who was asked did not ask",
        "Asked whether a drone did it, the spokesman said no drone was there.",
        [Said("", "Asked", "whether a drone did it"), Said("the spokesman", "said", "no drone was there")],
    ),
    (
        "a name for a thing",
        "The minister called the raid a massacre.",
        [Said("The minister", "called", "the raid a massacre")],
    ),
    (
        "a passive with by",
        "The strike was claimed by the Northern Front.",
        [Said("the Northern Front", "was claimed", "The strike")],
    ),
    (
        "a passive without by has no source",
        "It was reported that the dam had been breached.",
        [Said("", "was reported", "that the dam had been breached")],
    ),
    (
        "a belief that nobody is named for",
        "The pilot is believed to have ejected.",
        [Said("", "is believed", "The pilot … to have ejected")],
    ),
    (
        "the same as a reduced clause",
        "Police arrested three men believed to be spies.",
        [Said("", "believed", "three men … to be spies")],
    ),
    (
        "a participle after a comma goes on with the speech",
        "The minister said the talks had failed, adding that he would resign.",
        [Said("The minister", "said", "the talks had failed"), Said("The minister", "adding", "that he would resign")],
    ),
    (
        "even where the clause before it has another subject",
        "The spokesman denied that the letter was genuine, stressing that the seal was forged.",
        [
            Said("The spokesman", "denied", "that the letter was genuine"),
            Said("The spokesman", "stressing", "that the seal was forged"),
        ],
    ),
    (
        "two that-clauses are one attribution",
        "The mayor said that the school was hit and that two teachers had died.",
        [Said("The mayor", "said", "that the school was hit and that two teachers had died")],
    ),
    (
        "a second cue shares the speaker",
        "The mayor thanked the medics and said that the school was safe.",
        [Said("The mayor", "thanked", "the medics"), Said("The mayor", "said", "that the school was safe")],
    ),
    (
        "a refusal to say is one attribution",
        "The minister declined to say whether jets had bombed the school.",
        [Said("The minister", "declined to say", "whether jets had bombed the school")],
    ),
    (
        "a noun with its owner",
        "The army’s claim that it shot nobody was met with anger.",
        [Said("The army", "claim", "that it shot nobody")],
    ),
    (
        "reports without a name",
        "There were reports of gunfire near the stadium.",
        [Said("", "reports of", "gunfire near the stadium")],
    ),
    (
        "questions that somebody raises",
        "Lawmakers raised questions about the order to fire.",
        [Said("Lawmakers", "raised questions about", "the order to fire")],
    ),
    (
        "who denies goes on to accuse",
        "The ministry denied that its pilots were behind the raid and blamed the rebels.",
        [
            Said("The ministry", "denied", "that its pilots were behind the raid"),
            Said("The ministry", "blamed", "the rebels"),
        ],
    ),
    (
        "what is denied goes on",
        "The ministry denied that its pilots had crossed the river and bombed the dam.",
        [Said("The ministry", "denied", "that its pilots had crossed the river and bombed the dam")],
    ),
    (
        "blamed a body of somebody for something",
        "The council blamed the Northern Army of Omar Haddad for the raid.",
        [Said("The council", "blamed", "the Northern Army of Omar Haddad for the raid")],
    ),
    (
        "the victims before the speaker do not speak",
        "The toll rose to 12, among them two clerks, the governor of Kassala state, Omar Said, said on Friday.",
        [
            Said(
                "the governor of Kassala state, Omar Said",
                "said",
                "The toll rose to 12, among them two clerks",
            )
        ],
    ),
    (
        "two who speak in one sentence",
        "The mayor said that 12 men had died; nine had died, a medic said.",
        [Said("The mayor", "said", "that 12 men had died"), Said("a medic", "said", "nine had died")],
    ),
    (
        "one who speaks on both sides of a semicolon",
        "Twelve men had died; nine were missing, a medic said.",
        [Said("a medic", "said", "Twelve men had died; nine were missing")],
    ),
    (
        "an office with what it is of",
        "A shell killed nine people and wounded 12, the head of Sudan's port authority, Omar Said, said.",
        [
            Said(
                "the head of Sudan's port authority, Omar Said",
                "said",
                "A shell killed nine people and wounded 12",
            )
        ],
    ),
    (
        "an adjective of judgement",
        "Diplomats were critical of the blockade.",
        [Said("Diplomats", "were critical of", "the blockade")],
    ),
    (
        "made it clear",
        "The general made it clear that the raids would go on.",
        [Said("The general", "made it clear", "that the raids would go on")],
    ),
    (
        "a quotation signed after a dash",
        "“We only want to go home and sleep.” — Salma Aziz",
        [Said("Salma Aziz", "—", "“We only want to go home and sleep.”")],
    ),
]
NONE = [
    ("a clinic is supported with more than words", "The charity, which supported the hospital, left in March."),
    ("forces are backed with arms", "Jets backed ground forces in the town."),
    ("whom a body backs describes it", "The brigade that backs Haftar left in March."),
    ("a word for what is said, described by a participle", "Rejected claims pile up at the office."),
    ("an action is no speech", "The mayor crossed the bridge twice."),
    ("a title in marks is no speech", "He read “The Long Winter” on the train."),
    ("a word in marks is no speech", "The “truce” lasted an hour."),
    ("following is not announcing", "The brigade followed the road to the port."),
    ("courage is not shown by words", "The brigade showed courage at the depot."),
    ("a rule over land is no denial", "The premier ruled the province for ten years."),
    ("lives are not claimed by words", "The blast claimed two lives."),
    ("a topic before a colon is no speaker", "Two dead: the night in the harbour."),
]


@pytest.fixture(scope="module")
def parsed() -> dict[str, Parse]:
    texts = [row[1] for row in ROWS] + [row[1] for row in NONE]
    return dict(zip(texts, parse(texts), strict=True))


def said(text: str, attributions: list[Attribution]) -> list[Said]:
    def words(spans: tuple[tuple[int, int], ...]) -> str:
        return " … ".join(text[start:end] for start, end in spans)

    return [Said(words(a.sources), words(a.cues), words(a.contents)) for a in attributions]


@pytest.mark.parametrize(("why", "text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_a_passage_is_given_to_its_speaker(parsed: dict[str, Parse], why: str, text: str, expected: list[Said]) -> None:
    outer = [a for a in read_attributions(parsed[text]) if a.inside is None]
    assert said(text, outer) == expected, why


@pytest.mark.parametrize(("why", "text"), NONE, ids=[row[0] for row in NONE])
def test_what_nobody_says_is_given_to_nobody(parsed: dict[str, Parse], why: str, text: str) -> None:
    assert read_attributions(parsed[text]) == [], why


def read(text: str) -> list[Attribution]:
    return read_attributions(next(parse([text])))


def test_the_inner_speaker_stands_inside_the_outer_one() -> None:
    text = "The spokesman refuted what the envoy said about the prisoners."
    outer, inner = read(text)
    assert said(text, [outer, inner]) == [
        Said("The spokesman", "refuted", "what the envoy said about the prisoners"),
        Said("the envoy", "said", "the prisoners"),
    ]
    assert (outer.stance, outer.inside, inner.inside) == ("denies", None, outer.id)


def test_a_report_about_a_recording_nests_the_recording() -> None:
    text = "The Harbour Post reported Friday that radio intercepts show coordination between the two fleets."
    outer, inner = read(text)
    assert (outer.stance, inner.stance, inner.basis, inner.inside) == ("reports", "shows", "recording", outer.id)


def test_who_is_quoted_speaks_inside_the_one_who_quotes() -> None:
    text = "State radio quoted a medic as saying that ten men had died."
    outer, inner = read(text)
    assert (outer.stance, inner.inside) == ("quotes", outer.id)
    assert said(text, [inner]) == [Said("a medic", "saying", "that ten men had died")]


def test_said_according_to_is_the_word_of_the_outer_source() -> None:
    text = "A guard said the gate was open, according to the Harbour Post."
    attributions = {a.rule: a for a in read(text)}
    assert attributions["speech.says"].inside == attributions["speech.according_to"].id
    assert attributions["speech.according_to"].inside is None


def test_a_colon_gives_the_paragraphs_after_it_to_the_speaker() -> None:
    text = (
        "The Foreign Minister, Salma Aziz, said:\n\nThis attack was a crime.\n\nWe will not forget the dead.\n\n"
        "Notes to editors\n\nThe minister took office in May."
    )
    spoken = next(a for a in read(text) if a.rule == "speech.says")
    (words,) = [text[start:end] for start, end in spoken.contents]
    assert words.rstrip(".") == "This attack was a crime.\n\nWe will not forget the dead"


def test_a_transcript_gives_each_turn_to_its_speaker() -> None:
    text = "HOST: Was the port hit?\n\nAZIZ: It was hit twice.\n\nHOST: Who hit it?\n\nAZIZ: We do not know."
    turns = [a for a in read(text) if a.rule == "speech.colon"]
    assert [text[slice(*a.sources[0])] for a in turns] == ["HOST", "AZIZ", "HOST", "AZIZ"]
    assert text[slice(*turns[1].contents[0])].startswith("It was hit twice")


ACTS = [
    ("The army denied shelling the camp.", "denies", "affirmed", "asserted", "indirect"),
    ("The army neither confirmed nor denied the raid.", "declines_comment", "not_addressed", "asserted", "indirect"),
    ("The army refused to confirm or deny the raid.", "declines_comment", "not_addressed", "asserted", "indirect"),
    ("The army would not comment on the raid.", "declines_comment", "not_addressed", "asserted", "indirect"),
    ("The spokesman did not say who fired.", "declines_comment", "not_addressed", "asserted", "indirect"),
    ("The junta refused to release the pilots.", "states", "affirmed", "asserted", "indirect"),
    ("The premier ruled out talks.", "denies", "affirmed", "asserted", "indirect"),
    ("The premier did not rule out talks.", "suggests", "not_addressed", "asserted", "indirect"),
    ("The mayor did not say that the bridge was safe.", "states", "negated", "asserted", "indirect"),
    ("No one said that the bridge was safe.", "states", "negated", "asserted", "indirect"),
    ("Residents accused the brigade of looting the clinic.", "accuses", "affirmed", "alleged", "indirect"),
    ("Reporters asked whether the hospital had been a target.", "states", "affirmed", "question", "indirect"),
    ("It was reported that the dam had been breached.", "reports", "affirmed", "reported", "hearsay"),
    ("The pilot is believed to have ejected.", "reports", "affirmed", "reported", "hearsay"),
    ("“We heard two blasts,” said the baker.", "states", "affirmed", "asserted", "direct_quote"),
    ("The baker said it was “the worst night” of all.", "states", "affirmed", "asserted", "mixed"),
    ("The inquiry report says that the gate was open.", "states", "affirmed", "asserted", "document"),
    ("The footage shows a burnt depot.", "shows", "affirmed", "asserted", "recording"),
    ("The convoy seems to have been hit.", "suggests", "affirmed", "possible", "inference"),
]


@pytest.mark.parametrize(("text", "stance", "polarity", "modality", "basis"), ACTS, ids=[row[0] for row in ACTS])
def test_what_the_speaker_does_with_the_content(
    text: str, stance: str, polarity: str, modality: str, basis: str
) -> None:
    act = next(a for a in read(text) if a.inside is None)
    assert (act.stance, act.polarity, act.modality, act.basis) == (stance, polarity, modality, basis)


EXAMPLES = [
    (row["rule"], row[kind], kind == "fires")
    for part in ("verbs", "nouns", "adjectives")
    for row in lexicon("speech")[part]
    for kind in ("fires", "must_not")
]


@pytest.fixture(scope="module")
def examples() -> dict[str, Parse]:
    texts = [text for _, text, _ in EXAMPLES]
    return dict(zip(texts, parse(texts), strict=True))


@pytest.mark.parametrize(("rule", "text", "fires"), EXAMPLES, ids=[f"{row[0]}: {row[1]}" for row in EXAMPLES])
def test_every_rule_of_the_lexicon_does_what_its_examples_say(
    examples: dict[str, Parse], rule: str, text: str, fires: bool
) -> None:
    assert (rule in [a.rule for a in read_attributions(examples[text])]) is fires


WORDS = (
    'the army said that “ ” " , . : — HOST no one denied \n\n according to claims he is believed refused deny or and'
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=20))
def test_any_words_give_sound_attributions(words: list[str]) -> None:
    """Spans lie in the text in order, ids count up, and nothing stands inside itself."""
    text = " ".join(words)
    attributions = read(text)
    assert [a.id for a in attributions] == [f"a{n}" for n in range(1, len(attributions) + 1)]
    inside = {a.id: a.inside for a in attributions}
    for a in attributions:
        assert a.contents
        assert a.cues
        for spans in (a.sources, a.cues, a.contents):
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert list(spans) == sorted(spans)
        above, seen = a.inside, {a.id}
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = inside[above]
