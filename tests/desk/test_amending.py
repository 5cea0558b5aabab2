"""The form that amends a claim: whatever a claim says goes through it unchanged, and only words of the report get in."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from sayso.desk.amending import Around, Field, UnreadableError, added, filled_in, form, found_in, removed
from sayso.model.claim import Claim, Proposition
from sayso.model.reading import Reading
from sayso.reader import read
from tests.store.reports import project

TEXT = (
    "Residents said that at least 12 civilians were killed and about twenty others wounded when warplanes bombed the market in "
    "Derna on Friday morning. Three children were among the dead, a doctor said. The council accused Egypt of the attack. "
    "A spokesman denied that his side had signed the ceasefire agreement, which he called a forgery. A leaked recording shows "
    "that officers had planned the raid. Human Rights Watch said that dozens of civilians had been killed since March 2016."
)


@pytest.fixture(scope="module", autouse=True)
def words(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Words need Django, which a ledger sets up."""
    project(tmp_path_factory.mktemp("amending") / "project").close()


@pytest.fixture(scope="module")
def reading() -> Reading:
    """What is read of the text."""
    return read(TEXT, id="r", published="2016-07-09", source="Example Wire")


def plain(claim: Claim) -> Any:
    return msgspec.json.decode(msgspec.json.encode(claim.proposition))


def around(reading: Reading, claim: Claim) -> Around:
    return Around(TEXT, reading, claim.passage.start, claim.passage.end)


def toll(reading: Reading) -> Claim:
    return next(claim for claim in reading.claims if "at least 12" in claim.passage.exact and claim.kind == "casualty")


def sent(field: Field) -> dict[str, str]:
    """What a browser sends when nothing was touched."""
    own: dict[str, str] = {}
    if field.kind == "tick":
        own = {f"{field.path}@asked": "1"} | ({field.path: "true"} if field.value == "true" else {})
    elif field.kind not in {"group", "list"}:
        own = {field.path: field.value}
    for inner in field.fields:
        own |= sent(inner)
    return own


def test_whatever_is_not_touched_stays_as_it_was(reading: Reading) -> None:
    assert {claim.proposition.__struct_config__.tag for claim in reading.claims} >= {
        "casualties",
        "responsibility",
        "aggregate",
    }
    for claim in reading.claims:
        said = plain(claim)
        told, wrong = filled_in(said, sent(form(said, around(reading, claim))), around(reading, claim))
        assert (told, wrong) == (said, ())
        assert msgspec.convert(told, Proposition) == claim.proposition


def test_figures_that_a_person_changes_are_no_longer_the_words(reading: Reading) -> None:
    claim = toll(reading)
    told, wrong = filled_in(plain(claim), {"tolls.0.count.low": "14"}, around(reading, claim))
    assert wrong == ()
    assert told["tolls"][0]["count"] == {"low": 14, "high": None, "kind": "at_least", "approximator": None, "exact": ""}


@pytest.mark.parametrize(
    ("given", "start", "words"),
    [
        ({"occurrence.places.0.exact": "Derna"}, TEXT.index("Derna"), "Derna"),
        ({"occurrence.places.0.exact": "  the   council "}, None, None),
        ({"occurrence.places.0.exact": "Egypt"}, TEXT.index("Egypt"), "Egypt"),
    ],
)
def test_words_are_found_in_the_report_and_with_them_who_they_are(
    reading: Reading, given: dict[str, str], start: int | None, words: str | None
) -> None:
    claim = toll(reading)
    told, wrong = filled_in(plain(claim), given, around(reading, claim))
    place = told["occurrence"]["places"][0]
    if words is None:
        assert wrong == ("Words: “the council” does not stand in the report.",)
        return
    assert (place["start"], place["exact"]) == (start, words)
    mention = next((m for m in reading.mentions if m.id == place["mention"]), None)
    assert mention is not None
    assert mention.exact == words


def test_of_words_that_stand_twice_the_nearest_are_taken_unless_others_were_picked() -> None:
    text = "He said so. She said so. They said so."
    assert found_in(text, "said so", (), 20) == (16, 23)
    assert found_in(text, "said so", ((30, 37),), 0) == (30, 37)
    assert found_in(text, "said no", ((30, 37),), 0) is None
    assert found_in(text, "", (), 0) is None
    assert found_in("killed \u202e41 men", "⇄41 men", ((7, 14),), 0) == (7, 14), "as they were shown and picked"


def test_what_cannot_be_is_told_in_words(reading: Reading) -> None:
    claim = toll(reading)
    _, wrong = filled_in(
        plain(claim), {"tolls.0.count.low": "many", "tolls.0.who": "forty men"}, around(reading, claim)
    )
    assert sorted(wrong) == [
        "At least: “many” is no whole number.",
        "People, as the report has them: “forty men” does not stand in the report.",
    ]


@pytest.mark.parametrize("path", ["tolls", "occurrence.perpetrators", "occurrence.weapons", "occurrence.number"])
def test_one_more_is_a_claim_at_once_and_can_be_taken_out(reading: Reading, path: str) -> None:
    claim = toll(reading)
    more = added(plain(claim), path, around(reading, claim))
    msgspec.convert(more, Proposition)
    assert more != plain(claim)
    field = more
    for step in path.split("."):
        field = field[step]
    last = f"{path}.{len(field) - 1}" if isinstance(field, list) else path
    assert removed(more, last) == plain(claim)


@pytest.mark.parametrize("path", ["", "nothing", "tolls.99", "tolls.0.count.low.deep", "__class__", "tolls.-1"])
def test_a_path_that_leads_nowhere_is_refused(reading: Reading, path: str) -> None:
    claim = toll(reading)
    with pytest.raises(UnreadableError):
        added(plain(claim), path, around(reading, claim))
    with pytest.raises(UnreadableError):
        removed(plain(claim), path)
