"""Who is said to have done it: claimed, accused, denied, inferred."""

from sayso.reading.responsibility.laid import find_responsibility

__all__ = ["find_responsibility"]
