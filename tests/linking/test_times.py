"""Times as intervals, counted from a publication on Saturday 9 July 2016 unless a row says otherwise."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.linking.times import link_times
from sayso.model.mention import TimeMention
from sayso.model.report import Report
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse, parse
from sayso.reading.times import find_times


class Row(NamedTuple):
    """A sentence, the words of its last time, and the days they mean: one, or first/last, ".." where open."""

    text: str
    exact: str
    days: str | None
    precision: str = "day"
    part: str | None = None
    edtf: str | None = None


def _report(published: str | None) -> Report:
    return Report(id="r", source=None, title=None, published=published, language="en", text_sha256="", length=0)


def _linked(parsed: Parse, published: str | None) -> list[TimeMention]:
    found = [
        TimeMention(id=f"m{number}", start=start, end=end, exact=parsed.text[start:end])
        for number, (start, end) in enumerate(find_times(parsed), 1)
    ]
    return link_times(parsed, Mentions(found), _report(published))


# fmt: off
NEWS = [
    # Weekdays: the most recent one up to and including the day of publication.
    Row("Warplanes hit the port Saturday dawn.", "Saturday dawn", "2016-07-09", "part_of_day", "dawn"),
    Row("The paper reported Friday that tapes exist.", "Friday", "2016-07-08"),
    Row("The market was shelled on Saturday.", "Saturday", "2016-07-09"),
    Row("The market was shelled on Sunday.", "Sunday", "2016-07-03"),
    Row("Gunmen stormed the post on Monday.", "Monday", "2016-07-04"),
    Row("Gunmen stormed the post late on Thursday.", "late on Thursday", "2016-07-07", "part_of_day", "evening"),
    Row("Gunmen stormed the post early Thursday.", "early Thursday", "2016-07-07", "part_of_day", "morning"),
    Row("Gunmen stormed the post earlier on Friday.", "earlier on Friday", "2016-07-08"),
    Row("The clinic burned on Friday night.", "Friday night", "2016-07-08", "part_of_day", "night"),
    Row("The clinic burned on Friday morning.", "Friday morning", "2016-07-08", "part_of_day", "morning"),
    Row("The clinic burned Wednesday afternoon.", "Wednesday afternoon", "2016-07-06", "part_of_day", "afternoon"),
    Row("The clinic burned on Tuesday evening.", "Tuesday evening", "2016-07-05", "part_of_day", "evening"),
    Row("The clinic burned at dawn on Friday.", "dawn on Friday", "2016-07-08", "part_of_day", "dawn"),
    Row("The clinic burned in the early hours of Friday.", "early hours of Friday", "2016-07-08", "part_of_day", "dawn"),
    Row("The clinic burned in the small hours of Friday.", "small hours of Friday", "2016-07-08", "part_of_day", "dawn"),
    Row("The clinic burned around noon on Friday.", "noon on Friday", "2016-07-08", "part_of_day", "noon"),
    Row("The clinic burned at midnight on Friday.", "midnight on Friday", "2016-07-08", "part_of_day", "night"),
    Row("The clinic burned overnight Thursday.", "overnight Thursday", "2016-07-07/2016-07-08", "part_of_day", "overnight"),
    Row("Friday's raid destroyed the clinic.", "Friday", "2016-07-08"),
    Row("The clinic burned last Friday.", "last Friday", "2016-07-08"),
    Row("The clinic burned last Saturday.", "last Saturday", "2016-07-02"),
    Row("The clinic burned on Friday last week.", "Friday last week", "2016-07-01"),
    Row("The clinic burned on Tuesday of this week.", "Tuesday of this week", "2016-07-05"),
    # Weekdays ahead, by the verb or by "next".
    Row("The talks will resume on Monday.", "Monday", "2016-07-11"),
    Row("The truce is due to start on Tuesday.", "Tuesday", "2016-07-12"),
    Row("The envoy plans to leave on Wednesday.", "Wednesday", "2016-07-13"),
    Row("The truce takes effect on Sunday.", "Sunday", "2016-07-10"),
    Row("He said the talks would resume on Thursday.", "Thursday", "2016-07-14"),
    Row("Next Monday the council meets.", "Next Monday", "2016-07-11"),
    Row("The council is to meet this coming Friday.", "coming Friday", "2016-07-15"),
    Row("He would have left on Thursday, they said.", "Thursday", "2016-07-07"),
    # Today and its neighbours.
    Row("A mine killed two herders yesterday.", "yesterday", "2016-07-08"),
    Row("A mine killed two herders today.", "today", "2016-07-09"),
    Row("The envoy arrives tomorrow.", "tomorrow", "2016-07-10"),
    Row("The envoy speaks tonight.", "tonight", "2016-07-09", "part_of_day", "night"),
    Row("A mine killed two herders yesterday morning.", "yesterday morning", "2016-07-08", "part_of_day", "morning"),
    Row("A mine killed two herders early yesterday.", "early yesterday", "2016-07-08", "part_of_day", "morning"),
    Row("A mine killed two herders earlier today.", "earlier today", "2016-07-09"),
    Row("A mine killed two herders last night.", "last night", "2016-07-08", "part_of_day", "night"),
    Row("A mine killed two herders this morning.", "this morning", "2016-07-09", "part_of_day", "morning"),
    Row("A mine killed two herders overnight.", "overnight", "2016-07-08/2016-07-09", "part_of_day", "overnight"),
    Row("Two died in an overnight raid.", "overnight", "2016-07-08/2016-07-09", "part_of_day", "overnight"),
    Row("The post fell the day before yesterday.", "the day before yesterday", "2016-07-07"),
    Row("The envoy leaves the day after tomorrow.", "the day after tomorrow", "2016-07-11"),
    Row("Two hamlets were burnt at the weekend.", "weekend", "2016-07-09/2016-07-10", "days_2_6"),
    Row("Two hamlets were burnt last weekend.", "last weekend", "2016-07-02/2016-07-03", "days_2_6"),
    # Weeks, months, years by the calendar or rolling.
    Row("They exchanged fire last week.", "last week", "2016-06-27/2016-07-03", "week"),
    Row("They exchanged fire this week.", "this week", "2016-07-04/2016-07-09", "week", None, "2016-07-04/2016-07-09"),
    Row("They will meet this week.", "this week", "2016-07-04/2016-07-10", "week"),
    Row("They exchanged fire this month.", "this month", "2016-07-01/2016-07-09", "month"),
    Row("They exchanged fire earlier this week.", "earlier this week", "2016-07-04/2016-07-09", "days_2_6"),
    Row("Talks are set for next week.", "next week", "2016-07-11/2016-07-17", "week"),
    Row("They exchanged fire over the past week.", "the past week", "2016-07-02/2016-07-09", "range"),
    Row("They exchanged fire last month.", "last month", "2016-06-01/2016-06-30", "month", None, "2016-06"),
    Row("They exchanged fire early last month.", "early last month", "2016-06-01/2016-06-10", "range"),
    Row("They exchanged fire earlier this month.", "earlier this month", "2016-07-01/2016-07-09", "range"),
    Row("They exchanged fire late last year.", "late last year", "2015-08-31/2015-12-31", "range"),
    Row("They exchanged fire last year.", "last year", "2015-01-01/2015-12-31", "year", None, "2015"),
    Row("They exchanged fire earlier this year.", "earlier this year", "2016-01-01/2016-07-09", "range"),
    Row("Elections are planned for next year.", "next year", "2017-01-01/2017-12-31", "year"),
    Row("Six drowned over the past two weeks.", "the past two weeks", "2016-06-25/2016-07-09", "range"),
    Row("Six drowned in the last 24 hours.", "the last 24 hours", "2016-07-08/2016-07-09", "days_2_6"),
    Row("Six drowned in the past three days.", "the past three days", "2016-07-06/2016-07-09", "days_2_6"),
    Row("More rain is due in the next three days.", "the next three days", "2016-07-09/2016-07-12", "days_2_6"),
    # So long ago.
    Row("The camp was raided three days ago.", "three days ago", "2016-07-06"),
    Row("The camp was raided 10 days ago.", "10 days ago", "2016-06-29"),
    Row("The camp was raided a week ago.", "a week ago", "2016-06-30/2016-07-04", "days_2_6"),
    Row("The camp was raided two weeks ago.", "two weeks ago", "2016-06-22/2016-06-28", "week"),
    Row("The camp was raided two months ago.", "two months ago", "2016-05-01/2016-05-31", "month"),
    Row("The camp was raided five years ago.", "five years ago", "2011-01-01/2011-12-31", "year"),
    Row("The camp was raided six hours ago.", "six hours ago", "2016-07-09"),
    Row("The camp was raided 48 hours ago.", "48 hours ago", "2016-07-07"),
    # Dates in full, in all usual orders.
    Row("The bridge was shelled on 9 July 2016.", "9 July 2016", "2016-07-09", "day", None, "2016-07-09"),
    Row("The bridge was shelled on July 9, 2016.", "July 9, 2016", "2016-07-09"),
    Row("The bridge was shelled on 2016-07-04.", "2016-07-04", "2016-07-04"),
    Row("The bridge was shelled on 23/6/2016.", "23/6/2016", "2016-06-23"),
    Row("The bridge was shelled on 6/23/2016.", "6/23/2016", "2016-06-23"),
    Row("The bridge was shelled on 23-06-2016.", "23-06-2016", "2016-06-23"),
    Row("The bridge was shelled on 4.6.2016.", "4.6.2016", "2016-06-04"),
    Row("The bridge was shelled on the 9th of May 2015.", "9th of May 2015", "2015-05-09"),
    Row("The bridge was shelled on Friday, 8 July 2016.", "Friday, 8 July 2016", "2016-07-08"),
    Row("The bridge was shelled on Friday (8 July).", "Friday (8 July)", "2016-07-08"),
    Row("The bridge was shelled on 12 Jul 89.", "12 Jul 89", "1989-07-12"),
    Row("The bridge was shelled on 29 February 2016.", "29 February 2016", "2016-02-29"),
    Row("The bridge was shelled on 31 June 2016.", "31 June 2016", None, "unknown"),
    # Day and month: the nearest such day not after the publication, ahead when the verb is.
    Row("The bridge was shelled on 4 July.", "4 July", "2016-07-04"),
    Row("The bridge was shelled on July 4.", "July 4", "2016-07-04"),
    Row("The bridge was shelled on Oct. 4.", "Oct. 4", "2015-10-04"),
    Row("The bridge was shelled on 24 December.", "24 December", "2015-12-24"),
    Row("The bridge was shelled on July 4th.", "July 4th", "2016-07-04"),
    Row("The 12 June attack killed nine.", "12 June", "2016-06-12"),
    Row("The June 12 attack killed nine.", "June 12", "2016-06-12"),
    Row("The council will meet on 3 August.", "3 August", "2016-08-03"),
    Row("The bridge was shelled on 10 July.", "10 July", "2016-07-10"),
    Row("The bridge was shelled on 12 July.", "12 July", "2015-07-12"),
    Row("He was shot on the 4th.", "4th", "2016-07-04"),
    Row("Shells fell on the port at dawn on 4 July.", "dawn on 4 July", "2016-07-04", "part_of_day", "dawn"),
    # Months, years, seasons, decades.
    Row("The siege began in January.", "January", "2016-01-01/2016-01-31", "month", None, "2016-01"),
    Row("The siege began in July.", "July", "2016-07-01/2016-07-31", "month"),
    Row("The siege began in December.", "December", "2015-12-01/2015-12-31", "month"),
    Row("The siege began in May.", "May", "2016-05-01/2016-05-31", "month"),
    Row("The siege began last May.", "last May", "2016-05-01/2016-05-31", "month"),
    Row("The siege began last August.", "last August", "2015-08-01/2015-08-31", "month"),
    Row("Elections will be held in September.", "September", "2016-09-01/2016-09-30", "month"),
    Row("The siege began in June 2014.", "June 2014", "2014-06-01/2014-06-30", "month", None, "2014-06"),
    Row("The siege began in late August 2014.", "late August 2014", "2014-08-21/2014-08-31", "range"),
    Row("It began in mid-September.", "mid-September", "2015-09-11/2015-09-20", "range", None, "2015-09-11~/2015-09-20~"),
    Row("The siege began in early June.", "early June", "2016-06-01/2016-06-10", "range"),
    Row("The siege began at the end of May.", "end of May", "2016-05-21/2016-05-31", "range"),
    Row("The siege began at the beginning of 2015.", "beginning of 2015", "2015-01-01/2015-05-01", "range"),
    Row("The town fell in 2011.", "2011", "2011-01-01/2011-12-31", "year", None, "2011"),
    Row("The 2011 uprising changed little.", "2011", "2011-01-01/2011-12-31", "year"),
    Row("The town fell in early 2012.", "early 2012", "2012-01-01/2012-05-01", "range"),
    Row("He commanded the fort in the 1990s.", "1990s", "1990-01-01/1999-12-31", "range", None, "199X"),
    Row("He commanded the fort in the mid-1990s.", "mid-1990s", "1994-01-01/1996-12-31", "range"),
    Row("The town changed hands in the summer of 2014.", "summer of 2014", "2014-06-01/2014-08-31", "range", None, "2014-22"),
    Row("The town changed hands last summer.", "last summer", "2015-06-01/2015-08-31", "range"),
    # Open intervals.
    Row("The road has been closed since May.", "since May", "2016-05-01/..", "range", None, "2016-05/.."),
    Row("The road has been closed since Friday.", "since Friday", "2016-07-08/..", "range"),
    Row("The road has been closed since 2014.", "since 2014", "2014-01-01/..", "range"),
    Row("The road has been closed since 12 June.", "since 12 June", "2016-06-12/..", "range"),
    Row("The road stays shut until Monday.", "until Monday", "../2016-07-04", "range"),
    Row("The road will stay shut until Monday.", "until Monday", "../2016-07-11", "range", None, "../2016-07-11"),
    Row("They must leave by Friday.", "by Friday", "../2016-07-15", "range"),
    Row("No aid came before June.", "before June", "../2016-05-31", "range"),
    Row("Aid came only after June.", "after June", "2016-07-01/..", "range"),
    # Windows.
    Row("From 4 to 15 June it was shelled.", "From 4 to 15 June", "2016-06-04/2016-06-15", "range"),
    Row("Between 4 and 15 June it was shelled.", "Between 4 and 15 June", "2016-06-04/2016-06-15", "range"),
    Row("The town was shelled on 4-6 June.", "4-6 June", "2016-06-04/2016-06-06", "days_2_6"),
    Row("The town was shelled on 4 and 5 June.", "4 and 5 June", "2016-06-04/2016-06-05", "days_2_6"),
    Row("The truce of June 4-15, 2015 did not hold.", "June 4-15, 2015", "2015-06-04/2015-06-15", "range"),
    Row("It burned on the night of 14-15 October.", "night of 14-15 October", "2015-10-14/2015-10-15", "part_of_day", "night"),
    Row("It was shelled from Monday to Wednesday.", "from Monday to Wednesday", "2016-07-04/2016-07-06", "days_2_6"),
    Row("It was shelled between 28 June and 2 July.", "between 28 June and 2 July", "2016-06-28/2016-07-02", "days_2_6"),
    Row("A war from June to July 2014.", "from June to July 2014", "2014-06-01/2014-07-31", "range", None, "2014-06/2014-07"),
    Row("It was besieged between 2012 and 2014.", "between 2012 and 2014", "2012-01-01/2014-12-31", "range", None, "2012/2014"),
    Row("It was besieged from November to February.", "from November to February", "2015-11-01/2016-02-29", "range"),
    Row("It was shelled on June 9 and 10.", "June 9 and 10", "2016-06-09/2016-06-10", "days_2_6"),
    Row("It was shelled between July 3 and 5.", "between July 3 and 5", "2016-07-03/2016-07-05", "days_2_6"),
    Row("It was shelled on 26/27 June.", "26/27 June", "2016-06-26/2016-06-27", "days_2_6"),
    Row("It was shelled on 4–15 June.", "4–15 June", "2016-06-04/2016-06-15", "range"),
    Row("A night from Friday to Saturday.", "night from Friday to Saturday", "2016-07-08/2016-07-09", "part_of_day", "night"),
    Row("It rained from Friday night to Sunday.", "from Friday night to Sunday", "2016-07-01/2016-07-03", "days_2_6"),
    Row("The 2014–15 war killed many.", "2014–15", "2014-01-01/2015-12-31", "range", None, "2014/2015"),
    Row("It began in the first week of June.", "first week of June", "2016-06-01/2016-06-07", "week"),
    Row("It began in the last week of June.", "last week of June", "2016-06-24/2016-06-30", "week"),
    Row("It began in the first days of June.", "first days of June", "2016-06-01/2016-06-10", "range"),
    Row("It began in the first half of 2015.", "first half of 2015", "2015-01-01/2015-06-30", "range"),
    Row("It has gone on since the start of the year.", "since the start of the year", "2016-01-01/..", "range"),
    Row("It failed the week after the July 5 raid.", "July 5", "2016-07-05"),
    Row("Last week on Thursday it failed.", "Last week on Thursday", "2016-06-30"),
    # Clock times.
    Row("Shells fell at 5 a.m. on Friday.", "5 a.m. on Friday", "2016-07-08", "exact_time", "dawn", "2016-07-08T05:00:00"),
    Row("Shells fell around 05:00 local time on Friday.", "05:00 local time on Friday", "2016-07-08", "exact_time", "dawn"),
    Row("Shells fell on Friday at 5:30pm.", "Friday at 5:30pm", "2016-07-08", "exact_time", "afternoon", "2016-07-08T17:30:00"),
    Row("Shells fell at 9 p.m. (1800 GMT) on Friday.", "9 p.m. (1800 GMT) on Friday", "2016-07-08", "exact_time", "evening"),
    Row("On 5 June, 5 o'clock in the morning.", "5 June, 5 o'clock in the morning", "2016-06-05", "exact_time", "dawn"),
    Row("Shells fell yesterday at 1430 GMT.", "yesterday at 1430 GMT", "2016-07-08", "exact_time", "afternoon"),
    # Counted from what was said before.
    Row("It fell on 5 June. It was retaken two days later.", "two days later", "2016-06-07"),
    Row("It fell on 5 June. It had been shelled two days earlier.", "two days earlier", "2016-06-03"),
    Row("It fell on 5 June. The following day it was empty.", "The following day", "2016-06-06"),
    Row("It fell on 5 June. The next morning it was empty.", "The next morning", "2016-06-06", "part_of_day", "morning"),
    Row("It fell on 5 June. It had been quiet the day before.", "the day before", "2016-06-04"),
    Row("It fell on 5 June. A fort fell the same day.", "the same day", "2016-06-05"),
    Row("It fell on 5 June. Earlier in the day a fort fell.", "Earlier in the day", "2016-06-05"),
    Row("It fell on 5 June. A fort fell that night.", "that night", "2016-06-05", "part_of_day", "night"),
    Row("It fell on 5 June. At dawn a fort fell.", "dawn", "2016-06-05", "part_of_day", "dawn"),
    Row("It fell on 5 June. A fort fell at 6 p.m.", "6 p.m.", "2016-06-05", "exact_time", "evening"),
    Row("It fell on 5 June. A fort fell the following Tuesday.", "the following Tuesday", "2016-06-07"),
    Row("It fell in May 2014. A fort fell that month.", "that month", "2014-05-01/2014-05-31", "month"),
    Row("It fell in May 2014. A fort fell the following year.", "the following year", "2015-01-01/2015-12-31", "year"),
    Row("It fell on 5 June. A fort fell a week later.", "a week later", "2016-06-10/2016-06-14", "days_2_6"),
    # Nothing to count from.
    Row("The accord was signed a while ago.", "a while ago", None, "unknown"),
    Row("The accord was signed recently.", "recently", None, "unknown"),
    Row("Violence has grown in recent weeks.", "recent weeks", None, "unknown"),
    Row("It was quiet the day before the vote.", "the day before", None, "unknown"),
    Row("It fell two days after the vote.", "two days after", None, "unknown"),
    Row("It had fallen two days earlier.", "two days earlier", None, "unknown"),
    Row("It fell a few days ago.", "a few days ago", None, "unknown"),
    Row("The raid began at dawn.", "dawn", None, "unknown", "dawn"),
]
# fmt: on


def _days(found: TimeMention) -> str | None:
    if found.first is None and found.last is None:
        return None
    return found.first if found.first == found.last else f"{found.first or '..'}/{found.last or '..'}"


@pytest.fixture(scope="module")
def news() -> list[TimeMention | None]:
    """The last time of every row's text."""
    return [next(reversed(_linked(parsed, "2016-07-09")), None) for parsed in parse(row.text for row in NEWS)]


