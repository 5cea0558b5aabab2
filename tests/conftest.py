"""Options of the test run."""

from __future__ import annotations

import pytest

from tests.store.databases import database_url, postgresql  # noqa: F401 - fixtures


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes tests/golden anew; read the diff before you commit it."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew from the present reading")
