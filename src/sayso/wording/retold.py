"""Sentences that records hold in English, in the reader's language: why a grade is proposed, what speaks for a pair, what is
noted on a value, what the ledger refuses.

Each is known by its form: the English message, whose `%(name)s` stand for names and numbers. What has no form stays English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from sayso import errors
from sayso.incidents.facets.grade import RULES
from sayso.lexicon.load import lexicon
from sayso.wording import ledger_words, vocabulary
from sayso.wording.coded import value_of
from sayso.wording.quantities import day, many, own, plain_days
from sayso.wording.retold_forms import DETAILS, FIGURES, NOTES, REFUSALS, SENTENCES
from sayso.wording.tongue import gettext, is_english

_SLOT = re.compile(r"%\((\w+)\)s")
_END = re.compile(r"; (?=[a-z0-9])")
_DIGITS = re.compile(r"\d+")


def retold(words: str) -> str | None:
    """A sentence, or several with semicolons between, in the reader's language; None where that is English or no form fits."""
    if is_english():
        return None
    whole = _told(words)
    if whole is not None:
        return whole
    parts = [(_told(part), part) for part in _END.split(words)]
    if not any(told for told, _part in parts):
        return None
    return gettext("; ").join(told or own(part) for told, part in parts)


def reworded(words: str) -> str:
    """A sentence in the reader's language where that is known, else as it is."""
    return retold(words) or words


def value_told(value: str) -> str:
    """A figure as a value ("at least 15", "dozens (12 to 24)")."""
    plain = value.replace("_", " ").replace(" of them", "")
    if is_english() or _DIGITS.fullmatch(plain):
        return plain
    return next((told for form in FIGURES if (told := _fitted(form, plain)) is not None), own(plain))


def fact_told(value: str, field: str) -> str:
    """A reported value of a fact: a figure, a day or a code in the reader's language; a name as it is written."""
    match field:
        case "killed" | "injured" | "strikes":
            return value_told(value)
        case "when":
            return plain_days(value)
        case "civilian_status":
            return gettext(ledger_words.CIVILIANS.get(value, value.replace("_", " ")))
        case "weapon":
            return value_of(value)
        case _:
            return value.replace("_", " ").replace(" of them", "")


def note_told(note: str) -> str | None:
    """What is noted on a value, each thing once."""
    if is_english():
        return None
    parts = dict.fromkeys(note.replace("precise to: ", "").split("; "))
    return gettext("; ").join(map(_noted, parts))


def title_told(title: str) -> str | None:
    """The title that sayso gives an incident: "Air strike on Derna, 9 July 2016"; None for any other."""
    if is_english():
        return None
    match = _titles().fullmatch(title)
    if match is None:
        return None
    name = match["what"]
    what = gettext(name)
    if match["where"]:
        form = gettext("%(what)s on %(where)s") if match["joint"] == "on" else gettext("%(what)s in %(where)s")
        what = form % {"what": what, "where": own(match["where"])}
    first, last = (_iso(match[name]) for name in ("first", "last"))
    when = gettext("%(first)s to %(last)s") % {"first": own(day(first)), "last": own(day(last))} if last else day(first)
    return gettext("%(title)s, %(day)s") % {"title": what, "day": own(when)} if first else what


def forms() -> Iterator[str]:
    """Every form, for whoever gathers what is to be translated."""
    yield from (*FIGURES, *NOTES, *REFUSALS, *DETAILS, *SENTENCES)
    yield from RULES.values()
    yield from (_slotted(str(row["why"])) for row in lexicon("grouping")["weights"].values())
    yield from map(str, lexicon("grouping")["holds"].values())
    yield from refusals()
    yield from map(str, lexicon("occurrences")["titles"].values())