@pytest.mark.parametrize("number", range(len(NEWS)), ids=[row.text for row in NEWS])
def test_an_expression_means_these_days(number: int, news: list[TimeMention | None]) -> None:
    """Words, first and last day, precision, part of day and EDTF of the last expression of a text."""
    row, found = NEWS[number], news[number]
    assert found is not None
    read = (found.exact, _days(found), found.precision, found.part_of_day)
    assert read == (row.exact, row.days, row.precision, row.part)
    assert row.edtf in {None, found.edtf}


_SIDE = r"(?:\d{3}X|(?:\d{4}|XXXX)(?:-\d\d(?:-\d\d)?)?(?:T\d\d:\d\d:00)?~?)"
_EDTF = re.compile(rf"{_SIDE}(?:/(?:{_SIDE}|\.\.))?|\.\./{_SIDE}")


def test_edtf_is_well_formed(news: list[TimeMention | None]) -> None:
    """One date or an interval of two, either end of which may be open."""
    written = [found.edtf for found in news if found and found.edtf]
    assert [edtf for edtf in written if not _EDTF.fullmatch(edtf)] == []


def _times(text: str, published: str | None) -> list[TimeMention]:
    return _linked(next(parse([text])), published)


@pytest.mark.parametrize(
    "word", ["yesterday", "on Friday", "last week", "in May", "on 4 July", "two days ago", "overnight"]
)
def test_without_a_publication_date_relative_words_stay_unresolved(word: str) -> None:
    """The day of reading never stands in for the day of publication."""
    (found,) = _times(f"The mill burned {word}.", None)
    assert (found.first, found.last) == (None, None)
    assert found.derived_from is not None
    assert found.derived_from.startswith("unresolved")


