"""Sentences that records hold in English are told in the reader's language; what has no form stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

import pytest

from sayso import errors
from sayso.incidents.facets.figures import label
from sayso.incidents.facets.grade import RULES
from sayso.incidents.matching.compare import hold_in_words
from sayso.incidents.whereabouts import Days
from sayso.incidents.within_report.titles import title_of
from sayso.lexicon.load import lexicon
from sayso.model.claim import EventKind
from sayso.model.quantity import Count, CountKind
from sayso.wording import quantities, retold
from sayso.wording.retold_forms import DETAILS
from sayso.wording.tongue import catalogue, speaking

TITLE = "Air strike on Derna, 9 July 2016"
_ISOLATED = re.compile("\u2068[^\u2069]*\u2069")

SENTENCES = [
    "laid to Egypt and Libyan National Army; harm is reported by UNSMIL and Al Jazeera, and who did it is contested",
    "Libyan National Army claims it; nobody reports harm",
    "Egypt denies it, and only the council says so; harm is only hearsay",
    "only a medic (in Gulf Courier) tells of it; those harmed were fighters, says the army",
    "3 independent originators tell of it: A, B and C; 2 independent originators report harm: A and B",
    "an incident of kind armed_clash; nobody reports harm",
    "every claim denies it, was rejected, or is hearsay of nobody named; nobody reports harm",
    f"strike: {RULES['likely']}; harm: {RULES['harm.fair']}",
    "proposed: likely and fair (Egypt claims it; Egypt accepts harm to civilians)",
    "decision 12 by amal: two lists agree; checked",
    "a doctor (Gulf Courier): 4 killed + 7 injured = 11, not 12",
    "a doctor (Gulf Courier): 4 + 7 = 11, not 12",
    "UNSMIL, 2017-10-01 to 2017-10-31, Derna: does not mention killed here; that denies nothing",
    "UNSMIL, 2017-10-01 to …, no area named: at most 7 injured; reported for this incident alone: 7 to 17",
    (
        "UNSMIL, 2017-10-01 to 2017-10-31, Derna: 7 killed; reported for this incident alone: 10 to more than 16; "
        "UNSMIL itself gave 12 for it: a correction or a contradiction"
    ),
]
NOTES = [
    "precise to: city; one of several named",
    "night; counted from the day of publication",
    "reported only",
    "of them killed: up to 1, so 11 to 12 still injured",
    "part of dozens (24 to 99)",
    "Amal Salem corrected it to at least 9 on 2016-07-10; rejected by decision 4",
    "Amal Salem took it back; amended by decision 5",
    "inferred from the verb; nobody says otherwise; among the injured",
]
REFUSALS = [
    str(errors.UnknownIdError("LY-1")),
    str(errors.StaleDecisionError("c1", "ab", "cd")),
    str(errors.DecidedMeanwhileError("c1", "Basma accepted it")),
    str(errors.DecidedMeanwhileError("c1", "the decision that you saw was undone")),
    str(errors.DecisionError("c1", "a decision needs a reason")),
    str(errors.DecisionError("c1", "Basma amended it, and nobody confirms their own work; it waits for another")),
    str(errors.LockedLedgerError(5)),
    str(errors.MissingEvidenceError("0" * 64)),
    str(errors.DamagedEvidenceError("0" * 64)),
]


@pytest.fixture(params=["ar", "fr"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each in turn, as the reader's."""
    with speaking(catalogue(request.param)):
        yield request.param


def in_arabic_alone(words: str) -> bool:
    """Whether no Latin letters stand outside of names; units and formats are the same everywhere."""
    return not re.search("[A-Za-z]{2,}", re.sub(r"sayso( verify)?|PDF|RSS|Atom|UTF-8", "", _ISOLATED.sub("", words)))


@pytest.mark.parametrize("sentence", [*SENTENCES, *REFUSALS])
def test_a_sentence_of_ours_is_retold_whole(sentence: str, language: str) -> None:
    told = retold.retold(sentence)
    assert told is not None
    assert told != sentence
    assert language != "ar" or in_arabic_alone(told), told


@pytest.mark.parametrize("note", NOTES)
def test_a_note_on_a_value_is_retold(note: str, language: str) -> None:
    told = retold.note_told(note)
    assert told is not None
    assert language != "ar" or in_arabic_alone(told), told


def test_every_reason_of_a_match_is_retold(language: str) -> None:
    reasons = [str(row["why"]).format("3") for row in lexicon("grouping")["weights"].values()]
    reasons += [hold_in_words(hold) for hold in lexicon("grouping")["holds"]]
    for reason in reasons:
        told = retold.retold(reason)
        assert told is not None, reason
        assert language != "ar" or in_arabic_alone(told), told


def test_every_way_to_refuse_an_input_is_retold(language: str) -> None:
    kinds = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.InputError)]
    for kind in kinds:
        if kind is not errors.ImportRefusedError:  # its sentence is the detail alone
            told = retold.retold(str(kind("page.html", "line 3")))
            assert told is not None, kind
            assert "page.html" in told
            assert language != "ar" or in_arabic_alone(told), told


def test_what_stands_in_brackets_is_retold_where_it_is_ours(language: str) -> None:
    for detail in DETAILS:
        told = retold.retold(str(errors.NothingInsideError("feed.xml", detail)))
        assert told is not None, detail
        assert detail not in told
        assert language != "ar" or in_arabic_alone(told), told
    assert "line 3" in (retold.retold(str(errors.NothingInsideError("feed.xml", "line 3"))) or "")


def test_every_title_is_retold(language: str) -> None:
    for kind in get_args(EventKind):
        title = title_of(kind, "the port of Derna", Days(first="2016-07-09", last="2016-07-12"))
        told = retold.title_told(title)
        if kind in lexicon("occurrences")["titles"]:
            assert told is not None, title
            assert "the port of Derna" in told
            assert language != "ar" or in_arabic_alone(told), told


def test_every_figure_is_retold(language: str) -> None:
    for kind in get_args(CountKind):
        for low, high in ((12, 12), (12, 24), (12, None), (0, 24), (None, None)):
            told = retold.value_told(label(Count(low=low, high=high, kind=kind)))
            plain = quantities.number(low, high, kind)
            assert language != "ar" or (in_arabic_alone(told) and in_arabic_alone(plain)), (kind, told, plain)


def test_what_has_no_form_is_not_retold(language: str) -> None:
    assert language
    assert retold.retold("Egypt bombed Derna.") is None
    assert retold.reworded("Egypt bombed Derna.") == "Egypt bombed Derna."
    assert retold.title_told("A quiet day in Derna") is None
    assert retold.retold("") is None


def test_english_is_left_as_it_is() -> None:
    assert retold.retold(SENTENCES[0]) is None
    assert retold.title_told(TITLE) is None
    assert retold.value_told("at least 15") == "at least 15"
    assert quantities.own("Derna") == "Derna"


def test_names_keep_their_direction_in_arabic_and_stay_as_written() -> None:
    with speaking(catalogue("ar")):
        assert retold.title_told(TITLE) == "غارة جوية على \u2068Derna\u2069، \u20689 يوليو 2016\u2069"
    with speaking(catalogue("fr")):
        assert retold.title_told(TITLE) == "Frappe aérienne sur Derna, 9 juillet 2016"


@pytest.mark.parametrize(("language", "many"), [("en", "12,000"), ("ar", "12,000"), ("fr", "12 000")])
def test_numbers_are_western_digits_grouped_as_the_language_groups_them(language: str, many: str) -> None:
    with speaking(catalogue(language)):
        assert re.sub(r"\s", " ", quantities.many(12_000)) == many
