"""Any bytes become a text or one clear error."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import (
    DamagedError,
    EncodingError,
    InputEmptyError,
    InputError,
    InputNotTextError,
    InputTooLargeError,
    LockedError,
    NoTextLayerError,
    NoTextOnPageError,
)
from sayso.text.documents import MAX_BYTES, extract, kind_of
from tests.text.documents import PARAGRAPHS, page, pdf, scan

REFUSED = [
    ("empty.txt", b"", InputEmptyError, "nothing in it"),
    ("blank.txt", b" \n\t\r\n", InputEmptyError, "white space is nothing"),
    ("mark.txt", b"\xef\xbb\xbf\n", InputEmptyError, "a byte order mark is nothing"),
    ("blank.html", b"\n\n", InputEmptyError, "no page either"),
    ("latin.txt", "le café a été touché".encode("latin-1"), EncodingError, "guessing would alter names"),
    ("wide.txt", "The café was hit".encode("utf-16"), EncodingError, "UTF-16 is text, but not UTF-8"),
    ("zeros.txt", b"The town\x00was hit", InputNotTextError, "text has no zero bytes"),
    ("noise.txt", bytes(range(1, 32)) * 40, InputNotTextError, "control characters are no text"),
    ("report.docx", b"PK\x03\x04rest", InputNotTextError, "an Office document"),
    ("report.txt", b"{\\rtf1 The town was hit}", InputNotTextError, "RTF looks like text"),
    ("photo", b"\xff\xd8\xff\xe0rest", InputNotTextError, "a picture"),
    ("huge.txt", b"a" * (MAX_BYTES + 1), InputTooLargeError, "no report is that long"),
    ("huge.html", b"<html>" + b"a" * 6_000_000, InputTooLargeError, "no page is that long"),
    ("wide.html", b"<html><body>" + b"<p>a</p>" * 40_000, InputTooLargeError, "no page has that many paragraphs"),
    ("empty.html", b"<html><body></body></html>", NoTextOnPageError, "tags alone"),
    ("script.html", b"<html><body><script>document.write('words')</script></body></html>", NoTextOnPageError, "not run"),
    ("comment.html", b"<!-- nothing -->", NoTextOnPageError, "a comment alone"),
    ("undeclared.html", page("<p>caf\u00e9</p>", charset="").encode("latin-1"), EncodingError, "no encoding declared"),
    ("deep.html", page("<div>" * 5_000 + PARAGRAPHS).encode(), DamagedError, "the parser would drop what lies deeper"),
    ("binary.html", b"<html>\x00\x01\x02\x00", InputNotTextError, "a binary file called a page"),
    ("locked.pdf", pdf(["The town was hit."], password="key"), LockedError, "wants a password"),  # noqa: S106
    ("scan.pdf", scan(), NoTextLayerError, "a picture of a page"),
    ("cut.pdf", pdf(["The town was hit."])[:300], DamagedError, "broken off"),
    ("fake.pdf", b"%PDF-1.7 and no more", DamagedError, "the mark alone"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "error", "why"), REFUSED, ids=[row[0] + ": " + row[3] for row in REFUSED])
def test_what_cannot_be_read_has_its_own_error_naming_the_input(
    name: str, data: bytes, error: type[InputError], why: str
) -> None:
    with pytest.raises(error) as raised:
        extract(data, name)
    sentence = str(raised.value)
    assert sentence.startswith(f"{name}: "), why
    assert sentence.endswith(".")
    assert "\n" not in sentence


KINDS = [
    (b"%PDF-1.7", "report.txt", "pdf", "a PDF is one under any name"),
    (b"The mark %PDF- opens a PDF", "report.txt", "plain", "speaking of the mark makes no PDF"),
    (b"no mark", "report.pdf", "pdf", "a PDF that has lost its mark is a damaged PDF"),
    (b"junk %PDF-1.4", "report", "pdf", "some PDFs begin with junk"),
    (b"<!DOCTYPE html><p>words", "report", "page", "the first tag says it"),
    (b"\xef\xbb\xbf\n <HTML><p>words", "report.dat", "page", "byte order mark and capitals"),
    (b'<?xml version="1.0"?>\n<html xmlns="x">', "report.xml", "page", "XHTML"),
    (b"<!-- saved -->\n<html>", "report", "page", "a comment before the tag"),
    (b"<p>words</p>", "report.htm", "page", "the name decides where the content does not"),
    (b"no tags at all", "report.html", "plain", "a page without a tag is text"),
    (b"<html> is a tag", "report.txt", "plain", "a text file is never altered"),
    (b"<b>bold</b> words", "report.md", "plain", "markup in Markdown stays"),
    (b"words", "report", "plain", "no suffix"),
]


@pytest.mark.parametrize(("data", "name", "kind", "why"), KINDS, ids=[row[3] for row in KINDS])
def test_the_content_decides_the_kind_and_the_name_only_where_it_is_open(
    data: bytes, name: str, kind: str, why: str
) -> None:
    assert kind_of(data, name) == kind, why


@pytest.mark.parametrize(
    "text", ["one\r\ntwo\rthree\n", "\ufeffwith a mark", "  lead and trail \n\n", "قصف درنة\u200f", "a\u2028b"]
)
def test_a_text_file_is_decoded_and_nothing_else(text: str) -> None:
    assert extract(text.encode("utf-8"), "report.txt").text == text


def outcome(data: bytes, name: str) -> str:
    """The text, or the sentence of the error."""
    try:
        return extract(data, name).text
    except InputError as error:
        return str(error)


@given(st.binary(max_size=600), st.sampled_from(["a.txt", "a.html", "a.pdf", "a", "a.md", "a.xhtml"]))
@settings(max_examples=150, deadline=None)
def test_any_bytes_end_in_a_text_or_an_input_error(data: bytes, name: str) -> None:
    assert outcome(data, name).strip()


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_markup_ends_in_a_text_or_an_input_error(markup: str) -> None:
    assert outcome(f"<html><body>{markup}<p>{markup}".encode("utf-8", "surrogatepass"), "page.html").strip()
