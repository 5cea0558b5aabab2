"""A desk that runs: the real server in a process of its own over a project, and people who are signed in."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from threading import Thread
from typing import Self

import httpx

PASSWORD = "a long sentence for tests"  # noqa: S105
ROLES = ("reader", "recorder", "reviewer", "publisher", "admin")
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_PATIENCE = 40.0
_QUICK = Path(__file__).parent / "quick_desk.py"


class Person(httpx.Client):
    """A browser without a screen. `post` sends the token that forms carry."""

    def page(self, path: str) -> str:
        """The page at an address, which must be there."""
        answer = self.get(path, follow_redirects=True)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:500])
        return answer.text

    def cookie(self, kind: str) -> tuple[str, str]:
        """The name and value of the cookie that this desk gave last: "session" or "csrf"; empty when there is none."""
        found = [(one.name, one.value or "") for one in self.cookies.jar if one.name.startswith(f"sayso_{kind}")]
        return found[-1] if found else ("", "")

    def submit(self, path: str, fields: dict[str, str] | None = None, form: str | None = None) -> httpx.Response:
        """Send a form; `form` is the page that it stands on (default: the path itself)."""
        token = _TOKEN.search(self.page(form or path))
        assert token is not None, path
        return self.post(
            path, data={**(fields or {}), "csrfmiddlewaretoken": token[1]}, headers={"Origin": str(self.base_url)}
        )


class Desk:
    """The desk of a project; use it as a context manager. One account of every role, named like the role, once `people` has
    been called.

    `peopled=False` is a desk that has no accounts yet and hashes passwords as it does for everybody; `reader` reads what jobs
    add: by default the one that loads nothing.
    """

    def __init__(self, folder: Path, *, peopled: bool = True, reader: str = "rules") -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        if peopled:
            _move_in(folder)
        command = ["-P", str(_QUICK)] if peopled else ["-m", "sayso"]
        command += ["desk", "--project", str(folder), "--port", str(self.port), "--no-browser"]
        self._people: list[Person] = []
        self._process = subprocess.Popen(
            [sys.executable, *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "SAYSO_READER": reader},
        )
        self._later: list[str] = []
        self.said = self._first_words()
        # Whoever says much (every refusal is a line) would wait for ever for somebody to read it.
        self._listening = Thread(target=self._listen, daemon=True)
        self._listening.start()

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    @property
    def welcome(self) -> str:
        """The address of the first account; empty when there is one already."""
        found = re.search(r"welcome/\?key=\w+", self.said)
        return f"/{found[0]}" if found else ""

    def people(self) -> Self:
        """Make the accounts, unless they are there."""
        if not self.welcome:
            return self
        admin = self.visitor()
        answer = admin.submit(self.welcome, {"username": "admin", "password": PASSWORD})
        assert answer.status_code == 302, answer.text
        for role in ROLES[:-1]:
            admin.submit("/accounts/", {"username": role, "password": PASSWORD, "role": role})
        _remember(self.folder)
        return self

    def visitor(self) -> Person:
        """Somebody who is not signed in."""
        self._people.append(Person(base_url=self.address, timeout=_PATIENCE))
        return self._people[-1]

    def person(self, name: str) -> Person:
        """Somebody who is signed in."""
        person = self.visitor()
        answer = person.submit("/sign-in/", {"username": name, "password": PASSWORD})
        assert answer.status_code == 302, answer.text
        return person

    def close(self) -> str:
        """Stop it; what it said meanwhile."""
        for person in self._people:
            person.close()
        self._process.terminate()
        self._process.wait(timeout=_PATIENCE)
        self._listening.join(timeout=_PATIENCE)
        assert self._process.stdout is not None
        self._process.stdout.close()
        return "".join(self._later)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        self._later.extend(self._process.stdout)

    def _first_words(self) -> str:
        """What it says until it answers."""
        said = ""
        assert self._process.stdout is not None
        until = time.monotonic() + _PATIENCE
        while "Only this machine" not in said:
            line = self._process.stdout.readline()
            assert line, f"the desk ended: {said}"
            said += line
        while time.monotonic() < until:
            try:
                httpx.get(f"{self.address}/sign-in/", timeout=_PATIENCE)
                return said
            except httpx.TransportError:
                time.sleep(0.05)
        raise AssertionError(said)


@cache
def _accounts() -> Path:
    """Where the accounts lie that were made once, for all desks of this run."""
    return Path(tempfile.mkdtemp(prefix="sayso-accounts-")) / "desk.db"


def _move_in(folder: Path) -> None:
    """The accounts of an earlier desk, so that they need not be made again; none where a server holds them."""
    there = folder / "desk.db"
    if _accounts().exists() and not there.exists() and "postgresql" not in (folder / "sayso.toml").read_text():
        shutil.copyfile(_accounts(), there)


def _remember(folder: Path) -> None:
    """Keep the accounts of a desk, and of them nothing that somebody did."""
    if _accounts().exists() or not (folder / "desk.db").exists():
        return
    with sqlite3.connect(folder / "desk.db") as there, sqlite3.connect(_accounts()) as kept:
        there.backup(kept)
        for table in ("django_session", "axes_accesslog", "axes_accessattempt"):
            kept.execute(f"DELETE FROM {table}")  # noqa: S608
    there.close()
    kept.close()


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
