"""`sayso decide`: what people decide is appended, reasoned, and never on something else than what was seen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.ledger import Ledger
from sayso.model.reading import Reading
from sayso.reader import Piece
from tests.cli.command import Done, sayso
from tests.cli.conftest import EXAMPLES
from tests.cli.test_ledger_lists import rows, shown


def casualty() -> dict[str, Any]:
    """A claim with a figure: twelve injured in Derna."""
    claim: dict[str, Any] = rows("claims", "--report", "r82505c8adc69", "--kind", "casualty")[0]["claim"]
    return claim


def codes() -> list[str]:
    """The codes of the incidents that are no parts."""
    return [one["code"] for one in rows("incidents") if not one["part_of"]]


def decide(*words: str, reason: str = "checked against the source") -> Done:
    """`sayso decide …` with a reason."""
    return sayso("decide", *words, "--reason", reason)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(("verb", "review"), [("accept", "accepted"), ("reject", "rejected")])
def test_a_claim_is_accepted_or_rejected_by_name_and_reason(verb: str, review: str) -> None:
    key = casualty()["key"]
    done = decide(verb, key[:12], "--by", "basma", reason="seen the hospital's list")
    number = int(done.out.split()[0])
    assert (done.code, done.out.decode()) == (0, f"{number}  {key} {review}\n")
    assert "sayso group" in done.err
    assert [row["claim"]["key"] for row in rows("claims", "--review", review)] == [key]
    entry = rows("log", "--kind", "decision")[-1]
    assert (entry["number"], entry["by"], entry["reason"]) == (number, "basma", "seen the hospital's list")
    assert "basma" in shown("show", key)


@pytest.mark.usefixtures("project")
def test_a_figure_is_amended_and_the_machine_s_reading_stays() -> None:
    before = casualty()
    assert before["proposition"]["tolls"][0]["count"]["low"] == 12
    done = decide("amend", before["key"], "tolls.0.count.low=11", "tolls.0.count.high=11")
    assert done.code == 0, done.err
    row = rows("claims", "--review", "amended")[0]
    assert row["claim"] == before, "the reading is untouched"
    proposition = row["decisions"][0]["value"]["proposition"]
    count = before["proposition"]["tolls"][0]["count"]
    assert proposition["tolls"][0]["count"] == count | {"low": 11, "high": 11, "exact": "", "approximator": None}
    assert "Amended: " in shown("show", before["key"])


@pytest.mark.usefixtures("project")
def test_an_amendment_may_be_an_object() -> None:
    before = casualty()
    assert decide("amend", before["key"], '{"occurrence": null}').code == 0
    assert rows("claims", "--review", "amended")[0]["decisions"][0]["value"]["proposition"]["occurrence"] is None


@pytest.mark.usefixtures("project")
def test_a_decision_is_undone_by_a_later_one_and_both_stay_in_the_log() -> None:
    key = casualty()["key"]
    number = decide("reject", key).out.split()[0].decode()
    done = sayso("decide", "undo", number, "--reason", "the wrong claim")
    assert done.code == 0
    assert f"decision {number} undone" in done.out.decode()
    assert not rows("claims", "--review", "rejected")
    assert len(rows("log", "--kind", "decision")) == 2
    assert sayso("decide", "undo", number, "--reason", "again").code == 1


@pytest.mark.usefixtures("project")
def test_two_incidents_become_one_and_the_old_code_leads_to_it() -> None:
    one, other = codes()[:2]
    assert decide("same", one, other).code == 0
    done = sayso("group")
    assert "merged  " in done.out.decode()
    page = json.loads(sayso("show", other, "--json").out)["incident"]
    assert page["code"] in {one, other}
    assert len(page["accounts"]) >= 2
    assert {one, other} <= {page["code"], *page["previous_codes"]}
    assert "Before" in shown("show", one)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("verb", ["different", "unsure", "part-of"])
def test_pairs_are_decided_on(verb: str) -> None:
    one, other = codes()[:2]
    done = decide(verb, one, other)
    assert done.code == 0, done.err
    decision = rows("log", "--kind", "decision")[-1]["data"]
    assert decision["verb"] == verb.replace("-", "_")
    assert sayso("group").code == 0


@pytest.mark.usefixtures("project")
def test_an_incident_is_graded() -> None:
    code = codes()[0]
    done = decide("grade", code, "strike=likely", "harm=fair")
    assert done.code == 0, done.err
    assert done.out.decode().endswith(f"{code} graded harm: fair, strike status: likely\n")
    sayso("group")
    assert "by decision" in shown("show", code)


@pytest.mark.usefixtures("project")
def test_a_reported_value_is_selected_and_no_other_can_be() -> None:
    one = next(i for i in rows("incidents") if any(f["field"] == "killed" for f in i["facets"]))
    killed = next(f for f in one["facets"] if f["field"] == "killed")
    value = killed["positions"][0]["value"]
    assert decide("select", one["code"], f"killed={value}").code == 0
    sayso("group")
    assert f"{value} was selected by decision" in shown("show", one["code"])
    made_up = decide("select", one["code"], "killed=999")
    assert made_up.code == 1
    assert value in made_up.err, "what is reported is named"


WRONG = [
    ("bless KEY", 2, "accept"),
    ("accept KEY extra", 2, "nothing else"),
    ("amend KEY", 2, "tolls.0.count.high=12"),
    ("amend KEY nonsense.deep=1", 2, "there is no 'nonsense'"),
    ("amend KEY tolls.9.count=1", 2, "there is no '9'"),
    ("amend KEY tolls=many", 1, "tolls must be a list, not words"),
    ("same CODE", 2, "the other incident"),
    ("same CODE CODE", 1, "compared with itself"),
    ("same CODE XX-1900-0001", 1, "no incident or account has this id"),
    ("grade CODE", 1, "a strike status or a harm grade"),
    ("grade CODE harm", 2, "NAME=VALUE"),
    ("grade CODE harm=dreadful", 1, "confirmed"),
    ("grade KEY harm=fair", 1, "no incident has this code"),
    ("select CODE mood=bad", 1, "select needs a field"),
    ("undo first", 2, "the number of a decision"),
    ("undo 99999", 1, "99999: the log holds no decision of this number"),
    ("accept 0000000000", 1, "no claim has this key"),
    ("accept CODE", 1, "no claim has this key"),
]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(("words", "code", "told"), WRONG, ids=[row[0] for row in WRONG])
def test_what_cannot_be_decided_is_told_and_leaves_no_trace(words: str, code: int, told: str) -> None:
    real = {"KEY": casualty()["key"], "CODE": codes()[0]}
    done = decide(*(real.get(word, word) for word in words.split()))
    assert done.code == code, done.err
    assert told in " ".join(done.err.replace("│", " ").split())
    assert not rows("log", "--kind", "decision")


@pytest.mark.usefixtures("project")
def test_without_a_reason_nothing_is_decided() -> None:
    assert sayso("decide", "accept", casualty()["key"]).code == 2
    assert decide("accept", casualty()["key"], reason=" ").code == 2
    assert not rows("log", "--kind", "decision")


@pytest.mark.usefixtures("project")
def test_a_decision_on_what_is_read_otherwise_by_now_is_not_taken() -> None:
    done = decide("accept", casualty()["key"], "--digest", "0123456789abcdef0123")
    assert done.code == 1
    assert "you saw 0123456789abcdef0123, it is" in done.err
    assert "Now: Example Wire reports that 12 civilians were injured" in " ".join(done.err.split())
    assert not rows("log", "--kind", "decision")


@pytest.mark.usefixtures("project")
def test_a_stale_decision_is_told_in_sentences() -> None:
    seen = casualty()
    assert sayso("add", EXAMPLES / "derna-raids.txt", "--source", "Coast Herald").code == 0
    done = decide("accept", seen["key"], "--digest", seen["digest"])
    assert done.code == 1
    told = " ".join(done.err.split())
    assert "Then: Example Wire reports that 12 civilians were injured" in told
    assert "Now: Coast Herald reports that 12 civilians were injured" in told
    assert not rows("log", "--kind", "decision")


def test_status_names_decisions_that_a_newer_reading_left_behind(project: Path) -> None:
    key = casualty()["key"]
    decide("accept", key)
    with Ledger.open(project, read=_newer) as ledger:
        ledger.rebuild()
    assert json.loads(sayso("status", "--json").out)["stale"] == 1
    assert key in shown("status")
    assert "decided on an earlier reading" in shown("show", key)


def _newer(piece: Piece) -> Reading:
    """A reader with other rules: every claim has another digest under its old key."""
    import msgspec

    from sayso.ledger.reading import read_piece
    from sayso.model.claim import with_digest

    reading = read_piece(piece)
    claims = (with_digest(msgspec.structs.replace(claim, rule="newer")) for claim in reading.claims)
    return msgspec.structs.replace(reading, claims=tuple(claims))
