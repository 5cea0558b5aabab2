"""Ceasefires, truces and initiatives: their names, parties, terms and the steps of their lives."""

from sayso.reading.agreements.steps import find_agreements

__all__ = ["find_agreements"]
