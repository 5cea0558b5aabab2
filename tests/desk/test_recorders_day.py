"""A recorder's day, from three reports that contradict each other to a graded incident: by keyboard alone, in the real browser,
on the real desk, in English and in Arabic. At each step what can be seen is looked at, and every screen is held to WCAG.

The strike on Fataih of 30 October 2017 and its contradicting tolls are documented; the outlets and their words are ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from sayso.ledger import Ledger
from sayso.model.ledger import ClaimFilter, EntryFilter
from tests.desk import told
from tests.desk.browsing import Window, window
from tests.desk.by_keyboard import Typist, without_pointer
from tests.desk.served import PASSWORD, Desk
from tests.desk.told import Told

NAME = "amal"
ANEW = (
    Told(
        "Gulf Courier",
        "2017-10-31",
        "Air raid on Fataih kills at least 15",
        "At least 15 people were killed in an air strike on Fataih, near Derna, on 30 October 2017, a doctor at the hospital "
        "in Derna said. Among them were 12 women and children. The Libyan National Army denied that its aircraft had carried "
        "out the air strike on Fataih.",
    ),
    Told(
        "Eastern Wire",
        "2017-11-01",
        "Council counts 17 dead in Fataih",
        "The Derna Mujahideen Shura Council said that 17 people had been killed in the air strike on Fataih, near Derna, on "
        "30 October 2017. The council accused Egypt of the air strike on Fataih.",
    ),
    Told(
        "Cyrenaica Post",
        "2017-11-02",
        "Seven fighters dead in Fataih, army says",
        "Seven fighters were killed in the air strike on Fataih, near Derna, on 30 October 2017, Ahmed al-Mismari, the "
        "spokesman of the Libyan National Army, said. He denied that civilians had been killed.",
    ),
)
_LONG = 240_000  # milliseconds: reading loads what it needs first, and goes behind whatever else the machine does


def saved(one: Told) -> FilePayload:
    """The report as a browser saves it: the page itself says who published it, and when."""
    name = one.outlet.lower().replace(" ", "-")
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{one.title}</title>'
        f'<meta property="og:title" content="{one.title}"><meta property="og:site_name" content="{one.outlet}">'
        f'<meta property="article:published_time" content="{one.day}T09:00:00Z"></head>'
        f"<body><article><h1>{one.title}</h1><p>{one.text}</p></article></body></html>"
    )
    return {"name": f"{name}.html", "mimeType": "text/html", "buffer": page.encode()}


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Desk]:
    """A project in which two reports were added yesterday and nobody has an account yet."""
    with Desk(told.project(tmp_path / "project", told.MAYBE), peopled=False, reader="both") as desk:
        yield desk


class Day:
    """One person at one window. Every method is a stretch of the day."""

    def __init__(self, one: Window, language: str) -> None:
        self.window, self.page, self.language = one, one.page, language
        self.by = Typist(one.page, language)

    def said(self, english: str) -> str:
        """A sentence of ours as the page has it."""
        return self.by.words(english)

    def button(self, english: str, within: Locator | Page | None = None) -> Locator:
        """The button that says so."""
        return (within or self.page).get_by_role("button", name=self.said(english)).first

    def on(self, screen: str) -> None:
        """This screen is shown, nothing on it keeps anybody out, and its keys are told by a key."""
        expect(self.page.locator("body")).to_have_attribute("data-screen", screen)
        direction = "rtl" if self.language == "ar" else "ltr"
        expect(self.page.locator("html")).to_have_attribute("dir", direction)
        self.window.accessible()

    def heard(self, *words: str) -> None:
        """What a screen reader was told of what changed."""
        for one in words:
            expect(self.page.locator("#live")).to_contain_text(one)

    def why(self, words: str) -> None:
        """The reason that a decision is asked for."""
        expect(self.page.locator("#why")).to_be_visible()
        self.by.write(words)
        self.by.press("Enter")

    # The morning

    def begins(self, desk: Desk) -> None:
        """The first account; out again, and in by name and password, in the language of one's own."""
        self.window.go(desk.welcome)
        self.by.reach(self.page.locator(f"button[value={self.language}]"))
        self.by.opens("Enter")
        self.on("welcome")
        self.by.reach(self.page.locator("[name=username]"))
        self.by.write(NAME)
        self.by.press("Tab")
        self.by.write(PASSWORD)
        self.by.opens("Enter")
        self.on("inbox")
        self.by.reach(self.page.locator(".menu summary"))
        self.by.press("Enter")
        self.by.reach(self.button("Sign out", self.page.locator(".menu")))
        self.by.opens("Enter")
        self.on("sign_in")
        self.by.reach(self.page.locator("[name=username]"))
        self.by.write(NAME)
        self.by.press("Tab")
        self.by.write(PASSWORD)
        self.by.opens("Enter")
        self.on("inbox")
        expect(self.page.locator(".menu summary")).to_contain_text(NAME)

    def takes_in(self) -> None:
        """Three files are chosen and added; the work is seen to go on, and three more reports are read."""
        page, before = self.page, self.page.locator("#reports tr.read").count()
        self.by.choose([saved(one) for one in ANEW], "f")
        add = page.locator("form[data-adds=files] button.main")
        expect(add).to_be_focused()
        self.by.press("Enter")
        expect(page.locator("#jobs .job").first).to_be_visible()
        expect(page.locator("#jobs .job.running progress, #jobs .job.done").first).to_be_visible(timeout=_LONG)
        expect(add).to_be_focused()
        expect(page.locator("#jobs[data-active=no]")).to_be_attached(timeout=_LONG)
        expect(page.locator("#jobs .job.done").last).to_be_visible()
        expect(page.locator("#reports tr.read")).to_have_count(before + len(ANEW))
        for one in ANEW:
            row = page.locator("#reports tr", has_text=one.title)
            expect(row).to_contain_text(one.outlet)
            expect(row.locator(".ok")).to_be_visible()
        expect(page.locator("#live")).not_to_be_empty()
        self.window.accessible()

    def shows_keys(self) -> None:
        """The keys of a screen are told by a key, and Escape leads back to where one was."""
        self.by.press("?")
        expect(self.page.locator("dialog#keys")).to_be_visible()
        self.by.press("Escape")
        expect(self.page.locator("dialog#keys")).to_be_hidden()

    # Review

    def opens_report(self, one: Told) -> None:
        """From the list of the inbox, by j and Enter; its text is veiled until asked for."""
        title = self.page.locator("#reports a.report", has_text=one.title)
        self.by.reach(title, "j")
        self.by.opens("Enter")
        self.on("report")
        expect(self.page.locator("h1")).to_contain_text(one.title)
        expect(self.page.locator("#text")).to_have_count(0)
        self.by.opens("v")
        expect(self.page.locator("#text")).to_contain_text(one.text.split(", ", maxsplit=1)[0])
        self.window.accessible()

    def decides(self) -> None:
        """j and k from claim to claim; accept, reject, undo, skip, a note, each seen on its card and said."""
        page, card = self.page, self.page.locator("#cards > .card")
        self.by.press("j", "k")
        expect(card.nth(0)).to_be_focused()
        self.by.press("a")
        self.why("compared with the page as saved")
        expect(card.nth(0)).to_have_attribute("data-review", "accepted")
        expect(card.nth(0)).to_be_focused()
        expect(page.locator("#progress progress")).to_have_attribute("value", "1")
        self.by.press("j", "x")
        expect(card.nth(1)).to_have_attribute("data-review", "rejected")
        expect(page.locator("#live")).not_to_be_empty()
        self.by.press("u")
        expect(card.nth(1)).to_have_attribute("data-review", "suggested")
        expect(card.nth(1)).to_be_focused()
        self.by.press("s")
        expect(card.nth(2)).to_be_focused()
        self.by.press("n")
        self.by.write("who is meant by its aircraft?")
        self.by.reach(self.button("Keep the note", card.nth(2)))
        self.by.press("Enter")
        expect(card.nth(2).locator("p.note")).to_contain_text("its aircraft")
        expect(card.nth(2)).to_be_focused()

    def amends(self) -> None:
        """A figure is corrected and words are taken out of the text: with arrows, Shift held for more than one word."""
        page = self.page
        card = page.locator("#cards > .card", has_text="At least 15").last
        if not self.by.is_at(card):
            self.by.press("k")
        expect(card).to_be_focused()
        self.by.press("e")
        form = card.locator("form.amend")
        expect(form).to_be_visible()
        self.window.accessible()
        who = form.locator("input[name='tolls.0.who']")
        self.by.reach(who)
        self.by.press("ArrowDown")
        text = page.locator("#text")
        expect(text).to_be_focused()
        self.by.press("Home", "ArrowRight", "ArrowRight", "Shift+ArrowRight")
        expect(text).to_be_focused()
        self.heard("15 people")
        self.by.press("Enter")
        expect(who).to_be_focused()
        expect(who).to_have_value("15 people")
        self.by.reach(form.locator("[name=reason]"))
        self.by.write("the figure alone")
        self.by.press("Enter")
        expect(card).to_have_attribute("data-review", "amended")
        expect(card).to_be_focused()
        assert page.locator("#cards > .card[data-review=amended] .amended-to").count() == 1

    def accepts_the_rest(self) -> None:
        """All up to the last claim at once: how many is said before, one undo takes it all back."""
        page, waits = self.page, self.page.locator("#cards > .card[data-review=suggested]")
        many = waits.count()
        assert many
        last = page.locator("#cards > .card").last
        for _ in range(20):
            if self.by.is_at(last):
                break
            self.by.press("j")
        self.by.press("Shift+A")
        dialog = page.locator("#above")
        expect(dialog).to_be_visible()
        accept = self.by.many("Accept %(n)s claim", "Accept %(n)s claims", many)
        expect(dialog.locator("button.main")).to_contain_text(accept)
        expect(dialog.locator("button.main")).to_be_focused()
        self.window.accessible()
        self.by.press("Enter")
        expect(waits).to_have_count(0)
        expect(last).to_be_focused()
        self.heard(self.by.many("%(count)s claim accepted.", "%(count)s claims accepted.", many, "count"))
        self.by.press("u")
        expect(waits).to_have_count(many)
        self.by.press("Shift+A")
        expect(dialog.locator("button.main")).to_be_focused()
        self.by.press("Enter")
        expect(waits).to_have_count(0)

    def reviews_all(self) -> None:
        """r leads from report to report until nothing waits."""
        for _ in range(len(ANEW) + len(told.MAYBE)):
            self.by.opens("r")
            if self.page.locator("#reader").count() == 0:
                break
            self.accepts_the_rest()
        self.on("next_report")
        expect(self.page.locator("h1")).to_have_text(self.said("Nothing waits"))

    # Incidents

    def groups(self) -> None:
        """What was decided goes into the incidents by a job that is seen to end."""
        self.by.opens("g", "i")
        self.on("inbox")
        self.by.reach(self.page.locator("#group-now"))
        self.by.press("Enter")
        expect(self.page.locator("#jobs[data-active=yes] .job").first).to_be_visible()
        expect(self.page.locator("#jobs[data-active=no]")).to_be_attached(timeout=_LONG)
        expect(self.page.locator("#group-now")).to_have_count(0)
        assert self.page.evaluate("document.activeElement !== document.body"), "the focus is not lost with the button"

    def matches(self) -> None:
        """Each pair that waits is decided by a key, one taken back and decided otherwise."""
        self.by.opens("g", "m")
        self.on("match")
        page, done = self.page, self.page.locator(".queue .done")
        many = page.locator(".queue li").count()
        assert many == 2
        self.by.press("h")
        expect(page.locator("dialog#keys")).to_be_visible()
        self.by.press("Escape")
        for many_done, key in enumerate(("?", "n"), 1):
            self.by.opens(key)
            expect(done).to_have_count(many_done)
        self.by.opens("u")
        expect(done).to_have_count(1)
        for key in ("m", "u", "p"):
            self.by.opens(key)
        expect(done).to_have_count(2)
        self.by.opens("u")
        self.by.press("w")
        self.by.write("a house in the town, a farm outside it")
        self.by.reach(page.locator("[data-verb=n]"))
        self.by.opens("Enter")
        expect(done).to_have_count(2)
        self.on("match")

    def finds_the_incident(self) -> None:
        """Explore, by words; the list by j and Enter."""
        self.by.opens("g", "e")
        self.on("explore")
        self.by.press("/")
        self.by.write("Fataih")
        self.by.press("Enter")
        self.page.wait_for_url("**/explore/?q=Fataih")
        row = self.page.locator(".row-link", has_text="Fataih")
        expect(self.page.locator(".row-link")).to_have_count(1)
        self.by.press("Escape")
        self.by.reach(row)
        self.by.opens("Enter")
        self.on("incident")

    def sees_what_is_contested(self) -> None:
        """Each toll in the column of whoever gives it, and why they are not added up."""
        page = self.page
        self.by.press("f")
        expect(page.locator("#facts-title")).to_be_focused()
        table = page.locator("table.contested")
        names = table.locator("thead tr").last.locator("th")
        columns = [words.strip() for words in names.all_inner_texts()]
        row = table.locator("tbody tr", has=page.locator(".why-not")).first
        expect(row.locator(".contested-mark")).to_be_visible()
        expect(row.locator(".why-not")).to_have_text(
            self.said("Never added up: reports of one incident may count the same people.")
        )
        cells = row.locator("td").all()
        figures = {
            number: columns[place + 1]
            for place, cell in enumerate(cells)
            for value in cell.locator(".mark:not(.against) a").all_inner_texts()
            for number in re.findall(r"\d+", value)
        }
        assert len({figures[number] for number in ("15", "17", "7")}) == 3
        if self.language == "en":  # who is known by name has a name in other languages, too
            assert "doctor" in figures["15"]
            assert "Shura Council" in figures["17"]
            assert "Mismari" in figures["7"] or "Libyan National Army" in figures["7"]
            expect(page.locator("#stands table")).to_contain_text("Egypt")
        page.wait_for_selector("#map[data-drawn=yes]")

    def selects_and_grades(self) -> None:
        """A value is chosen among those that are reported, and the incident graded, each with a reason."""
        page = self.page
        self.by.press("s")
        choice = page.locator(".choose[open]").first
        radio = choice.locator("input[type=radio]")
        expect(radio.first).to_be_focused()
        self.by.press("ArrowDown")
        self.by.reach(choice.locator("[name=reason]"))
        self.by.write("a list with names was shown")
        self.by.opens("Enter")
        expect(page.locator("#facts .selected.waiting")).to_contain_text("17")
        self.by.press("g", "g")
        expect(page.locator("dialog#grade")).to_be_visible()
        self.window.accessible()
        self.by.reach(page.locator("[name=strike_status]:checked"))
        self.by.press("ArrowDown")
        wanted = page.locator("[name=strike_status]:checked").get_attribute("value")
        self.by.reach(page.locator("#grade-reason"))
        self.by.write("three tellings, two of them first hand")
        self.by.opens("Enter")
        waiting = page.locator(".grade.waiting")
        expect(waiting).to_contain_text("three tellings")
        group = page.locator("#behind button")
        self.by.reach(group)
        self.by.opens("Enter")
        shows = page.locator("#behind a.button")
        expect(shows).to_be_visible(timeout=_LONG)
        self.by.reach(shows)
        self.by.opens("Enter")
        graded = page.locator(".grade.decided")
        expect(graded).to_be_visible()
        expect(page.locator(".grade.waiting")).to_have_count(0)
        self.grade = wanted or ""
        expect(page.locator("#facts .selected").first).to_contain_text("17")
        history = page.locator("#history .history")
        for reason in ("a list with names was shown", "three tellings, two of them first hand"):
            expect(history).to_contain_text(reason)
        self.on("incident")

    def verifies(self) -> None:
        """All that is kept is hashed again, and the log is read: who, what and why."""
        self.by.opens("g", "v")
        self.on("evidence")
        self.by.reach(self.page.locator("#verify"))
        self.by.opens("Enter")
        expect(self.page.locator("#verified .good")).to_contain_text(
            self.said("Nothing is altered, missing or unlogged."), timeout=_LONG
        )
        self.by.reach(self.page.locator(".tabs a").last)
        self.by.opens("Enter")
        self.on("log")
        log = self.page.locator("table.log")
        for words in ("three tellings, two of them first hand", "a list with names was shown", NAME):
            expect(log).to_contain_text(words)
        self.by.press("j", "j")
        self.by.opens("Enter")
        self.on("entry")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_day_by_keyboard_alone(fresh: Desk, browser: Browser, language: str) -> None:
    with window(browser, fresh, locale="en") as one:
        without_pointer(one.page.context)
        day = Day(one, language)
        day.begins(fresh)
        day.shows_keys()
        day.takes_in()
        day.opens_report(ANEW[0])
        day.decides()
        day.amends()
        day.accepts_the_rest()
        day.reviews_all()
        day.groups()
        day.matches()
        day.finds_the_incident()
        day.sees_what_is_contested()
        day.selects_and_grades()
        day.verifies()
    with Ledger.open(fresh.folder) as ledger:
        assert {row.review for row in ledger.claims(ClaimFilter())} <= {"accepted", "amended"}
        assert {entry.by for entry in ledger.log(EntryFilter(kind="decision"))} == {NAME}
        graded = next(incident for incident in ledger.incidents() if incident.grade and incident.grade.decided)
        assert graded.grade is not None
        assert graded.grade.strike_status == day.grade
        assert not list(ledger.verify())


def test_whoever_takes_the_mouse_is_found_out(fresh: Desk, browser: Browser) -> None:
    """What the test above rests on."""
    with window(browser, fresh) as one:
        without_pointer(one.page.context)
        one.go("/sign-in/").locator("[name=username]").click()
        assert "a pointer was used" in " ".join(one.console)
        one.console.clear()
