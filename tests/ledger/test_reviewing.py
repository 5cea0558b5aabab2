"""Two people for a claim where the project wants it, nothing decided unseen, and what comes next; on both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from sayso.errors import DecidedMeanwhileError, DecisionError, ProjectError, StaleDecisionError
from sayso.ledger import Ledger
from sayso.ledger.project import read_project
from sayso.model.claim import Casualties
from sayso.model.decision import Decision
from sayso.model.ledger import ClaimFilter, ClaimRow, EntryFilter, IncidentPage, Project
from tests.store.reports import BENGHAZI, DERNA, added, project, ticking

As = Callable[[str], Ledger]


@pytest.fixture
def by(tmp_path: Path, database_url: str) -> Iterator[As]:
    """The project, opened by anybody; two people are wanted for a claim."""
    folder = tmp_path / "project"
    wanted = Project(name="Derna", database=database_url, review=2)
    with Ledger.create(folder, wanted, user="ada", now=ticking()) as ledger:
        added(ledger, DERNA, BENGHAZI)
        ledger.group()
    opened: list[Ledger] = []

    def opened_by(name: str) -> Ledger:
        opened.append(Ledger.open(folder, user=name, now=ticking()))
        return opened[-1]

    yield opened_by
    for one in opened:
        one.close()


def toll(ledger: Ledger) -> ClaimRow:
    """The claim that three people were killed."""
    return next(row for row in ledger.claims(ClaimFilter(kind="casualty")) if "killing" in row.claim.passage.exact)


def more(row: ClaimRow, low: int) -> dict[str, object]:
    """Its content with another figure."""
    said = row.claim.proposition
    assert isinstance(said, Casualties)
    count = msgspec.structs.replace(said.tolls[0].count, low=low, high=low, exact="")
    first = msgspec.structs.replace(said.tolls[0], count=count)
    return {"proposition": msgspec.to_builtins(msgspec.structs.replace(said, tolls=(first, *said.tolls[1:])))}


def test_a_claim_is_accepted_when_two_people_accepted_it(by: As) -> None:
    key = toll(by("basma")).claim.key
    first = by("basma").decide("accept", key, reason="the hospital's list")
    assert toll(by("ada")).review == "waiting"
    with pytest.raises(DecisionError, match="basma accepted it, and nobody confirms their own work"):
        by("basma").decide("accept", key, reason="again")
    with pytest.raises(DecisionError, match="nobody confirms their own work"):
        by(" BASMA ").decide("accept", key, reason="under another spelling")
    second = by("cyrine").decide("accept", key, reason="saw the list as well")
    assert second.value == {"confirms": first.number}
    assert toll(by("ada")).review == "accepted"
    with pytest.raises(DecisionError, match="accepted already, by basma and cyrine"):
        by("daoud").decide("accept", key, reason="me too")


def test_a_confirmation_cannot_be_made_up(by: As) -> None:
    key = toll(by("basma")).claim.key
    made = by("basma").decide("accept", key, value={"confirms": 1}, reason="r")
    assert made.value == {}
    assert toll(by("ada")).review == "waiting"


def test_an_amendment_is_confirmed_by_another_person_and_stays(by: As) -> None:
    row = toll(by("basma"))
    by("ada").decide("accept", row.claim.key, reason="as read")
    by("basma").decide("amend", row.claim.key, value=more(row, 4), reason="the list has four")
    with pytest.raises(DecisionError, match="basma amended it"):
        by("basma").decide("accept", row.claim.key, reason="mine")
    assert toll(by("ada")).review == "waiting"
    by("ada").decide("accept", row.claim.key, reason="four, yes")
    assert toll(by("ada")).review == "amended"


def test_incidents_follow_only_what_was_confirmed(by: As) -> None:
    row = toll(by("basma"))

    def killed(ledger: Ledger) -> list[str]:
        ledger.group()
        code = next(i.code for i in ledger.incidents() if row.claim.key in {m.claim for m in i.claims})
        page = ledger.show(code)
        assert isinstance(page, IncidentPage)
        return [p.value for f in page.incident.facets if f.field == "killed" for p in f.positions]

    by("basma").decide("amend", row.claim.key, value=more(row, 4), reason="the list has four")
    assert killed(by("ada")) == ["3"]
    by("ada").decide("accept", row.claim.key, reason="yes")
    assert killed(by("ada")) == ["4"]
    state = by("ada").export()
    by("ada").rebuild()
    assert by("ada").export() == state


def test_one_person_rejects_and_undo_brings_back_what_two_accepted(by: As) -> None:
    key = toll(by("basma")).claim.key
    by("basma").decide("accept", key, reason="r")
    by("cyrine").decide("accept", key, reason="r")
    rejected = by("daoud").decide("reject", key, reason="the list is of another day")
    assert toll(by("ada")).review == "rejected"
    by("basma").decide("undo", "", supersedes=rejected.number, reason="it is not")
    assert toll(by("ada")).review == "accepted"


def test_without_what_it_confirms_a_confirmation_is_nothing(by: As) -> None:
    key = toll(by("basma")).claim.key
    first = by("basma").decide("accept", key, reason="r")
    by("cyrine").decide("accept", key, reason="r")
    by("basma").decide("undo", "", supersedes=first.number, reason="I misread")
    assert toll(by("ada")).review == "suggested"
    by("daoud").decide("accept", key, reason="r")
    assert toll(by("ada")).review == "waiting"


def test_one_person_is_enough_where_the_project_wants_one(tmp_path: Path, database_url: str) -> None:
    with project(tmp_path / "one", database_url) as ledger:
        added(ledger, DERNA)
        key = toll(ledger).claim.key
        ledger.decide("accept", key, reason="r")
        ledger.decide("accept", key, reason="r again")
        assert toll(ledger).review == "accepted"


def test_nothing_is_decided_over_somebodys_head(by: As) -> None:
    key = toll(by("basma")).claim.key
    first = by("basma").decide("reject", key, reason="r", after=0)
    with pytest.raises(DecidedMeanwhileError, match="since you looked, basma rejected it"):
        by("cyrine").decide("accept", key, reason="r", after=0)
    assert issubclass(DecidedMeanwhileError, StaleDecisionError)
    by("basma").decide("undo", "", supersedes=first.number, reason="r")
    with pytest.raises(DecidedMeanwhileError, match="was undone"):
        by("cyrine").decide("accept", key, reason="r", after=first.number)
    by("cyrine").decide("accept", key, reason="r", after=0)


def test_many_are_decided_in_one_transaction_or_none(by: As) -> None:
    rows = list(by("basma").claims())

    def accepting(row: ClaimRow) -> Decision:
        key, digest = row.claim.key, row.claim.digest
        return Decision(number=0, target=key, digest=digest, verb="accept", value={}, by="", at="", reason="read")

    entries = len(list(by("ada").log()))
    wrong = msgspec.structs.replace(accepting(rows[-1]), digest="0" * 20)
    with pytest.raises(StaleDecisionError):
        by("basma").decide_all([*map(accepting, rows[:-1]), wrong])
    with pytest.raises(StaleDecisionError):
        by("basma").decide_all(list(map(accepting, rows)), {rows[1].claim.key: 99})
    assert len(list(by("ada").log())) == entries
    done = by("basma").decide_all(list(map(accepting, rows)), {row.claim.key: 0 for row in rows})
    assert [d.target for d in done] == [row.claim.key for row in rows]
    undos = [msgspec.structs.replace(d, verb="undo", supersedes=d.number, reason="too quick") for d in done]
    by("basma").decide_all(undos)
    assert {row.review for row in by("ada").claims()} == {"suggested"}


def test_the_next_report_is_one_that_waits_for_this_person(by: As) -> None:
    first, second = (row.id for row in by("basma").reports())
    assert by("basma").next_to_review() == first
    assert by("basma").next_to_review(first) == second
    assert by("basma").next_to_review(second) == first, "from the beginning again"
    of_second = list(by("basma").claims(ClaimFilter(report=second)))
    done = [by("basma").decide("accept", row.claim.key, reason="r") for row in of_second]
    assert by("basma").next_to_review() == first
    assert by("basma").next_to_review(first) is None, "her own work does not wait for her"
    assert by("cyrine").next_to_review(first) == second
    for row in of_second:
        by("cyrine").decide("accept", row.claim.key, reason="r")
    assert by("daoud").next_to_review(first) is None
    by("basma").decide("undo", "", supersedes=done[0].number, reason="r")
    assert by("daoud").next_to_review(first) == second


def test_notes_are_found_by_what_they_are_on(by: As) -> None:
    row = toll(by("basma"))
    by("basma").note("note", row.claim.key, {"text": "ask the hospital"})
    by("basma").note("note", row.report, {"text": "no byline"})
    told = [(note.target, note.data["text"], note.by) for note in by("ada").notes([row.claim.key, row.report])]
    assert told == [(row.claim.key, "ask the hospital", "basma"), (row.report, "no byline", "basma")]
    assert len(list(by("ada").log(EntryFilter(kind="note")))) == 2


def test_how_many_people_is_written_in_the_project(tmp_path: Path) -> None:
    Ledger.create(tmp_path / "p", Project(name="Derna", review=2)).close()
    assert read_project(tmp_path / "p").review == 2
    file = tmp_path / "p" / "sayso.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("persons = 2", "persons = 0"), encoding="utf-8")
    with pytest.raises(ProjectError, match="persons"):
        read_project(tmp_path / "p")
