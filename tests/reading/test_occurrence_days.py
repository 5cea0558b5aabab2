"""When an event happened: not the day on which somebody was arrested, charged or buried because of it."""

from __future__ import annotations

import pytest

from tests.reading.event_words import occurrences, read_all

DAYS = [
    ("A man was arrested on Monday over the bombing in Tripoli.", None, "the day of the arrest"),
    ("Police arrested a gunman on Monday for the fatal shooting of a baker in Houn.", None, "told in the active voice"),
    ("The victim of a shooting in Derna was identified on Friday.", None, "the day on which a name was learnt"),
    ("Zidan was charged on Monday with a bombing in Derna on 3 July 2016.", "3 July 2016", "the event's own day stays"),
    ("A car bomb killed a baker in Houn on Monday.", "Monday", "must not fire: no proceedings"),
    ("Police arrested three men in Tripoli on Monday.", "Monday", "must not fire: the arrest is the event"),
    ("Gunmen killed a baker in Houn on Tuesday and were arrested.", "Tuesday", "must not fire: an arrest beside it"),
]


@pytest.fixture(scope="module")
def days() -> dict[str, str | None]:
    """The words for the day of each sentence's first event, all parsed in one go."""
    found = {}
    for text, (_, mentions, rows) in read_all(row[0] for row in DAYS).items():
        when = mentions.by_id.get(occurrences(rows)[0].when or "")
        found[text] = when.exact if when else None
    return found


@pytest.mark.parametrize(("sentence", "day", "why"), DAYS)
def test_the_day_of_proceedings_is_not_the_day_of_the_event(
    sentence: str, day: str | None, why: str, days: dict[str, str | None]
) -> None:
    found = days[sentence]
    assert (found and found.removeprefix("on ")) == day, why
