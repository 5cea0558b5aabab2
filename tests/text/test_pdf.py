"""The text layer of PDFs."""

from __future__ import annotations

from sayso.text.documents import extract
from tests.text.documents import pdf


def test_lines_and_pages_follow_each_other_by_line_feeds() -> None:
    data = pdf(["Two warplanes bombed the market.", "Seven people died."], ["A spokesman denied it."])
    assert extract(data, "r.pdf").text == "Two warplanes bombed the market.\nSeven people died.\nA spokesman denied it."


def test_a_word_hyphenated_at_a_line_end_is_put_together() -> None:
    assert "the bombardment of" in extract(pdf(["They condemned the bom-", "bardment of the port."]), "r.pdf").text


def test_pages_without_text_are_passed_over() -> None:
    assert extract(pdf([], ["The port was hit."], []), "r.pdf").text == "The port was hit."


def test_the_day_a_file_was_made_is_no_day_of_publication() -> None:
    found = extract(pdf(["The port was hit on Saturday."], title="Raid on port"), "r.pdf")
    assert (found.title, found.published, found.media_type) == ("Raid on port", None, "application/pdf")


def test_a_title_that_nobody_gave_is_none() -> None:
    assert extract(pdf(["The port was hit."]), "r.pdf").title is None
