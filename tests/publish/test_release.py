"""A release: held at the gate, without what must not be told, the same for the same state, and compared with the one before."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from sayso.errors import GateError, ReleaseError
from sayso.ledger import Ledger
from sayso.model.publishing import ReleasePolicy
from sayso.model.release import Changed, Release, ReleasedIncident
from sayso.publish import records
from sayso.publish.release import open_flags, publish
from tests.publish.projects import NAMES, RULINGS, new_project, ruled, strike

SUGGESTIONS = ReleasePolicy(suggestions=True)


@pytest.fixture(scope="module")
def grouped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it is before anybody decides anything."""
    folder = tmp_path_factory.mktemp("publish") / "coast"
    new_project(folder).close()
    return folder


@pytest.fixture
def ledger(grouped: Path, tmp_path: Path) -> Iterator[Ledger]:
    """A copy of it that a test may change."""
    folder = tmp_path / "coast"
    shutil.copytree(grouped, folder)
    with Ledger.open(folder, user="amal") as opened:
        yield opened


def incidents(folder: Path) -> dict[str, ReleasedIncident]:
    return {one.code: one for one in records.incidents(folder)}


def changes(folder: Path) -> list[Changed]:
    return [msgspec.json.decode(line, type=Changed) for line in (folder / records.CHANGES).read_bytes().splitlines()]


