"""From shares of roles to ranges of words."""

from __future__ import annotations

from functools import cache

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.attribution.learnt import Heard, shares
from sayso.reading.attribution.roles_of_words import Made, made
from sayso.reading.parse import Parse, parse

TEXT = "“The town is calm,” the mayor said on Monday, “and nobody left.”"


@cache
def parsed() -> Parse:
    return next(parse([TEXT]))


def heard(roles: str, cue: str = "said") -> Heard:
    """One letter a word: s source, c content, q cue, - none; the network is fairly sure of each."""
    table = numpy.full((len(roles), 4), 0.1, dtype=numpy.float32)
    for i, letter in enumerate(roles):
        table[i, "-scq".index(letter)] = 0.7
    at = next(t.i for t in parsed().tokens if t.text == cue)
    return Heard(at, 2.0, 0, table)


def words(ranges: list[tuple[int, int]]) -> list[str]:
    return [parsed().words(*r) for r in ranges]


#      “The town is calm,”the mayor said on Monday , “and nobody left.”
ROWS = [
    ("two parts of a quotation", "ccccccc" + "ss" + "q--" + "-cccccc", "the mayor", "said", 2),
    ("a mark that is nothing does not part words", "cccc--c" + "ss" + "q--" + "-------", "the mayor", "said", 1),
    ("a cue of several words", "ccccccc" + "ss" + "qqq" + "-------", "the mayor", "said on Monday", 1),
    ("no cue words: the word asked about", "ccccccc" + "ss" + "---" + "-------", "the mayor", "said", 1),
    ("no source", "ccccccc" + "--" + "q--" + "-------", None, "said", 1),
]


@pytest.mark.parametrize(("why", "roles", "source", "cue", "contents"), ROWS, ids=[row[0] for row in ROWS])
def test_words_of_a_role_become_ranges(why: str, roles: str, source: str | None, cue: str, contents: int) -> None:
    assert len(roles) == len(parsed().tokens), why
    found = made(parsed(), heard(roles))
    assert (parsed().words(*found.source) if found.source else None) == source
    assert parsed().words(*found.cue) == cue
    assert len(found.contents) == contents


def test_of_two_sources_the_stronger_is_taken() -> None:
    found = made(parsed(), heard("-ccccc-" + "ss" + "q--" + "--c-s--"))
    assert found.source is not None
    assert parsed().words(*found.source) == "the mayor"


def test_nothing_said_is_an_attribution_without_contents() -> None:
    assert made(parsed(), heard("-------ssq---------")).contents == ()


def test_the_surer_the_shares_the_surer_the_attribution() -> None:
    found = made(parsed(), heard("ccccccc" + "ss" + "q--" + "-------"))
    assert found.sure_content == pytest.approx(0.7)
    assert found.sure_source == pytest.approx(0.7)
    missing = made(parsed(), heard("ccccccc" + "--" + "q--" + "-------"))
    assert missing.sure_source == pytest.approx(0.9), "no word looks like a source"


@given(st.text("-scq", min_size=19, max_size=19))
def test_ranges_lie_in_the_text_in_order_and_apart(roles: str) -> None:
    found: Made = made(parsed(), heard(roles))
    ends = [-1]
    for first, last in found.contents:
        assert ends[-1] < first <= last < len(parsed().tokens)
        ends.append(last)


@given(st.lists(st.floats(-30, 30), min_size=4, max_size=4))
def test_shares_add_up_to_one(scores: list[float]) -> None:
    found = shares(numpy.array([scores], dtype=numpy.float32))
    assert found.sum() == pytest.approx(1, abs=1e-5)
    assert (found >= 0).all()
