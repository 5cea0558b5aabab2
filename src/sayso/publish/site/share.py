"""The pages of some incidents, written by another process while one writes the rest of the site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from sayso.model.release import Changed, ReleasedAgreement, ReleasedIncident, ReleasedTotal
from sayso.publish.records import codes
from sayso.publish.site.maps import CountryMaps
from sayso.publish.site.pages import Pages
from sayso.publish.site.shown import shown
from sayso.publish.writer import Contents, Made

_OF, _GIVEN = 5, frozenset((1, 3))  # two of five: the other process has the tables to write as well


def is_given_away(number: int) -> bool:
    """Whether another process writes the page of the incident with this number."""
    return number % _OF in _GIVEN


def changes_by_code(changes: Sequence[Changed]) -> Mapping[str, list[Changed]]:
    """The changes of each incident."""
    found: dict[str, list[Changed]] = defaultdict(list)
    for changed in changes:
        found[changed.code].append(changed)
    return found


class IncidentPages:
    """A format like any other (publish/writer.py), of which a release lists no file: they are the site's."""

    def __init__(self, folder: Path, contents: Contents) -> None:
        self._pages = Pages(folder, contents.release, codes(folder))
        self._maps = CountryMaps()
        self._changes = changes_by_code(contents.changes)
        self._number = 0

    def incident(self, one: ReleasedIncident) -> None:
        """Its page in every language, if it is given away."""
        if is_given_away(self._number):
            found = shown(one, self._maps.pin(one.place), self._changes.get(one.code, ()))
            self._pages.write("incident.html", found.page, shown=found)
        self._number += 1

    def agreement(self, one: ReleasedAgreement) -> None:
        """Agreements have pages that the site itself writes."""

    def total(self, one: ReleasedTotal) -> None:
        """Totals have pages that the site itself writes."""

    def close(self) -> list[Made]:
        """Nothing beside the site's own."""
        return []
