"""Codes of records in words: the English is that of sayso.wording, and is what translators are given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sayso.wording import ledger_words, vocabulary
from sayso.wording.marking import marked as _
from sayso.wording.tongue import gettext

SIGNATURES = {"claimed": _("claimed"), "shown": _("shown"), "denied": _("denied"), "unknown": _("not said")}
TABLES: dict[str, Mapping[Any, str]] = {
    "strike": ledger_words.STRIKE_STATUSES,
    "harm": ledger_words.HARM_GRADES,
    "fact": ledger_words.FACETS,
    "civilians": ledger_words.CIVILIANS,
    "review": ledger_words.REVIEWS,
    "verb": ledger_words.VERBS,
    "event": {kind: noun for kind, (noun, _tie) in vocabulary.EVENTS.items()},
    "precision": vocabulary.PRECISIONS,
    "basis": vocabulary.BASES_ALONE,
    "status": vocabulary.AGREEMENT_STATUSES,
    "verdict": vocabulary.VERDICTS,
    "signature": SIGNATURES,
    "flag": ledger_words.FLAGS,
    "exclusion": ledger_words.EXCLUSIONS,
    "ruled": ledger_words.VERDICTS_ON_FLAGS,
    "change": ledger_words.CHANGES,
    "field": ledger_words.FIELDS,
}
"""What each kind of code is called in English."""


def worded(code: str, table: str) -> str:
    """A code in words; a code that is none of ours as it is."""
    words = TABLES[table].get(code, str(code).replace("_", " "))
    return gettext(words) if words else ""


def value_of(code: str) -> str:
    """What a code of a field is called: its own words, which are plain English."""
    return gettext(str(code).replace("_", " "))


def verdict_of(value: str) -> str:
    """ "signature: fabricated" as "the signature is fake"."""
    what, _colon, verdict = value.partition(": ")
    return gettext("the %(what)s is %(verdict)s") % {"what": value_of(what), "verdict": worded(verdict, "verdict")}
