"""The incident page: no less than the terminal says, every figure with the words that it stands on, graded by people alone."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from sayso.desk.care import without
from sayso.incidents.facets.voices import Voice
from sayso.incidents.originators import Originator
from sayso.ledger import Ledger
from sayso.model.grouped import Facet, Position
from sayso.model.ledger import IncidentPage
from sayso.tables.bars import bar_of, reach
from sayso.tables.belligerents import stands_of
from sayso.tables.contested import table_of
from sayso.tables.sources import drawing_of, sources_of
from sayso.wording.readings import Readings
from tests.desk import told
from tests.desk.browsing import window
from tests.desk.served import ROLES, Desk, Person

CODE = told.FATAIH_CODE
PAGE = f"/incidents/{CODE}/"
HOSTILE = told.Told(
    '<img src=x onerror="document.title=1"> Wire',
    "2017-11-03",
    '"><script>document.title="taken over"</script>',
    "At least 20 people were killed in an air strike on Fataih near Derna on 30 October 2017, "
    "Ahmed <b onmouseover=alert(1)>al-Mismari</b>, the spokesman of the Libyan National Army, said.",
)

NAME = "Salma Barasi"
CHILD = told.Told(
    "Oasis Voice",
    "2018-06-03",
    "Shell kills girl in Sabha",
    f"A shell that hit a house in Sabha on 2 June 2018 killed {NAME}, 9, and wounded her brother, a doctor said.",
)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it is before anybody decides."""
    return told.project(tmp_path_factory.mktemp("reports") / "project", (*told.ALL, HOSTILE, CHILD))


@pytest.fixture(scope="module")
def folder(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of it that tests decide on."""
    return Path(shutil.copytree(reports, tmp_path_factory.mktemp("desk") / "project"))


@pytest.fixture
def page(reports: Path) -> Iterator[IncidentPage]:
    with Ledger.open(reports) as ledger:
        found = ledger.show(CODE)
        assert isinstance(found, IncidentPage)
        yield found


def plain(html: str) -> str:
    """The words of a page."""
    from html import unescape

    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def form(person: Person, path: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that sends to an address."""
    html = person.page(path)
    start = html.index(f'action="{action}"')
    return dict(
        re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html[start : html.index("</form>", start)])
    )


def send(person: Person, action: str, **fields: str) -> httpx.Response:
    """The form on the incident's page that sends there, filled in."""
    given = form(person, PAGE, action) | fields
    given.pop("csrfmiddlewaretoken", None)
    return person.submit(action, given, form=PAGE)


def test_the_page_says_what_the_terminal_says(desk: Desk, page: IncidentPage, reports: Path) -> None:
    words = plain(desk.person("reader").page(PAGE))
    incident = page.incident
    with Ledger.open(reports) as ledger:
        readings = Readings(ledger)
        said = [readings.sentence(row) for row in page.claims]
    wanted = [
        incident.title, incident.code, "Proposed by sayso", incident.grade.why if incident.grade else "",
        incident.grade.rule if incident.grade else "", *said,
        *(report.sha256[:16] for report in page.reports), *(report.title or "" for report in page.reports),
        *(feature.why for bond in incident.joined for feature in bond.features if feature.weight),
        "Never added up", "30 October 2017", "to the day", "within",
    ]  # fmt: skip
    lacking = [one for one in wanted if " ".join(one.split()) not in words]
    assert not lacking
    for facet in incident.facets:
        for position in facet.positions:
            if facet.field in ("killed", "injured", "who", "where"):
                assert position.value in words, position.value


def test_every_figure_leads_to_its_claim_in_its_report(desk: Desk, page: IncidentPage) -> None:
    html = desk.person("reader").page(PAGE)
    table = html[html.index('class="contested"') : html.index('class="legend"')]
    marks = re.findall(r'<div class="mark .*?</div>', table, re.DOTALL)
    links = [re.search(r'href="/reports/(r\w+)/#claim-(\w+)"', mark) for mark in marks]
    assert marks
    assert all(links)
    known = {(row.report, row.claim.key) for row in page.claims}
    assert {(link[1], link[2]) for link in links if link} <= known


def test_nothing_of_a_report_is_taken_for_markup(desk: Desk, browser: Browser) -> None:
    with window(browser, desk) as one:
        page = one.sign_in("reader")
        page = one.go(PAGE)
        assert page.locator("main img, main script, main b[onmouseover]").count() == 0
        assert "taken over" not in page.title()
        assert page.get_by_text("<img src=x", exact=False).count() > 0


def test_the_page_is_sound_and_its_map_is_drawn(desk: Desk, browser: Browser) -> None:
    with window(browser, desk) as one:
        one.sign_in("reviewer")
        page = one.go(PAGE)
        page.wait_for_selector("#map[data-drawn=yes]")
        assert page.locator("#map path.disc").count() == page.locator("#places [data-lat]").count() > 0
        assert page.locator("#map path.land").count() > 100
        one.accessible()
        page.keyboard.press("g")
        page.keyboard.press("g")
        assert page.locator("dialog#grade").is_visible()
        one.accessible()


