"""The one place that looks at the clock: log entries say when. Nothing else may depend on the day."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """This moment, ISO 8601 in UTC to the second: `2016-07-09T14:03:11Z`."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
