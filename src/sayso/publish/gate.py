"""The gate: what is flagged, what people ruled on it, and whether a release may be made (R21)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, get_args

from sayso.ledger.deciding import RELEASE
from sayso.lexicon.load import lexicon
from sayso.model.grouped import GroupedIncident
from sayso.model.publishing import Flag, Flagged, Ruling
from sayso.model.release import GateCount

FLAGS: tuple[Flag, ...] = get_args(Flag)
_NAMED: dict[Flag, str] = {
    "names": "it names people who are said to have been harmed",
    "minors": "it names a child",
    "source_at_risk": "it quotes a private person by name",
}
_STRONGEST = ("withhold", "redact", "publish")


class Heard(NamedTuple):
    """What a gate came to: the flags on which nobody has ruled, and on how many incidents each decision was used."""

    open: list[Flagged]
    used: list[tuple[Flag, str, dict[int, int]]]


class Gate:
    """What people ruled, and what it came to; `open` are the flags on which nobody has ruled."""

    def __init__(self, rulings: Iterable[Ruling], day: str) -> None:
        self.day = day
        self._rulings = {(ruling.target, ruling.flag): ruling for ruling in rulings}
        self._used: dict[tuple[Flag, str], Counter[int]] = defaultdict(Counter)
        self.open: list[Flagged] = []

    def ruled(self, code: str, flags: Mapping[Flag, str]) -> dict[Flag, Ruling]:
        """The ruling on each flag of an incident: its own, else the one that holds for all. What has none is open."""
        found: dict[Flag, Ruling] = {}
        for flag, why in flags.items():
            ruling = self._rulings.get((code, flag)) or self._rulings.get((RELEASE, flag))
            if ruling is None:
                self.open.append(Flagged(code=code, flag=flag, why=why))
            else:
                found[flag] = ruling
                self._used[flag, ruling.verdict][ruling.decision] += 1
        return found

    def embargo(self, code: str) -> Ruling | None:
        """The embargo that holds for an incident on the day of the release."""
        for target in (code, RELEASE):
            ruling = self._rulings.get((target, "embargo"))
            if ruling is not None:
                return ruling if ruling.until is not None and self.day < ruling.until else None
        return None

    def heard(self) -> Heard:
        """What it came to so far."""
        return Heard(self.open, [(*used, dict(count)) for used, count in self._used.items()])

    def hear(self, other: Heard) -> None:
        """What it came to elsewhere, of the incidents after these."""
        self.open += other.open
        for flag, verdict, count in other.used:
            self._used[flag, verdict].update(count)

    def counts(self) -> tuple[GateCount, ...]:
        """How each flag was decided, and on how many incidents."""
        ordered = sorted(self._used.items(), key=lambda each: (FLAGS.index(each[0][0]), _STRONGEST.index(each[0][1])))
        return tuple(
            GateCount(
                flag=flag,
                verdict=verdict,  # type: ignore[arg-type] # one of those of a ruling
                incidents=sum(used.values()),
                decisions=tuple(sorted(used)),
            )
            for (flag, verdict), used in ordered
        )


def named_flags(named: Iterable[Flag]) -> dict[Flag, str]:
    """The flags on names that would be published, with why."""
    wanted = set(named)
    return {flag: why for flag, why in _NAMED.items() if flag in wanted}


def flags_of(incident: GroupedIncident, tags: Iterable[str], named: Iterable[Flag]) -> dict[Flag, str]:
    """What is flagged on an incident with why, in words that name nobody. `named` are flags on names that would be published; a
    tag that is called like a flag is one.
    """
    flags = named_flags(named)
    for flag in ("medical_site", "sensitive_site"):
        if word := _site(incident, flag):
            flags[flag] = f"it tells of a {word}"
    if incident.precision in _words()["exact"] and incident.lat is not None:
        flags["exact_coordinates"] = f"its place is known to the {incident.precision}"
    flags |= {tag: "a person tagged it so" for tag in tags if tag in FLAGS and tag not in flags}
    return {flag: flags[flag] for flag in FLAGS if flag in flags}


def _site(incident: GroupedIncident, flag: str) -> str | None:
    """The word for a site of this sort that was struck, or at which it was."""
    known = _words()["sites"][flag]
    for target in (p for facet in incident.facets if facet.field == "target" for p in facet.positions):
        if target.note in known["types"] or _pattern(flag).search(target.value):
            return str(target.note or target.value).replace("_", " ")
    match = _pattern(flag).search(incident.place or "") or _pattern(flag).search(incident.title)
    return match[0].lower() if match else None


def coordinates() -> Iterator[re.Pattern[str]]:
    """What a spot on the map looks like in the words of a report."""
    yield from _spots()


@cache
def _spots() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _words()["coordinates"]))


@cache
def _pattern(flag: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(_words()["sites"][flag]["words"], key=len, reverse=True)))
    return re.compile(rf"\b(?:{words})s?\b", re.IGNORECASE)


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = lexicon("sensitive")
    return words
