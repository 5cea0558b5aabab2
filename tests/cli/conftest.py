"""Projects for the tests of the ledger's commands: made once through the commands, then copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.command import sayso

EXAMPLES = Path(__file__).parent.parent.parent / "src" / "sayso" / "examples"


@pytest.fixture(scope="session")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the bundled examples, grouped. Only to be read: `project` is a copy to do things to."""
    folder = tmp_path_factory.mktemp("ledger") / "derna"
    assert sayso("init", folder, "--name", "Derna", "--user", "amal").code == 0
    added = sayso(
        "add", EXAMPLES, "--manifest", EXAMPLES / "manifest.jsonl", "--project", folder, "--reason", "first lot"
    )
    assert added.code == 0, added.err
    grouped = sayso("group", "--project", folder)
    assert grouped.code == 0, grouped.err
    return folder


@pytest.fixture
def project(grown: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project, which the commands find by SAYSO_PROJECT."""
    folder = tmp_path / "derna"
    shutil.copytree(grown, folder)
    monkeypatch.setenv("SAYSO_PROJECT", str(folder))
    return folder
