"""Time expressions: where they stand; what days they mean is for linking."""

from sayso.reading.times.expressions import find_times, time_expressions

__all__ = ["find_times", "time_expressions"]