def everything(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path, path.read_bytes()


def told(path: Path, data: bytes) -> str:
    """All that a file says, also where it is packed: the columns of Parquet, the words of a PNG beside its dots."""
    if path.suffix == ".parquet":
        from pyarrow import parquet

        table = parquet.read_table(path)
        return f"{table.to_pylist()} {table.schema.metadata}"
    if path.suffix == ".png":
        from PIL import Image

        with Image.open(path) as image:
            return str(image.info)
    return data.decode("utf-8", "replace")


def test_what_no_person_has_looked_at_is_not_published(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no person has accepted a claim"):
        publish(ledger, tmp_path / "release")
    assert not (tmp_path / "release").exists()


def test_a_flag_that_nobody_has_ruled_on_is_named_and_nothing_is_written(ledger: Ledger, tmp_path: Path) -> None:
    ruled(ledger, names="redact", minors="redact", source_at_risk="redact", exact_coordinates="redact")
    with pytest.raises(
        GateError, match=f"{strike(ledger)}: it tells of a hospital, and nobody has ruled .*medical_site"
    ):
        publish(ledger, tmp_path / "release", SUGGESTIONS)
    assert not list(tmp_path.glob("*release*"))


def test_the_gate_lists_what_waits_in_words_that_name_nobody(ledger: Ledger) -> None:
    waiting, _ = open_flags(ledger, SUGGESTIONS)
    assert {one.flag for one in waiting} >= {"names", "minors", "source_at_risk", "medical_site"}
    assert not any(name in one.why for one in waiting for name in NAMES)


def test_a_ruling_on_one_incident_goes_before_the_ruling_on_all(ledger: Ledger, tmp_path: Path) -> None:
    ruled(ledger)
    value = {"flag": "medical_site", "verdict": "withhold"}
    ledger.decide("publish", strike(ledger), value=value, reason="the hospital is open again")
    with pytest.raises(ReleaseError, match="excluded: withheld 1"):
        publish(ledger, tmp_path / "release", SUGGESTIONS)


def test_redacted_names_stand_in_no_byte_of_any_file(ledger: Ledger, tmp_path: Path) -> None:
    ruled(ledger)
    publish(ledger, tmp_path / "release", SUGGESTIONS)
    for path, data in everything(tmp_path / "release"):
        text = told(path, data).casefold()
        for name in NAMES:
            assert name.casefold() not in text, path
            assert "-".join(name.casefold().split()) not in text, path
    found = incidents(tmp_path / "release")[strike(ledger)]
    assert set(found.withheld) == {"names", "minors", "source_at_risk", "exact_coordinates"} & set(found.withheld)
    assert any(claim.withheld for claim in found.claims)
    assert any("[name withheld]" in claim.quote for claim in found.claims)
    assert [report.url for report in found.reports] == [None, "https://coast.example/news/17"]


def test_published_names_stand_as_they_are(ledger: Ledger, tmp_path: Path) -> None:
    ruled(ledger, **(dict.fromkeys(RULINGS, "publish") | {"minors": "redact"}))
    publish(ledger, tmp_path / "release", SUGGESTIONS)
    text = (tmp_path / "release" / records.INCIDENTS).read_text("utf-8")
    assert "Fatima al-Zawi" in text
    assert "Omar Khalil" in text
    assert "Mariam Saleh" not in text


def test_a_coarsened_place_is_never_told_as_it_is_known(ledger: Ledger, tmp_path: Path) -> None:
    code = strike(ledger)
    known = next(one for one in ledger.incidents() if one.code == code)
    ruled(ledger, **dict.fromkeys(RULINGS, "redact"))
    publish(ledger, tmp_path / "release", SUGGESTIONS)
    place = incidents(tmp_path / "release")[code].place
    assert place.coarsened
    assert (place.radius_m or 0) > max(known.radius_m or 0, 3_000)
    assert known.lat is not None
    for path, data in everything(tmp_path / "release"):
        text = told(path, data)
        assert str(known.lat) not in text, path
        assert str(known.lon) not in text, path


def test_a_threat_is_counted_and_not_published(ledger: Ledger, tmp_path: Path) -> None:
    ruled(ledger)
    release = publish(ledger, tmp_path / "release", SUGGESTIONS)
    assert release.no_events["threatened"] == 1
    assert release.no_events["denied"] >= 1
    assert release.incidents == 1


def test_tolls_stand_side_by_side_and_every_one_leads_to_words_and_a_hash(ledger: Ledger, tmp_path: Path) -> None:
    ruled(ledger)
    publish(ledger, tmp_path / "release", SUGGESTIONS)
    found = incidents(tmp_path / "release")[strike(ledger)]
    killed = found.facet("killed")
    assert killed is not None
    assert {"7", "12"} <= {position.value for position in killed.positions}
    claims = {claim.key: claim for claim in found.claims}
    reports = {report.id: report for report in found.reports}
    for position in (position for facet in found.facets for position in (*facet.positions, *facet.parts)):
        for key in (*position.for_, *position.against):
            assert claims[key].quote
            assert len(reports[claims[key].report].sha256) == 64
            assert reports[claims[key].report].entry_hash


def test_a_denial_is_published_as_one(ledger: Ledger, tmp_path: Path) -> None:
    ruled(ledger)
    publish(ledger, tmp_path / "release", SUGGESTIONS)
    found = incidents(tmp_path / "release")[strike(ledger)]
    denial = next(claim for claim in found.claims if claim.stance == "denies")
    assert denial.role == "contradicts"
    assert denial.chain[-1].name == "Ahmed al-Mismari"
    assert denial.side_name == "Libyan National Army"


def test_accepting_one_claim_lets_an_incident_be_published_and_says_who_looked(ledger: Ledger, tmp_path: Path) -> None:
    ruled(ledger)
    key = next(row.claim.key for row in ledger.claims() if row.claim.kind == "casualty")
    ledger.decide("accept", key, reason="it says so")
    ledger.group()
    release = publish(ledger, tmp_path / "release")
    assert (release.incidents, release.reviewed) == (1, 1)
    found = incidents(tmp_path / "release")[strike(ledger)]
    assert {claim.review for claim in found.claims} == {"accepted", "suggested"}


def test_a_rejected_claim_is_not_published(ledger: Ledger, tmp_path: Path) -> None:
    ruled(ledger)
    row = next(row for row in ledger.claims() if "12 people" in row.claim.passage.exact)
    ledger.decide("reject", row.claim.key, reason="misread")
    ledger.group()
    publish(ledger, tmp_path / "release", SUGGESTIONS)
    assert row.claim.key not in (tmp_path / "release" / records.INCIDENTS).read_text("utf-8")


def test_the_same_state_gives_the_same_bytes_and_is_the_same_release(ledger: Ledger, tmp_path: Path) -> None:
    ruled(ledger)
    first = publish(ledger, tmp_path / "one", SUGGESTIONS)
    second = publish(ledger, tmp_path / "two", SUGGESTIONS)
    assert first == second
    one, two = dict(everything(tmp_path / "one")), dict(everything(tmp_path / "two"))
    assert {p.relative_to(tmp_path / "one"): d for p, d in one.items()} == {
        p.relative_to(tmp_path / "two"): d for p, d in two.items()
    }
    assert len([entry for entry in ledger.log() if entry.kind == "release"]) == 1


def test_what_was_published_once_and_is_not_any_more_leaves_a_tombstone(ledger: Ledger, tmp_path: Path) -> None:
    ruled(ledger)
    code = strike(ledger)
    publish(ledger, tmp_path / "one", SUGGESTIONS)
    assert [(one.code, one.change) for one in changes(tmp_path / "one")] == [(code, "added")]
    apart = next(one for one in ledger.incidents() if one.code == code)
    ledger.decide("different", apart.accounts[0], value={"other": apart.accounts[1]}, reason="two strikes")
    ledger.group()
    second = publish(ledger, tmp_path / "two", SUGGESTIONS)
    assert (second.number, second.before and second.before.number) == (2, 1)
    assert {one.change for one in changes(tmp_path / "two")} == {"added", "changed"}
    ledger.decide("publish", code, value={"flag": "medical_site", "verdict": "withhold"}, reason="asked by the family")
    third = publish(ledger, tmp_path / "three", SUGGESTIONS)
    removed = next(one for one in changes(tmp_path / "three") if one.code == code)
    assert (removed.change, removed.title, removed.why) == ("removed", "", "a person ruled that it is withheld")
    stones = (tmp_path / "three" / records.TOMBSTONES).read_text("utf-8")
    assert code in stones
    assert third.excluded["withheld"] == 1


def test_codes_that_became_one_are_told_as_merged(ledger: Ledger, tmp_path: Path) -> None:
    ruled(ledger)
    code = strike(ledger)
    whole = next(one for one in ledger.incidents() if one.code == code)
    apart = ledger.decide("different", whole.accounts[0], value={"other": whole.accounts[1]}, reason="two strikes")
    ledger.group()
    publish(ledger, tmp_path / "one", SUGGESTIONS)
    ledger.decide("undo", "", supersedes=apart.number, reason="one after all")
    ledger.group()
    publish(ledger, tmp_path / "two", SUGGESTIONS)
    merged = next(one for one in changes(tmp_path / "two") if one.change == "merged")
    assert merged.into == code


def test_an_embargo_holds_until_its_day(ledger: Ledger, tmp_path: Path) -> None:
    ruled(ledger)
    value = {"flag": "embargo", "verdict": "withhold", "until": "2999-01-01"}
    ledger.decide("publish", strike(ledger), value=value, reason="the family asked")
    with pytest.raises(ReleaseError, match="embargo 1"):
        publish(ledger, tmp_path / "release", SUGGESTIONS)
    past = {"flag": "embargo", "verdict": "withhold", "until": "2016-12-31"}
    ledger.decide("publish", strike(ledger), value=past, reason="it is over")
    assert publish(ledger, tmp_path / "release", SUGGESTIONS).incidents == 1


def test_a_tag_that_is_called_like_a_flag_is_one(ledger: Ledger, tmp_path: Path) -> None:
    ruled(ledger)
    ledger.exploration.tag([strike(ledger)], "sensitive_site")
    with pytest.raises(GateError, match="a person tagged it so"):
        publish(ledger, tmp_path / "release", SUGGESTIONS)


def test_a_selection_is_never_silently_wider(ledger: Ledger, tmp_path: Path) -> None:
    ruled(ledger)
    with pytest.raises(ReleaseError, match="no incident is selected"):
        publish(ledger, tmp_path / "release", ReleasePolicy(suggestions=True, search="country=SY"))
    with pytest.raises(ReleaseError, match="'contry' is nothing that incidents are selected by"):
        publish(ledger, tmp_path / "release", ReleasePolicy(suggestions=True, search="contry=SY"))


def test_what_is_not_grouped_is_not_published(ledger: Ledger, tmp_path: Path) -> None:
    ruled(ledger)
    key = next(row.claim.key for row in ledger.claims() if row.claim.kind == "casualty")
    ledger.decide("reject", key, reason="misread")
    with pytest.raises(ReleaseError, match="1 reports or decisions are not grouped yet"):
        publish(ledger, tmp_path / "release", SUGGESTIONS)


def test_a_folder_that_holds_something_is_left_alone(ledger: Ledger, tmp_path: Path) -> None:
    ruled(ledger)
    (tmp_path / "release").mkdir()
    (tmp_path / "release" / "notes.txt").write_text("mine")
    with pytest.raises(ReleaseError, match="there is something here already"):
        publish(ledger, tmp_path / "release", SUGGESTIONS)
    assert (tmp_path / "release" / "notes.txt").read_text() == "mine"


def test_every_file_is_listed_with_its_hash(ledger: Ledger, tmp_path: Path) -> None:
    ruled(ledger)
    release = publish(ledger, tmp_path / "release", SUGGESTIONS)
    manifest = msgspec.json.decode((tmp_path / "release" / "release.json").read_bytes(), type=Release)
    assert manifest == release
    listed = {one.path: one for one in manifest.files}
    there = {path.relative_to(tmp_path / "release").as_posix() for path, _ in everything(tmp_path / "release")}
    assert there == listed.keys() | {"release.json", "SHA256SUMS"}
    for path, one in listed.items():
        data = (tmp_path / "release" / path).read_bytes()
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (one.sha256, one.size), path


def test_a_release_is_kept_account_of_in_log_backup_and_verify(ledger: Ledger, tmp_path: Path) -> None:
    ruled(ledger)
    publish(ledger, tmp_path / "release", SUGGESTIONS)
    assert list(ledger.verify()) == []
    ledger.backup(tmp_path / "backup.tar")
    with Ledger.restore(tmp_path / "backup.tar", tmp_path / "restored") as restored:
        restored.rebuild()
        assert list(restored.verify()) == []
        again = publish(restored, tmp_path / "again", SUGGESTIONS)
        assert again.before is not None or again.number == 1


def test_the_command_refuses_publishes_and_tells(ledger: Ledger, tmp_path: Path) -> None:
    folder = ledger.folder

    def sayso(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "sayso", *words, "--project", str(folder)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    refused = sayso("publish", str(tmp_path / "release"), "--suggestions")
    assert refused.returncode == 1
    assert "nobody has ruled" in refused.stderr
    waiting = sayso("gate", "--suggestions")
    assert "medical_site waits" in waiting.stdout
    for flag in ("names", "minors", "source_at_risk", "exact_coordinates", "medical_site"):
        assert sayso("decide", "publish", "release", f"{flag}=redact", "--reason", "our rule").returncode == 0
    done = sayso("publish", str(tmp_path / "release"), "--suggestions")
    assert done.returncode == 0, done.stderr
    assert "Release 1 of" in done.stdout
    assert (tmp_path / "release" / "release.json").exists()


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ({"flag": "names"}, "no verdict"),
        ({"flag": "name", "verdict": "redact"}, "no such flag"),
        ({"flag": "names", "verdict": "hide"}, "no such verdict"),
        ({"flag": "embargo", "verdict": "withhold"}, "an embargo without a day"),
        ({"flag": "names", "verdict": "redact", "until": "2027-01-01"}, "a day without an embargo"),
        ({"flag": "embargo", "verdict": "withhold", "until": "tomorrow"}, "a day that is none"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_ruling_that_says_too_little_is_refused(ledger: Ledger, value: dict[str, str], why: str) -> None:
    from sayso.errors import DecisionError

    with pytest.raises(DecisionError):
        ledger.decide("publish", "release", value=value, reason=why)
