"""The text layer of PDFs."""

from __future__ import annotations

import sys

import pytest

from sayso.errors import DamagedError, InputTooLargeError
from sayso.text import pdf as pdf_module
from sayso.text.documents import MAX_CHARACTERS, extract
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


def test_a_small_file_that_unfolds_without_end_costs_one_report_and_nothing_else() -> None:
    """Thirty forms, each of which draws the next one twice: three kilobytes, a thousand million words."""
    with pytest.raises(DamagedError, match="too much memory or time"):
        extract(forms_within_forms(30), "r.pdf")
    assert extract(forms_within_forms(3), "r.pdf").text == "hello"


def test_a_text_longer_than_any_reports_is_refused_in_the_words_for_every_text() -> None:
    line = "Two warplanes bombed the market, and seven people died there, a doctor said. "
    with pytest.raises(InputTooLargeError, match=r"r\.pdf: .*\(more than a million characters of text\)"):
        extract(pdf(*[[line] * 50] * (MAX_CHARACTERS // (50 * len(line)) + 2)), "r.pdf")


def test_what_kills_the_process_that_opens_it_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "_COMMAND", (sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"))
    with pytest.raises(DamagedError):
        extract(pdf(["The port was hit."]), "r.pdf")


def test_a_file_that_keeps_its_process_busy_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "_COMMAND", (sys.executable, "-c", "import time; time.sleep(60)"))
    monkeypatch.setattr(pdf_module, "_PATIENCE", 0.01)
    with pytest.raises(DamagedError, match="too long"):
        extract(pdf(["The port was hit."]), "r.pdf")


def forms_within_forms(depth: int) -> bytes:
    """A PDF whose page draws a form that draws another twice, and so on down to a word."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources"
    inner = [stream(b"/X Do /X Do", form + b"<</XObject<</X %d 0 R>>>>" % number) for number in range(7, 7 + depth - 1)]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 6 0 R>>>>>>",
        stream(b"/X Do"),
        font,
        *inner,
        stream(b"BT /F 9 Tf (hello) Tj ET", form + b"<</Font<</F 5 0 R>>>>"),
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, what) for number, what in enumerate(objects, start=1))
    return b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF"


def stream(content: bytes, about: bytes = b"") -> bytes:
    return b"<<" + about + b"/Length %d>>stream\n%s\nendstream" % (len(content), content)
