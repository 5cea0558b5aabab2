"""What is said to have happened: event words, who struck, what, where, when and with what."""

from sayso.reading.occurrences.happenings import find_occurrences

__all__ = ["find_occurrences"]
