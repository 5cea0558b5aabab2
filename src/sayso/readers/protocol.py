"""What a reader is: from a parsed report to attributions and claims."""

from __future__ import annotations

from typing import Protocol

from sayso.model.reading import ModelFile
from sayso.model.report import Report
from sayso.reading.mentions.finding import NameFinder
from sayso.reading.parse import Parse
from sayso.reading.read import Draft


class Reader(Protocol):
    """Finds out who says what in a report. Places, actors, times and incidents are made of its claims afterwards.

    `name` stands in the reading (`engine.reader`), and so do the `models` that it reads with. Same report, same answer: a
    rebuild must be able to make the reading again.
    """

    @property
    def name(self) -> str:
        """What the reader is called."""
        ...

    @property
    def models(self) -> tuple[ModelFile, ...]:
        """The model files that it reads with; of a model behind a server `version` and `sha256` are None."""
        ...

    def read(self, report: Report, parse: Parse, names: NameFinder) -> Draft:
        """Mentions, attributions and claims of one report.

        `report` is what is known of it, `parse` its text, words, grammar, sentences and quotations, `names` finds the names
        that the gazetteer and the knowledge base know. A reader that only finds attributions hands them to
        `sayso.reading.read.from_attributions`, which does the rest; offsets count in `parse.text`. Raises
        ReaderFailedError when it cannot read this report; the others are read all the same.
        """
        ...