def test_names_of_the_harmed_are_not_sent_until_somebody_asks(desk: Desk) -> None:
    reader = desk.person("reader")
    with Ledger.open(desk.folder) as ledger:
        code = next(i.code for i in ledger.incidents() if any(a.startswith(report_of(ledger)) for a in i.accounts))
    path = f"/incidents/{code}/"
    html = reader.page(path)
    assert NAME not in html
    assert "[name withheld]" in html
    assert "Children are among those it tells of." in html
    reports = re.findall(r'name="report" value="(r\w+)"', html)
    assert reader.submit("/names/", {"report": reports[0], "what": "names", "next": path}, form=path).status_code == 302
    assert NAME in reader.page(path)
    reader.submit("/names/", {"report": reports[0], "what": "veil", "next": path}, form=path)
    assert NAME not in reader.page(path)


def report_of(ledger: Ledger) -> str:
    """The report that names a child."""
    return next(report.id for report in ledger.reports() if report.source == CHILD.outlet)


def test_a_name_is_left_out_as_a_word_of_its_own_alone() -> None:
    html = '<a href="/Ali/">Ali\n Salem</a> and Ali Salem&#x27;s house in Ali Salemia'
    assert without(html, ["Ali Salem"]) == (
        '<a href="/Ali/">[name withheld]</a> and [name withheld]&#x27;s house in Ali Salemia'
    )
    assert without(html, []) == html


@pytest.mark.parametrize(
    ("html", "names", "shown", "why"),
    [
        ('<p title="Ali"> Ali</p>', ["Ali"], '<p title="*"> *</p>', "what is seen on pointing at it"),
        ("<p title='of Ali' class='Ali'>", ["Ali"], "<p title='of *' class='Ali'>", "other quotation marks"),
        ('<input name="Ali" value="Ali">', ["Ali"], '<input name="Ali" value="*">', "a field that is seen"),
        ('<input type="hidden" value="Ali">', ["Ali"], '<input type="hidden" value="Ali">', "what a form sends back"),
        ('<option value="Ali">Ali', ["Ali"], '<option value="Ali">*', "a choice, whose words are seen"),
        ('<button value="Ali">Ali', ["Ali"], '<button value="Ali">*', "a button, too"),
        ('<a href="/x/?a=Ali&amp;b=Ali">', ["Ali"], '<a href="/x/?a=Ali&amp;b=Ali">', "a link"),
        ('<li data-code="LY-2016">LY-2016', ["LY"], '<li data-code="LY-2016">*-2016', "a code leads on as before"),
        ("<title>Ali</title><b>x</b>", ["title", "b"], "<title>Ali</title><b>x</b>", "somebody called like an element"),
        ("a &amp; b &#x27;", ["amp", "x27"], "a &amp; b &#x27;", "somebody called like a character"),
        ("#Ali and &lt;Ali&gt;", ["Ali"], "#* and &lt;*&gt;", "signs before and after"),
        ("Ali Salem, Ali", ["Ali", "Ali Salem"], "*, *", "the longer name of two"),
    ],
)  # fmt: skip
def test_a_name_is_left_out_of_what_is_read_and_of_nothing_else(
    html: str, names: list[str], shown: str, why: str
) -> None:
    longest = sorted(names, key=len, reverse=True)  # as they come from the reports of a page
    assert without(html, longest).replace("[name withheld]", "*") == shown, why


