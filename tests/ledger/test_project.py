"""Who may look into a project, and whose project is taken for one's own."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from sayso.errors import ProjectError
from sayso.ledger import Ledger
from sayso.ledger.project import find
from sayso.model.ledger import Project
from tests.store.reports import DERNA, added, project


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def open_to_others(folder: Path) -> list[str]:
    """What others than the owner could reach below a folder, itself included."""
    return sorted(str(path) for path in (folder, *folder.iterdir()) if mode(path) & 0o077)


def test_a_new_project_is_for_its_owner_alone(tmp_path: Path) -> None:
    with project(tmp_path / "derna") as ledger:
        added(ledger, DERNA)
        assert (mode(tmp_path / "derna"), mode(tmp_path / "derna" / "sayso.toml")) == (0o700, 0o600)
        assert open_to_others(tmp_path / "derna") == [], "what SQLite puts beside its database too"


def test_an_empty_folder_that_becomes_a_project_is_closed(tmp_path: Path) -> None:
    (tmp_path / "derna").mkdir(mode=0o755)
    project(tmp_path / "derna").close()
    assert open_to_others(tmp_path / "derna") == []


def test_a_folder_with_reports_keeps_its_rights_and_what_sayso_adds_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "derna"
    folder.mkdir(mode=0o755)
    (folder / "report.txt").write_text(DERNA, encoding="utf-8")
    project(folder).close()
    assert mode(folder) == 0o755
    assert [path for path in open_to_others(folder) if not path.endswith(("derna", "report.txt"))] == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize("given", ["sayso.toml", "."])
def test_a_project_of_somebody_else_is_not_found_but_may_be_named(tmp_path: Path, given: str) -> None:
    folder = tmp_path / "derna"
    Ledger.create(folder, Project(name="Derna")).close()
    (folder / "deep").mkdir()
    assert find(folder / "deep") == folder
    os.chown(folder / given, 65534, 65534)
    with pytest.raises(ProjectError, match=rf"belongs to another user .*: --project {folder}\.$"):
        find(folder / "deep")
    Ledger.open(folder).close()
