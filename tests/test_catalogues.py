"""The catalogues hold everything that the desk says, in every language, with the same placeholders, as they were compiled."""

from __future__ import annotations

import gettext
import re

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo

from translations.catalogues import LANGUAGES, PLURALS, compiled, forms, lacking, po_of, read
from translations.gather import Said, gathered

_SLOT = re.compile(r"%\(\w+\)[sd]|%%n%%|\{\w+\}|</?bdi>|\bP2W\b|\bsayso verify\b")
_LETTER = {"ar": re.compile(r"[\u0621-\u064a]"), "fr": re.compile(r"[A-Za-zÀ-ÿ]")}
# How many of a few things there are is told by the word alone: "حادثتان" is two incidents.
_SAID_BY_THE_WORD = {"ar": 3, "fr": 1}
_SIGNS = {"SHA-256", "the %(what)s is %(verdict)s"}  # these need no words elsewhere
_FORMS = {
    "ar": [
        (0, 0),
        (1, 1),
        (2, 2),
        (3, 3),
        (10, 3),
        (11, 4),
        (99, 4),
        (100, 5),
        (102, 5),
        (103, 3),
        (111, 4),
        (1000, 5),
    ],
    "fr": [(0, 0), (1, 0), (2, 1), (100, 1)],
}


@pytest.fixture(scope="module")
def said() -> list[Said]:
    """All that is said."""
    return gathered()


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Each in turn."""
    return str(request.param)


@pytest.fixture(scope="module")
def catalogue(language: str) -> Catalog:
    """What people have written in it."""
    return read(language)


def test_everything_that_is_said_is_translated_and_nothing_else(said: list[Said], catalogue: Catalog) -> None:
    """After a new sentence: `make messages`, then translate what it names."""
    known = {(message.context, message.id) for message in catalogue if message.id}
    wanted = {(one.context, one.id) for one in said}
    assert wanted - known == set()
    assert known - wanted == set()
    assert [message.id for message in lacking(catalogue)] == []


def test_placeholders_and_markup_are_those_of_the_english(catalogue: Catalog, language: str) -> None:
    for message in catalogue:
        if isinstance(message.id, str) and message.id:
            assert slots(str(message.string)) == slots(message.id), message.id
        elif message.id:
            one, several = message.id
            for number, form in enumerate(forms(message)):
                lacks = slots(several) - slots(form)
                assert slots(form) <= slots(several) | slots(one), message.id
                assert not lacks or (number < _SAID_BY_THE_WORD[language] and len(lacks) == 1), (message.id, form)


def test_every_plural_has_all_forms(catalogue: Catalog, language: str) -> None:
    several = [message for message in catalogue if message.id and not isinstance(message.id, str)]
    assert several
    assert {len(forms(message)) for message in several} == {PLURALS[language][0]}
    assert catalogue.plural_expr == PLURALS[language][1]


def test_a_number_takes_the_form_that_the_language_gives_it(language: str) -> None:
    with po_of(language).with_suffix(".mo").open("rb") as file:
        compiled_one = gettext.GNUTranslations(file)
    counted = ("%(count)s report", "%(count)s reports")
    said = next(forms(message) for message in read(language) if message.id == counted)
    for count, form in _FORMS[language]:
        assert compiled_one.ngettext(*counted, count) == said[form], count


def test_what_the_desk_reads_is_what_people_wrote(catalogue: Catalog, language: str) -> None:
    """A changed .po is compiled by `make messages`, too."""
    with po_of(language).with_suffix(".mo").open("rb") as file:
        stored = read_mo(file)
    assert texts(stored) == texts(catalogue)
    assert compiled(catalogue)


def test_translations_are_in_their_own_script(catalogue: Catalog, language: str) -> None:
    """A sentence that was left English, or pasted into the wrong file, would show."""
    for message in catalogue:
        if not message.id or message.id in _SIGNS or not re.search("[a-z]", slotless(message)):
            continue
        for form in forms(message):
            assert _LETTER[language].search(_SLOT.sub("", form)), (message.id, form)


def test_names_and_quotations_use_no_vocabulary_of_a_side(language: str, catalogue: Catalog) -> None:
    """Those who died were killed: no martyrs, no terrorists, no aggressors."""
    sided = {"ar": r"شهيد|شهداء|استشه|إرهاب|عدوان|الكيان", "fr": r"martyr|terroris|agresseur"}[language]
    assert [message.id for message in catalogue if re.search(sided, str(message.string))] == []


def slots(words: str) -> set[str]:
    return set(_SLOT.findall(words))


def slotless(message: Message) -> str:
    one = message.id if isinstance(message.id, str) else message.id[0]
    return _SLOT.sub("", one)


def context(message: Message) -> str | None:
    """A compiled catalogue has it in bytes."""
    given = message.context
    return given.decode() if isinstance(given, bytes) else given


def texts(catalogue: Catalog) -> dict[tuple[str | None, str], tuple[str, ...]]:
    """What stands for each message."""
    return {
        (context(message), message.id if isinstance(message.id, str) else message.id[0]): forms(message)
        for message in catalogue
        if message.id
    }
