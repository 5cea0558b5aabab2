"""The incidents of a project as somebody looks through them: found, counted, laid on a map, assigned and tagged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sayso.errors import DecisionError
from sayso.ledger.opened import Opened
from sayso.model.exploring import Explored, Exploring, IncidentLine, News, Points
from sayso.store import exploring, log
from sayso.store.faults import told

MOST = 1_000
"""Incidents that are assigned or tagged at once."""

_LONGEST = 80  # characters of a tag or a name


class Exploration:
    """Made by `ledger.exploration`."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    def page(self, wanted: Exploring, *, many: int = 50, after: str = "", in_full: str = "") -> Explored:
        """Some of the incidents that fit, behind the one with the code `after`, with all counts; `in_full` is the facet of
        which every value is listed.
        """
        with told(self._opened.database.seconds):
            return exploring.explore(self._opened.database, wanted, many=many, after=after, in_full=in_full)

    def codes(self, wanted: Exploring) -> list[str]:
        """The codes of all that fit."""
        with told(self._opened.database.seconds):
            return exploring.codes(self._opened.database, wanted)

    def lines(self, wanted: Exploring) -> Iterator[IncidentLine]:
        """All that fit, in order."""
        with told(self._opened.database.seconds):
            yield from exploring.lines(self._opened.database, wanted)

    def points(self, wanted: Exploring) -> Points:
        """All that fit and have a spot, for a map."""
        with told(self._opened.database.seconds):
            return exploring.points(self._opened.database, wanted)

    def news(self, wanted: Exploring, after: int) -> News:
        """What is new among all that fit, behind an entry of the log."""
        with told(self._opened.database.seconds):
            return exploring.news(self._opened.database, wanted, after)

    def assign(self, codes: Sequence[str], name: str, reason: str = "") -> int:
        """Have somebody see to these incidents (an empty name: nobody any more). How many; raises DecisionError."""
        return self._note(codes, {"assign": _word(name)}, reason)

    def tag(self, codes: Sequence[str], word: str, reason: str = "") -> int:
        """Put a word on these incidents. How many; raises DecisionError."""
        return self._note(codes, {"tag": _given(word)}, reason)

    def untag(self, codes: Sequence[str], word: str, reason: str = "") -> int:
        """Take a word off these incidents. How many; raises DecisionError."""
        return self._note(codes, {"untag": _given(word)}, reason)

    def _note(self, codes: Sequence[str], data: Mapping[str, str], reason: str) -> int:
        """One entry an incident, all of them or none."""
        known = exploring.known(self._opened.database, codes)
        if not known or len(known) > MOST:
            raise DecisionError("The incidents", f"choose between one and {MOST:,} incidents")
        with self._opened.database.writing():
            for code in known:
                log.append(
                    self._opened.database, **self._opened.now_by(), kind="note", target=code, data=data, reason=reason
                )
        return len(known)


def _given(word: str) -> str:
    if not _word(word):
        raise DecisionError("The tag", "a tag is a word or a few")
    return _word(word)


def _word(word: str) -> str:
    """On one line, and not too long."""
    plain = " ".join(word.split())
    if len(plain) > _LONGEST:
        raise DecisionError("The tag", f"a tag or a name has at most {_LONGEST} characters")
    return plain
