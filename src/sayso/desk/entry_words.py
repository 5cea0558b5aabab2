"""An entry of the log as a person would tell it: what was done, to what, and where that is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import msgspec
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sayso.incidents.decisions import decision_of
from sayso.model.decision import Decision
from sayso.model.evidence import Entry, EntryKind
from sayso.wording.ledger_words import ENTRIES, FACETS, HARM_GRADES, STRIKE_STATUSES, VERBS
from sayso.wording.quantities import own
from sayso.wording.retold import fact_told

_CODE = re.compile(r"[A-Z]{2}-\d{4}-\d{4,}")
_REPORT = re.compile(r"r[0-9a-f]{12}\w*")
_SHOWN = 12  # digits of a hash
_LONGEST = 200


@dataclass(frozen=True)
class ToldEntry:
    """An entry with `what` was done in our words, `about` in words of its own, and the `address` of what it is about."""

    entry: Entry
    what: str
    about: str
    address: str
    stamped: str | None = None

    @property
    def target(self) -> str:
        """What it is about, a hash no longer than anybody reads."""
        target = self.entry.target
        return f"{target[:_SHOWN]}…" if len(target) == 64 else target


def told_entry(entry: Entry, stamped: str | None = None) -> ToldEntry:
    """An entry in words; `stamped` is when an authority said that it was there."""
    return ToldEntry(entry, _what(entry), _about(entry)[:_LONGEST], address_of(entry), stamped)


def address_of(entry: Entry) -> str:
    """Where what it is about is shown; "" where it is not."""
    seen = entry.data.get("seen")
    if isinstance(seen, dict) and isinstance(report := seen.get("report"), str):
        return f"/reports/{report}/#claim-{entry.target}"
    if entry.kind == "capture":
        return f"/reports/r{entry.target[:_SHOWN]}/"
    if _CODE.fullmatch(entry.target):
        return f"/incidents/{entry.target}/"
    if _REPORT.fullmatch(entry.target):
        return f"/reports/{entry.target}/"
    if entry.kind == "timestamp" and isinstance(number := entry.data.get("entry"), int):
        return reverse("desk:entry", args=[number])
    return ""


def _what(entry: Entry) -> str:
    if entry.kind == "note":
        for name, words in (("assign", _("assigned")), ("tag", _("tagged")), ("untag", _("tag taken off"))):
            if name in entry.data:
                return words
    return _(ENTRIES.get(entry.kind, entry.kind))


def _about(entry: Entry) -> str:
    told = _ABOUT.get(entry.kind)
    return told(entry) if told else ""


def _capture(entry: Entry) -> str:
    return str(entry.data.get("title") or entry.data.get("name") or "")


def _note(entry: Entry) -> str:
    words = (entry.data.get(name) for name in ("text", "assign", "tag", "untag"))
    return next((str(one) for one in words if one), "")


def _code(entry: Entry) -> str:
    accounts = entry.data.get("accounts", ())
    return ngettext("for one account", "for %(count)s accounts", len(accounts)) % {"count": len(accounts)}


def _timestamp(entry: Entry) -> str:
    words = {"pending": _("waiting"), "confirmed": _("confirmed"), "failed": _("failed")}
    state = words.get(str(entry.data.get("state")), "")
    return _("entry %(number)s: %(state)s") % {"number": entry.data.get("entry"), "state": state}


def _verify(entry: Entry) -> str:
    faults = entry.data.get("faults")
    return _("nothing wrong") if faults == 0 else _("faults: %(count)s") % {"count": faults}


def _decision(entry: Entry) -> str:
    try:
        return _decided(decision_of(entry))
    except (msgspec.ValidationError, LookupError, TypeError):  # an altered entry is shown as it is, with what is wrong
        return ""


def _decided(decision: Decision) -> str:
    """A decision in words: "one with SY-2016-0004", "graded strike: likely, harm: fair"."""
    verb, value = _(VERBS[decision.verb]), decision.value
    match decision.verb:
        case "same" | "different" | "part_of" | "unsure":
            return f"{verb} {own(str(value.get('other', '')))}"
        case "grade":
            return f"{verb} {_(', ').join(_grades(value))}"
        case "select":
            field = str(value.get("field", ""))
            return f"{verb} {_(FACETS.get(field, field))}: {own(fact_told(str(value.get('value', '')), field))}"  # type: ignore[call-overload]
        case "undo":
            return _("decision %(number)s undone") % {"number": decision.supersedes}
        case _:
            return verb


def _grades(value: Mapping[str, object]) -> Iterator[str]:
    if strike := value.get("strike_status"):
        yield _("strike: %(grade)s") % {"grade": _(STRIKE_STATUSES.get(strike, str(strike)))}  # type: ignore[call-overload]
    if harm := value.get("harm"):
        yield _("harm: %(grade)s") % {"grade": _(HARM_GRADES.get(harm, str(harm)))}  # type: ignore[call-overload]


_ABOUT: Mapping[EntryKind, Callable[[Entry], str]] = {
    "capture": _capture,
    "decision": _decision,
    "note": _note,
    "code": _code,
    "timestamp": _timestamp,
    "verify": _verify,
}
