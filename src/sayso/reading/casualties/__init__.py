"""Casualty figures: how many, of whom, part of what, caused by what."""

from sayso.reading.casualties.figures import find_tolls

__all__ = ["find_tolls"]
