"""The site of a release, written page by page while the records go by."""

from __future__ import annotations

from pathlib import Path

from sayso.model.release import Changed, ReleasedAgreement, ReleasedIncident, ReleasedTotal
from sayso.publish.records import codes
from sayso.publish.site.addresses import page_of, page_of_agreement
from sayso.publish.site.assets import copied
from sayso.publish.site.closing import closing_pages
from sayso.publish.site.counting import Counting
from sayso.publish.site.lists import Rows, Years
from sayso.publish.site.maps import CountryMaps, Spots
from sayso.publish.site.pages import Pages
from sayso.publish.site.share import changes_by_code, is_given_away
from sayso.publish.site.shown import Evidence, evidence, shown
from sayso.publish.writer import Contents, Made
from sayso.tables.axis import axis_of
from sayso.tables.signatures import is_disputed, matrix_of

_TOTALS = 100  # on a page
_LOST = (
    "names of voices and places, quoted words and sentences stand in the language of their source or in English on every page",
    "the maps draw the places with most incidents where there are very many; all are in data/incidents.jsonl",
)


class Site:
    """A format like any other (publish/writer.py): pages for people."""

    def __init__(self, folder: Path, contents: Contents) -> None:
        self._contents = contents
        self._pages = Pages(folder, contents.release, codes(folder))
        self._counting = Counting()
        self._spots = Spots()
        self._maps = CountryMaps()
        self._years = Years(self._pages)
        self._rows = Rows(self._pages)
        self._changes = changes_by_code(contents.changes)
        self._number = 0
        self._gone = {stone.code: stone for stone in contents.tombstones}
        self._agreements: list[tuple[ReleasedAgreement, str, bool]] = []
        self._totals: list[tuple[ReleasedTotal, Evidence]] = []
        self._pages_of_totals = 0
        copied(self._pages)

    def incident(self, one: ReleasedIncident) -> None:
        """Its page in every language, its line in the lists, and a sign at each of its earlier codes."""
        found = shown(one, self._maps.pin(one.place), self._changes.get(one.code, ()))
        line = self._counting.put(found)
        assessed = one.strike_status != "unassessed" or one.harm != "unassessed"
        self._spots.put(one, contested=found.contested, assessed=assessed)
        self._years.put(line, one)
        self._rows.put(found)
        if not (self._contents.shared and is_given_away(self._number)):
            self._pages.write("incident.html", found.page, shown=found)
        self._number += 1
        for code in one.previous_codes:
            if code not in self._gone:
                self._stone(Changed(code=code, change="merged", title=one.title, into=one.code))

    def agreement(self, one: ReleasedAgreement) -> None:
        """Its page in every language."""
        found, page = one.agreement, page_of_agreement(one.agreement.id)
        disputed = is_disputed(found)
        self._agreements.append((one, page, disputed))
        told = evidence(one.claims, one.reports)
        self._pages.write(
            "agreement.html",
            page,
            one=found,
            evidence=told,
            matrix=list(matrix_of(found)),
            axis=axis_of(found),
            disputed=disputed,
            address=page_of,
        )

    def total(self, one: ReleasedTotal) -> None:
        """Some on a page."""
        self._totals.append((one, evidence(one.claims, one.reports)))
        if len(self._totals) == _TOTALS:
            self._put_totals(more=True)

    def close(self) -> list[Made]:
        """The pages that tell of everything."""
        self._put_totals(more=False)
        for stone in self._contents.tombstones:
            self._stone(stone)
        for country, svg in sorted(self._maps.svg.items()):
            self._pages.put(f"assets/maps/{country}.svg", svg)
        years = self._years.close()
        agreements = sorted(self._agreements, key=lambda row: (not row[2], row[0].agreement.first or "~", row[1]))
        closing_pages(
            self._pages,
            self._contents,
            counting=self._counting,
            overview=self._spots.drawn(),
            years=years,
            shards=self._rows.close(),
            agreements=[(one.agreement, page, disputed) for one, page, disputed in agreements],
        )
        return [Made("index.html", "the site: open it in any browser", _LOST)]

    def _put_totals(self, *, more: bool) -> None:
        self._pages_of_totals += 1
        number = self._pages_of_totals
        if not self._totals and number > 1:
            return
        self._pages.write(
            "totals.html", _totals_page(number), totals=self._totals, number=number, more=more, page_at=_totals_page
        )
        self._totals = []

    def _stone(self, stone: Changed) -> None:
        """What became of a code, under its old address."""
        self._pages.write("gone.html", page_of(stone.code), stone=stone, address=page_of)


def _totals_page(number: int) -> str:
    return "totals.html" if number == 1 else f"totals-{number}.html"
