"""Words are compared without what carries no meaning, in English and Arabic; the index keeps to the same words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.store.search import Term, asked, snippet
from sayso.store.words import key_of, words

SAME = [
    ("raid", "Raids", "case and plural"),
    ("body", "bodies", "plural in -ies"),
    ("crash", "crashes", "plural in -es after sh"),
    ("house", "houses", "plural of a word in -e"),
    ("Fatayih", "Fatāyiḥ", "accents"),
    ("baath", "Ba’ath", "an apostrophe inside"),
    ("Haftar", "Haftar's", "the genitive"),
    ("غارة", "الغارات", "one and the many, with the article"),
    ("مدينة", "المدينه", "the two ways to write the last letter"),
    ("إدلب", "ادلب", "the hamza"),
    ("مُصَوَّر", "مصور", "vowel marks"),
    ("مستشفى", "مستشفي", "the two ways to write the last i"),
    ("درنة", "ودرنة", "a joined 'and'"),
]
DIFFERENT = [
    ("gas", "gases in", "a short word keeps its s"),
    ("bus", "bu", "no plural"),
    ("Syria", "Syrian", "another word"),
    ("قتل", "قتيل", "another word"),
]


@pytest.mark.parametrize(("one", "other", "why"), SAME)
def test_the_same_word_is_found_however_it_is_written(one: str, other: str, why: str) -> None:
    assert key_of(one) == key_of(other), why


@pytest.mark.parametrize(("one", "other", "why"), DIFFERENT)
def test_other_words_are_told_apart(one: str, other: str, why: str) -> None:
    assert key_of(one) != key_of(other), why


@given(st.text())
def test_every_word_lies_in_the_text_in_order_and_has_a_plain_key(text: str) -> None:
    at = 0
    for word in words(text):
        assert at <= word.start < word.end <= len(text)
        assert word.key
        assert word.key == "".join(word.key.split())
        at = word.end


def test_a_query_is_words_words_in_a_row_and_begun_words() -> None:
    assert asked('raids "port of Derna" bomb*') == [
        Term(("raid",)), Term(("port", "of", "derna")), Term(("bomb",), begun=True)
    ]  # fmt: skip
    assert asked(' "" * - ') == []


@given(st.text(max_size=400), st.integers(0, 399), st.integers(1, 30))
def test_a_snippet_is_a_piece_of_the_text_with_its_matches(text: str, start: int, length: int) -> None:
    found = snippet(text, asked(text[start : start + length].replace('"', " ")))
    assert text[found.start : found.start + len(found.text)] == found.text
    assert all(0 <= a < b <= len(found.text) for a, b in found.matches)


def test_a_snippet_shows_the_first_match_between_whole_words() -> None:
    text = "first of all " * 40 + "the depot of Sirte burned " + "and so on " * 40
    found = snippet(text, asked("depots"))
    assert [found.text[a:b] for a, b in found.matches] == ["depot"]
    assert not found.text[0].isspace()
    assert found.text.split()[0] in text.split()
    assert found.text.split()[-1] in text.split()
