"""The readers that need nothing but the package."""

from __future__ import annotations

from sayso.model.reading import ModelFile
from sayso.model.report import Report
from sayso.reading.mentions.finding import NameFinder
from sayso.reading.parse import Parse
from sayso.reading.read import Draft, read


class RulesReader:
    """The rules alone."""

    name = "rules"
    models: tuple[ModelFile, ...] = ()

    def read(self, report: Report, parse: Parse, names: NameFinder) -> Draft:  # noqa: ARG002 - as the protocol has it
        """Mentions, attributions and claims by rules."""
        return read(parse, names)


class BothReader:
    """Rules and trained models together."""

    name = "both"
    models: tuple[ModelFile, ...] = ()

    def read(self, report: Report, parse: Parse, names: NameFinder) -> Draft:  # noqa: ARG002 - as the protocol has it
        """Mentions, attributions and claims by rules and models."""
        return read(parse, names)
