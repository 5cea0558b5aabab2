"""Who printed whom: the outlets of an incident and the independent originators that their claims go back to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.incidents.facets.voices import Voice

_ROW = 34  # height of a line of the drawing
_MOST = 40  # lines that a drawing may have


@dataclass(frozen=True)
class Way:
    """How an originator's words came to one report: the speakers between, from the outlet in."""

    voice: Voice
    between: tuple[str, ...]
    claims: int


@dataclass(frozen=True)
class Source:
    """An originator and every report that carries its words."""

    id: str
    name: str
    named: bool
    side: str
    independent: bool
    ways: tuple[Way, ...]

    @property
    def outlets(self) -> list[str]:
        """The outlets, each once."""
        return list(dict.fromkeys(way.voice.outlet for way in self.ways))


@dataclass(frozen=True)
class Line:
    """A line of the drawing between an outlet and an originator."""

    y1: int
    y2: int


@dataclass(frozen=True)
class Drawing:
    """Names at heights, and lines between."""

    outlets: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, int, bool], ...]
    lines: tuple[Line, ...]
    height: int


def sources_of(voices: Sequence[Voice], tellers: Iterable[str]) -> list[Source]:
    """Originators in the order in which they first spoke. `tellers` are the ids of those that are independent."""
    independent = set(tellers)
    by_end: dict[str, list[Voice]] = {}
    for voice in sorted(voices, key=lambda v: v.day or "~"):
        by_end.setdefault(voice.originator.id, []).append(voice)
    return [
        Source(
            id=end,
            name=said[0].originator.name,
            named=said[0].originator.named,
            side=said[0].side_name,
            independent=end in independent,
            ways=tuple(_ways(said)),
        )
        for end, said in by_end.items()
    ]


def drawing_of(sources: Sequence[Source]) -> Drawing | None:
    """The drawing; None where it would be too long to help."""
    outlets = list(dict.fromkeys(outlet for source in sources for outlet in source.outlets))
    if not sources or max(len(outlets), len(sources)) > _MOST:
        return None
    at = {outlet: _ROW * n + _ROW // 2 for n, outlet in enumerate(outlets)}
    ends = {source.id: _ROW * n + _ROW // 2 for n, source in enumerate(sources)}
    lines = tuple(Line(at[outlet], ends[source.id]) for source in sources for outlet in source.outlets)
    return Drawing(
        outlets=tuple(at.items()),
        sources=tuple((source.name, ends[source.id], source.independent) for source in sources),
        lines=lines,
        height=_ROW * max(len(outlets), len(sources)),
    )


def _ways(said: Sequence[Voice]) -> Iterable[Way]:
    """One way for each report and chain."""
    found: dict[tuple[str, tuple[str, ...]], list[Voice]] = {}
    for voice in said:
        between = tuple(
            name for name in dict.fromkeys(voice.chain) if name not in (voice.outlet, voice.originator.name)
        )
        found.setdefault((voice.report, between), []).append(voice)
    return (Way(voice=all_[0], between=between, claims=len(all_)) for (_, between), all_ in found.items())
