"""The signatures of an agreement as a matrix: a row a party, and who says that it signed, shows it, or denies it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.model.grouped import GroupedAgreement, Signing, Word

COLUMNS = ("claimed", "shown", "denied")


@dataclass(frozen=True)
class Signed:
    """A party's row of the matrix: who says that its signature was claimed, shown, denied; `rest` is whatever else is said."""

    party: Signing
    cells: tuple[tuple[Word, ...], ...]
    rest: tuple[Word, ...]


def matrix_of(found: GroupedAgreement) -> Iterator[Signed]:
    """The rows of the matrix, a party each."""
    for party in found.parties:
        words = _each_once(party.words)
        cells = tuple(tuple(word for word in words if word.value == column) for column in COLUMNS)
        yield Signed(party, cells, tuple(word for word in words if word.value not in COLUMNS))


def is_disputed(found: GroupedAgreement) -> bool:
    """Whether anything of it is called fake, or a signature is denied."""
    return bool(found.disputes) or any(party.contested or party.signature == "denied" for party in found.parties)


def _each_once(words: tuple[Word, ...]) -> list[Word]:
    """What one says in one outlet on one day stands once."""
    found: dict[tuple[str, str, str | None, str | None], Word] = {}
    for word in words:
        found.setdefault((word.value, word.by, word.outlet, word.day), word)
    return list(found.values())
