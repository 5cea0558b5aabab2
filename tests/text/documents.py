"""Documents that the tests make for themselves."""

from __future__ import annotations

import io

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

PARAGRAPHS = (
    "<p>Residents of the harbour town said on Monday that two warplanes bombed the fish market, killing seven people.</p>"
    "<p>A spokesman for the air force denied that any of its aircraft had been over the coast that day.</p>"
)


def page(body: str = PARAGRAPHS, head: str = "", charset: str = '<meta charset="utf-8">') -> str:
    """A news page: menu, headline, article."""
    return (
        f"<!doctype html><html><head>{charset}<title>Raid on fish market</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a></nav><article><h1>Raid on fish market</h1>{body}</article></body></html>"
    )


def pdf(*pages: list[str], title: str | None = None, password: str | None = None) -> bytes:
    """A PDF with these lines on its pages."""
    data = io.BytesIO()
    canvas = Canvas(data, encrypt=StandardEncryption(password) if password else None)
    if title:
        canvas.setTitle(title)
    for lines in pages:
        for number, words in enumerate(lines):
            canvas.drawString(60, 780 - 15 * number, words)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def scan() -> bytes:
    """A PDF that holds a picture and no text."""
    data = io.BytesIO()
    canvas = Canvas(data)
    canvas.rect(60, 500, 300, 200, fill=1)
    canvas.showPage()
    canvas.save()
    return data.getvalue()