def test_a_day_without_a_year_keeps_what_it_says() -> None:
    """Unresolved, but the day and month are not lost."""
    (found,) = _times("The mill burned on 4 July.", None)
    assert found.edtf == "XXXX-07-04"


def test_without_a_publication_date_the_year_comes_from_the_text() -> None:
    """An account of 2005 goes on in 2005."""
    times = _times(
        "The drive began in early November 2005. On 5 November the town fell. Four days later it burned.", None
    )
    assert [t.first for t in times] == ["2005-11-01", "2005-11-05", "2005-11-09"]


def test_a_full_date_in_the_dateline_serves_as_the_day_to_count_from() -> None:
    """Old agency copy carries its date in the dateline."""
    times = _times("BOGOTA, 12 Jul 89 (AGENCY) -- A bomb went off in a bank yesterday.", None)
    assert times[-1].first == "1989-07-11"
    assert times[-1].derived_from == "dateline 1989-07-12, yesterday"


@pytest.mark.parametrize("opening", ["Friday 8 July 2016\n", "Published July 8, 2016\n", "8 July 2016: "])
def test_a_full_date_at_the_very_beginning_does_too(opening: str) -> None:
    """A page's own date line; a date further in is one of the things told."""
    assert _times(f"{opening}A bomb went off in a bank yesterday.", None)[-1].first == "2016-07-07"
    assert _times("On 8 July 2016 a bomb went off. A bank burned yesterday.", None)[-1].first is None


