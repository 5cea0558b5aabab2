"""Readers: what finds out who says what in a report, and an open door for others (docs/readers.md)."""

from sayso.readers.built_in import BothReader, RulesReader
from sayso.readers.protocol import Reader
from sayso.readers.quotes import Placed, Quoted, placed

__all__ = ["BothReader", "Placed", "Quoted", "Reader", "RulesReader", "placed"]
