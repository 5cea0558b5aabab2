"""Pages of the site as files: each in every language, with what all of them share."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from sayso.model.release import Release
from sayso.publish.site.addresses import mail_of, root_of
from sayso.publish.site.corrections import letter_of
from sayso.publish.site.speech import NAMES, Speech
from sayso.publish.site.speech import speech as speech_in
from sayso.wording.marking import marked as _

CSP = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; "
    "font-src 'self' file:; base-uri 'none'; form-action 'none'"
)
"""What a page may fetch and run: what came with it. Opened from disk, a browser may not count that as its own."""

_READ = _("Read this release in English")
"""In each language of itself."""


class Pages:
    """Writes pages below the folder of the release, one a language."""

    def __init__(self, folder: Path, release: Release, published: Container[str] = ()) -> None:
        self.folder = folder
        self.release = release
        self.speeches = [speech_in(language) for language in _languages(release)]
        self._folders: set[str] = set()
        self._arounds: dict[tuple[str, str], tuple[Markup, Markup]] = {}
        self._shared = {
            "release": release,
            "published": published,
            "title": release.policy.title or release.project,
            "csp": CSP,
            "names": NAMES,
            "languages": [speech.language for speech in self.speeches],
            "mail": mail_of(release.policy.contact),
            "letter": lru_cache(maxsize=8)(partial(letter_of, release=release.number)),
        }

    def write(self, template: str, page: str, **shown: Any) -> None:
        """A page in every language; `page` is its path below the folder of each."""
        for speech in self.speeches:
            self.write_in(speech, template, page, **shown)

    def write_in(self, speech: Speech, template: str, page: str, **shown: Any) -> None:
        """A page in one language."""
        path = f"{speech.language}/{page}"
        up = root_of(page)
        nav, foot = self._around(speech, up)
        own = {"root": root_of(path), "up": up, "page": page, "nav": nav, "foot": foot, **self._shared}
        self.put(path, speech.page(template, **own, **shown))

    def _around(self, speech: Speech, up: str) -> tuple[Markup, Markup]:
        """What stands above and below every page, made once for all that lie as deep."""
        known = self._arounds.get((speech.language, up))
        if known is None:
            parts = (speech.page(name, up=up, **self._shared) for name in ("nav.html", "foot.html"))
            nav, foot = map(Markup, parts)  # the templates escaped what they were given
            known = self._arounds[speech.language, up] = (nav, foot)
        return known

    def front(self) -> None:
        """The page that points to the languages."""
        words = [(speech, speech.say(_READ)) for speech in self.speeches]
        self.put("index.html", self.speeches[0].page("front.html", words=words, root="", **self._shared))

    def put(self, path: str, body: str) -> None:
        """A file by its path in the release."""
        parent = path.rpartition("/")[0]
        if parent not in self._folders:
            (self.folder / parent).mkdir(parents=True, exist_ok=True)
            self._folders.add(parent)
        with open(f"{self.folder}/{path}", "wb", buffering=0) as file:  # noqa: PTH123 - a hundred thousand times
            file.write(body.encode("utf-8", "replace"))


def script_of(function: str, value: Any) -> str:
    """Data as a script that a page may load from disk: a call with JSON."""
    return f"{function}({json.dumps(value, ensure_ascii=False, separators=(',', ':'), sort_keys=True)});\n"


def _languages(release: Release) -> Sequence[str]:
    known: Mapping[str, str] = NAMES
    asked = [language for language in release.policy.languages if language in known]
    return list(dict.fromkeys(asked)) or ["en"]
