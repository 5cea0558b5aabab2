"""GeoPackage and GeoParquet, where the extra `geo` is installed: the same points and columns as GeoJSON."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sayso.model.release import ReleasedAgreement, ReleasedIncident, ReleasedTotal
from sayso.publish import flat
from sayso.publish.flat import Cell
from sayso.publish.writer import Contents, Made

PACKAGE, PARQUET = "geo/incidents.gpkg", "geo/incidents.parquet"
_LAYER = "incidents"
_AT_ONCE = 5_000
_POINT = struct.Struct("<BIdd")
_LOST = (*flat.KEPT_APART, "agreements and totals over periods")


def is_there() -> bool:
    """Whether the libraries are installed."""
    return all(find_spec(name) is not None for name in ("pyarrow", "pyogrio"))


class GeoFiles:
    """Both files, written some thousand rows at a time."""

    def __init__(self, folder: Path, contents: Contents) -> None:
        import pyarrow
        from pyarrow import parquet

        (folder / PACKAGE).parent.mkdir(exist_ok=True)
        self._folder = folder
        self._day = contents.release.day
        self._types = {column.name: _arrow(pyarrow, column.type) for column in flat.COLUMNS}
        fields = [pyarrow.field(name, kind) for name, kind in self._types.items()]
        schema = pyarrow.schema([*fields, pyarrow.field("geometry", pyarrow.binary())], metadata={"geo": _GEO})
        self._schema = schema
        self._parquet = parquet.ParquetWriter(folder / PARQUET, schema, compression="zstd")
        self._waiting: list[Mapping[str, Cell]] = []
        self._made = False

    def incident(self, one: ReleasedIncident) -> None:
        """A row and its point."""
        self._waiting.append(flat.row(one))
        if len(self._waiting) >= _AT_ONCE:
            self._flush()

    def agreement(self, one: ReleasedAgreement) -> None:
        """An agreement has no spot."""

    def total(self, one: ReleasedTotal) -> None:
        """A total over a period has no spot."""

    def close(self) -> list[Made]:
        """Both files."""
        if self._waiting or not self._made:
            self._flush()
        self._parquet.close()
        return [
            Made(PACKAGE, "incidents as points, for geographic information systems (GeoPackage)", _LOST),
            Made(PARQUET, "incidents as points, for analysis (GeoParquet)", _LOST),
        ]

    def _flush(self) -> None:
        import pyarrow

        points = [_point(row["longitude"], row["latitude"]) for row in self._waiting]
        columns = [pyarrow.array([row[n] for row in self._waiting], kind) for n, kind in self._types.items()]
        table = pyarrow.table([*columns, pyarrow.array(points, pyarrow.binary())], schema=self._schema)
        self._parquet.write_table(table)
        self._append(table.replace_schema_metadata(None))
        self._waiting.clear()

    def _append(self, table: Any) -> None:
        """GDAL puts the moment into a GeoPackage, unless it is told another one."""
        import pyogrio

        before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{self._day}T00:00:00.000Z"})
        try:
            pyogrio.write_arrow(
                table,
                os.fspath(self._folder / PACKAGE),
                layer=_LAYER,
                driver="GPKG",
                geometry_name="geometry",
                geometry_type="Point",
                crs="EPSG:4326",
                append=self._made,
            )
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
        self._made = True


_GEO = json.dumps(
    {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
    }
)


def _point(lon: Cell, lat: Cell) -> bytes | None:
    """A point as well-known binary."""
    if not isinstance(lon, float) or not isinstance(lat, float):
        return None
    return _POINT.pack(1, 1, lon, lat)


def _arrow(pyarrow: Any, kind: str) -> Any:
    types: dict[str, Any] = {
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
    }
    return types.get(kind, pyarrow.string())


def columns() -> Sequence[str]:
    """The names of the columns."""
    return [column.name for column in flat.COLUMNS]
