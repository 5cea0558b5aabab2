"""The readers that need nothing but the package."""

from __future__ import annotations

from sayso.model.reading import ModelFile
from sayso.model.report import Report
from sayso.reading.attribution import read_together
from sayso.reading.attribution.learnt import FILES as ATTRIBUTION
from sayso.reading.mentions.finding import NameFinder
from sayso.reading.parse import Parse
from sayso.reading.read import Draft, from_attributions, read
from sayso.reading.roles.answers import NAME as ROLES
from sayso.trained.registry import model_file, model_tag


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

    @property
    def models(self) -> tuple[ModelFile, ...]:
        """The files of the networks."""
        return tuple(model_file(name) for name in (*ATTRIBUTION, ROLES))

    def read(self, report: Report, parse: Parse, names: NameFinder) -> Draft:  # noqa: ARG002 - as the protocol has it
        """Mentions, attributions and claims by rules and models."""
        return from_attributions(parse, names, read_together(parse), models=(model_tag(ATTRIBUTION[0]),), roles=True)
