"""Who gets in, and what each role is let do; nothing that a page shows may reach elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.ledger import Ledger
from sayso.model.ledger import Project
from tests.desk.served import PASSWORD, ROLES, Desk


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Desk]:
    """A desk without accounts."""
    Ledger.create(tmp_path / "project", Project(name="fresh")).close()
    with Desk(tmp_path / "project", peopled=False) as desk:
        yield desk


def test_the_first_account_is_for_whoever_started_the_desk(fresh: Desk) -> None:
    stranger = fresh.visitor()
    for path in ("/welcome/", "/welcome/?key=", "/welcome/?key=guess"):
        assert stranger.get(path).status_code == 403
    admin = fresh.visitor()
    assert admin.submit(fresh.welcome, {"username": "Amal", "password": "short"}).status_code == 200
    assert admin.submit(fresh.welcome, {"username": "Amal", "password": PASSWORD}).headers["location"] == "/"
    assert "Amal" in admin.page("/")
    assert stranger.get(fresh.welcome).headers["location"] == "/sign-in/"
    assert stranger.get("/").headers["location"] == "/sign-in/?next=/"


def test_five_wrong_passwords_lock_the_name_and_no_other(fresh: Desk) -> None:
    fresh.people()
    guesser = fresh.visitor()
    for _ in range(5):
        answer = guesser.submit("/sign-in/", {"username": "recorder", "password": "wrong wrong wrong"})
    assert (answer.status_code, "quarter of an hour" in answer.text) == (429, True)
    assert fresh.visitor().submit("/sign-in/", {"username": "recorder", "password": PASSWORD}).status_code == 429
    assert "recorder" in fresh.person("admin").page("/accounts/")
    fresh.person("reviewer")


@pytest.mark.parametrize("role", ROLES)
def test_only_an_administrator_sees_the_accounts(desk: Desk, role: str) -> None:
    assert desk.person(role).get("/accounts/").status_code == (200 if role == "admin" else 403)


def test_the_last_administrator_stays_one(desk: Desk) -> None:
    admin = desk.person("admin")
    admin.submit("/accounts/admin/", {"role": "reader", "active": "yes"}, form="/accounts/")
    assert "only administrator" in admin.page("/accounts/")
    assert admin.get("/accounts/").status_code == 200


def test_a_form_without_its_token_changes_nothing(desk: Desk) -> None:
    admin = desk.person("admin")
    answer = admin.post("/accounts/", data={"username": "forged", "password": PASSWORD, "role": "admin"})
    assert answer.status_code == 403
    assert "forged" not in admin.page("/accounts/")


def test_a_sign_in_never_leads_elsewhere(desk: Desk) -> None:
    for target in ("https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"):
        answer = desk.visitor().submit("/sign-in/", {"username": "reader", "password": PASSWORD, "next": target})
        assert answer.headers["location"] == "/", target


def test_pages_may_fetch_and_run_only_what_came_with_the_desk(desk: Desk) -> None:
    answer = desk.person("reader").get("/")
    rules = dict(rule.strip().split(" ", 1) for rule in answer.headers["content-security-policy"].split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "<script>" not in answer.text
    assert " style=" not in answer.text


def test_what_signs_sessions_is_readable_by_its_owner_alone(desk: Desk) -> None:
    for name in ("desk.db", "desk.secret"):
        assert (desk.folder / name).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("language", "words"), [("en", "Sign in"), ("ar", 'dir="rtl"'), ("fr", 'lang="fr"')])
def test_the_desk_speaks_the_language_that_was_chosen(desk: Desk, language: str, words: str) -> None:
    visitor = desk.visitor()
    visitor.submit("/language/", {"language": language, "next": "/sign-in/"}, form="/sign-in/")
    assert words in visitor.page("/sign-in/")
