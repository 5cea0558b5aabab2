"""Times as intervals, counted from a publication on Saturday 9 July 2016 unless a row says otherwise.

The rows are data (times_en.tsv, times_ar.tsv, times_fr.tsv and those held out), read by bench/times.py as well.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.times import PUBLISHED, Row, days, is_right, is_wrong_day, known_wrong, last_time, rows
from sayso.linking.times import LANGUAGES, link_times, times_in
from sayso.model.mention import TimeMention
from sayso.model.report import Report
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse, parse
from sayso.reading.times import find_times

ROWS = rows()
TO_DEVELOP_ON = [row for row in ROWS if not row.held_out]


def _report(published: str | None) -> Report:
    return Report(id="r", source=None, title=None, published=published, language="en", text_sha256="", length=0)


def _linked(parsed: Parse, published: str | None) -> list[TimeMention]:
    found = [
        TimeMention(id=f"m{number}", start=start, end=end, exact=parsed.text[start:end])
        for number, (start, end) in enumerate(find_times(parsed), 1)
    ]
    return link_times(parsed, Mentions(found), _report(published))


@pytest.fixture(scope="module")
def read() -> dict[Row, TimeMention | None]:
    """The last time of every row's text."""
    return {row: last_time(row) for row in ROWS}


@pytest.mark.parametrize("row", TO_DEVELOP_ON, ids=[row.name for row in TO_DEVELOP_ON])
def test_an_expression_means_these_days(row: Row, read: dict[Row, TimeMention | None]) -> None:
    """Words, first and last day, precision, part of day and EDTF of the last expression of a text."""
    found = read[row]
    assert found is not None
    told = (found.exact, days(found), found.precision, found.part_of_day)
    assert told == (row.exact, row.days, row.precision, row.part)
    assert is_right(row, found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_rows_held_out_are_read_too(language: str, read: dict[Row, TimeMention | None]) -> None:
    """Written before the resolver was tried on them: at least 95 of a hundred."""
    held_out = [row for row in ROWS if row.held_out and row.language == language]
    assert sum(is_right(row, read[row]) for row in held_out) >= 0.95 * len(held_out)


def test_the_table_is_as_large_as_it_is_said_to_be() -> None:
    """At least 300 rows, of each language its share, a fifth of them held out at the least."""
    of = {language: [row for row in ROWS if row.language == language] for language in LANGUAGES}
    assert {
        language: len(found) >= least for (language, found), least in zip(of.items(), (180, 70, 60), strict=True)
    } == (dict.fromkeys(LANGUAGES, True))
    assert all(5 * sum(row.held_out for row in found) >= len(found) for found in of.values())


def test_no_day_is_wrong_that_is_not_listed(read: dict[Row, TimeMention | None]) -> None:
    """Better no day than a wrong one."""
    assert {row.text for row, found in read.items() if is_wrong_day(row, found)} == set(known_wrong())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_time_says_how_it_came_about(language: str, read: dict[Row, TimeMention | None]) -> None:
    """In words, for one who checks it; an interval has its EDTF too."""
    found = [time for row, time in read.items() if time and row.language == language]
    assert [time for time in found if not time.derived_from] == []
    assert [time for time in found if (time.first or time.last) and not time.edtf] == []


_SIDE = r"(?:\d{3}X|(?:\d{4}|XXXX)(?:-\d\d(?:-\d\d)?)?(?:T\d\d:\d\d:00(?:Z|[+-]\d\d:\d\d)?)?~?)"
_EITHER = r"\[\d{4}-\d\d-\d\d,\d{4}-\d\d-\d\d\]"
_EDTF = re.compile(rf"{_EITHER}|{_SIDE}(?:/(?:{_SIDE}|\.\.))?|\.\./{_SIDE}")


def test_edtf_is_well_formed(read: dict[Row, TimeMention | None]) -> None:
    """One date, one of two, or an interval, either end of which may be open."""
    written = [found.edtf for found in read.values() if found and found.edtf]
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


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Warplanes hit the port and the court."),
        ("ar", "قصفت الطائرات الميناء والمحكمة."),
        ("fr", "Des avions ont frappé le port et le tribunal."),
    ],
)
def test_the_publication_is_never_the_day_of_an_event(language: str, text: str) -> None:
    """A text without a time has none."""
    assert times_in(text, language, PUBLISHED) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Shells fell at 0300 GMT, a while ago, at dawn, for two weeks."),
        ("ar", "سقطت قذائف عند الفجر قبل أيام لمدة أسبوعين."),
        ("fr", "Des obus sont tombés à l'aube il y a quelques jours pendant deux semaines."),
    ],
)
def test_vague_words_never_take_the_publication(language: str, text: str) -> None:
    """Kept, but without days."""
    found = times_in(text, language, PUBLISHED)
    assert len(found) >= 3
    assert {(time.first, time.last, time.precision) for time in found} == {(None, None, "unknown")}


def test_a_report_has_no_durations_without_a_beginning() -> None:
    """How long something went on is no time of it; asked for by name it is told."""
    assert _times("The siege went on for two weeks.", PUBLISHED) == []
    (found,) = times_in("The siege went on for two weeks.", "en", PUBLISHED)
    assert found.derived_from == "unresolved: a duration (two weeks) whose beginning is not said"


def test_a_language_without_times_is_refused() -> None:
    """By name."""
    with pytest.raises(ValueError, match="en, ar, fr"):
        times_in("Gestern.", "de")


@pytest.mark.parametrize("year", ["1300", "1342", "1501", "1999"])
def test_hijri_years_beyond_the_tables_stay_unresolved(year: str) -> None:
    """The tables of Umm al-Qura run from 1343 to 1500."""
    for found in times_in(f"It fell on 17 Ramadan {year}.", "en", None):
        assert found.first is None


@pytest.mark.parametrize("published", ["0001-01-01", "1924-07-31", "2077-11-17", "9999-12-31"])
def test_hijri_days_counted_from_beyond_the_tables_stay_unresolved(published: str) -> None:
    """No publication makes the resolver fail."""
    for text in ("It fell on 17 Ramadan.", "It fell during Eid al-Fitr.", "It fell in Ramadan."):
        assert all(found.first is None for found in times_in(text, "en", published))


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(sorted({word for row in ROWS if row.language != "en" for word in row.text.split()})),
        max_size=12,
    ),
    st.sampled_from(["ar", "fr"]),
    st.sampled_from([PUBLISHED, None]),
)
def test_words_in_any_order_are_read(words: list[str], language: str, published: str | None) -> None:
    """Nothing fails; every mention stands where it says, windows begin before they end, none overlap."""
    text, end = " ".join(words), 0
    for found in times_in(text, language, published):
        assert end <= found.start < found.end
        assert text[found.start : found.end] == found.exact
        assert not (found.first and found.last) or found.first <= found.last
        end = found.end


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["ar", "fr"]))
def test_any_text_is_read_in_arabic_and_french(text: str, language: str) -> None:
    """No text makes the light reading fail."""
    for found in times_in(text + " 9/7/2016", language, PUBLISHED):
        assert found.exact


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
    row=st.sampled_from([row for row in TO_DEVELOP_ON if row.days]),
)
def test_windows_begin_before_they_end(published: date, row: Row) -> None:
    """Whatever the day of publication."""
    for found in times_in(row.text, row.language, published.isoformat()):
        if found.first and found.last:
            assert found.first <= found.last


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["2016-07-09", None]))
def test_any_text_is_read(text: str, published: str | None) -> None:
    """No text makes the resolver fail."""
    for found in _times(text + " on 9 July", published):
        assert found.exact