def test_the_derivation_names_the_rule() -> None:
    """A person can check how a day came about."""
    (found,) = _times("Warplanes hit the port Saturday dawn.", "2016-07-09")
    assert found.derived_from == "publication 2016-07-09, nearest past Saturday including the day itself"


@pytest.mark.parametrize("words", ["10000 years ago", "999999999999 days ago", "the past 9000 years", "on Friday"])
@pytest.mark.parametrize("published", ["2016-07-09", "0001-01-01", "9999-12-31"])
def test_times_outside_the_calendar_stay_unresolved(words: str, published: str) -> None:
    """Years before 1 and after 9999 are beyond dates; no number makes the resolver fail."""
    (found,) = _times(f"The mill burned {words}.", published)
    assert found.first is None or found.first <= published


def test_the_publication_is_never_the_day_of_an_event() -> None:
    """A text without a time has none."""
    assert _times("Warplanes hit the port and the court.", "2016-07-09") == []


@pytest.mark.parametrize(
    ("published", "first"),
    [
        ("2016-07-09", "2016-07-08"),
        ("2016-07-08", "2016-07-08"),
        ("2016-07-07", "2016-07-01"),
        ("2016-01-01", "2016-01-01"),
    ],
)
def test_a_bare_weekday_is_the_nearest_up_to_the_publication(published: str, first: str) -> None:
    """Friday on a Friday is that day, on a Thursday the one six days before."""
    (found,) = _times("The mill burned on Friday.", published)
    assert found.first == first


@settings(max_examples=60, deadline=None)
@given(
    published=st.dates(date(1990, 1, 1), date(2040, 12, 31)),
    row=st.sampled_from([row for row in NEWS if row.days]),
)
def test_windows_begin_before_they_end(published: date, row: Row) -> None:
    """Whatever the day of publication; and a past tense never lands more than a day ahead of it."""
    for found in _times(row.text, published.isoformat()):
        if found.first and found.last:
            assert found.first <= found.last


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["2016-07-09", None]))
def test_any_text_is_read(text: str, published: str | None) -> None:
    """No text makes the resolver fail."""
    for found in _times(text + " on 9 July", published):
        assert found.exact
