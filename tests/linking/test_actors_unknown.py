"""Those whom nobody has listed: provisional, never dropped; words for many of whom none is named stay words for many."""

from __future__ import annotations

import pytest

from sayso.model.mention import ActorMention
from tests.linking.actors import called, linked

COLLECTIVE = [
    ("Western countries said the truce held.", "Western countries", "group"),
    ("Regime forces said the truce held.", "Regime forces", "group"),
    ("Pro-government forces said the truce held.", "Pro-government forces", "group"),
    ("Jihadist groups said the truce held.", "Jihadist groups", "group"),
    ("Unknown gunmen said the truce held.", "Unknown gunmen", "people"),
    ("Foreign powers said the truce held.", "Foreign powers", "group"),
]


@pytest.mark.parametrize(("text", "exact", "type"), COLLECTIVE)
@pytest.mark.parametrize("before", ["", "The Syrian army shelled the mill with Hezbollah. "])
def test_a_collective_name_is_no_actor(before: str, text: str, exact: str, type: str) -> None:
    """Whoever has been named before: many stay many, under their own words."""
    (mentions,) = linked([before + text])
    mention = called(mentions, exact)
    assert (mention.actor, mention.same_as, mention.may_be) == (None, None, ())
    assert (mention.type, mention.individual) == (type, False)
    assert mention.provisional == f"described:{exact.lower().replace(' ', '-')}"


ARMIES = [
    ("The Syrian army shelled the mill. The army said nobody was hurt.", "syrian-army", 0),
    ("The Syrian army fought the Iraqi army. The army said nobody was hurt.", None, 2),
    ("In Derna, the Libyan National Army shelled the mill. The army said nobody was hurt.", "libyan-national-army", 0),
    ("The mill burned. The army said nobody was hurt.", None, 0),
]


@pytest.mark.parametrize(("text", "actor", "candidates"), ARMIES)
def test_the_army_is_the_one_army_that_the_report_has_named(text: str, actor: str | None, candidates: int) -> None:
    """With two armies it is neither, and both are candidates."""
    (mentions,) = linked([text])
    mention = called(mentions, "The army")
    assert (mention.actor, len(mention.candidates)) == (actor, candidates)


PROVISIONAL = [
    ("Omar Haddad said the mill burned.", "Omar Haddad", "name:omar-haddad"),
    ("The Martyrs of Zawra Brigade said the mill burned.", "Martyrs of Zawra Brigade", "name:martyrs-of-zawra-brigade"),
    ("Samir al-Ṭawīl said the mill burned.", "Samir al-Ṭawīl", "name:samir-al-tawil"),
    ("A nurse said the mill burned.", "A nurse", "described:nurse"),
    ("Russia said the mill burned.", "Russia", None),
    ("Leaked tapes show that the mill burned.", "Leaked tapes", None),
    ("Nobody said the mill burned.", "Nobody", None),
]


@pytest.mark.parametrize(("text", "exact", "id"), PROVISIONAL)
def test_who_is_not_known_has_an_id_for_this_report(text: str, exact: str, id: str | None) -> None:
    """From the folded name or description; the known have their own, things and nobody none."""
    (mentions,) = linked([text])
    mention = next(m for m in mentions if exact in m.exact)
    assert mention.provisional == id
    assert mention.actor is None or id is None


def test_all_mentions_of_one_person_have_one_id_and_two_who_are_described_alike_have_two() -> None:
    """The id is the person's, not the mention's."""
    text = "Omar Haddad fled. Haddad said it burned. He wept. A nurse said two died. A nurse said three died."
    (mentions,) = linked([text])
    assert {m.provisional for m in mentions if m.exact in {"Omar Haddad", "Haddad", "He"}} == {"name:omar-haddad"}
    nurses: list[ActorMention] = [m for m in mentions if m.exact == "A nurse"]
    assert [m.provisional for m in nurses] == ["described:nurse", "described:nurse-2"]


def test_candidates_of_a_shared_surname_with_an_office_are_kept() -> None:
    """Two al-Mansuris, one a commander and one a media man: without more words neither is meant."""
    (mentions,) = linked(["In Derna, al-Mansouri said the road was shut."], "2016-08-10")
    mention = next(m for m in mentions if "Mansouri" in m.exact)
    assert (mention.actor, mention.provisional) == (None, "name:al-mansouri")
