"""A browser for the site of a release."""

from __future__ import annotations

import os

from tests.desk.browsing import browser  # noqa: F401 - a fixture

# Playwright runs a loop in the thread of the tests, in which Django would refuse to open a project.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
