"""Who may do what, in one table: every address of the desk, everybody who can ask for it, against the real server. A new
address without a row fails here.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from sayso.desk import incoming
from sayso.ledger import Ledger
from sayso.model.ledger import ClaimFilter, ClaimRow, Project
from sayso.model.log import LogFilter
from tests.desk import told
from tests.desk.served import PASSWORD, ROLES, Desk, Person
from tests.store.reports import added, captured

_TOKENS: dict[Person, str] = {}
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_MAY: dict[str, tuple[str, ...]] = {
    "look": ROLES,
    "record": ROLES[1:],
    "review": ROLES[2:],
    "publish": ROLES[3:],
    "manage": ROLES[4:],
}


class Row(NamedTuple):
    """An address by its name; the deed that it asks for (None: nobody is asked who they are), and what whoever may do that
    gets for looking and for sending a form that says nothing. 405: there is no such thing here.
    """

    name: str
    path: str
    deed: str | None
    get: int
    post: int


# {report}, {claim}, {code}, {agreement}, {job}, {search} and {entry} are of the project below.
TABLE = [
    Row("inbox", "/", "look", 200, 405),
    Row("add", "/inbox/add/", "record", 405, 302),
    Row("read_again", "/inbox/again/{report}/", "record", 405, 302),
    Row("jobs", "/jobs/", "look", 200, 405),
    Row("running_jobs", "/jobs/running/", "look", 200, 405),
    Row("job", "/jobs/{job}/", "look", 200, 405),
    Row("ask_job", "/jobs/ask/verify/", "record", 405, 302),
    Row("again", "/jobs/{job}/again/99/", "record", 405, 404),
    Row("cancel_job", "/jobs/{job}/cancel/", "record", 405, 302),
    Row("resume_job", "/jobs/{job}/resume/", "record", 405, 302),
    Row("put_away_job", "/jobs/{job}/away/", "record", 405, 302),
    Row("next_report", "/reports/next/", "look", 302, 405),
    Row("reason", "/reports/reason/", "record", 405, 302),
    Row("report", "/reports/{report}/", "look", 200, 405),
    Row("report_claims", "/reports/{report}/claims/", "look", 200, 405),
    Row("show_veiled", "/reports/{report}/show/", "look", 405, 302),
    Row("report_note", "/reports/{report}/note/", "record", 405, 302),
    Row("undo_decided", "/reports/{report}/undo/", "record", 405, 302),
    Row("claim_card", "/reports/{report}/claims/{claim}/", "look", 302, 405),
    Row("decide", "/reports/{report}/claims/{claim}/decide/", "record", 405, 400),
    Row("amend", "/reports/{report}/claims/{claim}/amend/", "record", 200, 400),
    Row("accept_above", "/reports/{report}/claims/{claim}/above/", "record", 200, 409),
    Row("incident", "/incidents/{code}/", "look", 200, 405),
    Row("grade", "/incidents/{code}/grade/", "review", 405, 409),
    Row("select", "/incidents/{code}/select/", "review", 405, 409),
    Row("incident_note", "/incidents/{code}/note/", "record", 405, 302),
    Row("undo", "/incidents/{code}/undo/99/", "record", 405, 404),
    Row("group_now", "/group-now/", "record", 405, 302),
    Row("grouping", "/grouping/", "look", 200, 405),
    Row("match", "/match/", "look", 200, 405),
    Row("match_decide", "/match/decide/", "record", 405, 400),
    Row("match_undo", "/match/undo/99/", "record", 405, 404),
    Row("split", "/match/split/{code}/", "record", 200, 302),
    Row("agreements", "/agreements/", "look", 200, 405),
    Row("agreement", "/agreements/{agreement}/", "look", 200, 405),
    Row("names", "/names/", "look", 405, 302),
    Row("explore", "/explore/", "look", 200, 405),
    Row("explore_points", "/explore/points/", "look", 200, 405),
    Row("explore_here", "/explore/here/", "look", 200, 405),
    Row("explore_csv", "/explore/incidents.csv", "look", 200, 405),
    Row("explore_jsonl", "/explore/incidents.jsonl", "look", 200, 405),
    Row("explore_mark", "/explore/mark/", "record", 405, 302),
    Row("save_search", "/explore/searches/", "look", 405, 302),
    # A search is its owner's alone: the administrator's here.
    Row("look_again", "/explore/searches/{search}/", "look", 405, 404),
    Row("forget_search", "/explore/searches/{search}/forget/", "look", 405, 404),
    Row("evidence", "/evidence/", "look", 200, 405),
    Row("verify", "/evidence/verify/", "record", 405, 302),
    Row("verified", "/evidence/verified/", "look", 200, 405),
    Row("log", "/evidence/log/", "look", 200, 405),
    Row("entry", "/evidence/log/{entry}/", "look", 200, 405),
    Row("account", "/account/", "look", 200, 405),
    Row("make_key", "/account/key/", "look", 405, 200),
    Row("revoke_own_key", "/account/key/revoke/", "look", 405, 302),
    Row("api_addresses", "/api/", "look", 200, 405),
    Row("revoke_key", "/accounts/nobody/key/", "manage", 405, 404),
    Row("accounts", "/accounts/", "manage", 200, 200),
    Row("change_account", "/accounts/nobody/", "manage", 405, 404),
    # Django's own, which ask who somebody is in ways of their own.
    Row("password", "/password/", "look", 200, 200),
    Row("welcome", "/welcome/", None, 302, 302),
    Row("sign_in", "/sign-in/", None, 200, 200),
    Row("set_language", "/language/", None, 302, 302),
    Row("sign_out", "/sign-out/", None, 405, 302),
]
APART = ("api/v1/",)
"""What begins so is for programs, and has tests of its own."""
OPEN = {"/api/v1/openapi.json", "/api/v1/^.*$"}
"""The document itself, and what answers where there is nothing."""
PEOPLE = ("nobody", *ROLES)


class Scene(NamedTuple):
    """A desk, who is at it, and the ids of what it holds."""

    desk: Desk
    people: dict[str, Person]
    ids: dict[str, str]

    def path(self, row: Row) -> str:
        """The address of a row."""
        return row.path.format(**self.ids)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project with an incident and an agreement, in which two people are wanted for a claim. Work that is asked for waits:
    somebody else is said to see to it.
    """
    folder = tmp_path_factory.mktemp("who") / "project"
    report = told.TRUCE[1]
    with Ledger.create(folder, Project(name="Derna 2016", user="tests", review=2)) as ledger:
        added(ledger, captured(report.text, published=report.day, source=report.outlet, title=report.title))
        ledger.group()
    fcntl = pytest.importorskip("fcntl")
    with (incoming.private(folder) / incoming.LOCK).open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


