"""The catalogues: one file a language that people write (.po), and what the desk reads (.mo)."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from translations.gather import DESK, Said, gathered
from translations.words import COUNTRY, countries

LANGUAGES = ("ar", "fr")
PLURALS = {
    "ar": (6, "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5"),
    "fr": (2, "(n > 1)"),
}
"""As Django has them."""
_HEAD = """# The desk's sentences, written by sayso's makers. Native speakers are asked to correct them: see
# docs/desk-languages.md. Names of countries come from the Unicode locale data (CLDR)."""

_NAMES: dict[str, Any] = {
    "project": "sayso",
    "version": "",
    "msgid_bugs_address": "docs/desk-languages.md",
    "last_translator": "sayso",
    "language_team": "sayso",
    "charset": "utf-8",
    "fuzzy": False,
    "header_comment": _HEAD,
}


def po_of(language: str) -> Path:
    """The file that people write."""
    return DESK / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """The catalogue as it is written; an empty one for a new language."""
    path = po_of(language)
    if not path.exists():
        return _bare(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(language: str) -> Catalog:
    """Take new messages in and those that are said no more out; translations stay. Countries fill themselves."""
    known = read(language)
    catalogue = _bare(language)
    catalogue.creation_date = catalogue.revision_date = known.creation_date
    names = Locale.parse(language).territories
    english = {row["name"]: code for code, row in countries().items()}
    for said in sorted(gathered(), key=lambda one: (one.context or "", one.place, one.one)):
        old = known.get(said.one, context=said.context)
        string = old.string if old is not None and _fits(said, old) else ""
        if said.context == COUNTRY and not string:
            string = names.get(english[said.one], "")
        catalogue.add(said.id, string, locations=[(said.place, 0)], context=said.context)
    with po_of(language).open("wb") as file:
        write_po(file, catalogue, width=120, omit_header=False, include_lineno=False)
    return catalogue


def compiled(catalogue: Catalog) -> bytes:
    """What the desk reads."""
    made = BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


def write_compiled(language: str, catalogue: Catalog) -> None:
    """Write it beside what people write."""
    po_of(language).with_suffix(".mo").write_bytes(compiled(catalogue))


def lacking(catalogue: Catalog) -> list[Message]:
    """Messages without a translation, or with a doubtful one."""
    return [message for message in catalogue if message.id and (message.fuzzy or not _complete(message))]


def forms(message: Message) -> tuple[str, ...]:
    """The translation: one string, or one for each plural form."""
    return tuple(message.string) if isinstance(message.string, tuple | list) else (str(message.string or ""),)


def _complete(message: Message) -> bool:
    return all(forms(message))


def _fits(said: Said, old: Message) -> bool:
    return isinstance(old.string, tuple | list) == (said.several is not None)


def _bare(language: str) -> Catalog:
    po_of(language).parent.mkdir(parents=True, exist_ok=True)
    catalogue = Catalog(locale=language, **_NAMES)
    forms, rule = PLURALS[language]
    catalogue.mime_headers = [("Plural-Forms", f"nplurals={forms}; plural={rule};")]
    return catalogue
