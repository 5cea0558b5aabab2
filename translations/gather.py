"""Everything that the desk says: the sentences of its templates and modules, and words that are translated by table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import extract
from django.utils.translation.template import templatize
from jinja2.ext import babel_extract

from translations.words import words

SAYSO = Path(__file__).parents[1] / "src" / "sayso"
DESK = SAYSO / "desk"
SITE = SAYSO / "publish" / "site"
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_COUNTED = re.compile(r'{% counted \S+ "(?P<one>[^"]+)" "(?P<several>[^"]+)" %}')


class Said(NamedTuple):
    """A message: `several` where it is said of a number, `context` where one word stands for different things; `place` is where
    it is said.
    """

    one: str
    several: str | None = None
    context: str | None = None
    place: str = ""

    @property
    def id(self) -> str | tuple[str, str]:
        """As a catalogue has it."""
        return (self.one, self.several) if self.several is not None else self.one


def gathered() -> list[Said]:
    """Every message once, in a steady order; one that is also said of a number stands with its plural."""
    found: dict[tuple[str | None, str], Said] = {}
    for said in (*_of_modules(), *_of_templates(), *_of_site(), *_of_words()):
        key = (said.context, said.one)
        if key not in found or (found[key].several is None and said.several is not None):
            found[key] = said
    return list(found.values())


def _of_modules() -> Iterator[Said]:
    for path in sorted((*DESK.rglob("*.py"), *(SAYSO / "wording").glob("*.py"), *SITE.rglob("*.py"))):
        if "migrations" not in path.parts:
            yield from _extracted(path.read_bytes(), _place(path))


def _of_templates() -> Iterator[Said]:
    for path in sorted(DESK.rglob("*.html")):
        source = path.read_text(encoding="utf-8")
        lines = templatize(source).splitlines()
        yield from _extracted("\n".join(line.lstrip() for line in lines).encode(), _place(path))
        for match in _COUNTED.finditer(source):
            yield Said(match["one"], match["several"], place=_place(path))


def _of_site() -> Iterator[Said]:
    """The templates of a release's site, which are Jinja's."""
    for path in sorted(SITE.rglob("*.html")):
        found = babel_extract(BytesIO(path.read_bytes()), tuple(_KEYWORDS), (), {})
        for _, function, message, _ in found:
            words = [word for word in ((message,) if isinstance(message, str) else message or ()) if word is not None]
            context = words.pop(0) if function == "pgettext" else None
            yield Said(words[0], words[1] if len(words) > 1 else None, context, _place(path))


def _of_words() -> Iterator[Said]:
    for context, word, place in words():
        yield Said(word, context=context, place=place)


def _extracted(source: bytes, place: str) -> Iterator[Said]:
    """Messages of Python, or of what Django makes of a template."""
    for _, message, _, context in extract("python", BytesIO(source), keywords=_KEYWORDS, options={"encoding": "utf-8"}):
        one, several = message if isinstance(message, tuple) else (message, None)
        if one:
            yield Said(one, several, context, place)


def _place(path: Path) -> str:
    return path.relative_to(DESK if path.is_relative_to(DESK) else SAYSO).as_posix()
