"""The records of a release, written to its folder, and what was counted on the way. Of many incidents another process gathers
the second half meanwhile; the bytes are the same.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from itertools import dropwhile, takewhile
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from sayso.errors import ReleaseError
from sayso.ledger import Ledger
from sayso.ledger.publishing import decisions_by_target, rulings_of
from sayso.model.exploring import IncidentLine
from sayso.model.publishing import ReleasePolicy
from sayso.model.release import ReleasedIncident
from sayso.publish import apart
from sayso.publish.apart import Apart
from sayso.publish.errands import GatherRest
from sayso.publish.gate import Gate, Heard
from sayso.publish.gathering import Excluded, Gathering
from sayso.publish.records import AGREEMENTS, INCIDENTS, TOTALS
from sayso.publish.selection import selected
from sayso.publish.tally import Tally

Told = Callable[[str], None]
_LINE = msgspec.json.Encoder(order="deterministic")
_REST = "data/.rest"  # where the second half is until it is joined to the first
_TELLING = 10_000


class Rest(NamedTuple):
    """What another process tells of the second half."""

    tally: Tally
    heard: Heard


def gathered(ledger: Ledger, folder: Path, policy: ReleasePolicy, day: str, told: Told) -> tuple[Tally, Gate]:
    """Write the records to the folder."""
    gate, gathering = _made_ready(ledger, policy, day)
    tally = Tally()
    (folder / INCIDENTS).parent.mkdir()
    _incidents(ledger, folder, gathering, tally, gate, told)
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


def heard(ledger: Ledger, policy: ReleasePolicy, day: str) -> Gate:
    """The gate after all incidents went by it; nothing is written."""
    gate, gathering = _made_ready(ledger, policy, day)
    for _ in map(gathering.incident, ledger.publishing.incidents(selected(policy.search))):
        pass
    return gate


def rest_gathered(errand: GatherRest) -> Rest:
    """Gather the second half, in a process of its own."""
    with Ledger.open(Path(errand.folder)) as ledger:
        gate, gathering = _made_ready(ledger, errand.policy, errand.day)
        tally = Tally()

        def rest(lines: Iterable[IncidentLine]) -> Iterator[IncidentLine]:
            return dropwhile(lambda line: line.code != errand.start, lines)

        with Path(errand.path).open("wb") as file:
            found = ledger.publishing.incidents(selected(errand.policy.search), rest)
            _write(map(gathering.incident, found), file, tally, lambda _: None)
        if errand.start not in tally.index and errand.start not in tally.excluded:
            raise ReleaseError(ledger.project.name, "others group it at this moment; publish again")
        return Rest(tally, gate.heard())


def _made_ready(ledger: Ledger, policy: ReleasePolicy, day: str) -> tuple[Gate, Gathering]:
    standing = ledger.publishing.standing()
    gate = Gate(rulings_of(standing), day)
    return gate, Gathering(policy, gate, decisions_by_target(standing), ledger.project.review)


def _incidents(  # noqa: PLR0913, PLR0917 - what is gathered, with what, and where it goes
    ledger: Ledger, folder: Path, gathering: Gathering, tally: Tally, gate: Gate, told: Told
) -> None:
    policy = gathering.policy
    wanted = selected(policy.search)
    codes = ledger.publishing.codes(wanted)
    if len(codes) < apart.MANY:
        with (folder / INCIDENTS).open("wb") as file:
            _write(map(gathering.incident, ledger.publishing.incidents(wanted)), file, tally, told)
        return
    start, path = codes[len(codes) // 2], folder / _REST
    project = str(ledger.folder.absolute())
    errand = GatherRest(folder=project, policy=policy, day=gate.day, start=start, path=str(path))

    def before(lines: Iterable[IncidentLine]) -> Iterator[IncidentLine]:
        return takewhile(lambda line: line.code != start, lines)

    with Apart(errand) as other, (folder / INCIDENTS).open("wb") as file:
        _write(map(gathering.incident, ledger.publishing.incidents(wanted, before)), file, tally, told)
        rest = other.answer(Rest)
        with path.open("rb") as more:
            shutil.copyfileobj(more, file)
    path.unlink()
    tally.with_rest(rest.tally)
    gate.hear(rest.heard)


def _write(found: Iterable[ReleasedIncident | Excluded], file: BinaryIO, tally: Tally, told: Told) -> None:
    for count, one in enumerate(found, 1):
        if isinstance(one, Excluded):
            tally.excluded[one.code] = one.why
        else:
            tally.incident(one)
            file.write(_LINE.encode(one) + b"\n")
        if count % _TELLING == 0:
            told(f"{count:,} incidents gathered.")
