"""Asks a language model who says what, and takes of its answer only what it quotes from the text."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.errors import ReaderFailedError
from sayso.model.claim import Claim
from sayso.model.reader import ReaderSettings
from sayso.model.reading import ModelFile
from sayso.model.report import Report
from sayso.readers.quotes import Quoted, placed
from sayso.readers.server.answers import UnusableError, answered, attributions_in
from sayso.readers.server.client import Server
from sayso.readers.server.pieces import pieces
from sayso.readers.server.questions import question
from sayso.reading.mentions.finding import NameFinder
from sayso.reading.parse import Parse
from sayso.reading.read import Draft, from_attributions

_RULE = "server.attribution"
_UNSUPPORTED = {400, 422, 501}  # what servers say to a schema that they do not know


class ServerReader:
    """Sends the text of every report, and nothing else, to one address, piece by piece; follows it nowhere else.

    The answer is taken for a stranger's: each attribution must quote source, cue and content from the piece that was sent,
    or it is refused and counted. Claims are then made of the attributions by sayso's own stages.
    """

    name = "server"

    def __init__(self, settings: ReaderSettings) -> None:
        """Raises ReaderError when no address or model is named, or when the address is not on this machine and the settings
        do not allow that. Nothing is sent yet.
        """
        self._server = Server(settings)
        self._model = self._server.model
        self._with_schema = True

    @property
    def models(self) -> tuple[ModelFile, ...]:
        """The model by the name that the server was asked for it."""
        return (ModelFile(name=self._model, version=None, sha256=None),)

    def read(self, report: Report, parse: Parse, names: NameFinder) -> Draft:
        """Mentions, attributions and claims of one report. Raises ReaderFailedError: all of it was read, or nothing."""
        quoted: list[Quoted] = []
        refused = 0
        try:
            for piece in pieces(parse):
                found, amiss = attributions_in(self._answer(parse.text[slice(*piece)]), piece)
                quoted.extend(found)
                refused += amiss
        except UnusableError as error:
            raise ReaderFailedError(report.id, f"{self._server.url}: {error}") from error
        said = placed(parse, quoted, _RULE)
        draft = from_attributions(parse, names, said.attributions, models=(self._model,))
        return draft._replace(claims=self._named(draft.claims), refused=refused + said.refused)

    def _answer(self, text: str) -> str:
        """What the model says to a piece; once more without a schema, from now on, when the server knows of none."""
        reply = self._server.ask(question(self._model, text, with_schema=self._with_schema))
        if self._with_schema and reply.status in _UNSUPPORTED:
            reply = self._server.ask(question(self._model, text, with_schema=False))
            self._with_schema = reply.status != 200
        return answered(reply)

    def _named(self, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """Whose words a claim is was said by the model; what the report says in its own voice was not."""
        by = f"server:{self._model}"
        return tuple(msgspec.structs.replace(c, engine=by) if c.attribution is not None else c for c in claims)
