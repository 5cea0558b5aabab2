"""What the documents tell people to type works."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.command import sayso

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
STORIES = {"tutorial.md"}  # told with names for what the reader sees: tests/test_tutorial.py
_BLOCK = re.compile(r"^```(?:sh|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands(document: Path) -> list[str]:
    """The lines of a document's shell blocks, without prompts and comments."""
    lines = [
        line.removeprefix("$ ") for block in _BLOCK.findall(document.read_text("utf-8")) for line in block.splitlines()
    ]
    return [line.split("  #")[0].strip() for line in lines if line.strip() and not line.startswith("#")]


def typed(program: str) -> list[tuple[str, str]]:
    """Every command of the documents that begins with a program, with the document that has it."""
    return [(d.name, line) for d in DOCUMENTS for line in commands(d) if line.split()[0] == program]


def test_the_readme_has_the_two_commands() -> None:
    assert {"make", "make test"} <= set(commands(ROOT / "README.md"))


@pytest.mark.parametrize("command", sorted({line for _, line in typed("make")}))
def test_every_make_command_has_its_target(command: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(command.split()[1:]) <= targets


@pytest.mark.parametrize("document", [d for d in DOCUMENTS if d.name not in STORIES], ids=lambda path: path.name)
def test_every_sayso_command_works_as_written(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after another, in a folder in which only what the repository has is there."""
    for name in ("src", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    for line in commands(document):
        if line.startswith("sayso "):
            arguments = shlex.split(line.split("|", maxsplit=1)[0].split(">", maxsplit=1)[0])[1:]
            done = sayso(*[str(path) for word in arguments for path in _expanded(word)])
            assert done.code == 0, f"{line}: {done.err}"


def _expanded(word: str) -> list[str]:
    return [str(path) for path in sorted(Path().glob(word))] if "*" in word else [word]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_inside_the_house_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text("utf-8"))
    missing = [link for link in links if not (document.parent / link).exists()]
    assert not missing