def refusals() -> Iterator[str]:
    """Why an input is refused, one a kind."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.InputError)]
    yield from dict.fromkeys(kind.sentence for kind in kinds)


def _told(words: str) -> str | None:
    """One sentence by the first form that fits."""
    if words in _plain():
        return gettext(words)
    return next((told for form in _sentences() if (told := _fitted(form, words)) is not None), _refused(words))


def _fitted(form: str, words: str) -> str | None:
    match = _pattern(form).fullmatch(words)
    return (
        None
        if match is None
        else gettext(form) % {name: _slot(name, words) for name, words in match.groupdict().items()}
    )


def _slot(name: str, words: str) -> str:
    """What stands for a name in a form: a code in words, a day by the locale, a sentence within, else words of their own."""
    if name in _WORDED:
        return _WORDED[name](words)
    return words if _DIGITS.fullmatch(words) else own(words)


def _noted(part: str) -> str:
    if part in vocabulary.PRECISIONS:
        return gettext(vocabulary.PRECISIONS[part])
    told = next((told for form in NOTES if (told := _fitted(form, part)) is not None), None)
    return told or value_of(part)


def _refused(words: str) -> str | None:
    """ "page.html: the file is damaged (bad header)." """
    match = _refusal().fullmatch(words)
    if match is None:
        return None
    why = f" ({own(gettext(match['detail']))})" if match["detail"] else ""
    return gettext("%(name)s: %(sentence)s.") % {
        "name": own(match["name"]),
        "sentence": f"{gettext(match['sentence'])}{why}",
    }


def _slotted(words: str) -> str:
    """A sentence of the lexicon as a message."""
    return words.replace("{}", "%(words)s")


def _iso(written: str | None) -> str:
    """ "9 July 2016" as 2016-07-09."""
    if not written:
        return ""
    number, month, year = written.split()
    return f"{int(year):04}-{_MONTHS.index(month) + 1:02}-{int(number):02}"


_MONTHS = "January February March April May June July August September October November December".split()
_LONG = frozenset(("why", "rule", "harm_rule", "reason", "detail"))
"""Slots that may hold several sentences; names hold no semicolon."""
_WORDED: Mapping[str, Callable[[str], str]] = {
    "day": day,
    "first": day,
    "last": day,
    "value": value_told,
    "other_value": value_told,
    "number": lambda words: many(int(words)) if _DIGITS.fullmatch(words) else value_told(words),
    "strike": lambda words: gettext(ledger_words.STRIKE_STATUSES.get(words, words)),  # type: ignore[call-overload]
    "harm": lambda words: gettext(ledger_words.HARM_GRADES.get(words, words)),  # type: ignore[call-overload]
    "kind": value_of,
    "certainty": value_of,
    "rule": lambda words: _told(words) or own(words),
    "harm_rule": lambda words: _told(words) or own(words),
    "why": lambda words: retold(words) or own(words),
}


@cache
def _sentences() -> tuple[str, ...]:
    reasons = (_slotted(str(row["why"])) for row in lexicon("grouping")["weights"].values())
    return (*SENTENCES, *REFUSALS, *(form for form in reasons if "%(words)s" in form))


@cache
def _plain() -> frozenset[str]:
    """Sentences without a slot."""
    return frozenset(form for form in forms() if "%(" not in form)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    pieces = _SLOT.split(form)
    known: set[str] = set()
    out = []
    for n, piece in enumerate(pieces):
        if n % 2 == 0:
            out.append(re.escape(piece.replace("%%", "%")))
        else:
            inside = ".+?" if piece in _LONG else "(?:(?!; ).)+?"
            out.append(f"(?P={piece})" if piece in known else f"(?P<{piece}>{inside})")
            known.add(piece)
    return re.compile("".join(out), re.DOTALL)


@cache
def _titles() -> re.Pattern[str]:
    names = sorted(map(str, lexicon("occurrences")["titles"].values()), key=len, reverse=True)
    written = rf"\d{{1,2}} (?:{'|'.join(_MONTHS)}) \d{{1,4}}"
    return re.compile(
        rf"(?P<what>{'|'.join(map(re.escape, names))})(?: (?P<joint>on|in) (?P<where>.+?))?"
        rf"(?:, (?P<first>{written})(?: to (?P<last>{written}))?)?",
        re.DOTALL,
    )


@cache
def _refusal() -> re.Pattern[str]:
    sentences = "|".join(map(re.escape, refusals()))
    return re.compile(rf"(?P<name>.+?): (?P<sentence>{sentences})(?: \((?P<detail>.*)\))?\.", re.DOTALL)
