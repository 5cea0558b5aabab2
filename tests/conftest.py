"""Options of the test run."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.desk.browsing import browser  # noqa: F401 - a fixture: one Chromium for all who need one
from tests.store.databases import database_url, postgresql  # noqa: F401 - fixtures

# What a developer imported for himself changes nothing here: a folder that is not there.
os.environ["SAYSO_DATA"] = str(Path(tempfile.gettempdir()) / "sayso-tests-have-no-imports")

# Playwright runs a loop in the thread of the tests, in which Django would refuse to open a project.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# How long something takes depends on what else the machine does; only what comes out is tested.
settings.register_profile("sayso", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("sayso")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes tests/golden anew; read the diff before you commit it."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew from the present reading")
