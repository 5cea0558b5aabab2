"""A report is cut into windows in which every word is answered for once, with what stands before it in sight."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sayso.trained.windows import Window, pieces_of, windows

SIZES = st.lists(st.integers(1, 16), max_size=300)


@st.composite
def reports(draw: st.DrawFn) -> tuple[list[int], list[tuple[int, int]]]:
    """Pieces of each word, and the sentences."""
    sizes = draw(SIZES)
    cuts = sorted(draw(st.sets(st.integers(1, max(1, len(sizes) - 1)), max_size=40))) if len(sizes) > 1 else []
    edges = [0, *cuts, len(sizes)]
    return sizes, list(pairwise(edges)) if sizes else []


@given(reports(), st.integers(40, 120), st.integers(0, 20))
def test_every_word_is_answered_for_once(
    report: tuple[list[int], list[tuple[int, int]]], most: int, context: int
) -> None:
    sizes, sentences = report
    found = windows(sizes, sentences, most, context)
    assert [word for window in found for word in range(window.core, window.last)] == list(range(len(sizes)))
    assert all(window.first <= window.core < window.last for window in found)


@given(reports(), st.integers(40, 120), st.integers(0, 20))
def test_no_window_is_too_large(report: tuple[list[int], list[tuple[int, int]]], most: int, context: int) -> None:
    sizes, sentences = report
    assert all(sum(sizes[w.first : w.last]) <= most for w in windows(sizes, sentences, most, context))


def test_a_short_report_is_one_window() -> None:
    assert windows([1] * 9, [(0, 4), (4, 9)], 10, 5) == [Window(0, 0, 9)]


def test_windows_begin_with_a_sentence_and_see_the_one_before() -> None:
    assert windows([1] * 12, [(0, 4), (4, 8), (8, 12)], 8, 4) == [Window(0, 0, 8), Window(4, 8, 12)]


def test_a_sentence_that_is_too_long_is_cut() -> None:
    assert windows([1] * 10, [(0, 10)], 6, 2) == [Window(0, 0, 4), Window(2, 4, 8), Window(6, 8, 10)]


def test_nothing_has_no_window() -> None:
    assert windows([], [], 10, 5) == []


def test_words_of_any_kind_have_pieces() -> None:
    words = ["Derna", "said", "درنة", "\U0001f4a5", "\ud800", " ", "a" * 500, "Derna"]
    found = pieces_of(words)
    assert [bool(some) for some in found] == [True] * len(words)
    assert found[0] == found[-1]
    assert max(map(len, found)) <= 16


@given(st.lists(st.text(max_size=12), max_size=30))
def test_any_words_have_pieces(words: list[str]) -> None:
    found = pieces_of(words)
    assert len(found) == len(words)
    assert all(found)
