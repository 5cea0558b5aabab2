"""What docs/readers.md shows works as it stands there."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from typing import Any

import pytest

from sayso.ledger.project import read_project
from sayso.model.reading import Reading
from sayso.readers import Reader
from tests.cli.command import sayso
from tests.readers.chat_server import ChatServer, finds
from tests.test_readme import ROOT

DOCUMENT = (ROOT / "docs" / "readers.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    found: list[str] = re.findall(rf"^```{language}\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    return found


def test_the_example_of_a_reader_reads() -> None:
    names: dict[str, Any] = {}
    for block in blocks("python"):
        exec(block, names)  # noqa: S102 - our own document
    reading: Reading = names["reading"]
    reader: Reader = names["InterviewReader"]()
    assert (reading.engine.reader, reading.engine.refused) == (reader.name, 0)
    assert [
        (names["text"][slice(*one.sources[0])], names["text"][slice(*one.contents[0])]) for one in reading.attributions
    ] == [
        ("Nadia Saleh", "Two shells hit the hospital of Derna on Saturday"),
        ("Reporter", "Nobody was hurt there"),
    ]
    assert {("event", "Nadia Saleh")} <= {(one.kind, one.chain[-1].name) for one in reading.claims}


def test_the_commands_with_a_server_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    lines = [line for block in blocks("bash") for line in block.splitlines()]
    exported = dict(line.removeprefix("export ").split("=", 1) for line in lines if line.startswith("export "))
    with ChatServer(finds()) as server:
        for name, value in exported.items():
            monkeypatch.setenv(name, server.url if name == "SAYSO_SERVER_URL" else value)
        (command,) = [line for line in lines if line.startswith("sayso ")]
        assert sayso(*shlex.split(command)[1:], "--jsonl").code == 0
        assert {body["model"] for body in server.asked} == {exported["SAYSO_SERVER_MODEL"]}


@pytest.mark.parametrize("toml", blocks("toml"))
def test_what_it_says_of_a_project_can_be_written_there(tmp_path: Any, toml: str) -> None:
    said = tomllib.loads(toml)["reader"]
    (tmp_path / "sayso.toml").write_text(f'name = "Derna"\n{toml}', encoding="utf-8")
    reader = read_project(tmp_path).reader
    assert json.loads(json.dumps(said)) in (reader.name, {n: getattr(reader, n) for n in reader.__struct_fields__})
