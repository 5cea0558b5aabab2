"""Documents and recordings: what they are said to show, and whether they are called genuine."""

from sayso.reading.artefacts.meanings import find_artefacts

__all__ = ["find_artefacts"]
