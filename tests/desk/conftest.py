"""Desks and browsers for the tests of the desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.ledger import Ledger
from sayso.model.ledger import Project
from tests.desk.served import Desk


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty project."""
    folder = tmp_path_factory.mktemp("desk") / "project"
    Ledger.create(folder, Project(name="Derna 2016", user="tests")).close()
    return folder


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[Desk]:
    """Its desk, with an account of every role."""
    with Desk(folder) as desk:
        yield desk.people()
