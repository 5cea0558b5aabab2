"""Pictures of a release: incidents by month and grade, and of the most contested incidents their tolls, accusations, chains."""

from __future__ import annotations

import heapq
from pathlib import Path

from sayso.model.release import ReleasedAgreement, ReleasedIncident, ReleasedTotal
from sayso.publish.pictures.accusations import accusations
from sayso.publish.pictures.chains import chains
from sayso.publish.pictures.months import Months
from sayso.publish.pictures.tolls import tolls
from sayso.publish.writer import Contents, Made

FOLDER = "pictures"
_MOST = 12  # incidents with pictures of their own; of others: sayso plot


class Pictures:
    """Counts as it goes, and keeps the few incidents on which most is contested."""

    def __init__(self, folder: Path, contents: Contents) -> None:  # noqa: ARG002 - as every writer is made
        self._folder = folder
        self._months = Months()
        self._most: list[tuple[int, str, ReleasedIncident]] = []

    def incident(self, one: ReleasedIncident) -> None:
        """Count it; keep it while it is among the most contested."""
        self._months.put(one.first, one.harm)
        contested = sum(facet.contested for facet in one.facets)
        if contested:
            said = sum(len(facet.positions) for facet in one.facets)
            entry = (100 * contested + min(said, 99), one.code, one)
            (heapq.heappush if len(self._most) < _MOST else heapq.heappushpop)(self._most, entry)

    def agreement(self, one: ReleasedAgreement) -> None:
        """An agreement has a table, and no picture."""

    def total(self, one: ReleasedTotal) -> None:
        """A total over a period has no picture beside incidents."""

    def close(self) -> list[Made]:
        """The pictures."""
        drawn = self._folder / FOLDER
        made = [
            _made(path, self._folder, "incidents by month and grade") for path in self._months.drawn(drawn / "months")
        ]
        for _, code, one in sorted(self._most, key=lambda each: each[1]):
            made += [_made(path, self._folder, f"{code} in a picture") for path in pictures_of(one, drawn)]
        return made


def pictures_of(one: ReleasedIncident, folder: Path) -> list[Path]:
    """Every picture of one incident that there is something to show in."""
    return [
        *tolls(one, "killed", folder / f"{one.code}-killed"),
        *tolls(one, "injured", folder / f"{one.code}-injured"),
        *accusations(one, folder / f"{one.code}-laid-to"),
        *chains(one, folder / f"{one.code}-chains"),
    ]


def _made(path: Path, folder: Path, what: str) -> Made:
    return Made(path.relative_to(folder).as_posix(), what, ("everything but what is drawn: see the records",))
