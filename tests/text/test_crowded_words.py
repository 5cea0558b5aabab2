"""Texts over which a reader would sit for hours are told apart from those that are only long."""

from __future__ import annotations

import pytest

from sayso.errors import InputTooLargeError
from sayso.text.crowded import has_endless_words
from sayso.text.documents import MAX_CHARACTERS, extract

SAID = "Two people were killed in Derna on Friday, a doctor said. "


@pytest.mark.parametrize("sign", ["(", '"', "'s", "“", "$", "US$", "_", "»", ")]", "'s\u2019"])
def test_signs_without_end_are_endless(sign: str) -> None:
    assert has_endless_words(f"{SAID}{sign * 10_000} {SAID}")
    assert not has_endless_words(f"{SAID}{sign * 100} {SAID}" * 50)


@pytest.mark.parametrize(
    "words",
    [
        "a" * 500_000,
        "0123456789abcdef" * 50_000,
        "https://example.org/a?b=c&" * 2_000,
        SAID * 10_000,
        "....... " * 9_000,
    ],
)
def test_what_is_only_long_is_not(words: str) -> None:
    assert not has_endless_words(f"x{words}x")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (SAID.encode() * (MAX_CHARACTERS // len(SAID) + 1), "a million characters"),
        (b"(" * 100_000, "thousands of signs"),
    ],
)
def test_such_a_text_is_refused_by_its_name(data: bytes, why: str) -> None:
    with pytest.raises(InputTooLargeError, match=f"^hostile.txt: .*{why}"):
        extract(data, "hostile.txt")
