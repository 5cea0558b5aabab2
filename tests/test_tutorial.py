"""The tutorial works as it is written: every command in it is run, one after another."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.command import Done, sayso
from tests.test_readme import ROOT, commands

TUTORIAL = ROOT / "docs" / "tutorial.md"


def run(line: str) -> Done:
    """One line of the tutorial: `cd`, or a command of sayso with words that are piped into it."""
    said, pipe, command = line.rpartition(" | ")
    typed = shlex.split(command)
    if typed[0] == "cd":
        return Done(0, b"", "")
    piped = shlex.split(said)[1:] if pipe else []
    return sayso(*typed[1:], stdin=" ".join(piped).encode() + b"\n")


def first(*arguments: str) -> dict[str, object]:
    """The first object that a command lists."""
    found: dict[str, object] = json.loads(sayso(*arguments, "--json").out.splitlines()[0])
    return found


def named(line: str, known: dict[str, str]) -> str:
    """The line with what a reader puts in place of CODE, OTHER, KEY and NUMBER."""
    words = set(re.findall(r"\b(?:CODE|OTHER|KEY|NUMBER)\b", line)) - known.keys()
    if "OTHER" in words:
        incidents = [json.loads(row) for row in sayso("incidents", "--json").out.splitlines()]
        whole = [one for one in incidents if not one["part_of"]]
        raid = next(one for one in whole if any(account.startswith("r82505c8adc69/") for account in one["accounts"]))
        known |= {"CODE": raid["code"], "OTHER": next(one["code"] for one in reversed(whole) if one != raid)}
    if "KEY" in words:
        row = first("claims", "--incident", known["CODE"], "--kind", "casualty")
        known["KEY"] = str(row["claim"]["key"])[:10]  # type: ignore[index]
    if "NUMBER" in words:
        entries = [json.loads(row) for row in sayso("log", "--kind", "decision", "--json").out.splitlines()]
        known["NUMBER"] = next(str(entry["number"]) for entry in entries if entry["data"]["verb"] == "accept")
    return re.sub(r"\b(?:CODE|OTHER|KEY|NUMBER)\b", lambda match: known[match.group()], line)


def test_every_command_of_the_tutorial_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "src").symlink_to(ROOT / "src")
    monkeypatch.chdir(tmp_path)
    known: dict[str, str] = {}
    printed = {}
    for line in commands(TUTORIAL):
        typed = named(line, known)
        done = run(typed)
        assert done.code == 0, f"{typed}: {done.err}"
        printed[line] = done.out.decode()
        if typed.startswith("cd "):
            monkeypatch.chdir(tmp_path / typed.removeprefix("cd "))
    assert "selected" in sayso("show", known["CODE"]).out.decode()
    assert "basma" in printed["sayso log --kind decision"]
    assert "suggested by sayso" in sayso("show", known["KEY"]).out.decode(), "the decision on it was taken back"


def test_every_command_of_the_ledger_is_in_the_tutorial() -> None:
    typed = {shlex.split(line.rpartition(" | ")[2])[1] for line in commands(TUTORIAL) if not line.startswith("cd ")}
    assert {
        "init", "add", "status", "group", "incidents", "show", "claims", "agreements", "sources", "search", "decide", "log",
        "verify", "rebuild", "backup", "restore",
    } <= typed  # fmt: skip
