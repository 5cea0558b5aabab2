"""Time expressions: where they stand; what days they mean is for linking."""

from sayso.reading.times.expressions import find_times, time_expressions
from sayso.reading.times.light import light_parse
from sayso.reading.times.words import TimeExpression

__all__ = ["TimeExpression", "find_times", "light_parse", "time_expressions"]
