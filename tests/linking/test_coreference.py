"""Who is meant: bare surnames, titles, abbreviations and pronouns keep their person through a report."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.linking.actors.surnames import sounds
from sayso.model.mention import ActorMention
from tests.linking.actors import called, linked


class Row(NamedTuple):
    """A text, the mention looked at, and the best name of whom it means (None: nobody can tell)."""

    text: str
    exact: str
    name: str | None
    why: str


SAME = [
    Row("Omar Haddad fled. Haddad said the bridge was gone.", "Haddad", "Omar Haddad", "a bare surname"),
    Row("Samir al-Tawil fled. Al-Tawil said it was gone.", "Al-Tawil", "Samir al-Tawil", "with its article"),
    Row("Samir al-Tawil fled. El-Tawil said it was gone.", "El-Tawil", "Samir al-Tawil", "with another article"),
    Row("Gen. Khalifa Haftar spoke. Hifter said the war was won.", "Hifter", "Khalifa Haftar", "another spelling"),
    Row("Omar Ben Fayed spoke. Ben Fayed said the war was won.", "Ben Fayed", "Omar Ben Fayed", "with its particle"),
    Row("Gen. John Carter spoke. Gen. Carter said it was over.", "Carter", "John Carter", "title and surname"),
    Row(
        "Maj. John Q. Carter spoke. John Carter said it was over.",
        "John Carter",
        "John Q. Carter",
        "without the initial",
    ),
    Row("Omar Haddad fled. He said the bridge was gone.", "He", "Omar Haddad", "a pronoun after its person"),
    Row("Omar Haddad said the mill burned. He added that two men died.", "He", "Omar Haddad", "after its speaker"),
    Row("Mary Carter said the mill burned. She added that two died.", "She", "Mary Carter", "by her sex"),
    Row(
        "Omar Haddad said Mary Carter had fled. She denied that she had.", "She", "Mary Carter", "not the man who spoke"
    ),
    Row("A police officer said the mill burned. He said two men died.", "He", None, "one without a name stays so"),
    Row(
        "The General Staff praised Omar Haddad. Haddad said it was late. The mill burned. He said two died.",
        "He",
        "Omar Haddad",
        "two sentences on",
    ),
    Row("“We have lost,” Omar Haddad said.", "We", None, "no source of an attribution, no mention"),
    Row(
        "Foreign Secretary Anna Carter flew in. The Foreign Secretary said the truce held.",
        "The Foreign Secretary",
        "Anna Carter",
        "a title in capitals",
    ),
    Row(
        "Gen. John Carter flew in on Monday. The general said the truce held.", "The general", "John Carter", "by rank"
    ),
    Row(
        "Omar Haddad, the mayor of Sabha, was there. The mayor said the truce held.",
        "The mayor",
        "Omar Haddad",
        "by office",
    ),
    Row(
        "Army spokesman Omar Haddad was there. The spokesman said the truce held.",
        "The spokesman",
        "Omar Haddad",
        "by the office before the name",
    ),
    Row(
        "The Defence Ministry denied it. The ministry said no plane had flown.",
        "The ministry",
        "Defence Ministry",
        "a body by its kind",
    ),
    Row(
        "Human Rights Watch published a report. The group said nine had died.",
        "The group",
        "Human Rights Watch",
        "a body by its class",
    ),
    Row(
        "The Sabha Rights Centre (SRC) published a report. SRC said nine had died.",
        "SRC",
        "Sabha Rights Centre",
        "an abbreviation that the report gives",
    ),
    Row(
        "The National Salvation Council met. NSC said nine had died.",
        "NSC",
        "National Salvation Council",
        "initials",
    ),
    Row(
        "The UN Board of Inquiry met. The Board of Inquiry said nine had died.",
        "Board of Inquiry",
        "UN Board of Inquiry",
        "part of the name",
    ),
    Row(
        "A spokesman for the ministry, Omar Haddad, said the truce held. He said nine had died.",
        "He",
        "Omar Haddad",
        "a description with its name beside it",
    ),
]
UNNAMED = [
    (
        "A spokesman for the ministry denied it. The spokesman said two died.",
        "The spokesman",
        "A spokesman for the ministry",
    ),
    ("A police officer denied it. He said two died.", "He", "A police officer"),
    ("A nurse in Derna denied it. A guard fled. The nurse said two died.", "The nurse", "A nurse in Derna"),
    ("A tall nurse said it burned. An old nurse said it stood. The nurse said two died.", "The nurse", None),
    ("A nurse denied it. It rained. It rained. It rained. It rained. The nurse said two died.", "The nurse", None),
]


@pytest.mark.parametrize(("text", "exact", "before"), UNNAMED)
def test_one_without_a_name_is_spoken_of_again(text: str, exact: str, before: str | None) -> None:
    """By the same word, a little later, where only one has been called so; he has no name all the same."""
    (mentions,) = linked([text])
    mention, by_id = called(mentions, exact), {m.id: m for m in mentions}
    assert (by_id[mention.same_as].exact if mention.same_as else None) == before
    assert mention.names == ()


STATES = [
    ("Russia bombed the camp. It denied that anybody had died.", "It", "russia"),
    ("Hezbollah met Omar Haddad. Israel shelled the town, and it said nobody had died.", "it", "israel"),
    ("Hezbollah shelled a town in Israel. It said nobody had died.", "It", "hezbollah"),
]


@pytest.mark.parametrize(("text", "exact", "actor"), STATES)
def test_a_state_that_acts_can_be_meant_though_it_is_a_place(text: str, exact: str, actor: str) -> None:
    """As a subject it acts; in "a town in Israel" it is only where."""
    (mentions,) = linked([text])
    assert called(mentions, exact).actor == actor


APART = [
    Row("Omar Haddad met Samir Haddad. Haddad said it was over.", "Haddad", None, "two of one surname"),
    Row("Omar Haddad and Samir Tawil fled. He said the bridge was gone.", "He", None, "two who fit"),
    Row("Omar Haddad fled. A general said the bridge was gone.", "A general", None, "an indefinite article"),
    Row("Gen. John Carter fled. A nurse said the bridge was gone.", "A nurse", None, "somebody new"),
    Row("Omar Haddad fled. Residents said the bridge was gone.", "Residents", None, "people without a name"),
    Row(
        "Haddad fled. Samir Haddad and Omar Haddad stayed. Haddad said so.",
        "Haddad",
        None,
        "a bare name first, then two",
    ),
    Row("Omar Haddad fled. She said the bridge was gone.", "She", None, "the wrong sex"),
    Row("Sabha News Daily and Sabha News Hour met. Sabha News said it was over.", "Sabha News", None, "another name"),
    Row("Human Rights Watch met. He said the bridge was gone.", "He", None, "a body is no he"),
]


@pytest.fixture(scope="module")
def same() -> list[list[ActorMention]]:
    """The rows that resolve."""
    return linked(row.text for row in SAME)


@pytest.fixture(scope="module")
def apart() -> list[list[ActorMention]]:
    """The rows that must not."""
    return linked(row.text for row in APART)


@pytest.mark.parametrize("number", range(len(SAME)), ids=[row.why for row in SAME])
def test_a_mention_means_whom_the_report_named(number: int, same: list[list[ActorMention]]) -> None:
    """`same_as` is the mention that names them best, `names` has the full name first."""
    row = SAME[number]
    found = [m for m in same[number] if m.exact == row.exact]
    if row.name is None:
        assert all(not m.names for m in found)
        return
    mention = found[-1]
    by_id = {m.id: m for m in same[number]}
    assert mention.names[:1] == (row.name,)
    assert by_id[mention.same_as or mention.id].exact.endswith(row.name.split()[-1])


@pytest.mark.parametrize("number", range(len(APART)), ids=[row.why for row in APART])
def test_what_cannot_be_told_stays_unresolved(number: int, apart: list[list[ActorMention]]) -> None:
    """Never a guess: no name, no `same_as`."""
    mention = called(apart[number], APART[number].exact)
    assert (mention.same_as, mention.actor) == (None, None)
    assert set(mention.names) <= {mention.exact}


def test_two_who_fit_are_kept_as_candidates() -> None:
    """Principle 3: resolve only when one candidate remains, otherwise keep the candidates."""
    (mentions,) = linked(["Omar Haddad met Samir Haddad. Haddad said it was over."])
    mention = called(mentions, "Haddad")
    assert {m.exact for m in mentions if m.id in mention.candidates} == {"Omar Haddad", "Samir Haddad"}


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Haftar", "Hifter", True),
        ("Haftar", "Heftar", True),
        ("al-Mismari", "Mesmary", True),
        ("el-Dabaa", "al-Dabea", True),
        ("Nazouri", "Nadhouri", False),
        ("Cook", "Cuk", False),
        ("Haddad", "Hamdan", False),
    ],
)
def test_surnames_that_sound_alike(one: str, other: str, alike: bool) -> None:
    """Articles, vowels and doubled letters carry nothing; short names must agree in full."""
    assert (sounds(one) == sounds(other)) is alike


TRAPS = (
    "Yousef al-Mansuri leads the operations room. Mohammed al-Mansouri speaks for the council in Derna. "
    "Mansour Ben Fayed runs the hospital. Mansour al-Hasadi sits in Tripoli. "
    "Al-Mansuri said the road was open. Al-Mansouri said it was shut. Ben Fayed said beds were short."
)


def test_names_that_sound_alike_stay_four_people() -> None:
    """al-Mansuri, al-Mansouri, Mansour Ben Fayed and Mansour al-Hasadi are different people."""
    (mentions,) = linked([TRAPS])
    full = ["Yousef al-Mansuri", "Mohammed al-Mansouri", "Mansour Ben Fayed", "Mansour al-Hasadi"]
    ids = [called(mentions, name).actor or called(mentions, name).id for name in full]
    assert len(set(ids)) == 4
    assert called(mentions, "Al-Mansuri").names[0] == "Yousef al-Mansuri"
    assert called(mentions, "Al-Mansouri").names[0] == "Mohammed al-Mansouri"
    assert called(mentions, "Ben Fayed").names[0] == "Mansour Ben Fayed"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from("Omar Haddad Haftar he said the general , . A spokesman “We UN (HRW) who which HE".split()),
        max_size=30,
    )
)
def test_any_words_are_linked(words: list[str]) -> None:
    """No text makes the linker fail; whoever is meant is a mention of the same report."""
    (mentions,) = linked([" ".join(words)])
    ids = {m.id for m in mentions}
    assert all(m.same_as in ids for m in mentions if m.same_as)
    assert all(m.same_as != m.id for m in mentions)
    assert all(set(m.candidates) <= ids for m in mentions)
