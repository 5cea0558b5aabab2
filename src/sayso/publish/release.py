"""A release: gathered, held at the gate, compared with the one before, written in every format, and remembered in the log.

One state of a project and one policy always give the same bytes: a release is dated by the newest entry of the log.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from sayso import __version__
from sayso.errors import GateError, ReleaseError
from sayso.ledger import Ledger
from sayso.ledger.publishing import Publishing, decisions_by_target
from sayso.model.evidence import Entry
from sayso.model.publishing import Flagged, ReleasePolicy
from sayso.model.record import sha256
from sayso.model.release import Before, Changed, Exclusion, Indexed, Release, ReleasedIncident
from sayso.publish.difference import difference, index_bytes, index_of, indexed, remembered, tombstones
from sayso.publish.formats import Contents
from sayso.publish.gate import Gate
from sayso.publish.gathering import Excluded, Gathering
from sayso.publish.making import make, written
from sayso.publish.records import AGREEMENTS, INCIDENTS, TOTALS
from sayso.publish.selection import selected

METHOD = "docs/method.md"
_LINE = msgspec.json.Encoder(order="deterministic")


class Tally:
    """What is counted while the records of a release are written."""

    def __init__(self) -> None:
        self.index: dict[str, Indexed] = {}
        self.merged: dict[str, str] = {}
        self.excluded: dict[str, Exclusion] = {}
        self.claims: set[str] = set()
        self.reports: set[str] = set()
        self.models: set[str] = set()
        self.reviewed = 0
        self.agreements = 0
        self.totals = 0
        self.days: list[str] = []
        self.no_events: dict[str, int] = {}

    def incident(self, one: ReleasedIncident) -> None:
        """Count an incident in."""
        self.index[one.code] = indexed(one)
        self.merged |= dict.fromkeys(one.previous_codes, one.code)
        self.rests_on(one)
        self.reviewed += one.reviewed
        self.days = _widened(self.days, one.first, one.last)

    def rests_on(self, one: Any) -> None:
        """Count the claims and reports of a record in, each once."""
        self.claims.update(f"{claim.report}/{claim.key}" for claim in one.claims)
        self.reports.update(report.id for report in one.reports)
        self.models.update(model for claim in one.claims for model in claim.models)


class _State(NamedTuple):
    """Of what a release is made, and which number it has; `again`: it was made before, from the very same."""

    entry: Entry
    digest: str
    number: int
    before: Before | None
    again: bool


def publish(
    ledger: Ledger, folder: Path, policy: ReleasePolicy | None = None, told: Callable[[str], None] = lambda _: None
) -> Release:
    """Make a release in a folder that is new or empty, and remember it. `told` hears how it gets on.

    Raises GateError while something is flagged on which nobody has ruled, ReleaseError when there is nothing to publish, what
    came in is not grouped, or the folder cannot be written; then nothing is left of it.
    """
    policy = policy or ledger.project.publish
    publishing = ledger.publishing
    state = _state(publishing, ledger.project.name, policy)
    with _beside(folder) as beside:
        tally, gate = _gathered(ledger, beside, policy, state.entry.at[:10], told)
        if gate.open:
            first = gate.open[0]
            raise GateError(first.code, first.flag, first.why, len(gate.open) - 1)
        if not tally.index:
            raise ReleaseError(ledger.project.name, _nothing(tally))
        before = index_of(publishing.index(state.before.index)) if state.before else {}
        changes = tuple(difference(before, tally.index, tally.merged, tally.excluded))
        index = remembered(before, tally.index, changes)
        release = _release(ledger.project.name, policy, state, tally=tally, gate=gate, changes=changes)
        told(f"Writing {len(tally.index):,} incidents in every format.")
        release = written(beside, make(beside, Contents(release, changes, tuple(tombstones(index)))), release)
    if not state.again:
        said = {"day": release.day, "entry": state.entry.number, "state": state.digest, "incidents": release.incidents}
        publishing.released(release.number, index_bytes(index), said)
    return release


def open_flags(ledger: Ledger, policy: ReleasePolicy | None = None) -> tuple[list[Flagged], Gate]:
    """What the gate would say: every flag on which nobody has ruled, and how the others were decided."""
    policy = policy or ledger.project.publish
    state = _state(ledger.publishing, ledger.project.name, policy)
    gate = Gate(ledger.publishing.rulings(), state.entry.at[:10])
    for _ in _records(ledger, policy, gate):
        pass
    return gate.open, gate


def _state(publishing: Publishing, project: str, policy: ReleasePolicy) -> _State:
    entry = publishing.state()
    if entry is None:
        raise ReleaseError(project, "there is nothing in the project yet; add reports first")
    if waiting := publishing.ungrouped():
        raise ReleaseError(project, f"{waiting:,} reports or decisions are not grouped yet; run sayso group first")
    digest = sha256(_LINE.encode((entry.hash, policy, __version__)))
    made = publishing.releases()
    again = bool(made) and made[-1]["state"] == digest
    earlier = made[:-1] if again else made
    before = (
        Before(number=earlier[-1]["number"], day=earlier[-1]["day"], index=earlier[-1]["index"]) if earlier else None
    )
    return _State(entry, digest, (before.number if before else 0) + 1, before, again)


def _gathered(
    ledger: Ledger, folder: Path, policy: ReleasePolicy, day: str, told: Callable[[str], None]
) -> tuple[Tally, Gate]:
    """The records, written to the folder, and what was counted on the way."""
    tally, gate = Tally(), Gate(ledger.publishing.rulings(), day)
    (folder / INCIDENTS).parent.mkdir()
    with (folder / INCIDENTS).open("wb") as incidents:
        for count, one in enumerate(_records(ledger, policy, gate)):
            if isinstance(one, Excluded):
                tally.excluded[one.code] = one.why
            else:
                tally.incident(one)
                incidents.write(_LINE.encode(one) + b"\n")
            if count % 10_000 == 9_999:
                told(f"{count + 1:,} incidents gathered.")
    gathering = _gathering(ledger, policy, gate)
    with (folder / AGREEMENTS).open("wb") as file:
        for agreement, material in ledger.publishing.agreements():
            released = gathering.agreement(agreement, material)
            file.write(_LINE.encode(released) + b"\n")
            tally.agreements += 1
            tally.rests_on(released)
    with (folder / TOTALS).open("wb") as file:
        for total, material in ledger.publishing.totals():
            summed = gathering.total(total, material)
            file.write(_LINE.encode(summed) + b"\n")
            tally.totals += 1
            tally.rests_on(summed)
    tally.no_events = ledger.publishing.no_events()
    return tally, gate


def _records(ledger: Ledger, policy: ReleasePolicy, gate: Gate) -> Iterator[ReleasedIncident | Excluded]:
    gathering = _gathering(ledger, policy, gate)
    return map(gathering.incident, ledger.publishing.incidents(selected(policy.search)))


def _gathering(ledger: Ledger, policy: ReleasePolicy, gate: Gate) -> Gathering:
    decisions = decisions_by_target(ledger.publishing.standing())
    return Gathering(policy, gate, decisions, ledger.project.review)


def _release(  # noqa: PLR0913 - a release is made of as much
    project: str, policy: ReleasePolicy, state: _State, *, tally: Tally, gate: Gate, changes: Iterable[Changed]
) -> Release:
    return Release(
        number=state.number,
        day=state.entry.at[:10],
        project=project,
        entry=state.entry.number,
        entry_hash=state.entry.hash,
        sayso=__version__,
        policy=policy,
        incidents=len(tally.index),
        claims=len(tally.claims),
        reports=len(tally.reports),
        agreements=tally.agreements,
        totals=tally.totals,
        reviewed=tally.reviewed,
        first=tally.days[0] if tally.days else None,
        last=tally.days[-1] if tally.days else None,
        excluded=dict(sorted(Counter(tally.excluded.values()).items())),
        no_events=tally.no_events,
        gate=gate.counts(),
        models=tuple(sorted(tally.models)),
        before=state.before,
        changes=dict(sorted(Counter(one.change for one in changes).items())),
        method=METHOD,
    )


def _nothing(tally: Tally) -> str:
    """Why a release would be empty."""
    if not tally.excluded:
        return "no incident is selected"
    counts = Counter(tally.excluded.values())
    if counts["not_reviewed"] == len(tally.excluded):
        return (
            f"no person has accepted a claim of any of its {len(tally.excluded):,} incidents; review some, or publish "
            "suggestions, marked as such, with: sayso publish DIR --suggestions"
        )
    return "all incidents are excluded: " + ", ".join(f"{why} {many:,}" for why, many in sorted(counts.items()))


def _widened(days: list[str], first: str | None, last: str | None) -> list[str]:
    known = [day for day in (*days, first, last) if day]
    return [min(known), max(known)] if known else []


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A folder beside the wanted one, which gets its name when the block ends well and is gone when it does not."""
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ReleaseError(str(folder), "there is something here already; a release goes into a folder of its own")
    beside = folder.parent / f".{folder.name}.releasing"
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        yield beside
        if folder.exists():
            folder.rmdir()
        beside.rename(folder)
    except OSError as error:
        raise ReleaseError(str(folder), f"the release cannot be written ({error.strerror or error})") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
