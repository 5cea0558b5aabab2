"""The one place that looks at the clock: log entries say when, and fetching ends in time."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now() -> str:
    """This moment, ISO 8601 in UTC to the second: `2016-07-09T14:03:11Z`."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


class Deadline:
    """So many seconds from now on, for everything that is done under it together."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, at_most: float) -> float:
        """The seconds that remain, or `at_most` when that is less. Raises TimeoutError when none do."""
        rest = min(self._end - time.monotonic(), at_most)
        if rest <= 0:
            raise TimeoutError
        return rest