@pytest.fixture(scope="module")
def scene(desk: Desk) -> Scene:
    """Everybody signed in, and one of everything."""
    people = {"nobody": desk.visitor(), **{role: desk.person(role) for role in ROLES}}
    admin = people["admin"]
    send(admin, "/explore/searches/", {"name": "kept"})
    send(people["recorder"], "/jobs/ask/verify/")
    search = re.search(r"/explore/searches/(\d+)/", admin.page("/explore/"))
    with Ledger.open(desk.folder) as ledger:
        [report] = ledger.reports()
        ids = {
            "report": report.id,
            "claim": rows_of(desk)[0].claim.key,
            "code": next(iter(ledger.incidents())).code,
            "agreement": next(iter(ledger.agreements())).id,
            "job": "1",
            "entry": "1",
            "search": search[1] if search else "",
        }
    return Scene(desk, people, ids)


def rows_of(desk: Desk) -> list[ClaimRow]:
    with Ledger.open(desk.folder) as ledger:
        return list(ledger.claims(ClaimFilter()))


def token(person: Person) -> str:
    """The token that this person's forms carry."""
    if person not in _TOKENS:
        found = _TOKEN.search(person.page("/sign-in/"))
        assert found is not None
        _TOKENS[person] = found[1]
    return _TOKENS[person]


def send(person: Person, path: str, fields: dict[str, str] | None = None) -> httpx.Response:
    """A form with its token."""
    given = {**(fields or {}), "csrfmiddlewaretoken": token(person)}
    return person.post(path, data=given, headers={"Origin": str(person.base_url)})


def state(desk: Desk) -> tuple[object, ...]:
    """All that somebody could have changed."""
    with sqlite3.connect(desk.folder / "desk.db") as own:
        counted = [own.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - our own names
                   for table in ("desk_account", "desk_job", "desk_search")]  # fmt: skip
        accounts = own.execute("SELECT username, role, is_active, password FROM desk_account ORDER BY id").fetchall()
    with Ledger.open(desk.folder) as ledger:
        return (*counted, accounts, ledger.status().entries)


