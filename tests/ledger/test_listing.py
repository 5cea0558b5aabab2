"""The list of reports: paged, filtered and counted alike on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import UnknownIdError
from sayso.ledger import Ledger
from sayso.model.inbox import REPORTS_A_PAGE, ReportFilter
from tests.reports_by_stencil import read, stencils
from tests.store.databases import database_url, postgresql  # noqa: F401 - fixtures
from tests.store.reports import ARABIC, BENGHAZI, DERNA, SIRTE, added, captured, project

COPY = f"{BENGHAZI} The head teacher told reporters that lessons would go on in the town hall from Sunday morning."


@pytest.fixture
def ledger(tmp_path: Path, database_url: str) -> Iterator[Ledger]:  # noqa: F811
    """Six reports: two of them one story, one that cannot be read."""
    with project(tmp_path / "project", database_url, reader="rules") as ledger:
        added(
            ledger,
            captured(DERNA, "derna.txt", source="Gulf Courier", published="2016-07-09"),
            captured(COPY, "first.txt", source="Eastern Wire", published="2016-07-10"),
            captured(f"{COPY} ", "second.txt", source="Harbour News", published="2016-07-11"),
            captured(SIRTE, "sirte.txt", source="Gulf Courier", published="2016-07-12", title="A bomb in Sirte"),
            captured(ARABIC, "arabic.txt", source="Example Wire", published=None),
        )
        yield ledger


def names(ledger: Ledger, **wanted: object) -> list[str]:
    """The names of the reports that fit."""
    found = ledger.report_page(ReportFilter(**wanted))  # type: ignore[arg-type]
    assert found.total == len(found.reports)
    return [one.report.name for one in found.reports]


def test_the_newest_report_comes_first_and_each_filter_keeps_what_fits(ledger: Ledger) -> None:
    ledger.group()
    assert names(ledger) == ["arabic.txt", "sirte.txt", "second.txt", "first.txt", "derna.txt"]
    assert names(ledger, state="refused") == ["arabic.txt"]
    assert names(ledger, source="Gulf Courier") == ["sirte.txt", "derna.txt"]
    assert names(ledger, since="2016-07-10", until="2016-07-11") == ["second.txt", "first.txt"]
    assert names(ledger, words="bomb sirte") == ["sirte.txt"]
    assert names(ledger, words="teacher", source="Eastern Wire") == ["first.txt"]
    assert names(ledger, state="read", source="Example Wire") == []
    assert ledger.outlets() == ["Eastern Wire", "Example Wire", "Gulf Courier", "Harbour News"]


def test_a_copy_says_whose_story_it_tells(ledger: Ledger) -> None:
    ledger.group()
    both = {one.report.name: one for one in ledger.report_page(ReportFilter(twice=True)).reports}
    assert sorted(both) == ["first.txt", "second.txt"]
    copy = next(one for one in both.values() if one.first is not None)
    other = next(one for one in both.values() if one.first is None)
    assert copy.first is not None
    assert (copy.first.id, copy.tellers, other.tellers) == (other.report.id, 2, 2)
    assert sorted(names(ledger, story=copy.report.story)) == ["first.txt", "second.txt"]


def test_counts_tell_the_states_and_what_waits(ledger: Ledger) -> None:
    before = ledger.report_counts()
    assert (before.reports, before.read, before.refused, before.kept, before.ungrouped) == (5, 4, 1, 0, 5)
    ledger.group()
    after = ledger.report_counts()
    assert (after.ungrouped, after.twice) == (0, 2)
    assert after.ungrouped == ledger.status().ungrouped


def test_a_refused_report_can_be_tried_again(ledger: Ledger) -> None:
    [refused] = ledger.reports("refused")
    ledger.try_again(refused.id)
    assert ledger.report_counts().kept == 1
    [result] = ledger.add([])
    assert (result.outcome, result.report) == ("refused", refused.id)
    assert not list(ledger.verify())
    with pytest.raises(UnknownIdError):
        ledger.try_again("r000000000000")


def test_what_a_confirmed_timestamp_covers_is_stamped(ledger: Ledger) -> None:
    assert not any(one.stamped for one in ledger.report_page().reports)
    said = {"authority": "https://stamps.example", "digest": "0" * 64, "entry": 3}
    ledger.note("timestamp", "0" * 64, {**said, "state": "confirmed"})
    ledger.note("timestamp", "0" * 64, {**said, "entry": 5, "state": "pending"})
    stamped = {one.number: one.stamped for one in ledger.report_page().reports}
    assert stamped == {1: True, 2: True, 3: True, 4: False, 5: False}


def test_pages_hold_a_hundred_reports_and_none_twice(tmp_path: Path) -> None:
    with project(tmp_path / "project", read=read) as ledger:
        added(ledger, *stencils(205))
        pages = [ledger.report_page(page=page) for page in (0, 1, 2, 3, 4)]
    assert [(one.page, len(one.reports), one.pages) for one in pages] == [
        (1, REPORTS_A_PAGE, 3),
        (1, REPORTS_A_PAGE, 3),
        (2, REPORTS_A_PAGE, 3),
        (3, 5, 3),
        (3, 5, 3),
    ]
    told = [one.number for page in pages[1:4] for one in page.reports]
    assert told == sorted(set(told), reverse=True)
    assert len(told) == 205
