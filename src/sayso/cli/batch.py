"""The reports of one command: found, read and written one after another."""

from __future__ import annotations

import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from sayso.cli.inputs import LeftAlone, find, load, report_id
from sayso.cli.progress import progress
from sayso.cli.terminal import tell
from sayso.errors import InputError, LanguageError, ReaderFailedError, ReadingFailedError, SaysoError
from sayso.evidence.manifests import Entry, Manifests
from sayso.model.reading import Reading
from sayso.reader import Piece, read_pieces
from sayso.readers import BothReader, Reader
from sayso.readers.wording import refusals
from sayso.text.language import model_file as language_model


class Batch:
    """The reports of one command. Each is read, written and forgotten before the next; a bad one is told and passed over."""

    def __init__(self, options: Entry, manifests: Manifests, reader: Reader | None = None) -> None:
        self.options = options
        self.manifests = manifests
        self.reader = reader or BothReader()
        self.read = 0
        self.rejected = 0
        self._ids: Counter[str] = Counter()

    def run(self, paths: Iterable[str], write: Callable[[Reading, str], None]) -> None:
        """Read all that the paths name."""
        paths = list(paths)
        with progress(paths) as advance:
            for piece in self._pieces(paths, advance):
                reading = self._reading(piece)
                if reading is not None:
                    write(reading, piece.text)
                    self.read += 1
        if self.read + self.rejected > 1:
            tell(f"{_reports(self.read)} read, {self.rejected} rejected.")

    def _pieces(self, paths: Iterable[str], advance: Callable[[], None]) -> Iterator[Piece]:
        for item in find(paths):
            try:
                match item:
                    case InputError():
                        self._reject(item)
                    case LeftAlone():
                        tell(str(item))
                    case path:
                        yield self._piece(path)
            except InputError as error:
                self._reject(error)
            advance()

    def _piece(self, path: str) -> Piece:
        """The report at a path with what is known of it: the manifest's word, then the option's, then the page's own."""
        text = load(path)
        name = report_id(path)
        entry = self.manifests.of(path)
        known = (entry, self.options) if entry is not None else (self.options,)
        language = _first(*(each.language for each in known), text.language) or "en"
        if language.lower().split("-")[0] != "en":
            raise LanguageError(path, language)
        return Piece(
            text=text.text,
            id=self._distinct(name),
            source=_first(*(each.source for each in known), text.outlet),
            title=_first(*(each.title for each in known), text.title),
            published=_first(*(each.published for each in known), text.published),
            language=language,
            byline=text.byline,
            media_type=text.media_type,
            extractor=text.extractor,
        )

    def _distinct(self, id: str) -> str:
        """The id, numbered from the second report on that bears it."""
        self._ids[id] += 1
        if self._ids[id] == 1:
            return id
        distinct = f"{id}-{self._ids[id]}"
        tell(f"Two reports are called {id!r}; this one becomes {distinct!r}.")
        return distinct

    def _reading(self, piece: Piece) -> Reading | None:
        try:
            reading = next(iter(read_pieces([piece], reader=self.reader)))
        except ReaderFailedError as error:
            self._reject(error)
            return None
        except SaysoError:
            raise
        except Exception as error:
            # A fault of ours in one report must not cost a night's batch. It is told in full, and the exit code keeps it.
            sys.stderr.write(traceback.format_exc())
            self._reject(ReadingFailedError(piece.id, type(error).__name__))
            return None
        if said := refusals(piece.id, reading.engine):
            tell(said)
        # The language was told by a model as well.
        engine = replace(reading.engine, models=(*reading.engine.models, language_model()))
        return replace(reading, engine=engine)

    def _reject(self, error: Exception) -> None:
        self.rejected += 1
        tell(str(error))


def _first(*values: str | None) -> str | None:
    return next((value for value in values if value), None)


def _reports(count: int) -> str:
    return f"{count} report" if count == 1 else f"{count} reports"
