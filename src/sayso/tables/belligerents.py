"""What each belligerent itself says of an incident: that it did it, that it did not, that others did, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.incidents.facets.voices import Voice
from sayso.model.grouped import Facet, Position

Word = Literal["claims", "denies", "accepts_harm", "denies_harm", "accuses", "silent"]


@dataclass(frozen=True)
class Saying:
    """One thing that a belligerent says, with the voices that say it."""

    word: Word
    voices: tuple[Voice, ...]
    of: str = ""


@dataclass(frozen=True)
class Stand:
    """A belligerent: what it says itself, and who lays the deed to it."""

    name: str
    sayings: tuple[Saying, ...]
    accusers: tuple[Voice, ...]
    deniers: tuple[Voice, ...]
    bases: tuple[str, ...] = ()


def stands_of(facets: Iterable[Facet], voices: Sequence[Voice]) -> list[Stand]:
    """Everybody to whom it is laid and every side that speaks of it, in this order."""
    by_field: dict[str, Facet] = {facet.field: facet for facet in facets}
    who = by_field.get("who")
    laid = {position.value: position for position in who.positions} if who is not None else {}
    names = dict.fromkeys([*laid, *(voice.side_name for voice in voices if voice.side_name)])
    harm = [p for name in ("killed", "injured") if name in by_field for p in by_field[name].positions]
    return [_stand(name, laid, harm, voices) for name in names]


def _stand(name: str, laid: dict[str, Position], harm: Sequence[Position], voices: Sequence[Voice]) -> Stand:
    own = [voice for voice in voices if name in (voice.side_name, voice.originator.name)]
    position = laid.get(name)
    for_ = _said(own, position.for_ if position else ())
    against = _said(own, position.against if position else ())
    blamed = [(other.value, _said(own, other.for_)) for other in laid.values() if other.value != name]
    sayings = [
        Saying("claims", for_),
        Saying("denies", against),
        Saying("accepts_harm", _said(own, [key for p in harm for key in p.for_])),
        Saying("denies_harm", _said(own, [key for p in harm for key in p.against])),
        *(Saying("accuses", said, of) for of, said in blamed),
    ]
    told = tuple(saying for saying in sayings if saying.voices)
    others = [voice for voice in voices if voice not in own]
    return Stand(
        name=name,
        sayings=told or (Saying("silent", ()),),
        accusers=_said(others, position.for_ if position else ()),
        deniers=_said(others, position.against if position else ()),
        bases=position.bases if position else (),
    )


def _said(voices: Iterable[Voice], keys: Sequence[str]) -> tuple[Voice, ...]:
    """The voices that say some claims, each originator once."""
    wanted = set(keys)
    return tuple({voice.originator.id: voice for voice in voices if voice.claim in wanted}.values())
