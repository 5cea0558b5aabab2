"""What a release is made of: incidents with all that they rest on, what people ruled on flags, and the releases before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import msgspec

from sayso.incidents.decisions import standing
from sayso.ledger.grouping import decisions, ungrouped
from sayso.ledger.opened import Opened
from sayso.model.account import Account
from sayso.model.decision import Decision
from sayso.model.evidence import Entry
from sayso.model.exploring import Exploring, IncidentLine
from sayso.model.grouped import GroupedAgreement, GroupedIncident, PeriodTotal
from sayso.model.ledger import EntryFilter, ReportRow
from sayso.model.publishing import Ruling
from sayso.model.reading import Reading
from sayso.model.record import Record
from sayso.store import groups, log, readings, reports
from sayso.store.faults import told

Some = Callable[[Iterator[IncidentLine]], Iterator[IncidentLine]]
"""Takes some of the incidents that go by."""

_AT_ONCE = 200  # incidents of which everything is held in memory
_NOT_SAID = frozenset(("hypothetical", "conditional", "question", "future", "historical"))
_GIVEN = frozenset(("capture", "decision", "code", "note"))
"""Entries that change what is published; stamping, backing up and publishing do not."""


class Material(Record, frozen=True, kw_only=True):
    """What is known of some reports, by report: how each was read, its text, its row, and the entry that captured it first."""

    readings: Mapping[str, Reading]
    texts: Mapping[str, str]
    rows: Mapping[str, ReportRow]
    captures: Mapping[str, Entry]


class _Bare(msgspec.Struct):
    """As much of a claim as says whether it tells of something that happened."""

    polarity: str
    modality: str
    proposition: msgspec.Raw


_BARE = msgspec.json.Decoder(_Bare)


def _no_event(claim: _Bare) -> str:
    if claim.polarity in {"denied", "negated"}:
        return claim.polarity
    proposition = bytes(claim.proposition)
    realis = next((one for one in ("threatened", "planned") if f'"realis":"{one}"'.encode() in proposition), "")
    return realis or (claim.modality if claim.modality in _NOT_SAID else "")


class Told(Record, frozen=True, kw_only=True):
    """An incident with its accounts, the tags that people put on it, and the material of its reports (and of others)."""

    incident: GroupedIncident
    accounts: tuple[Account, ...]
    tags: tuple[str, ...]
    material: Material


class Publishing:
    """Made by `ledger.publishing`."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    def state(self) -> Entry | None:
        """The newest entry of the log that changes what is published; None when there is none."""
        newest = max((log.newest(self._opened.database, kind) for kind in sorted(_GIVEN)), default=0)  # type: ignore[arg-type]
        return log.entry(self._opened.database, newest)

    def ungrouped(self) -> int:
        """Reports and decisions that the incidents do not know of yet."""
        return ungrouped(self._opened)

    def standing(self) -> list[Decision]:
        """The decisions that stand, of every kind."""
        return standing(decisions(self._opened))

    def codes(self, wanted: Exploring) -> list[str]:
        """The codes of the incidents that fit, in the order in which they come."""
        from sayso.ledger.exploration import Exploration

        return Exploration(self._opened).codes(msgspec.structs.replace(wanted, order="code"))

    def incidents(self, wanted: Exploring, some: Some = iter) -> Iterator[Told]:
        """The incidents that fit by code, each with everything that it rests on. Not all are in memory at once. `some` takes
        of them what is asked for.
        """
        from sayso.ledger.exploration import Exploration

        lines = some(Exploration(self._opened).lines(msgspec.structs.replace(wanted, order="code")))
        while chunk := list(islice(lines, _AT_ONCE)):
            yield from self._told({line.code: line.tags for line in chunk})

    def agreements(self) -> Iterator[tuple[GroupedAgreement, Material]]:
        """Agreements by id, each with what is known of its reports."""
        with told(self._opened.database.seconds):
            found = list(groups.agreements(self._opened.database))
        for one in found:
            yield one, self.material(one.reports)

    def totals(self) -> Iterator[tuple[PeriodTotal, Material]]:
        """Totals over periods by id, each with what is known of the reports of its claims."""
        with told(self._opened.database.seconds):
            found = list(groups.aggregates(self._opened.database))
            claims = readings.claims_by_key(self._opened.database, sorted({key for one in found for key in one.claims}))
        of: dict[str, set[str]] = {}
        for report, claim in claims:
            of.setdefault(claim.key, set()).add(report)
        for one in found:
            yield one, self.material(sorted({report for key in one.claims for report in of.get(key, ())}))

    def material(self, ids: Iterable[str]) -> Material:
        """What is known of some reports."""
        database, wanted = self._opened.database, sorted(set(ids))
        with told(database.seconds), database.reading():
            rows = {row.id: row for row in reports.reports(database, ids=wanted)}
            captured = log.aimed_at(database, "capture", sorted({row.sha256 for row in rows.values()}))
            by_number = {entry.number: entry for entry in captured}
            return Material(
                readings=readings.readings(database, wanted),
                texts=reports.texts_of(database, wanted),
                rows=rows,
                captures={name: by_number[min(row.entries)] for name, row in rows.items() if row.entries},
            )

    def no_events(self) -> dict[str, int]:
        """How many claims of the project tell of what did not happen, or not yet, by why they make no incident: `denied`,
        `negated`, `threatened`, `planned`, or what else their modality says (`hypothetical`, `future`, `historical`, ...).
        """
        with told(self._opened.database.seconds):
            found = Counter(_no_event(_BARE.decode(body)) for *_, body in readings.spoken(self._opened.database))
        return {why: count for why, count in sorted(found.items()) if why}

    def releases(self) -> list[dict[str, Any]]:
        """What the log holds of every release, in order."""
        found = log.entries(self._opened.database, EntryFilter(kind="release"))
        return [entry.data for entry in found]

    def index(self, sha256: str) -> bytes:
        """What was remembered of a release. Raises VaultError."""
        return self._opened.vault.get(sha256)

    def released(self, number: int, index: bytes, data: Mapping[str, Any]) -> Entry:
        """Remember a release: its index in the vault, and in the log that it was made."""
        kept = self._opened.vault.put(index)
        with self._opened.database.writing():
            return log.append(
                self._opened.database,
                **self._opened.now_by(),
                kind="release",
                target=str(number),
                data={**data, "number": number, "index": kept},
            )

    def _told(self, tags: Mapping[str, Sequence[str]]) -> Iterator[Told]:
        database = self._opened.database
        with told(database.seconds):
            found = groups.incidents_by_code(database, list(tags))
            accounts = {a.id: a for a in readings.accounts_by_id(database, [a for one in found for a in one.accounts])}
        material = self.material(account.report for account in accounts.values())
        for one in found:
            yield Told(
                incident=one,
                accounts=tuple(accounts[name] for name in one.accounts if name in accounts),
                tags=tuple(tags[one.code]),
                material=material,
            )


def rulings_of(standing: Iterable[Decision]) -> list[Ruling]:
    """What people decided on flags, of the decisions that stand."""
    return [Ruling(target=one.target, decision=one.number, **one.value) for one in standing if one.verb == "publish"]


def decisions_by_target(standing: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Decisions by what they are on."""
    found: dict[str, list[Decision]] = {}
    for one in standing:
        found.setdefault(one.target, []).append(one)
    return found
