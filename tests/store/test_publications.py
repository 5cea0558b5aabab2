"""The same bytes of two outlets are two reports; corrections and forgotten facts are not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sayso.model.evidence import Capture
from sayso.model.ledger import ReportPage
from sayso.store.publications import publication_of, report_id, reports_in
from tests.store.reports import BENGHAZI, SIRTE, added, captured, outcomes, project

AGENCY = f"{BENGHAZI} The head teacher told reporters that lessons would go on in the town hall from Sunday."


def piped(text: str, **facts: Any) -> Any:
    """A text from standard input, which has no name of its own."""
    found = captured(text, "standard input", **facts)
    return replace(found, capture=msgspec.structs.replace(found.capture, method="stdin"))


@pytest.mark.parametrize(
    ("first", "second", "reports", "why"),
    [
        ({"source": "X"}, {"source": "Y"}, 2, "another outlet"),
        ({"source": "X"}, {"source": "x "}, 1, "the same outlet, written otherwise"),
        ({"source": None}, {"source": "X"}, 1, "a source that was forgotten"),
        ({"source": "X"}, {"source": None}, 1, "nothing is said against it"),
        ({"source": "X", "title": "A"}, {"source": "X", "title": "B"}, 1, "other facts of one publication"),
        ({"source": "X", "name": "a.txt"}, {"source": "Y", "name": "b.txt"}, 2, "another file of another outlet"),
        ({"source": "X", "name": "a.txt"}, {"source": "Y", "name": "a.txt"}, 1, "the source of the file is corrected"),
        ({"source": None, "url": "http://a.example/1"}, {"source": None, "url": "http://b.example/1"}, 1, "an address"),
        ({"source": "X", "url": "http://a.example/1"}, {"source": "Y", "url": "http://a.example/1"}, 1, "corrected"),
        ({"source": "X", "url": "http://a.example/1"}, {"source": "Y", "url": "http://b.example/1"}, 2, "two outlets"),
    ],
)  # fmt: skip
def test_which_captures_are_one_report(first: Any, second: Any, reports: int, why: str) -> None:
    captures = [one(**facts) for facts in (first, second)]
    assert len(reports_in(captures)) == reports, why
    assert len(reports_in([*captures, *captures])) == reports, "the same again adds nothing"
    assert publication_of(captures[0], []) == report_id(captures[0].sha256)


def one(name: str = "", **facts: Any) -> Capture:
    capture: Capture = (captured(AGENCY, name, **facts) if name else piped(AGENCY, **facts)).capture
    return capture


def test_two_outlets_with_the_same_bytes_are_two_reports_of_one_originator(tmp_path: Path) -> None:
    with project(tmp_path / "project") as ledger:
        x, y = piped(AGENCY, source="Outlet X"), piped(AGENCY, source="Outlet Y")
        assert outcomes(added(ledger, x, y, y, x)) == ["new", "new", "known", "known"]
        assert [row.source for row in ledger.reports()] == ["Outlet X", "Outlet Y"]
        assert len(list(ledger.vault.all())) == 1
        assert len([entry for entry in ledger.log() if entry.kind == "capture"]) == 2
        ledger.group()
        before = ledger.export()
        for row in ledger.reports():
            page = ledger.show(row.id)
            assert isinstance(page, ReportPage)
            assert [capture.source for capture in page.captures] == [row.source], "each keeps its own captures"
        assert len({row.story for row in ledger.reports()}) == 1, "one story, so one originator"
        assert list(ledger.verify()) == []
        ledger.rebuild()
        assert ledger.export() == before


def test_a_correction_of_the_source_is_told(tmp_path: Path) -> None:
    with project(tmp_path / "project") as ledger:
        added(ledger, captured(SIRTE, "sirte.txt", source="Outlet X"))
        (again,) = added(ledger, captured(SIRTE, "sirte.txt", source="Outlet Y"))
        assert (again.outcome, again.sentence) == ("changed", "sirte.txt: its source was Outlet X and is Outlet Y now.")


def test_another_address_of_a_page_is_kept_told_and_shown(tmp_path: Path) -> None:
    with project(tmp_path / "project") as ledger:
        first, second = (captured(SIRTE, f"http://{h}.example/1", url=f"http://{h}.example/1") for h in "ab")
        (new, known) = added(ledger, first, second)
        assert (new.report, known.outcome) == (known.report, "known")
        assert known.sentence is not None
        assert "http://b.example/1" in known.sentence
        page = ledger.show(new.report or "")
        assert isinstance(page, ReportPage)
        assert [capture.url for capture in page.captures] == ["http://a.example/1", "http://b.example/1"]
        assert outcomes(added(ledger, second)) == ["known"]
        assert len([entry for entry in ledger.log() if entry.kind == "capture"]) == 2
