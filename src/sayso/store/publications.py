"""Which report a capture is of. The same bytes lie in the vault once, but two outlets that print them are two reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import NamedTuple

import msgspec

from sayso.model.evidence import Capture
from sayso.model.record import sha256


class Publication(NamedTuple):
    """A report by its id, and all that was captured of it, each different telling once, in order."""

    report: str
    captures: tuple[Capture, ...]


def publication_of(capture: Capture, known: Sequence[Publication]) -> str:
    """The id of the report that a capture is of: one of those `known` of these bytes, or a new one.

    Another source is another publication, unless the very file or address says so now: then it was corrected. Who names no
    source, or the first who names one, speaks of the publication that is there.
    """
    for fits in (_knows, _has_its_source, _has_its_place_and_no_other_source, _has_no_other_source, _has_its_place):
        for one in known:
            if fits(one, capture):
                return one.report
    return _new_id(capture, {one.report for one in known})


def reports_in(captures: Iterable[Capture]) -> set[str]:
    """The ids of all reports that captures make, in the order in which they came."""
    known: dict[str, dict[str, tuple[Capture, ...]]] = {}
    for capture in captures:
        there = known.setdefault(capture.sha256, {})
        report = publication_of(capture, [Publication(*one) for one in there.items()])
        there[report] = joined(there.get(report, ()), capture)
    return {report for there in known.values() for report in there}


def joined(before: tuple[Capture, ...], capture: Capture) -> tuple[Capture, ...]:
    """What was captured before, and this when it says something new."""
    return before if is_known(capture, before) else (*before, capture)


def is_known(capture: Capture, before: Iterable[Capture]) -> bool:
    """Whether it says nothing new: the same bytes by the same name, url and facts; headers and envelopes may differ."""
    return any(_told(capture) == _told(known) for known in before)


def folded(captures: tuple[Capture, ...]) -> Capture:
    """What all captures of a report say together: how it came in first, and of what people said the last word."""
    first = captures[0]
    said = {
        name: next((value for c in reversed(captures) if (value := getattr(c, name)) is not None), None)
        for name in ("published", "source", "title", "language")
    }
    url = next((c.url for c in captures if c.url is not None), None)
    return msgspec.structs.replace(first, url=url, **said)


def _knows(one: Publication, capture: Capture) -> bool:
    return is_known(capture, one.captures)


def _has_its_source(one: Publication, capture: Capture) -> bool:
    return capture.source is not None and _name(folded(one.captures).source) == _name(capture.source)


def _has_its_place_and_no_other_source(one: Publication, capture: Capture) -> bool:
    return _has_its_place(one, capture) and _has_no_other_source(one, capture)


def _has_no_other_source(one: Publication, capture: Capture) -> bool:
    return capture.source is None or folded(one.captures).source is None


def _has_its_place(one: Publication, capture: Capture) -> bool:
    place = _place(capture)
    return place is not None and any(_place(known) == place for known in one.captures)


def _place(capture: Capture) -> str | None:
    """Where it was found; standard input is no place."""
    return capture.url or (capture.name if capture.method != "stdin" else None)


def _name(source: str | None) -> str | None:
    return None if source is None else " ".join(source.split()).casefold()


def report_id(sha256: str) -> str:
    """The id of the first report of these bytes: `r` and the first twelve digits of their hash."""
    return f"r{sha256[:12]}"


def _new_id(capture: Capture, taken: set[str]) -> str:
    """`r` and twelve digits: of the hash of the bytes, for another publication of them of that hash with its source."""
    return next(report for report in _ids(capture) if report not in taken)


def _ids(capture: Capture) -> Iterator[str]:
    yield report_id(capture.sha256)
    for number in count(1):
        yield report_id(sha256(f"{capture.sha256} {capture.source} {number}"))


def _told(capture: Capture) -> Capture:
    """The capture without what differs each time that a page is fetched."""
    return msgspec.structs.replace(
        capture, headers=(), container=None, record=None, offset=None, requested=None, attachments=(), method="file"
    )
