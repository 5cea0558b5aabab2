"""What the tests of evidence share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.evidence.options import Options
from sayso.evidence.vault import Vault
from tests.evidence.servers import Site


@pytest.fixture
def web() -> Iterator[Site]:
    """A web server on this machine."""
    with Site() as site:
        yield site


@pytest.fixture
def local() -> Options:
    """Options that reach the tests' own server, at a moment that stands still."""
    return Options(allow_private=True, now=lambda: "2026-03-01T12:00:00Z")


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """An empty vault."""
    return Vault(tmp_path / "vault")
