"""What a report is mainly about: its headline and first lines before what it adds further down."""

from __future__ import annotations

import pytest

import sayso
from sayso.incidents.main_incident import main_incident

BENGHAZI = "A car bomb killed two soldiers in Benghazi on 3 July 2016."
DERNA = "An air strike on Derna killed five people on 8 July 2016."
FILLER = "The council asked for tents and for clean water, and schools stay closed until further notice. " * 6

ROWS = [
    ("Car bomb kills two soldiers in Benghazi", f"{BENGHAZI} {DERNA}", "Benghazi", "headline and lead"),
    ("Strike on Derna kills five", f"{BENGHAZI} {DERNA}", "Derna", "the headline, though told second"),
    (None, f"{DERNA} {FILLER} {BENGHAZI}", "Derna", "the lead, where there is no headline"),
]


@pytest.mark.parametrize(("title", "text", "place", "why"), ROWS)
def test_the_headline_and_the_first_lines_say_what_a_report_is_about(
    title: str | None, text: str, place: str, why: str
) -> None:
    reading = sayso.read(text, title=title, published="2016-07-09")
    main = main_incident(reading, reading.incidents)
    assert main is not None
    assert place in main.title, why


def test_a_report_without_incidents_is_about_none() -> None:
    reading = sayso.read("Mourners filled the streets of Derna.")
    assert main_incident(reading, reading.incidents) is None
