"""Agreements: each signature on whose word, disputes on top, and what is called a breach on the same axis of time."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sayso.ledger import Ledger
from sayso.model.grouped import GroupedAgreement, Violation, Word
from sayso.model.ledger import AgreementPage
from sayso.tables.axis import axis_of
from tests.desk import told
from tests.desk.browsing import window
from tests.desk.served import Desk

CODE = "LY-2016-A-0001"
PAGE = f"/agreements/{CODE}/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A truce that one side says was signed and the other calls a forgery."""
    return told.project(tmp_path_factory.mktemp("truce") / "project", told.TRUCE)


def test_the_list_leads_to_each_and_says_what_is_disputed(desk: Desk) -> None:
    html = desk.person("reader").page("/agreements/")
    assert f'href="{PAGE}"' in html
    assert "Khalifa Haftar" in html
    assert '<span class="doubt">yes</span>' in html


def test_a_signature_stands_beside_whoever_claims_and_denies_it(desk: Desk, browser: Browser) -> None:
    with window(browser, desk) as one:
        one.sign_in("reader")
        page = one.go(PAGE)
        row = page.locator(".matrix tbody tr", has_text="Khalifa Haftar").first
        cells = row.locator("th, td").all_inner_texts()
        assert "denied" in cells[1]
        assert "contested" in cells[1]
        assert "Gulf Courier" in cells[2]
        assert "Mismari" in cells[4]
        assert page.locator(".disputes").inner_text().count("the signature is fake") == 1


def test_every_word_leads_to_its_claim(desk: Desk) -> None:
    with Ledger.open(desk.folder) as ledger:
        page = ledger.show(CODE)
        assert isinstance(page, AgreementPage)
        words = [w for party in page.agreement.parties for w in party.words]
        words += [
            *page.agreement.status,
            *page.agreement.disputes,
            *(w for v in page.agreement.violations for w in v.by),
        ]
    html = desk.person("reader").page(PAGE)
    assert words
    for word in words:
        assert f'href="/reports/{word.report}/#claim-{word.claim}"' in html


def test_a_breach_is_alleged_with_its_incident(desk: Desk) -> None:
    html = desk.person("reader").page(PAGE)
    assert 'href="/incidents/LY-2016-0001/"' in html
    assert "called a breach by" in html
    assert "town council of Derna" in html


def test_what_is_no_agreement_is_told(desk: Desk) -> None:
    reader = desk.person("reader")
    for code in ("LY-2016-0001", "LY-1999-A-0001", "x"):
        assert reader.get(f"/agreements/{code}/").status_code == 404
    assert desk.visitor().get(PAGE).headers["location"] == f"/sign-in/?next={PAGE}"


# The axis, without a browser.


def word(value: str, day: str | None, by: str = "office") -> Word:
    return Word(value=value, claim=f"c-{value}", report="r1", by=by, originator=by, day=day)


def test_the_axis_runs_from_the_first_day_to_the_last() -> None:
    agreement = GroupedAgreement(
        id="LY-2016-A-0001", title="truce", kind="ceasefire", first="2016-07-08", last="2016-07-22",
        status=(word("announced", "2016-07-07"), word("announced", "2016-07-07", "wire"), word("in_force", None)),
        disputes=(word("signature: fabricated", "2016-07-09"),),
        violations=(Violation(incident="LY-2016-0001", title="Raid", day="2016-07-10"),),
    )  # fmt: skip
    axis = axis_of(agreement)
    assert (axis.first, axis.last) == ("2016-07-07", "2016-07-22")
    told = [(one.kind, one.day, len(one.words)) for one in axis.happenings]
    assert told == [
        ("status", "2016-07-07", 2),
        ("dispute", "2016-07-09", 1),
        ("violation", "2016-07-10", 0),
        ("status", None, 1),
    ]
    places = [one.x for one in axis.drawn if one.x is not None]
    assert places == sorted(places)
    assert all(0 < x < 100 for x in places)
    assert axis.holds is not None
    assert places[0] < axis.holds[0] < axis.holds[1] <= 97


@pytest.mark.parametrize("day", [None, "2016", "2016-07", "soon"])
def test_without_a_day_nothing_is_drawn(day: str | None) -> None:
    axis = axis_of(GroupedAgreement(id="a", title="truce", kind="ceasefire", status=(word("announced", day),)))
    assert axis.drawn == []
    assert len(axis.happenings) == 1


def test_one_day_alone_is_an_axis() -> None:
    axis = axis_of(GroupedAgreement(id="a", title="t", kind="truce", status=(word("announced", "2016-07-07"),)))
    assert [one.x for one in axis.drawn] == [3.0]
    assert (axis.first, axis.last) == ("2016-07-07", "2016-07-07")
