"""A long report is cut between paragraphs, and every word of it stands in one piece."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.readers.server.pieces import pieces
from sayso.reading.parse import parse

SENTENCE = "Shells fell on the old harbour before dawn. "


def cut(text: str, most: int) -> list[str]:
    return [text[start:end] for start, end in pieces(next(parse([text])), most)]


def test_a_short_report_is_one_piece_and_an_empty_one_none() -> None:
    assert cut("One line.\n\nAnother line.", 100) == ["One line.\n\nAnother line."]
    assert cut(" \n ", 100) == []


def test_pieces_hold_whole_paragraphs() -> None:
    paragraphs = [SENTENCE * 2, SENTENCE * 3, SENTENCE]
    text = "\n\n".join(paragraph.strip() for paragraph in paragraphs)
    assert cut(text, 140) == [p.strip() for p in paragraphs[:2]] + [paragraphs[2].strip()]
    assert cut(text, 230) == [text[: text.rindex("\n\n")], paragraphs[2].strip()]


def test_without_blank_lines_every_line_is_a_paragraph() -> None:
    text = "\n".join([(SENTENCE * 2).strip()] * 3)
    assert cut(text, 100) == [(SENTENCE * 2).strip()] * 3


def test_a_paragraph_that_is_too_long_is_cut_between_sentences() -> None:
    assert cut((SENTENCE * 4).strip(), 100) == [(SENTENCE * 2).strip()] * 2


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([SENTENCE, "\n\n", "\n", "No. ", "«Yes», he said. ", "x" * 50, " "]), max_size=20))
def test_nothing_visible_is_left_out_or_sent_twice(parts: list[str]) -> None:
    text = "".join(parts)
    assert "".join("".join(cut(text, 90)).split()) == "".join(text.split())
