"""What all pages share: the style, the one script, and letters for Arabic."""

from __future__ import annotations

from pathlib import Path

from sayso.publish.site.pages import Pages, script_of
from sayso.publish.site.speech import Speech
from sayso.wording.marking import marked as _

_FILES = Path(__file__).parent / "files"
_VENDORED = Path(__file__).parents[2] / "desk" / "static" / "desk" / "vendored"
_LETTERS = ("noto-sans-arabic-400.woff2", "noto-sans-arabic-700.woff2", "fontsource-noto-sans-arabic.LICENCE.txt")
_ATLAS = "world-atlas.LICENCE.txt"
_SAID = (
    _("All"),
    _("Search"),
    _("%(count)s of %(all)s incidents"),
    _("Show more"),
    _("contested"),
    _("machine suggestion"),
    _("looked at"),
    _("Loading …"),
    _("Country"),
    _("What happened"),
    _("Strike"),
    _("Harm"),
    _("Year"),
    _("Facts"),
    _("agreed or told once"),
    _("State"),
    _("Nothing fits."),
    _("Copied."),
)
"""What the script says."""


def copied(pages: Pages) -> None:
    """Put the shared files beside the pages."""
    folder = pages.folder / "assets"
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(_FILES.iterdir()):
        if path.suffix in (".css", ".js", ".svg"):
            (folder / path.name).write_bytes(path.read_bytes())
    (folder / _ATLAS).write_bytes((_VENDORED / _ATLAS).read_bytes())
    if any(speech.direction == "rtl" for speech in pages.speeches):
        for name in _LETTERS:
            (folder / name).write_bytes((_VENDORED / name).read_bytes())
    for speech in pages.speeches:
        pages.put(f"assets/words-{speech.language}.js", script_of("saysoWords", _words(speech)))


def _words(speech: Speech) -> dict[str, str]:
    """What the script says in a language."""
    return {message: speech.say(message) for message in _SAID}
