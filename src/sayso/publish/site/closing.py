"""The pages that tell of a whole release: overview, lists, changes, method, corrections, downloads."""

from __future__ import annotations

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


def _downloads(pages: Pages, made: Sequence[Made]) -> list[Download]:
    """The files of the other formats; of the pages themselves the list of hashes tells."""
    found = []
    for one in made:
        path = pages.folder / one.path
        if path.is_file():
            with path.open("rb") as file:
                found.append(Download(one, path.stat().st_size, file_digest(file, "sha256").hexdigest()))
    return found
