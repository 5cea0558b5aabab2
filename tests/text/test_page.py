"""Web pages: the article, what the page says of itself, and no more."""

from __future__ import annotations

import pytest

from sayso.errors import InputTooLargeError
from sayso.text.documents import extract
from tests.text.documents import PARAGRAPHS, page

ORGANISATION = '{"@type": "NewsArticle", "datePublished": "2016-07-09T08:00:00Z", "author": {"name": "Mona Saad"}}'
DATED = [
    ('<meta property="article:published_time" content="2016-07-09T10:00:00Z">', "", "2016-07-09", "its head"),
    (f'<script type="application/ld+json">{ORGANISATION}</script>', "", "2016-07-09", "structured data"),
    ('<link rel="canonical" href="https://example.org/2016/07/09/raid">', "", "2016-07-09", "its address"),
    ("", '<time datetime="2016-07-08">8 July</time>', "2016-07-08", "a dated element"),
    ("", "<p>The port was hit on 2016-07-01, and on 3 July 2016 the market.</p>", None, "a date in the text is none"),
    ("", "<aside><time datetime='2015-01-01'>Older news</time></aside>", None, "the date of another piece is none"),
    ('<meta name="date" content="soon">', "", None, "no date at all"),
]


@pytest.mark.parametrize(("head", "body", "published", "why"), DATED, ids=[row[3] for row in DATED])
def test_publication_is_what_the_page_marks_as_such(head: str, body: str, published: str | None, why: str) -> None:
    assert extract(page(body + PARAGRAPHS, head).encode(), "p.html").published == published, why


def test_title_byline_and_outlet_are_the_page_s_own() -> None:
    head = '<meta name="author" content="Mona Saad"><meta property="og:site_name" content="Coast Herald">'
    found = extract(page(head=head).encode(), "p.html")
    assert (found.title, found.byline, found.outlet) == ("Raid on fish market", "Mona Saad", "Coast Herald")


def test_the_text_is_the_article_without_the_menu() -> None:
    text = extract(page().encode(), "p.html").text
    assert text.startswith("Raid on fish market\nResidents of the harbour town said on Monday")
    assert "Home" not in text


ENCODED = [
    ('<meta charset="windows-1256">', "cp1256", "قال سكان البلدة إن طائرتين قصفتا السوق يوم الاثنين", "Arabic Windows"),
    ('<meta content="text/html; charset=iso-8859-1">', "cp1252", "“The café was hit”", "as browsers do"),
    ('<meta charset="utf-16">', "utf-8", "The café was hit", "a page read so far is not UTF-16"),
    ("", "utf-8", "The café was hit", "no declaration: UTF-8"),
    ("", "utf-8-sig", "The café was hit", "a byte order mark"),
    ("", "utf-16", "The café was hit", "a byte order mark of UTF-16"),
    ('<meta charset="unicode_escape">', "utf-8", "The café was hit", "no encoding of pages: UTF-8"),
]  # fmt: skip


@pytest.mark.parametrize(("charset", "codec", "words", "why"), ENCODED, ids=[row[3] for row in ENCODED])
def test_a_page_is_decoded_as_it_declares(charset: str, codec: str, words: str, why: str) -> None:
    text = extract(page(f"<p>{words}.</p><p>{words}, they said.</p>", charset=charset).encode(codec), "p.html").text
    assert words in text, why


HOSTILE = [
    (
        '<!DOCTYPE html [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;&a;&a;">]><html><body><p>Words &b;</p></body></html>',
        "boom",
    ),
    ('<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>Words &x;</p></body></html>', "root:"),
    (page("<p onclick='steal()'>Words</p><script>steal()</script><style>p{}</style>" + PARAGRAPHS), "steal"),
    (page("<iframe src='http://127.0.0.1/x'>frame</iframe><img src='http://127.0.0.1/y'>" + PARAGRAPHS), "127.0.0.1"),
]


@pytest.mark.parametrize(("markup", "never"), HOSTILE, ids=["entities", "foreign file", "scripts", "frames"])
def test_nothing_of_a_page_is_run_or_fetched(markup: str, never: str) -> None:
    assert never not in extract(markup.encode(), "p.xhtml").text


def test_reading_a_page_twice_gives_the_same() -> None:
    data = page(PARAGRAPHS * 3).encode()
    assert extract(data, "p.html") == extract(data, "p.html")


NUMBERS = range(100_000)
CROWDS = [
    ("plain", "<p " + " ".join(f"a{n}=1" for n in NUMBERS) + ">x</p>"),
    ("a tag's beginning in each value", "<p " + " ".join(f"a{n}='<'" for n in NUMBERS) + ">x</p>"),
    ("a tag's end in each value", '<p b=">" ' + "".join(f'a{n}=">"' for n in NUMBERS) + ">x</p>"),
    ("no spaces", "<p " + "/".join(f"a{n}" for n in NUMBERS) + ">x</p>"),
    ("tags' beginnings as names", "<p " + " <".join(f"a{n}" for n in NUMBERS) + ">x</p>"),
    ("a quotation mark in a comment", "<!-- <p b=' --><p " + " ".join(f"a{n}" for n in NUMBERS) + " c='>x</p>"),
    ("a value that is a name", '<p ="><p ' + " ".join(f"a{n}" for n in NUMBERS) + '>"'),
    ("many smaller crowds", ("<p " + " ".join(f"a{n}" for n in range(4_000)) + ">x</p>") * 20),
    ("tags within tags", "<a " * 200_000 + ">"),
]


@pytest.mark.parametrize(("what", "crowd"), CROWDS, ids=[row[0] for row in CROWDS])
def test_elements_crowded_with_attributes_are_refused_before_they_are_parsed(what: str, crowd: str) -> None:
    with pytest.raises(InputTooLargeError, match="attributes"):
        extract(page(crowd).encode(), f"{what}.html")


def test_long_values_scripts_and_odd_characters_are_no_crowd() -> None:
    prose = "a long caption, word by word = " * 20_000
    odd = "".join(f'<p data-caption="{"<" * n}{prose[:99]}" b="{n}">x</p>' for n in range(300))
    script = "<script>for (i = 0; i<n; i++) { x = 'a b = c' }" + "var a = 1, b = a<b; if (a>b) b++; " * 9_000
    script += "var a = 1, b = a<b; " * 500 + "</script>"
    words = extract(page(f"{PARAGRAPHS}{script}<p data-caption='{prose}'>x</p>{odd}").encode(), "r.html").text
    assert words.startswith(extract(page(PARAGRAPHS).encode(), "r.html").text[:40])
