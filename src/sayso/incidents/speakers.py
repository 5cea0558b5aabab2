"""Who speaks in a project: the ends of chains by name; whoever has none stays a speaker of his report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from sayso.incidents.originators import called, is_pronoun, is_unnamed, names_nobody, names_of
from sayso.linking.actors.names import actor_names
from sayso.model.claim import Hop
from sayso.model.record import Record

_WORD = re.compile(r"[^\W_]+")
_PAPER = ("document", "recording")
_POINTING = frozenset(("the", "this", "that", "these", "those"))


class Spoken(Record, frozen=True, kw_only=True):
    """The chain of one claim, and where and when it was printed."""

    report: str
    outlet: str
    day: str | None
    chain: tuple[Hop, ...]


def sources_of(spoken: Iterable[Spoken]) -> Iterator[tuple[str, Spoken]]:
    """Each claim with the name of whose words it is. Claims of one report come together, in text order. Who has no name is
    told by the words for him and the outlet ("a resident, in Libya Herald"); "the official" and a pronoun that means
    nobody known are whoever of the report they point back to.
    """
    for _, claims in groupby(spoken, key=lambda one: one.report):
        told = [(one, hop) for one in claims if (hop := _end(one.chain)) is not None]
        ends = [hop for _, hop in told]
        for n, (one, hop) in enumerate(told):
            yield _name(hop, [*ends[:n][::-1], *ends[n + 1 :]], one.outlet), one


def _end(chain: Sequence[Hop]) -> Hop | None:
    """The innermost speaker; what a tape shows is the word of whoever presents it."""
    said = [hop for hop in chain if not names_nobody(hop.name)]
    people = [hop for hop in said[1:] if hop.basis not in _PAPER]
    return people[-1] if people else said[0] if said else None


def _name(hop: Hop, others: Sequence[Hop], outlet: str) -> str:
    if hop.basis == "outlet" or hop.name == outlet:
        return outlet
    if not is_unnamed(hop) and not _is_short(hop.name):
        return _known(hop.name)
    meant = hop if not _points_back(hop) else next((one for one in others if _may_be(one, hop)), hop)
    return f"{called(meant)}, in {outlet}" if is_unnamed(meant) else _known(meant.name)


def _known(name: str) -> str:
    """The best name of who is known by another."""
    ids = actor_names().called(name)
    return names_of(ids[0]) if len(ids) == 1 else name


def _points_back(hop: Hop) -> bool:
    """Whether words need another speaker to mean anybody: a pronoun, "the official", a bare "official" of a headline."""
    words = hop.name.split()
    pointing = words[0].lower() in _POINTING or len(words) == 1 or _is_short(hop.name)
    return hop.named == "unattributed" or is_pronoun(hop.name) or pointing


def _is_short(name: str) -> bool:
    """Whether a name may be a headline's word for a longer one: "Army", "Shura council"; "Russia" is known by itself."""
    return not any(word[:1].isupper() for word in name.split()[1:]) and not actor_names().called(name)


def _may_be(one: Hop, hop: Hop) -> bool:
    """Whether words may point to a speaker: he is told with at least the same words; a pronoun means the nameless."""
    if one.basis == "outlet" or (_points_back(one) and is_unnamed(one)):
        return False
    if hop.named == "unattributed" or is_pronoun(hop.name):
        return hop.named != "unattributed" and is_unnamed(one)
    return one.name != hop.name and _content(hop.name) <= _content(f"{one.name} {one.text}")


def _content(name: str) -> set[str]:
    return set(_WORD.findall(name.lower())) - _POINTING