def test_a_long_page_takes_no_time() -> None:
    row = (
        '<li data-hx-get="/incidents/LY-2017-0001/"><a href="/reports/r1/">Words of <bdi>Omar Nobody</bdi> at Derna</a>'
    )
    html = row * (200_000 // len(row)) + "Salma Barasi"
    began = time.process_time()
    assert "Salma" not in without(html, ["Salma Barasi", *(f"Ahmed{n} Salem" for n in range(50))])
    assert time.process_time() - began < 0.05, "some 5 ms, on a machine that is not busy"


@pytest.mark.parametrize("role", ROLES)
def test_only_reviewers_grade_and_select(desk: Desk, role: str) -> None:
    person = desk.person(role)
    allowed = role not in ("reader", "recorder")
    assert ('id="grade"' in person.page(PAGE)) is allowed
    for action in ("grade", "select"):
        answer = person.submit(f"{PAGE}{action}/", {"reason": "a test"}, form="/password/")
        assert answer.status_code == (409 if allowed else 403), "without what was seen it is refused"


def test_a_grade_is_given_by_keyboard_alone_and_taken_back(desk: Desk, browser: Browser) -> None:
    with window(browser, desk) as one:
        one.sign_in("reviewer")
        page = one.go(PAGE)
        page.keyboard.press("g")
        page.keyboard.press("g")
        page.keyboard.press("Tab")
        page.keyboard.press("Home")
        page.locator("input[name=strike_status][value=contested]").focus()
        page.keyboard.press("Space")
        page.locator("#grade-reason").focus()
        page.keyboard.type("both sides name somebody else")
        page.keyboard.press("Enter")
        page.wait_for_selector("text=Graded, and not yet in the incident")
        assert page.locator(".grade.waiting").inner_text().count("contested")
        page.get_by_role("button", name="Group now").press("Enter")
        page.get_by_role("link", name="Show them").press("Enter", timeout=240_000)
        page.wait_for_selector("text=Graded by a person")
        assert "both sides name somebody else" in page.locator("#history").inner_text()
        page.locator("#history").get_by_role("button", name="Undo").first.press("Enter")
        page.wait_for_selector("text=it stays in the log")
        assert page.locator("#history li.gone").count() == 1


def test_a_value_is_selected_and_a_stale_choice_is_refused_with_both(desk: Desk, page: IncidentPage) -> None:
    reviewer, publisher = desk.person("reviewer"), desk.person("publisher")
    values = [p.value for f in page.incident.facets if f.field == "killed" for p in f.positions]
    action = f"{PAGE}select/"
    old = form(publisher, PAGE, action)
    assert send(reviewer, action, field="killed", value=values[0], reason="the hospital's list").status_code == 302
    assert "selected, not yet in the incident" in reviewer.page(PAGE)
    late = publisher.submit(
        action, {**old, "field": "killed", "value": values[1], "reason": "the army's word"}, form=PAGE
    )
    assert late.status_code == 409
    words = plain(late.text)
    assert "Nothing was changed" in words
    assert all(one in words for one in (values[0], values[1], "the hospital's list", "the army's word"))
    with Ledger.open(desk.folder) as ledger:
        assert [d.by for d in ledger.show(CODE).decisions if d.verb == "select"] == ["reviewer"]  # type: ignore[union-attr]


def test_nobody_makes_up_a_value_or_a_grade(desk: Desk) -> None:
    reviewer = desk.person("reviewer")
    for action, fields in (
        ("select", {"field": "killed", "value": "4,000"}),
        ("select", {"field": "mood", "value": "bad"}),
        ("grade", {"harm": "terrible"}),
        ("grade", {"strike_status": "", "harm": ""}),
    ):
        answer = send(reviewer, f"{PAGE}{action}/", reason="a test", **fields)
        assert answer.status_code == 400, (action, fields)


def test_a_recorder_cannot_take_a_reviewers_grade_back(desk: Desk) -> None:
    reviewer, recorder = desk.person("reviewer"), desk.person("recorder")
    send(reviewer, f"{PAGE}grade/", harm="weak", reason="one voice")
    with Ledger.open(desk.folder) as ledger:
        number = next(d.number for d in ledger.show(CODE).decisions if d.verb == "grade")  # type: ignore[union-attr]
    assert f"{PAGE}undo/{number}/" not in recorder.page(PAGE)
    recorder.submit(f"{PAGE}undo/{number}/", {}, form="/password/")
    assert "for a reviewer to take back" in recorder.page(PAGE)
    assert reviewer.submit(f"{PAGE}undo/{number}/", {}, form=PAGE).status_code == 302
    with Ledger.open(desk.folder) as ledger:
        assert not [d for d in ledger.show(CODE).decisions if d.verb == "grade"]  # type: ignore[union-attr]


def test_a_note_goes_into_the_log_and_changes_nothing_else(desk: Desk) -> None:
    recorder, reader = desk.person("recorder"), desk.person("reader")
    text = "Ask the clinic. <script>alert(1)</script>"
    assert recorder.submit(f"{PAGE}note/", {"text": text}, form=PAGE).status_code == 302
    assert reader.submit(f"{PAGE}note/", {"text": "mine"}, form="/password/").status_code == 403
    html = reader.page(PAGE)
    assert "Ask the clinic. &lt;script&gt;" in html
    with Ledger.open(desk.folder) as ledger:
        entry = ledger.notes([CODE])[-1]
    assert (entry.by, entry.data) == ("recorder", {"text": text})
    assert f'href="/evidence/log/{entry.number}/"' in html


def test_what_is_no_incident_is_told(desk: Desk, page: IncidentPage) -> None:
    reader = desk.person("reader")
    for code in ("LY-1900-0001", page.reports[0].id, "LY-2016-A-0001", "<script>"):
        answer = reader.get(f"/incidents/{code}/")
        assert answer.status_code == 404
        assert "<script>" not in answer.text


def test_an_earlier_code_leads_to_the_incident(tmp_path: Path, reports: Path) -> None:
    folder = Path(shutil.copytree(reports, tmp_path / "project"))
    with Ledger.open(folder) as ledger:
        other = next(i.code for i in ledger.incidents() if i.code.startswith("LY-2017") and i.code != CODE)
        ledger.decide("same", CODE, value={"other": other}, reason="one raid")
        ledger.group()
        now = next(i for i in ledger.incidents() if i.previous_codes)
    with Desk(folder) as desk:
        reader = desk.people().person("reader")
        answer = reader.get(f"/incidents/{now.previous_codes[0]}/")
        assert (answer.status_code, answer.headers["location"]) == (302, f"/incidents/{now.code}/")
        assert now.previous_codes[0] in reader.page(f"/incidents/{now.code}/")


# What the page is made of, without a browser.


def voice(claim: str, who: str, day: str, side: str = "other", outlet: str = "Gulf Courier") -> Voice:
    return Voice(
        claim=claim, report=f"r-{claim}", outlet=outlet, piece=f"r-{claim}", originator=Originator(id=who, name=who, side=side),
        side_name="" if side == "other" else side, chain=(outlet, who), words=claim, day=day,
    )  # fmt: skip


KILLED = Facet(
    field="killed",
    positions=(
        Position(value="12", low=12, high=12, for_=("a", "d"), against=("c",), current=True),
        Position(value="7", low=7, high=7, for_=("b",), superseded_by="12", current=False),
        Position(value="at least 20", low=20, high=None, for_=("e",), rejected=("f",)),
    ),
    low=12,
    high=20,
    contested=True,
)
VOICES = (
    voice("a", "ministry", "2017-11-03"),
    voice("b", "ministry", "2017-11-01"),
    voice("c", "army", "2017-11-02", side="army"),
    voice("d", "ministry", "2017-11-03", outlet="Eastern Wire"),
    voice("e", "clinic", "2017-11-04"),
    voice("f", "clinic", "2017-11-05"),
)


def test_columns_stand_by_side_in_the_order_of_who_spoke_first() -> None:
    table = table_of([KILLED], VOICES)
    assert [(column.id, column.opens, column.wide) for column in table.columns] == [
        ("army", True, 1),
        ("ministry", True, 2),
        ("clinic", False, 2),
    ]


def test_a_cell_says_what_was_said_denied_given_up_and_rejected() -> None:
    row = table_of([KILLED], VOICES).rows[0]
    told = [[(m.position.value, m.against, m.left, m.rejected, m.voice.day) for m in cell] for cell in row.cells]
    assert told == [
        [("12", True, False, False, "2017-11-02")],
        [("7", False, True, False, "2017-11-01"), ("12", False, False, False, "2017-11-03")],  # two outlets, said once
        [("at least 20", False, False, False, "2017-11-04"), ("at least 20", False, False, True, "2017-11-05")],
    ]
    assert row.never_added


def test_bars_keep_to_the_scale_and_show_what_is_open() -> None:
    assert reach(KILLED) == 25, "room for more than twenty"
    assert bar_of(12, 12, 25) == (48.0, 2.0, False)
    assert bar_of(20, None, 25) == (80.0, 20.0, True)
    assert bar_of(None, 5, 25) == (0.0, 20.0, False)
    assert bar_of(None, None, 25) is None
    assert bar_of(0, 0, 1) == (0.0, 2.0, False)


def test_a_belligerent_claims_denies_accepts_accuses_or_is_silent() -> None:
    who = Facet(
        field="who",
        positions=(
            Position(value="army", for_=("x",), against=("c",), bases=("accused",)),
            Position(value="council", for_=("y",)),
            Position(value="air force", for_=("x",)),
        ),
    )
    voices = (*VOICES, voice("x", "clinic", "2017-11-05"), voice("y", "army spokesman", "2017-11-06", side="army"))
    stands = {stand.name: [(s.word, s.of) for s in stand.sayings] for stand in stands_of([KILLED, who], voices)}
    assert stands["army"] == [("denies", ""), ("denies_harm", ""), ("accuses", "council")]
    assert stands["council"] == stands["air force"] == [("silent", "")]
    army = next(stand for stand in stands_of([KILLED, who], voices) if stand.name == "army")
    assert [v.originator.name for v in army.accusers] == ["clinic"]


def test_outlets_are_counted_apart_from_those_whom_they_print() -> None:
    sources = sources_of(VOICES, ["ministry"])
    ministry = next(source for source in sources if source.name == "ministry")
    assert (ministry.independent, ministry.outlets) == (True, ["Gulf Courier", "Eastern Wire"])
    drawing = drawing_of(sources)
    assert drawing is not None
    assert (len(drawing.outlets), len(drawing.sources), len(drawing.lines)) == (2, 3, 4)
    assert drawing_of([]) is None
