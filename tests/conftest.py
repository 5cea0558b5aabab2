"""Options of the test run."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from tests.store.databases import database_url, postgresql  # noqa: F401 - fixtures

# How long something takes depends on what else the machine does; only what comes out is tested.
settings.register_profile("sayso", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("sayso")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes tests/golden anew; read the diff before you commit it."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew from the present reading")
