"""The pages that tell of a whole release: overview, lists, changes, method, corrections, downloads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import file_digest
from typing import NamedTuple

from sayso.model.grouped import GroupedAgreement
from sayso.publish.site.addresses import page_of
from sayso.publish.site.corrections import correction_of
from sayso.publish.site.counting import Counting
from sayso.publish.site.lists import Part, shard_of
from sayso.publish.site.maps import Overview
from sayso.publish.site.pages import Pages
from sayso.publish.writer import Contents, Made

PICTURES = "pictures"
_OF_INCIDENT = re.compile(rf"{PICTURES}/([A-Z]{{2}}-\d{{4}}-\d+)-")
_LISTED = 1_000  # lines of a list on one page
_DISPUTED_SHOWN = 6


class Download(NamedTuple):
    """A file with its size and hash, by what wrote it."""

    made: Made
    size: int
    sha256: str


def closing_pages(  # noqa: PLR0913 - it is told everything that was counted
    pages: Pages,
    contents: Contents,
    *,
    counting: Counting,
    overview: Overview | None,
    years: Sequence[tuple[str, Sequence[Part]]],
    shards: int,
    agreements: Sequence[tuple[GroupedAgreement, str, bool]],
) -> None:
    """Write them."""
    drawn, disputed_heights = counting.timeline()
    pages.front()
    pages.write(
        "overview.html",
        "index.html",
        counting=counting,
        overview=overview,
        timeline=drawn,
        disputed_heights=disputed_heights,
        years=years,
        agreements=agreements[:_DISPUTED_SHOWN],
        pictures=bool(_pictures(contents.made)),
        address=page_of,
    )
    for speech in pages.speeches:
        scripts = [shard_of(speech, number) for number in range(shards)]
        pages.write_in(speech, "incidents.html", "incidents/index.html", years=years, scripts=scripts)
    pages.write("agreements.html", "agreements/index.html", agreements=agreements)
    outlets, originators = counting.heard()
    heard = {"outlets": outlets[:_LISTED], "originators": originators[:_LISTED]}
    pages.write("sources.html", "sources.html", **heard, left=max(len(outlets), len(originators)) > _LISTED)
    left = max(0, len(contents.changes) - _LISTED)
    changes = {"changes": contents.changes[:_LISTED], "stones": contents.tombstones[:_LISTED], "left": left}
    pages.write("changes.html", "changes.html", **changes, address=page_of)
    pages.write("method.html", "method.html")
    correction = {"form": correction_of("", contents.release.number)}
    pages.write("corrections.html", "corrections.html", **correction)
    pages.write("downloads.html", "downloads.html", downloads=_downloads(pages, contents.made))
    pictures = _pictures(contents.made)
    if pictures:
        pages.write("pictures.html", "pictures.html", pictures=pictures, address=page_of)


class Picture(NamedTuple):
    """A picture that another format drew: of an incident, or of all."""

    path: str
    code: str
    what: str


def _pictures(made: Sequence[Made]) -> list[Picture]:
    """The drawings among what was made."""
    drawn = [one for one in made if one.path.startswith(f"{PICTURES}/") and one.path.endswith(".svg")]
    found = (_OF_INCIDENT.match(one.path) for one in drawn)
    return [Picture(one.path, match[1] if match else "", one.what) for one, match in zip(drawn, found, strict=True)]


def _downloads(pages: Pages, made: Sequence[Made]) -> list[Download]:
    """The files of the other formats; of the pages themselves the list of hashes tells."""
    found = []
    for one in made:
        path = pages.folder / one.path
        if path.is_file():
            with path.open("rb") as file:
                found.append(Download(one, path.stat().st_size, file_digest(file, "sha256").hexdigest()))
    return found
