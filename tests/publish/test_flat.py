"""What cells of a table may hold, so that no spreadsheet takes words of a source for a formula."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.publish.flat import Cell, harmless


@pytest.mark.parametrize(
    ("cell", "held", "why"),
    [
        ("=1+1", "'=1+1", "a formula"),
        ("  @SUM(1)", "'  @SUM(1)", "after spaces that a spreadsheet drops"),
        ("\uff1d1", "'\uff1d1", "the wide sign"),
        ("Wire;=1+1", "Wire;'=1+1", "where ; separates, another cell begins here"),
        ("Wire; =1;-2", "Wire;' =1;'-2", "each of them"),
        ("a line\n+1", "a line\n'+1", "a line of its own, where the quotation marks of the cell are not heeded"),
        ("a\t-1", "a\t'-1", "pasted, a tab begins a cell"),
        ("Derna; Sirte", "Derna; Sirte", "a list of names is none"),
        ("al-Qa'im - east = 3", "al-Qa'im - east = 3", "signs within words"),
        ("", "", "nothing"),
        (-33.5, -33.5, "a number is none"),
        (None, None, "nor is what nobody knows"),
    ],
)
def test_words_that_would_be_a_formula_begin_with_an_apostrophe(cell: Cell, held: Cell, why: str) -> None:
    assert harmless(cell) == held, why


@given(st.text(st.sampled_from("=+-@;\t\r\n a'\uff20,"), max_size=12))
def test_no_part_of_a_cell_is_a_formula_and_no_word_is_lost(words: str) -> None:
    held = harmless(words)
    assert isinstance(held, str)
    for part in re.split(r"[;\t\r\n]", held):
        assert part.lstrip(" ")[:1] not in tuple("=+-@\uff20"), (words, held)
    assert held.replace("'", "") == words.replace("'", "")
