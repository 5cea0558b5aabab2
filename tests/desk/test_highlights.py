"""Highlights never overlap, hold every word once, and stand where the reading says; names that are withheld are not in them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.desk.highlights import KINDS, Mark, drawn, pieces, shown

WORDS = st.text(st.sampled_from("ab<&\"'\n \r\x00é\U0001f54cدرنة\ud800\u202e\u2067"), max_size=60)
SPANS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted)
MARKS = st.lists(st.tuples(SPANS, st.sampled_from(KINDS), st.one_of(st.none(), st.integers(1, 9))), max_size=12)
_RUN = re.compile(r'<p dir="auto" data-s="(\d+)">(.*?)</p>', re.DOTALL)


def marked(found: list[tuple[list[int], str, int | None]]) -> list[Mark]:
    return [Mark(start, end, kind, claim) for (start, end), kind, claim in found]


@given(st.integers(0, 60), MARKS)
def test_pieces_touch_and_know_all_that_they_are(length: int, found: list[tuple[list[int], str, int | None]]) -> None:
    made = list(pieces(length, marked(found)))
    assert [p.start for p in made] == [0, *(p.end for p in made[:-1])] if made else length == 0
    for piece in made:
        over = [
            m for m in marked(found) if m.start <= piece.start and piece.end <= min(m.end, length) and m.start < m.end
        ]
        assert piece.kinds == tuple(kind for kind in KINDS if any(m.kind == kind for m in over))
        assert piece.claims == tuple(sorted({m.claim for m in over if m.claim is not None}))


@given(WORDS, MARKS)
def test_a_page_holds_every_line_as_it_is_kept(text: str, found: list[tuple[list[int], str, int | None]]) -> None:
    html = drawn(text, marked(found))
    for start, inner in _RUN.findall(html):
        line = text[int(start) :].split("\n", maxsplit=1)[0]
        assert unescape(re.sub(r"<[^>]*>", "", inner)) == shown(line)
        assert len(shown(line)) == len(line), "offsets stay"
        for at, words in re.findall(r'<span class="[^"]*" data-s="(\d+)"[^>]*>([^<]*)</span>', inner):
            assert shown(text)[int(at) :].startswith(unescape(words))
    assert sum(line.strip() != "" for line in text.split("\n")) == len(_RUN.findall(html))
    html.encode("utf-8")


def test_a_name_that_is_withheld_is_one_run_though_other_marks_cut_it() -> None:
    text = "Mariam Saleh was killed."
    html = drawn(text, [Mark(0, 6, "speaker"), Mark(3, 12, "casualty", 1)], [(0, 12)], "[name]")
    assert "Mariam" not in html
    assert html.count("[name]") == 1
    assert 'data-s="0" data-e="12"' in html


@pytest.mark.parametrize(
    ("words", "seen", "why"),
    [
        ("killed \u202e41\u202c men", "killed ⇄41⇄ men", "figures turned round"),
        ("a\u202ab\u202bc\u202dd", "a⇄b⇄c⇄d", "embeddings and the other override"),
        ("x \u2066y\u2069 \u2067z\u2068", "x ⇄y⇄ ⇄z⇄", "isolates"),
        ("قال\u200f (درنة)\u200e", "قال\u200f (درنة)\u200e", "marks that Arabic needs turn nothing round"),
        ("a\u200db\u200cc\u00ad", "a\u200db\u200cc\u00ad", "letters that join or do not"),
    ],
)
def test_nothing_turns_the_order_of_a_line_round_unseen(words: str, seen: str, why: str) -> None:
    assert shown(words) == seen, why
    assert seen in unescape(drawn(words, []))


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "a & b", "\"'><img src=x onerror=y>"])
def test_words_are_escaped(words: str) -> None:
    html = drawn(words, [Mark(0, len(words), "content", 1)])
    assert html.count("<") == 4, "of p and span alone"
    assert unescape(re.sub(r"<[^>]*>", "", html)) == words
