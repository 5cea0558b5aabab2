"""The API with the real server: who may ask for what, the ledger's own records, nothing decided unseen, names withheld."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx
import msgspec
import pytest

from sayso.ledger import Ledger
from sayso.model.claim import Claim
from sayso.model.exploring import Exploring
from sayso.model.ledger import ClaimFilter
from tests.desk import told
from tests.desk.api_programs import API, Program, ended, key_of, program, project
from tests.desk.served import PASSWORD, ROLES, Desk

if TYPE_CHECKING:
    from sayso.desk.access import Deed

_MAY: dict[Deed, tuple[str, ...]] = {"look": ROLES, "record": ROLES[1:], "review": ROLES[2:], "manage": ROLES[4:]}
_NAME = re.compile("mariam", re.IGNORECASE)  # others are called Saleh, too
DOCS = Path(__file__).parents[2] / "docs" / "api.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("api") / "project")


class Scene(NamedTuple):
    """A desk, a program of everybody, and the ids of what there is."""

    desk: Desk
    programs: dict[str, Program]
    ids: dict[str, str]


@pytest.fixture(scope="module")
def scene(desk: Desk) -> Iterator[Scene]:
    programs = {"nobody": program(desk), **{role: program(desk, key_of(desk, role)) for role in ROLES}}
    admin = programs["admin"]
    named = next(
        r["report"]["id"] for r in admin.read("/reports")["reports"] if r["report"]["source"] == "Benghazi Star"
    )
    pair = admin.read("/pairs")["pairs"][0]["pair"]
    ids = {
        "report": named,
        "claim": admin.read(f"/reports/{named}/claims")["claims"][0]["claim"]["key"],
        "code": told.FATAIH_CODE,
        "agreement": admin.read("/agreements")["agreements"][0]["id"],
        "a": pair["a"],
        "b": pair["b"],
        "job": str(ended(admin, admin.says("/jobs", {"kind": "read"}, 202)["number"])["number"]),
        "search": str(admin.says("/searches", {"name": "raids", "query": "kind=air_strike"}, 201)["number"]),
    }
    yield Scene(desk, programs, ids)
    for one in programs.values():
        one.close()


class Row(NamedTuple):
    """An operation by its name in the document: how it is asked, for what deed, and what whoever may ask then gets."""

    name: str
    method: str
    path: str
    deed: Deed
    status: int = 200
    body: Any = None


# What is sent is such that nothing is decided: the answer is the same for everybody who may ask.
_WHY = {"reason": "a test"}
_UNSEEN = {"verb": "accept", "digest": "0" * 20, "seen": 0, **_WHY}
TABLE = [
    Row("overview", "GET", "/project", "look"),
    Row("search", "GET", "/search?words=Derna", "look"),
    Row("me", "GET", "/me", "look"),
    Row("list_accounts", "GET", "/accounts", "manage"),
    Row("revoke_key", "DELETE", "/accounts/nobody/key", "manage", 404),
    Row("list_reports", "GET", "/reports", "look"),
    Row("next_report", "GET", "/reports/next", "look"),
    Row("list_outlets", "GET", "/outlets", "look"),
    Row("one_report", "GET", "/reports/{report}", "look"),
    Row("report_text", "GET", "/reports/{report}/text", "look"),
    Row("report_claims", "GET", "/reports/{report}/claims", "look"),
    Row("report_notes", "GET", "/reports/{report}/notes", "look"),
    Row("note_on_report", "POST", "/reports/{report}/notes", "record", 422, {"text": " "}),
    Row("add_text", "POST", "/reports", "record", 422, {}),
    Row("add_files", "POST", "/reports/files", "record", 422, {}),
    Row("read_again", "POST", "/reports/{report}/read-again", "record", 400),
    Row("list_claims", "GET", "/claims", "look"),
    Row("one_claim", "GET", "/claims/{claim}", "look"),
    Row("decide_on_claim", "POST", "/claims/{claim}/decisions", "record", 409, _UNSEEN),
    Row("decide_on_claims", "POST", "/reports/{report}/decisions", "record", 422, {"verb": "accept", "claims": [], **_WHY}),
    Row("claim_notes", "GET", "/claims/{claim}/notes", "look"),
    Row("note_on_claim", "POST", "/claims/{claim}/notes", "record", 422, {"text": ""}),
    Row("list_incidents", "GET", "/incidents", "look"),
    Row("incidents_file", "GET", "/incidents/file?form=csv", "look"),
    Row("mark_incidents", "POST", "/incidents/marks", "record", 400, {"codes": ["none"], "tag": "seen"}),
    Row("one_incident", "GET", "/incidents/{code}", "look"),
    Row("decide_on_incident", "POST", "/incidents/{code}/decisions", "review", 409, {"verb": "grade", "seen": "-", **_WHY}),
    Row("split_incident", "POST", "/incidents/{code}/split", "record", 409, {"accounts": ["x"], "seen": ["x"], **_WHY}),
    Row("incident_notes", "GET", "/incidents/{code}/notes", "look"),
    Row("note_on_incident", "POST", "/incidents/{code}/notes", "record", 422, {"text": ""}),
    Row("list_pairs", "GET", "/pairs", "look"),
    Row("one_pair", "GET", "/pairs/one?a={a}&b={b}", "look"),
    Row(
        "decide_on_pair", "POST", "/pairs/decisions", "record", 409,
        {"a": "{a}", "b": "{b}", "verb": "same", "seen": 9_999, **_WHY},
    ),
    Row("undo_decision", "POST", "/decisions/999999/undo", "record", 404, _WHY),
    Row("list_agreements", "GET", "/agreements", "look"),
    Row("one_agreement", "GET", "/agreements/{agreement}", "look"),
    Row("list_entries", "GET", "/log", "look"),
    Row("one_entry", "GET", "/log/1", "look"),
    Row("list_timestamps", "GET", "/timestamps", "look"),
    Row("list_jobs", "GET", "/jobs", "look"),
    Row("ask_for_job", "POST", "/jobs", "record", 422, {"kind": "dance"}),
    Row("one_job", "GET", "/jobs/{job}", "look"),
    Row("job_lines", "GET", "/jobs/{job}/lines", "look"),
    Row("cancel_job", "POST", "/jobs/{job}/cancel", "review", 400),
    Row("resume_job", "POST", "/jobs/{job}/resume", "review", 400),
    Row("list_searches", "GET", "/searches", "look"),
    Row("keep_search", "POST", "/searches", "look", 422, {"name": " "}),
    Row("search_seen", "POST", "/searches/999999/seen", "look", 404),
    Row("forget_search", "DELETE", "/searches/999999", "look", 404),
]  # fmt: skip


def asked(scene: Scene, who: str, row: Row) -> httpx.Response:
    """What somebody gets."""
    body = row.body
    if isinstance(body, dict):
        body = {k: v.format(**scene.ids) if isinstance(v, str) else v for k, v in body.items()}
    return scene.programs[who].request(row.method, API + row.path.format(**scene.ids), json=body)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.name}-{row.deed}")
def test_only_who_may_do_it_is_answered(scene: Scene, row: Row) -> None:
    for who in ("nobody", *ROLES):
        answer = asked(scene, who, row)
        wanted = 401 if who == "nobody" else row.status if who in _MAY[row.deed] else 403
        assert answer.status_code == wanted, (who, answer.text[:500])
        if wanted >= 400:
            assert set(answer.json()) >= {"error"}, answer.text
            assert answer.json()["error"].endswith(".") or "openapi" in answer.json()["error"]
        assert answer.headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in answer.headers
        assert "set-cookie" not in answer.headers
        assert "Traceback" not in answer.text


def test_every_operation_of_the_document_has_a_row(scene: Scene) -> None:
    document = scene.programs["nobody"].read("/openapi.json")
    operations = {one["operationId"] for methods in document["paths"].values() for one in methods.values()}
    assert operations == {row.name for row in TABLE} | {"revoke_own_key"}
    roles = {one["operationId"]: one["x-role"] for methods in document["paths"].values() for one in methods.values()}
    least = {row.name: _MAY[row.deed][0] for row in reversed(TABLE)}
    changed_by_what_is_asked = {"cancel_job", "resume_job"}  # one's own jobs are a recorder's to change
    assert {name: role for name, role in least.items() if name not in changed_by_what_is_asked} == {
        name: role for name, role in roles.items() if name not in {*changed_by_what_is_asked, "revoke_own_key"}
    }


def test_a_session_is_no_key(desk: Desk) -> None:
    person = desk.person("admin")
    for path in ("/me", "/reports", "/log"):
        assert person.get(API + path).status_code == 401
    assert person.post(f"{API}/jobs", json={"kind": "group"}).status_code == 401


def test_a_key_is_shown_once_kept_as_a_hash_and_revoked(desk: Desk) -> None:
    first = key_of(desk, "publisher")
    page = desk.person("publisher").page("/account/")
    assert first not in page
    assert "There is a key." in page
    with closing(sqlite3.connect(desk.folder / "desk.db")) as accounts:
        everything = "\n".join(accounts.iterdump())
    assert first not in everything
    assert sha256(first.encode()).hexdigest() in everything
    with program(desk, first) as one:
        assert one.read("/me") == {
            "name": "publisher",
            "role": "publisher",
            "may": ["look", "record", "review", "publish"],
        }
        second = key_of(desk, "publisher")
        assert one.get(f"{API}/me").status_code == 401, "a new key takes its place"
    with program(desk, second) as one:
        assert one.delete(f"{API}/me/key").status_code == 204
        assert one.get(f"{API}/me").status_code == 401
    third = key_of(desk, "publisher")
    admin = desk.person("admin")
    assert "Revoke the key" in admin.page("/accounts/")
    admin.submit("/accounts/publisher/key/", form="/accounts/")
    with program(desk, third) as one:
        assert one.get(f"{API}/me").status_code == 401
    log = desk.person("publisher").page("/account/")
    assert (log.count("<td>made</td>"), log.count("<td>revoked</td>")) == (4, 2)
    assert admin.page("/accounts/").count("<td>revoked</td>") >= 2


def test_keys_of_accounts_that_are_shut_or_locked_do_nothing(desk: Desk) -> None:
    admin = desk.person("admin")
    for name in ("leaving", "guessed"):
        admin.submit("/accounts/", {"username": name, "password": PASSWORD, "role": "recorder"})
    with program(desk, key_of(desk, "leaving")) as leaving, program(desk, key_of(desk, "guessed")) as guessed:
        assert leaving.read("/me")["name"] == "leaving"
        admin.submit("/accounts/leaving/", {"role": "recorder"}, form="/accounts/")
        assert leaving.get(f"{API}/me").status_code == 401
        guesser = desk.visitor()
        for _ in range(5):
            guesser.submit("/sign-in/", {"username": "guessed", "password": "wrong wrong wrong"})
        assert guessed.get(f"{API}/me").status_code == 401
        admin.submit("/accounts/leaving/", {"role": "reader", "active": "yes"}, form="/accounts/")
        assert leaving.read("/me")["role"] == "reader", "the role of the account rules, not that of the day of the key"


@pytest.mark.parametrize("key", ["-", "sayso_", "sayso_guess", "x" * 5_000, "ü"])
def test_no_key_and_a_wrong_one_are_alike(desk: Desk, key: str) -> None:
    answer = httpx.get(f"{desk.address}{API}/me", headers=[(b"Authorization", f"Bearer {key}".encode())])
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json()["error"].startswith("Authorization:")


def test_records_are_those_of_the_ledger(scene: Scene) -> None:
    one, ids = scene.programs["reader"], scene.ids
    with Ledger.open(scene.desk.folder) as ledger:
        report = plain(ledger.report(ids["report"]))
        assert one.read(f"/reports/{ids['report']}", names=True) == report | {"text": None}
        assert one.read(f"/reports/{ids['report']}/text", names=True)["text"] == report["text"]
        assert one.read(f"/claims/{ids['claim']}", names=True) == plain(ledger.show(ids["claim"]))
        assert one.read(f"/agreements/{ids['agreement']}", names=True) == plain(ledger.show(ids["agreement"]))
        incident = one.read(f"/incidents/{ids['code']}", names=True)
        page = plain(ledger.show(ids["code"]))
        assert {name: incident[name] for name in page} == page
        assert [line["code"] for line in one.read("/incidents")["lines"]] == [
            line.code for line in ledger.exploration.page(Exploring()).lines
        ]
        entries = {entry["number"]: entry for entry in one.read("/log", names=True, limit=100)["entries"]}
        assert entries == {entry.number: plain(entry) for entry in ledger.log()}
        assert one.read("/claims", limit=100, names=True)["claims"] == [plain(row) for row in ledger.claims()][:100]
        kinds = ClaimFilter(kind="denial")
        assert one.read("/claims", kind="denial", names=True)["claims"] == [plain(row) for row in ledger.claims(kinds)]


def plain(record: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(record))


def test_lists_go_on_to_their_end(scene: Scene) -> None:
    one = scene.programs["reader"]
    with Ledger.open(scene.desk.folder) as ledger:
        keys = [row.claim.key for row in ledger.claims()]
        numbers = [entry.number for entry in ledger.log()]
    assert [row["claim"]["key"] for row in every(one, "/claims", "claims", "after", limit=7)] == keys
    waiting = every(one, "/claims", "claims", "after", limit=7, review="suggested")
    assert [row["claim"]["key"] for row in waiting] == keys
    assert [entry["number"] for entry in every(one, "/log", "entries", "before", limit=5)] == numbers[::-1]
    whole = one.read("/pairs", limit=50)["pairs"]
    assert [pair["pair"] for pair in every(one, "/pairs", "pairs", "start", limit=1)] == [
        pair["pair"] for pair in whole
    ]
    report = max((r["report"] for r in one.read("/reports")["reports"]), key=lambda r: r["claims"])
    told_all = every(one, f"/reports/{report['id']}/claims", "claims", "start", limit=2)
    assert len({row["claim"]["key"] for row in told_all}) == report["claims"]
    codes = [line["code"] for line in one.read("/incidents")["lines"]]
    found: list[str] = []
    after: Any = ""
    while after is not None:
        page = one.read("/incidents", limit=2, after=after)
        found += [line["code"] for line in page["lines"]]
        after = page["after"]
    assert found == codes


def every(one: Program, path: str, name: str, onward: str, **given: Any) -> list[Any]:
    """A whole list, a piece at a time."""
    found: list[Any] = []
    page = one.read(path, **given)
    while page["next"] is not None:
        found += page[name]
        page = one.read(path, **given, **{onward: page["next"]})
    return [*found, *page[name]]


def test_names_of_the_harmed_are_withheld_until_asked_for(scene: Scene) -> None:
    one, report = scene.programs["reader"], scene.ids["report"]
    code = one.read(f"/reports/{report}")["incidents"][0]
    own = [
        f"/reports/{report}", f"/reports/{report}/text", f"/reports/{report}/claims", f"/claims/{scene.ids['claim']}",
        f"/claims?report={report}", f"/incidents/{code}", "/search?words=Benghazi", f"/pairs/one?a={code}&b={told.FATAIH_CODE}",
    ]  # fmt: skip
    for path in own:
        withheld, shown = one.get(API + path).text, one.get(f"{API}{path}{'&' if '?' in path else '?'}names=true").text
        assert not _NAME.search(withheld), path
        assert _NAME.search(shown), path
    text = one.read(f"/reports/{report}/text")["text"]
    spans = [one.read(f"/reports/{report}")["reading"]["mentions"], [
        row["claim"]["passage"] for row in one.read(f"/reports/{report}/claims")["claims"]
    ]]  # fmt: skip
    assert all(text[each["start"] : each["end"]] == each["exact"] for some in spans for each in some)
    assert text.startswith("██████ █████, 9, was killed")


def test_every_list_is_without_the_names(scene: Scene) -> None:
    for row in TABLE:
        if row.method == "GET" and row.status == 200 and row.name != "one_entry":
            assert not _NAME.search(asked(scene, "admin", row).text), row.path


@pytest.fixture
def claim(scene: Scene) -> Iterator[dict[str, Any]]:
    """A claim on which nobody decided; what a test decides on it is taken back."""
    one = scene.programs["admin"]
    row = next(row for row in one.read("/claims", limit=100)["claims"] if not row["decisions"])
    yield row
    now = one.read(f"/claims/{row['claim']['key']}")["claim"]
    for made in reversed(now["decisions"]):
        one.says(f"/decisions/{made['number']}/undo", _WHY, 201)


def decision(row: dict[str, Any], verb: str = "accept", **more: Any) -> dict[str, Any]:
    """A decision on a claim as it is seen."""
    seen = max((made["number"] for made in row["decisions"]), default=0)
    return {"verb": verb, "digest": row["claim"]["digest"], "seen": seen, **_WHY, **more}


def test_two_people_accept_a_claim_and_nobody_confirms_their_own_work(scene: Scene, claim: dict[str, Any]) -> None:
    recorder, reviewer, key = scene.programs["recorder"], scene.programs["reviewer"], claim["claim"]["key"]
    first = recorder.says(f"/claims/{key}/decisions", decision(claim), 201)
    assert (first["by"], first["verb"], first["target"]) == ("recorder", "accept", key)
    waiting = recorder.read(f"/claims/{key}")["claim"]
    assert waiting["review"] == "waiting"
    assert "own work" in recorder.says(f"/claims/{key}/decisions", decision(waiting), 400)["error"]
    reviewer.says(f"/claims/{key}/decisions", decision(waiting), 201)
    assert recorder.read(f"/claims/{key}")["claim"]["review"] == "accepted"


def test_to_confirm_what_another_person_accepted_is_for_a_reviewer(scene: Scene, claim: dict[str, Any]) -> None:
    recorder, reviewer, key = scene.programs["recorder"], scene.programs["reviewer"], claim["claim"]["key"]
    reviewer.says(f"/claims/{key}/decisions", decision(claim), 201)
    waiting = recorder.read(f"/claims/{key}")["claim"]
    recorder.says(f"/claims/{key}/decisions", decision(waiting), 403)
    several = {"verb": "accept", "claims": [{"key": key, **_seen(waiting)}], **_WHY}
    recorder.says(f"/reports/{claim['report']}/decisions", several, 403)
    recorder.says(f"/claims/{key}/decisions", decision(waiting, "reject"), 201)


def _seen(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in decision(row).items() if name in {"digest", "seen"}}


def test_a_decision_on_what_is_no_longer_so_is_refused_with_both_readings(scene: Scene, claim: dict[str, Any]) -> None:
    recorder, key = scene.programs["recorder"], claim["claim"]["key"]
    recorder.says(f"/claims/{key}/decisions", decision(claim, "reject"), 201)
    late = recorder.says(f"/claims/{key}/decisions", decision(claim), 409)
    assert "recorder rejected it" in late["error"]
    assert late["now"]["review"] == "rejected"
    assert late["seen"]["digest"] == claim["claim"]["digest"]
    unknown = recorder.says(f"/claims/{key}/decisions", decision(claim) | {"digest": "0" * 20}, 409)
    assert unknown["seen"] is None
    assert recorder.read(f"/claims/{key}")["claim"]["review"] == "rejected"


def test_a_claim_is_amended_and_never_with_a_name_that_was_withheld(scene: Scene) -> None:
    recorder, report = scene.programs["recorder"], scene.ids["report"]
    masked = next(
        row for row in recorder.read(f"/reports/{report}/claims")["claims"]
        if "█" in msgspec.json.encode(row["claim"]["proposition"]).decode()
    )  # fmt: skip
    key = masked["claim"]["key"]
    amended = decision(masked, "amend", proposition=masked["claim"]["proposition"])
    assert "withheld" in recorder.says(f"/claims/{key}/decisions", amended, 422)["error"]
    open_ = recorder.read(f"/claims/{key}", names=True)["claim"]
    msgspec.convert(open_["claim"], Claim)
    done = recorder.says(
        f"/claims/{key}/decisions", decision(open_, "amend", proposition=open_["claim"]["proposition"]), 201
    )
    assert done["value"]["proposition"] == open_["claim"]["proposition"]
    conflict = scene.programs["reviewer"].says(f"/claims/{key}/decisions", decision(open_), 409)
    assert not _NAME.search(msgspec.json.encode(conflict).decode())
    assert "proposition" not in msgspec.json.encode(recorder.read("/log", limit=1)).decode()
    recorder.says(f"/decisions/{done['number']}/undo", _WHY, 201)


def test_several_claims_are_decided_on_together_or_not_at_all(scene: Scene) -> None:
    recorder = scene.programs["recorder"]
    report = next(r["report"]["id"] for r in recorder.read("/reports")["reports"] if r["report"]["claims"] >= 3)
    rows = recorder.read(f"/reports/{report}/claims")["claims"][:3]
    seen = [{"key": row["claim"]["key"], **_seen(row)} for row in rows]
    stale = [*seen[:2], seen[2] | {"seen": 9_999}]
    refused = recorder.says(f"/reports/{report}/decisions", {"verb": "accept", "claims": stale, **_WHY}, 409)
    assert refused["now"]["claim"]["key"] == rows[2]["claim"]["key"]
    assert not any(row["decisions"] for row in recorder.read(f"/reports/{report}/claims")["claims"][:3])
    done = recorder.says(f"/reports/{report}/decisions", {"verb": "accept", "claims": seen, **_WHY}, 201)["decisions"]
    assert len(done) == 3
    for made in done:
        recorder.says(f"/decisions/{made['number']}/undo", _WHY, 201)


def test_a_grade_is_a_reviewers_to_give_to_take_back_and_to_bring_back(scene: Scene) -> None:
    recorder, reviewer, path = scene.programs["recorder"], scene.programs["reviewer"], f"/incidents/{told.FATAIH_CODE}"
    page = reviewer.read(path)
    wish = {"verb": "grade", "seen": page["seen"], "strike_status": "likely", **_WHY}
    recorder.says(f"{path}/decisions", wish, 403)
    made = reviewer.says(f"{path}/decisions", wish, 201)
    late = reviewer.says(f"{path}/decisions", wish, 409)
    assert [one["number"] for one in late["decisions"]] == [made["number"]]
    assert late["now"] == reviewer.read(path)["seen"] != page["seen"]
    recorder.says(f"/decisions/{made['number']}/undo", _WHY, 403)
    undone = reviewer.says(f"/decisions/{made['number']}/undo", _WHY, 201)
    recorder.says(f"/decisions/{undone['number']}/undo", _WHY, 403)
    assert reviewer.read(path)["standing"] == []
    assert [one["verb"] for one in reviewer.read(path)["history"]][-2:] == ["grade", "undo"]


def test_a_value_is_chosen_among_those_reported(scene: Scene) -> None:
    reviewer, path = scene.programs["reviewer"], f"/incidents/{told.FATAIH_CODE}"
    page = reviewer.read(path)
    facet = next(facet for facet in page["incident"]["facets"] if facet["field"] == "killed")
    wish = {"verb": "select", "seen": page["seen"], "field": "killed", **_WHY}
    assert "is reported as" in reviewer.says(f"{path}/decisions", wish | {"value": "3 million"}, 400)["error"]
    reviewer.says(f"{path}/decisions", wish | {"harm": "fair"}, 422)
    made = reviewer.says(f"{path}/decisions", wish | {"value": facet["positions"][0]["value"]}, 201)
    reviewer.says(f"/decisions/{made['number']}/undo", _WHY, 201)


def test_a_pair_is_decided_as_it_was_seen(scene: Scene) -> None:
    recorder = scene.programs["recorder"]
    both = {"a": scene.ids["a"], "b": scene.ids["b"]}
    pair = recorder.read("/pairs/one", **both)
    made = recorder.says("/pairs/decisions", {**both, "verb": "unsure", "seen": pair["seen"], **_WHY}, 201)
    late = recorder.says("/pairs/decisions", {**both, "verb": "same", "seen": pair["seen"], **_WHY}, 409)
    assert late["decision"]["number"] == made["number"] == recorder.read("/pairs/one", **both)["seen"]
    recorder.says(f"/decisions/{made['number']}/undo", _WHY, 201)
    turned = recorder.says("/pairs/decisions", {**both, "verb": "holds", "seen": 0, **_WHY}, 201)
    assert (turned["verb"], turned["target"]) == ("part_of", both["b"])
    recorder.says(f"/decisions/{turned['number']}/undo", _WHY, 201)
    recorder.says(f"/decisions/{turned['number']}/undo", _WHY, 400)
    assert recorder.get(f"{API}/pairs/one", params={"a": both["a"], "b": both["a"]}).status_code == 404


def test_an_incident_is_taken_apart(scene: Scene) -> None:
    recorder, path = scene.programs["recorder"], f"/incidents/{told.FATAIH_CODE}"
    accounts = recorder.read(path)["incident"]["accounts"]
    refused = recorder.says(f"{path}/split", {"accounts": accounts, "seen": accounts, **_WHY}, 422)
    assert "not all" in refused["error"]
    made = recorder.says(f"{path}/split", {"accounts": accounts[:1], "seen": accounts[::-1], **_WHY}, 201)
    assert (made["verb"], made["value"]["others"]) == ("different", accounts[1:])
    recorder.says(f"/decisions/{made['number']}/undo", _WHY, 201)


def test_notes_tags_and_searches(scene: Scene) -> None:
    recorder, reader, ids = scene.programs["recorder"], scene.programs["reader"], scene.ids
    for path in (f"/reports/{ids['report']}", f"/claims/{ids['claim']}", f"/incidents/{ids['code']}"):
        made = recorder.says(f"{path}/notes", {"text": f"Look again at {path}."}, 201)["notes"][0]
        assert made["by"] == "recorder"
        assert reader.read(f"{path}/notes")["notes"][-1]["data"]["text"] == f"Look again at {path}."
    assert recorder.says("/incidents/marks", {"codes": [ids["code"]], "tag": "check the day"}, 200) == {"done": 1}
    assert [line["code"] for line in reader.read("/incidents", tag="check the day")["lines"]] == [ids["code"]]
    recorder.says("/incidents/marks", {"codes": [ids["code"]], "untag": "check the day"}, 200)
    recorder.says("/incidents/marks", {"codes": [ids["code"]], "assign": "nobody at all"}, 422)
    recorder.says("/incidents/marks", {"codes": [ids["code"]]}, 422)
    kept = reader.says("/searches", {"name": "Derna", "query": "q=Derna&order=none"}, 201)
    assert (kept["query"], kept["news"]) == ("q=Derna", {"incidents": 0, "with_reports": 0})
    assert recorder.post(f"{API}/searches/{kept['number']}/seen").status_code == 404, "a search is its owner's alone"
    assert reader.says(f"/searches/{kept['number']}/seen", None, 200)["name"] == "Derna"
    assert reader.delete(f"{API}/searches/{kept['number']}").status_code == 204


def test_a_text_and_a_file_come_in_by_a_job(scene: Scene) -> None:
    recorder = scene.programs["recorder"]
    text = "Two people were hurt when a mine went off in Sirte on Friday, a doctor said."
    begun = recorder.says(
        "/reports", {"text": text, "source": "Sirte Post", "published": "2016-08-06", "title": "Mine"}, 202
    )
    files = {"files": ("mines.txt", b"Deminers said that they had cleared a road in Sirte on Saturday.", "text/plain")}
    also = recorder.post(f"{API}/reports/files", files=files, data={"source": "Sirte Post", "published": "2016-08-07"})
    assert also.status_code == 202, also.text
    for number in (begun["number"], also.json()["number"]):
        job = ended(recorder, number)
        assert (job["state"], job["by"], job["outcomes"]) == ("done", "recorder", {"new": 1}), job
        assert recorder.read(f"/jobs/{number}/lines")["lines"][0]["body"]["outcome"] == "new"
    found = recorder.read("/reports", source="Sirte Post")
    assert [(one["report"]["published"], one["report"]["state"]) for one in found["reports"]] == [
        ("2016-08-07", "read"),
        ("2016-08-06", "read"),
    ]


def test_work_of_others_is_a_reviewers_to_change(scene: Scene) -> None:
    admin, recorder = scene.programs["admin"], scene.programs["recorder"]
    number = admin.says("/jobs", {"kind": "verify"}, 202)["number"]
    assert recorder.post(f"{API}/jobs/{number}/cancel").status_code == 403
    assert ended(admin, number)["state"] in {"done", "cancelled"}


def test_to_make_everything_anew_is_for_a_reviewer(scene: Scene) -> None:
    recorder, reviewer = scene.programs["recorder"], scene.programs["reviewer"]
    before = reviewer.read("/incidents")["lines"]
    recorder.says("/jobs", {"kind": "rebuild"}, 403)
    job = ended(reviewer, reviewer.says("/jobs", {"kind": "rebuild"}, 202)["number"])
    assert (job["state"], job["result"]["incidents"]) == ("done", len(reviewer.read("/incidents")["lines"]))
    assert {line["code"] for line in before} <= {line["code"] for line in reviewer.read("/incidents")["lines"]}


WRONG = [
    ("GET", "/reports?sinse=2016-01-01", None, 422, "sinse"),
    ("GET", "/reports?since=soon", None, 422, "since"),
    ("GET", "/reports?page=0", None, 422, "page"),
    ("GET", "/reports?page=1&page=2", None, 422, "page"),
    ("GET", "/reports?state=lost", None, 422, "state"),
    ("GET", "/reports?words=%00", None, 422, "words"),
    ("GET", "/claims?limit=1000", None, 422, "limit"),
    ("GET", "/claims?after=here", None, 422, "after"),
    ("GET", "/search", None, 422, "words"),
    ("GET", "/incidents?kind=a&kind=b&limit=x", None, 422, "limit"),
    ("GET", "/reports/%00", None, 404, ""),
    ("GET", "/reports/..%2f..%2fetc", None, 404, ""),
    ("GET", "/claims/9", None, 404, "9"),
    ("GET", "/incidents/LY-1999-0001", None, 404, "LY-1999-0001"),
    ("GET", "/jobs/99999999999999999999", None, 404, "99999999999999999999"),
    ("GET", "/log/0", None, 404, ""),
    ("GET", "/nothing", None, 404, "openapi"),
    ("POST", "/reports", b"{", 400, "JSON"),
    ("POST", "/reports", b"\xff", 400, "JSON"),
    ("POST", "/reports", b"[" * 100_000, 400, "JSON"),
    ("POST", "/reports", b"[]", 422, "body"),
    ("POST", "/reports", b'{"text": 3}', 422, "text"),
    ("POST", "/reports", b'{"text": "a\\u0000b"}', 422, "U+0000"),
    ("POST", "/reports", b'{"text": "x", "published": "2016-02-31"}', 422, "published"),
    ("POST", "/reports", b'{"text": "x", "colour": "red"}', 422, "colour"),
    ("POST", "/jobs", b"null", 422, "body"),
    ("POST", "/decisions/1/undo", b'{"reason": "x"}', 404, "1"),
    ("POST", "/decisions/2/undo", b"{}", 422, "reason"),
    ("PUT", "/reports", b"{}", 405, "GET, POST"),
    ("PATCH", "/me", b"{}", 405, "GET"),
    ("DELETE", "/openapi.json", None, 405, "GET"),
]


@pytest.mark.parametrize(("method", "path", "body", "status", "named"), WRONG)
def test_wrong_input_is_told_in_a_sentence_that_names_it(
    scene: Scene, *, method: str, path: str, body: bytes | None, status: int, named: str
) -> None:
    answer = scene.programs["admin"].request(method, API + path, content=body)
    assert answer.status_code == status, answer.text
    assert named in answer.json()["error"]
    assert list(answer.json()) == ["error"]
    if status == 405:
        assert answer.headers["allow"]


def test_too_large_a_body_is_refused(scene: Scene) -> None:
    answer = scene.programs["recorder"].post(f"{API}/reports", json={"text": "x" * (26 * 1024 * 1024)})
    assert (answer.status_code, "25 MB" in answer.json()["error"]) == (413, True)


def test_the_document_tells_strangers_nothing_of_the_project(scene: Scene) -> None:
    answer = scene.programs["nobody"].get(f"{API}/openapi.json")
    assert answer.json()["openapi"].startswith("3.1")
    assert "Derna" not in answer.text


def test_the_addresses_are_listed_for_people(desk: Desk) -> None:
    page = desk.person("reader").page("/api/")
    assert "/api/v1/pairs/decisions" in page
    assert "Say whether two are the same" in page


def test_the_example_of_the_documentation_runs(scene: Scene) -> None:
    example = re.search(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    key = key_of(scene.desk, "publisher")
    ran = subprocess.run(
        [sys.executable, "-c", example[1]],
        env=os.environ | {"SAYSO_DESK": scene.desk.address, "SAYSO_KEY": key},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    incident, made, late, job = ran.stdout.splitlines()[0], *ran.stdout.splitlines()[-3:]
    assert incident.startswith("LY-")
    assert made.startswith("201 decision")
    assert late.startswith("409")
    assert job.startswith("202 job")
