"""A reader's correction to a release is read like any other report: what is wrong, of which incident, on what evidence."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputEmptyError, InputTooLargeError
from sayso.text.documents import extract, kind_of

FORM = {
    "sayso_correction": 1,
    "code": "LY-2016-0001",
    "release": 3,
    "what": "The strike killed seven people, not twelve, and it was on the harbour road.",
    "evidence": "https://gazette.example/2016/harbour",
    "by": "a reader in Derna",
}


def form(**changed: object) -> bytes:
    return json.dumps({**FORM, **changed}, ensure_ascii=False).encode()


def test_a_correction_bears_the_code_in_its_title_and_its_words_in_its_text() -> None:
    read = extract(form(), "correction.json")
    assert read.title == "Correction to LY-2016-0001, release 3"
    assert read.extractor == "correction"
    assert read.language == "en"
    assert read.byline == FORM["by"]
    assert str(FORM["what"]) in read.text
    assert str(FORM["evidence"]) in read.text
    assert str(FORM["by"]) not in read.text, "who sent it is not what it says"


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (form(), "letter.txt", "plain"),  # a text file is never altered
        (form(), "sent.json", "correction"),
        (b"\xef\xbb\xbf" + form(), "sent.json", "correction"),
        (form(), "saved", "correction"),  # the content decides
        (b'{"code": "LY-2016-0001"}', "other.json", "plain"),
        (b'["sayso_correction"]', "list.json", "plain"),
        (b'{"sayso_correction": 1,', "broken.json", "plain"),
    ],
)
def test_a_correction_is_known_by_its_form(data: bytes, name: str, kind: str) -> None:
    assert kind_of(data, name) == kind


def test_what_says_nothing_is_empty_and_what_is_no_letter_too_large() -> None:
    with pytest.raises(InputEmptyError):
        extract(form(what=" \n"), "correction.json")
    with pytest.raises(InputTooLargeError):
        extract(form(what="x" * 300_000), "correction.json")


def test_without_a_code_it_is_a_correction_all_the_same() -> None:
    assert extract(form(code="", release=""), "correction.json").title == "Correction"


@given(st.dictionaries(st.sampled_from([*FORM, "other"]), st.text() | st.integers() | st.none() | st.lists(st.text())))
def test_whatever_is_filled_in_is_read_or_says_nothing(filled: dict[str, object]) -> None:
    data = json.dumps({"sayso_correction": 1, **filled}).encode()
    with suppress(InputEmptyError):
        assert extract(data, "correction.json").text