def allowed(row: Row, who: str) -> bool:
    return row.deed is None or who in _MAY[row.deed]


_ADDRESSES = """
import json, pathlib, sys
from sayso.desk.settings import set_up
from sayso.model.ledger import Project

set_up(pathlib.Path(sys.argv[1]), Project(name="x", user="y"), secret="s" * 60, hosts=["127.0.0.1"])
from sayso.desk import urls

def walk(patterns, before):
    for one in patterns:
        route = before + str(one.pattern)
        yield from walk(one.url_patterns, route) if hasattr(one, "url_patterns") else [(route, one.name or "")]

print(json.dumps(list(walk(urls.urlpatterns, ""))))
"""


@pytest.fixture(scope="module")
def django(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """The addresses, in a process of its own: the ledger has set Django up in ours, and for less."""
    command = [sys.executable, "-c", _ADDRESSES, str(tmp_path_factory.mktemp("urls"))]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return [(route, name) for route, name in json.loads(done.stdout)]


def test_every_address_for_programs_is_in_their_document(scene: Scene, django: list[tuple[str, str]]) -> None:
    """Each operation of the document has a row of its own in test_api.py."""
    told_of = scene.desk.visitor().get("/api/v1/openapi.json").json()["paths"]
    listed = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", f"/{route}") for route, _ in django if route.startswith(APART)}
    assert listed - set(told_of) == OPEN
    assert not set(told_of) - listed


def test_every_address_has_a_row(django: list[tuple[str, str]]) -> None:
    told_of = {row.name for row in TABLE}
    named = {name for route, name in django if not route.startswith(APART)}
    assert not named - told_of, "a new address: say in the table who may use it"
    assert not told_of - named, "an address that is gone"
    assert not [route for route, name in django if not route.startswith(APART) and not name]


@pytest.mark.parametrize("who", PEOPLE)
def test_what_is_not_allowed_is_refused_and_changes_nothing(scene: Scene, who: str) -> None:
    """Whoever is not signed in is asked to sign in; anybody else is told that their role does not allow it."""
    person, before = scene.people[who], state(scene.desk)
    for row in TABLE:
        if allowed(row, who):
            continue
        path = scene.path(row)
        for answer in (person.get(path), send(person, path)):
            if who == "nobody":
                assert answer.status_code == 302, (row, answer.request.method, answer.text[:300])
                assert answer.headers["location"].startswith("/sign-in/?next=/"), row
            else:
                assert answer.status_code == 403, (row, answer.request.method, answer.text[:300])
    assert state(scene.desk) == before


@pytest.mark.parametrize("who", PEOPLE)
def test_what_is_allowed_is_done(scene: Scene, who: str) -> None:
    person = scene.desk.visitor() if who == "nobody" else scene.desk.person(who)  # signing out ends this session alone
    wrong = []
    for row in TABLE:
        if not allowed(row, who):
            continue
        path = scene.path(row)
        own = who == "admin" and row.name in {"look_again", "forget_search"}
        post = 302 if own else row.post
        for expected, answer in ((row.get, person.get(path)), (post, send(person, path))):
            if answer.status_code != expected:
                wrong.append((row.name, answer.request.method, expected, answer.status_code, answer.text[-300:]))
    assert not wrong, wrong


# More than a role


def test_some_work_is_a_reviewers(scene: Scene) -> None:
    """One address, and what is asked for by it decides."""
    recorder, reviewer = scene.people["recorder"], scene.people["reviewer"]
    assert send(recorder, "/jobs/ask/rebuild/").status_code == 403
    assert send(reviewer, "/jobs/ask/rebuild/").status_code == 302
    [own] = [number for number, by in jobs_of(scene.desk) if by == "reviewer"][-1:]
    for deed in ("cancel", "resume", "away"):
        assert send(recorder, f"/jobs/{own}/{deed}/").status_code == 403, deed
    assert send(scene.people["publisher"], f"/jobs/{own}/cancel/").status_code == 302


def jobs_of(desk: Desk) -> list[tuple[int, str]]:
    """Number and asker of every job."""
    with sqlite3.connect(desk.folder / "desk.db") as own:
        return own.execute("SELECT id, by FROM desk_job ORDER BY id").fetchall()


def decided(person: Person, desk: Desk, verb: str, **fields: str) -> int:
    """A decision on the first claim, with what was seen of it."""
    row = rows_of(desk)[0]
    seen = str(max((one.number for one in row.decisions), default=0))
    path = f"/reports/{row.report}/claims/{row.claim.key}/decide/"
    given = {"verb": verb, "digest": row.claim.digest, "seen": seen, "reason": "read it", **fields}
    return send(person, path, given).status_code


def test_nobody_confirms_their_own_work_and_a_recorder_nobodys(scene: Scene) -> None:
    desk = scene.desk
    assert decided(scene.people["reviewer"], desk, "accept") == 302
    assert decided(scene.people["reviewer"], desk, "accept") == 400, "their own"
    assert decided(scene.people["recorder"], desk, "accept") == 403, "for a reviewer"
    assert decided(scene.people["recorder"], desk, "grade") == 403, "a verb of another page is none here"
    assert rows_of(desk)[0].review == "waiting"
    assert decided(scene.people["publisher"], desk, "accept") == 302
    assert rows_of(desk)[0].review == "accepted"


def test_a_grade_is_taken_back_through_no_other_door(scene: Scene) -> None:
    """A decision on the incident has no place on the report, the match desk or the split page."""
    with Ledger.open(scene.desk.folder, user="reviewer") as ledger:
        made = ledger.decide("grade", scene.ids["code"], value={"harm": "confirmed"}, reason="two sources")
    recorder = scene.people["recorder"]
    send(recorder, f"/incidents/{scene.ids['code']}/undo/{made.number}/", {"reason": "no"})
    send(recorder, f"/reports/{scene.ids['report']}/undo/", {"number": str(made.number), "reason": "no"})
    assert send(recorder, f"/match/undo/{made.number}/", {"a": scene.ids["code"], "b": ""}).status_code == 404
    with Ledger.open(scene.desk.folder) as ledger:
        [last] = list(ledger.log_page(LogFilter(kind="decision"), many=1))
    assert last.number == made.number, "nothing was decided since"


# People who come and go


def account(scene: Scene, name: str, role: str = "recorder") -> Person:
    """Somebody new, signed in."""
    send(scene.people["admin"], "/accounts/", {"username": name, "password": PASSWORD, "role": role})
    return scene.desk.person(name)


def test_a_role_counts_from_the_moment_that_it_is_given(scene: Scene) -> None:
    person, path = account(scene, "Basma"), f"/incidents/{scene.ids['code']}/note/"
    assert send(person, path, {"text": "seen"}).status_code == 302
    send(scene.people["admin"], "/accounts/Basma/", {"role": "reader", "active": "yes"})
    assert send(person, path, {"text": "seen again"}).status_code == 403
    send(scene.people["admin"], "/accounts/Basma/", {"role": "admin", "active": "yes"})
    assert person.get("/accounts/").status_code == 200
    send(scene.people["admin"], "/accounts/Basma/", {"role": "reader", "active": "yes"})
    assert person.get("/accounts/").status_code == 403


def test_whoever_may_not_sign_in_any_more_is_out_at_once(scene: Scene) -> None:
    person = account(scene, "Chadi")
    send(scene.people["admin"], "/accounts/Chadi/", {"role": "recorder"})
    for path in ("/", "/evidence/log/", "/explore/incidents.csv"):
        assert person.get(path).headers["location"].startswith("/sign-in/"), path
    assert send(person, f"/incidents/{scene.ids['code']}/note/", {"text": "x"}).status_code == 302
    answer = scene.desk.visitor().submit("/sign-in/", {"username": "Chadi", "password": PASSWORD})
    assert (answer.status_code, "sayso_session" in str(answer.headers)) == (200, False)


def test_another_password_ends_the_other_sessions(scene: Scene) -> None:
    here, elsewhere = account(scene, "Dima"), scene.desk.person("Dima")
    new = "another long sentence for tests"
    given = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert here.submit("/password/", given).status_code == 302
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    assert scene.desk.visitor().submit("/sign-in/", {"username": "Dima", "password": PASSWORD}).status_code == 200


@pytest.mark.parametrize("name", ["a/b", "..", ".", "a\u202eb", "a\x00b", "a\u200bb", "one\ntwo", "?", "a#b", "%2e%2e"])
def test_a_name_that_no_address_can_hold_or_that_looks_like_another_is_refused(scene: Scene, name: str) -> None:
    admin = scene.people["admin"]
    answer = send(admin, "/accounts/", {"username": name, "password": PASSWORD, "role": "reader"})
    assert answer.status_code == 200, "told on the form"
    assert admin.get("/accounts/").status_code == 200, "and the page lives"


@pytest.mark.parametrize("name", ["Amal Saleh", "أمل صالح", "o'brien@example.org", "José-María"])
def test_names_of_people_are_names(scene: Scene, name: str) -> None:
    admin = scene.people["admin"]
    assert send(admin, "/accounts/", {"username": name, "password": PASSWORD, "role": "reader"}).status_code == 302
    assert send(admin, f"/accounts/{name}/", {"role": "reader"}).status_code == 302
    assert f"name={name}" not in admin.page("/accounts/")


def test_wrong_passwords_stay_in_sight_after_the_right_one(scene: Scene) -> None:
    """Whoever guesses until they are in must not wipe the traces away with it."""
    account(scene, "Elias")
    guesser = scene.desk.visitor()
    for _ in range(2):
        guesser.submit("/sign-in/", {"username": "Elias", "password": "wrong wrong wrong"})
    guesser.submit("/sign-in/", {"username": "Elias", "password": PASSWORD})
    page = scene.people["admin"].page("/accounts/")
    part = page[page.index("Wrong passwords") :]
    assert part.count("Elias") == 2


# Forms and addresses that others made


def test_a_form_without_its_token_does_nothing_anywhere(scene: Scene) -> None:
    """Every address that takes a form, asked by whoever may do everything."""
    admin, before = scene.people["admin"], state(scene.desk)
    for row in TABLE:
        if row.post == 405:
            continue
        for given in ({}, {"csrfmiddlewaretoken": "x" * 64}):
            answer = admin.post(scene.path(row), data=given, headers={"Origin": scene.desk.address})
            assert answer.status_code == 403, (row.name, given)
        right = {"csrfmiddlewaretoken": token(admin)}
        answer = admin.post(scene.path(row), data=right, headers={"Origin": "https://evil.example"})
        assert answer.status_code == 403, (row.name, "from another site")
        assert "was changed" in answer.text
    assert state(scene.desk) == before


ELSEWHERE = [
    "https://evil.example/", "//evil.example", "///evil.example", "https:evil.example", "https:///evil.example",
    "/\\evil.example", "\\\\evil.example", "\\/evil.example", "/\t/evil.example", " //evil.example", "\x00//evil.example",
    "%2f%2fevil.example", "javascript:alert(1)", "data:text/html,x", "http://127.0.0.1@evil.example/",
    "evil.example", "/%5cevil.example/..",
    "//evil.example/%2e%2e", "http:\\\\evil.example", "/\u2028/evil.example",
]  # fmt: skip
ONWARD = [
    ("/language/", "next", {"language": "en"}),
    ("/names/", "next", {}),
    ("/group-now/", "next", {}),
    ("/jobs/ask/verify/", "next", {}),
    ("/jobs/1/away/", "next", {}),
    ("/inbox/again/r0/", "next", {}),
    ("/explore/searches/", "query", {"name": "kept"}),
    ("/explore/mark/", "query", {"deed": "tag"}),
    ("/reports/reason/", "report", {}),
    ("/match/decide/", "next_a", {"verb": "same"}),
]


def stays(desk: Desk, location: str) -> bool:
    """Whether a browser that is sent there stays at the desk."""
    from urllib.parse import urljoin, urlsplit

    seen = location.replace("\\", "/").replace("\t", "").strip()
    return urlsplit(urljoin(desk.address, seen)).netloc == urlsplit(desk.address).netloc and not seen.startswith("//")


@pytest.mark.parametrize(("path", "field", "fields"), ONWARD, ids=lambda one: str(one)[:20])
def test_no_form_leads_elsewhere(scene: Scene, path: str, field: str, fields: dict[str, str]) -> None:
    admin = scene.people["admin"]
    for target in ELSEWHERE:
        given = {**fields, field: target, "csrfmiddlewaretoken": token(admin)}
        answer = admin.post(
            path, data=given, headers={"Origin": scene.desk.address, "Referer": "https://evil.example/"}
        )
        assert answer.status_code in {302, 400, 404}, (target, answer.status_code)
        assert stays(scene.desk, answer.headers.get("location", "/")), (target, answer.headers["location"])


def test_no_address_leads_elsewhere(scene: Scene) -> None:
    for target in ELSEWHERE:
        answer = scene.desk.visitor().submit("/sign-in/", {"username": "reader", "password": PASSWORD, "next": target})
        assert stays(scene.desk, answer.headers["location"]), target
        bar = scene.people["recorder"].get("/grouping/", params={"next": target}).text
        assert all(stays(scene.desk, found) for found in re.findall(r'(?:href|value)="([^"]*evil[^"]*)"', bar)), target
    answer = scene.people["reader"].get("//evil.example/%2e%2e")
    assert stays(scene.desk, answer.headers.get("location", "/"))


LEADING_OUT = [
    "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e%2fdesk.secret", "..%5c..%5cdesk.secret", "%2fetc%2fpasswd",
    "....%2f%2fdesk.secret", "%00", "desk.secret%00", "%c0%ae%c0%ae%2fdesk.secret", "..%252f..%252fdesk.secret", "~root",
    "file:%2f%2f%2fetc%2fpasswd", "%ed%a0%80", "9" * 30, "-1", "n" * 3000, "%22%3E%3Cscript%3E", "%27%20OR%201=1--",
]  # fmt: skip


def test_no_address_leads_to_a_file_outside(scene: Scene) -> None:
    """Every part of every address that somebody can write."""
    admin = scene.people["admin"]
    secret = (scene.desk.folder / "desk.secret").read_text()
    written = [row for row in TABLE if "{" in row.path] + [Row("", "/accounts/{code}/", "manage", 405, 404)]
    paths = {(row.path.partition("{")[0], row.path.partition("}")[2].replace("{claim}", "0")) for row in written}
    paths |= {("/static/", ""), ("/static/desk/", ""), ("/", "")}
    for (place, (before, after)), (number, out) in product(enumerate(sorted(paths)), enumerate(LEADING_OUT)):
        answers = [admin.get(f"{before}{out}{after}")]
        if (place + number) % 4 == 0:  # of the forms some at each address
            answers.append(send(admin, f"{before}{out}{after}"))
        for answer in answers:
            assert answer.status_code in {302, 400, 404, 405}, (before, out, after, answer.status_code)
            assert secret not in answer.text
            assert "root:x:" not in answer.text
            assert "<script>" not in answer.text


def test_the_desk_answers_to_its_own_name_alone(scene: Scene) -> None:
    """Another site whose name is made to mean this machine (DNS rebinding) gets nothing."""
    for name in ("evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "", "127.0.0.1:80:80", "[::1]"):
        for path in ("/", "/sign-in/", "/nothing/", "/explore/points/"):
            answer = scene.people["admin"].get(path, headers={"Host": name})
            assert answer.status_code == 400, (name, path)
            assert "evil" not in answer.text
    for name in ("X-Forwarded-Host", "X-Original-URL", "X-Rewrite-URL", "Forwarded"):
        answer = scene.desk.visitor().get("/", headers={name: "evil.example"})
        assert answer.headers["location"] == "/sign-in/?next=/", name


# Sessions


def test_a_session_is_new_with_every_sign_in_and_gone_with_the_sign_out(scene: Scene) -> None:
    person = scene.desk.visitor()
    person.page("/sign-in/")  # a cookie of this desk shows how its cookies are called
    name = person.cookie("csrf")[0].replace("csrf", "session")
    person.cookies.set(name, "chosen0by0somebody0else0000000000", domain="127.0.0.1", path="/")
    person.submit("/sign-in/", {"username": "reader", "password": PASSWORD})
    assert person.cookie("session") != (name, "chosen0by0somebody0else0000000000")
    assert person.get("/").status_code == 200
    (name, last), before = person.cookie("session"), person.cookie("csrf")
    person.submit("/sign-out/", form="/password/")
    again = scene.desk.visitor()
    again.cookies.set(name, last)
    assert again.get("/").status_code == 302
    person.submit("/sign-in/", {"username": "reader", "password": PASSWORD})
    assert person.cookie("csrf") != before


def test_two_desks_on_one_machine_leave_each_others_people_in(scene: Scene, tmp_path: Path) -> None:
    """A browser keeps cookies by the machine, whatever the port."""
    Ledger.create(tmp_path / "project", Project(name="Sirte 2016", user="tests")).close()
    with Desk(tmp_path / "project") as other:
        other.people()
        person = scene.desk.person("reader")
        beside = other.visitor()
        beside.cookies = person.cookies
        beside.submit("/sign-in/", {"username": "reviewer", "password": PASSWORD})
        assert "reviewer" in beside.page("/account/")
        person.cookies = beside.cookies
        assert "reader" in person.page("/account/")
        assert person.submit("/language/", {"language": "en", "next": "/"}, form="/password/").status_code == 302


def test_no_script_reads_a_cookie_and_none_is_sent_for_others(scene: Scene) -> None:
    person = scene.desk.visitor()
    answers = [person.get("/sign-in/")]
    answers.append(person.submit("/sign-in/", {"username": "reader", "password": PASSWORD}))
    answers.append(person.submit("/language/", {"language": "en", "next": "/"}, form="/password/"))
    answers.append(person.submit("/explore/searches/", {}, form="/explore/"))  # a sentence for the next page
    cookies = [cookie for answer in answers for cookie in answer.headers.get_list("set-cookie")]
    kinds = {"_".join(cookie.partition("=")[0].split("_")[:2]) for cookie in cookies}
    assert {"sayso_csrf", "sayso_session", "sayso_language"} <= kinds
    for cookie in cookies:
        assert "HttpOnly" in cookie, cookie
        assert re.search("SameSite=(Lax|Strict)", cookie), cookie
        assert "Domain" not in cookie, cookie


def test_every_spelling_of_a_name_counts_to_one_lock(scene: Scene) -> None:
    account(scene, "Farid")
    guesser = scene.desk.visitor()
    for name in ("Farid", " Farid", "Farid ", "\uff26arid", "Farid"):
        answer = guesser.submit("/sign-in/", {"username": name, "password": "wrong wrong wrong"})
    assert answer.status_code == 429
    assert guesser.submit("/sign-in/", {"username": "\uff26arid", "password": PASSWORD}).status_code == 429


# What every answer says


def test_every_answer_keeps_to_the_same_rules(scene: Scene) -> None:
    """Pages, parts, files, errors of every kind, and what is for programs."""
    admin, reader = scene.people["admin"], scene.people["reader"]
    answers = [admin.get(scene.path(row)) for row in TABLE]
    answers += [
        admin.get(path) for path in ("/nothing/", "/static/desk/desk.js", "/static/desk/icon.svg", "/static/nothing.js")
    ]
    answers += [
        admin.get(path) for path in ("/api/v1/openapi.json", "/api/v1/nothing", "/static/desk/vendored/htmx.min.js")
    ]
    answers += [
        reader.get("/accounts/"),
        reader.get("/reports/r000000000000/"),
        reader.post("/names/"),
        reader.delete("/"),
    ]
    answers += [admin.get("/", headers={"Host": "evil.example"}), scene.desk.visitor().get("/api/v1/me")]
    answers += [admin.get("/?" + "&".join(f"a{n}=1" for n in range(6_000))), admin.get("/evidence/log/999999/")]
    for answer in answers:
        told_by = {name: answer.headers.get(name, "") for name in RULES}
        assert told_by == RULES, (answer.request.method, answer.request.url, answer.status_code)
        assert "default-src 'none'" in answer.headers["content-security-policy"], answer.request.url
        assert "server" not in answer.headers
        assert "unsafe" not in answer.headers["content-security-policy"]
        kept = "/static/" in str(answer.request.url) and answer.status_code == 200
        assert kept or "no-store" in answer.headers["cache-control"], (
            answer.request.url,
            answer.headers.get("cache-control"),
        )


RULES = {
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}

# What Django's `check --deploy` says, and why it does not apply: the desk answers on 127.0.0.1 alone, without TLS.
_NO_TLS = {"security.W004", "security.W008", "security.W012", "security.W016"}
_CHECK = """
import pathlib, sys
from sayso.desk.settings import set_up
from sayso.model.ledger import Project

set_up(pathlib.Path(sys.argv[1]), Project(name="x", user="y"), secret=sys.argv[2], hosts=["127.0.0.1"])
from django.core import checks

print(*(one.id for one in checks.run_checks(include_deployment_checks=True) if not one.is_silenced()))
"""


def test_django_has_nothing_else_to_say_of_the_settings(scene: Scene, tmp_path: Path) -> None:
    secret = (scene.desk.folder / "desk.secret").read_text()
    command = [sys.executable, "-c", _CHECK, str(tmp_path), secret]
    around = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60, env=around)
    assert set(done.stdout.split()) == _NO_TLS
