"""Somebody who has a keyboard and no mouse: this offers keys alone, and a pointer that is used all the same is a fault."""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

from playwright.sync_api import BrowserContext, FilePayload, Locator, Page, expect

import sayso.desk

LOCALE = Path(sayso.desk.__file__).parent / "locale"
_FAR = 120  # more stops than any page has before what somebody looks for
_NO_POINTER = """
for (const kind of ["pointerdown", "mousedown", "touchstart", "wheel", "dragstart", "drop"])
  addEventListener(kind, () => console.error(`a pointer was used: ${kind}`), { capture: true, passive: true });
"""


def without_pointer(context: BrowserContext) -> None:
    """From now on whatever only a pointer does is an error in the console, which no window may have at its end."""
    context.add_init_script(_NO_POINTER)


@cache
def catalogue(language: str) -> NullTranslations:
    """What the desk says in a language; English where that has no words yet."""
    return translation("django", str(LOCALE), languages=[language], fallback=True)


class Typist:
    """Keys for a page, and nothing else; `words` finds a sentence of ours in the language of the page."""

    def __init__(self, page: Page, language: str = "en") -> None:
        self._page = page
        self._language = language
        page.on("filechooser", lambda _: None)  # whoever only listens when a key is pressed may be too late

    def words(self, english: str) -> str:
        """The sentence as the page has it."""
        return catalogue(self._language).gettext(english)

    def many(self, one: str, several: str, count: int, name: str = "n") -> str:
        """A sentence that counts, as the page has it; a language may say one or two without a figure."""
        return catalogue(self._language).ngettext(one, several, count) % {name: count}

    def press(self, *keys: str) -> None:
        """Keys one after another."""
        for key in keys:
            self._page.keyboard.press(key)

    def write(self, words: str) -> None:
        """Words into the field that has the focus."""
        self._page.keyboard.type(words)

    def opens(self, *keys: str) -> None:
        """Keys that lead to another page, and that page."""
        with self._page.expect_navigation():
            self.press(*keys)

    def reach(self, wanted: Locator, key: str = "Tab") -> Locator:
        """Go there by a key, however often it takes; what cannot be reached is a fault."""
        expect(wanted).to_be_visible()
        for _ in range(_FAR):
            if self.is_at(wanted):
                return wanted
            self.press(key)
        raise AssertionError(f"{wanted} cannot be reached by {key}")

    def is_at(self, wanted: Locator) -> bool:
        """Whether it has the focus."""
        return bool(wanted.evaluate("element => element === document.activeElement"))

    def choose(self, files: list[FilePayload], key: str) -> None:
        """The window of the system in which files are chosen, opened by a key."""
        with self._page.expect_file_chooser() as asked:
            self.press(key)
        asked.value.set_files(files)
