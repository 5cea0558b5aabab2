"""A release: gathered, held at the gate, compared with the one before, written in every format, and remembered in the log.

One state of a project and one policy always give the same bytes: a release is dated by the newest entry of the log.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from sayso import __version__
from sayso.errors import GateError, ReleaseError
from sayso.ledger import Ledger
from sayso.ledger.publishing import Publishing
from sayso.model.evidence import Entry
from sayso.model.publishing import Flagged, ReleasePolicy
from sayso.model.record import sha256
from sayso.model.release import Before, Changed, Release
from sayso.publish.difference import Index, difference, index_bytes, index_of, remembered, tombstones
from sayso.publish.formats import Contents
from sayso.publish.gate import Gate
from sayso.publish.gathered import gathered, heard
from sayso.publish.making import make, written
from sayso.publish.tally import Tally

METHOD = "docs/method.md"
_LINE = msgspec.json.Encoder(order="deterministic")


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
        tally, gate = gathered(ledger, beside, policy, state.entry.at[:10], told)
        if gate.open:
            first = gate.open[0]
            raise GateError(first.code, first.flag, first.why, len(gate.open) - 1)
        if not tally.index:
            raise ReleaseError(ledger.project.name, _nothing(tally))
        before = index_of(publishing.index(state.before.index)) if state.before else {}
        now = Index(tally.index)
        changes = tuple(difference(before, now, tally.merged, tally.excluded))
        stones = tuple(tombstones(remembered(before, now, changes)))
        release = _release(ledger.project.name, policy, state, tally=tally, gate=gate, changes=changes)
        told(f"Writing {len(tally.index):,} incidents in every format.")
        release = written(beside, make(beside, Contents(release, changes, stones)), release)
    if not state.again:
        said = {"day": release.day, "entry": state.entry.number, "state": state.digest, "incidents": release.incidents}
        publishing.released(release.number, index_bytes(remembered(before, now, changes)), said)
    return release


def open_flags(ledger: Ledger, policy: ReleasePolicy | None = None) -> tuple[list[Flagged], Gate]:
    """What the gate would say: every flag on which nobody has ruled, and how the others were decided."""
    policy = policy or ledger.project.publish
    state = _state(ledger.publishing, ledger.project.name, policy)
    gate = heard(ledger, policy, state.entry.at[:10])
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
