"""A report in stretches: every cue is read once, with words on both sides of it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.attribution.areas import areas


def sentences_of(lengths: list[int]) -> list[tuple[int, int]]:
    """Ranges of words, one after another."""
    ends = [sum(lengths[: n + 1]) for n in range(len(lengths))]
    return list(zip([0, *ends], ends, strict=False))


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(1, 3)), min_size=1, max_size=40))
def test_every_word_is_read_in_exactly_one_area_that_sees_it_and_fits(shape: list[tuple[int, int]]) -> None:
    sizes = [pieces for length, pieces in shape for _ in range(length)]
    found = areas(sizes, sentences_of([length for length, _ in shape]), 64, 12)
    assert [i for a in found for i in range(a.begin, a.end)] == list(range(len(sizes)))
    assert all(a.first <= a.begin <= a.end <= a.last for a in found)
    assert all(sum(sizes[a.first : a.last]) <= 62 for a in found)


def test_a_short_report_is_one_area() -> None:
    assert areas([1] * 30, [(0, 10), (10, 30)], 64) == [(0, 30, 0, 30)]


def test_neighbours_share_words_and_part_in_the_midst_of_them() -> None:
    found = areas([1] * 200, sentences_of([10] * 20), 64, 20)
    for one, other in pairwise(found):
        assert one.first < other.first < one.last
        assert other.first < other.begin < one.last
        assert one.end == other.begin


def test_nothing_has_no_areas() -> None:
    assert areas([], [], 64) == []
