"""The formats of a release. Every one is made from the same records, and says what it cannot tell."""

from __future__ import annotations

from sayso.publish.formats import geo_files
from sayso.publish.formats.atom import Atom
from sayso.publish.formats.claim_review import ClaimReviews
from sayso.publish.formats.coded import AcledLike, Hxl, UcdpLike
from sayso.publish.formats.follow_the_money import FollowTheMoney
from sayso.publish.formats.geo_files import GeoFiles
from sayso.publish.formats.geojson import GeoJson
from sayso.publish.formats.json_lines import JsonLines
from sayso.publish.formats.picture_files import Pictures
from sayso.publish.formats.plover import PloverLike
from sayso.publish.formats.provenance import Provenance
from sayso.publish.formats.tables import Tables
from sayso.publish.site import Site
from sayso.publish.writer import Contents, Made, Writer

__all__ = ["FORMATS", "Contents", "Made", "Writer", "formats"]

FORMATS: tuple[type[Writer], ...] = (
    JsonLines,
    Tables,
    GeoJson,
    Hxl,
    AcledLike,
    UcdpLike,
    PloverLike,
    FollowTheMoney,
    ClaimReviews,
    Provenance,
    Atom,
    Pictures,
    Site,
)
"""What writes each format that needs nothing but sayso, in the order in which a release lists them; the site is last, and
lists what the others made.
"""


def formats() -> tuple[type[Writer], ...]:
    """What writes each format that can be written here: GeoPackage and GeoParquet need the extra `geo`."""
    return (*FORMATS[:-1], GeoFiles, FORMATS[-1]) if geo_files.is_there() else FORMATS
