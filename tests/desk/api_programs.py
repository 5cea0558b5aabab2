"""Programs that use the API of a served desk, each with the key of an account."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import httpx

from sayso.ledger import Ledger
from sayso.model.ledger import Project
from tests.desk import told
from tests.desk.served import Desk
from tests.store.reports import captured

API = "/api/v1"
NAMED = (
    "Mariam Saleh, 9, was killed when shells hit a house in Benghazi on 3 March 2016, a doctor said. "
    "The father of Mariam Saleh said that warplanes had bombed the street."
)
"""Invented: a report that names a child who was killed."""

_KEY = re.compile(r'value="(sayso_[\w-]+)"')


class Program(httpx.Client):
    """A program with a key."""

    def read(self, path: str, **asked: Any) -> Any:
        """What is at an address, which must be there."""
        answer = self.get(API + path, params=asked)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:500])
        return answer.json()

    def says(self, path: str, body: Any, status: int) -> Any:
        """What comes of sending something, which must be of this status."""
        answer = self.post(API + path, json=body)
        assert answer.status_code == status, (path, answer.status_code, answer.text[:500])
        return answer.json()


def project(folder: Path) -> Path:
    """A project in which two people are wanted for a claim, with pairs, an agreement, and a report that names a child."""
    with Ledger.create(folder, Project(name="Derna 2016 and 2017", user="tests", same=0.975, review=2)) as ledger:
        added = ledger.add(
            captured(one.text, f"{one.outlet}.txt", published=one.day, source=one.outlet, title=one.title)
            for one in (*told.ALL, told.Told("Benghazi Star", "2016-03-04", "Shells hit a house", NAMED))
        )
        assert {result.outcome for result in added} == {"new"}
        ledger.group()
    return folder


def key_of(desk: Desk, name: str) -> str:
    """A new key of an account, made on its page."""
    answer = desk.person(name).submit("/account/key/", form="/account/")
    found = _KEY.search(answer.text)
    assert found is not None, answer.text
    return found[1]


def program(desk: Desk, key: str = "") -> Program:
    """A program with this key; without one, a stranger's."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return Program(base_url=desk.address, headers=headers, timeout=60)


def ended(one: Program, number: int) -> Any:
    """A job when it is over."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        job = one.read(f"/jobs/{number}")
        if job["state"] not in {"gathering", "waiting", "running"}:
            return job
        time.sleep(0.2)
    raise AssertionError(job)
