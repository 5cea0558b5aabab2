"""Whether a speaker's own figures add up. What does not is said in words and left as it was said (R5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sayso.incidents.facets.said import Said, tolls_of
from sayso.model.claim import Toll
from sayso.model.record import Record

_APART = ("men", "women", "children")
_BOTH = frozenset(("killed", "injured"))


class Mismatch(Record, frozen=True, kw_only=True):
    """A sum of one claim that does not come out: `words` say how, `outcomes` which figures it is about."""

    words: str
    outcomes: tuple[str, ...]


def flags_of(field: str, said: Iterable[Said]) -> tuple[str, ...]:
    """What does not add up in the claims that speak of the killed or the injured, each once, with who said it."""
    found = [
        f"{one.originator.name} ({one.outlet.name}): {flag.words}"
        for one in said
        if one.counts and not one.denies and not one.rejected
        for flag in mismatches(tolls_of(one))
        if field in flag.outcomes
    ]
    return tuple(dict.fromkeys(found))


def mismatches(tolls: Sequence[Toll]) -> list[Mismatch]:
    """The sums of one claim that do not come out."""
    return [*_breakdowns(tolls), *_harmed(tolls)]


def harmed(killed: tuple[int, int], injured: tuple[int, int], overlap: str) -> tuple[int, int]:
    """How many were harmed in all, killed and injured, by one speaker's figures (R3): the dead are among the injured
    (`subset`), are others (`disjoint`), or the words do not say (`unknown`), which leaves both open.
    """
    apart = (killed[0] + injured[0], killed[1] + injured[1])
    within = (max(killed[0], injured[0]), max(killed[1], injured[1]))
    if overlap == "subset":
        return within
    return apart if overlap == "disjoint" else (within[0], apart[1])


def _breakdowns(tolls: Sequence[Toll]) -> Iterator[Mismatch]:
    """Parts that are of different people by their words (men, women, children) and are more than the whole, or are all
    three and are fewer.
    """
    for whole in tolls:
        total = _exact(whole)
        parts = [t for t in tolls if t.subset_of == whole.id and t.outcome == whole.outcome and _class(t)]
        classes = [_class(t) for t in parts]
        if total is None or len(parts) < 2 or len(set(classes)) < len(parts):
            continue
        numbers = [n for t in parts if (n := _exact(t)) is not None]
        summed = sum(numbers)
        complete = len(parts) == len(_APART) and len(numbers) == len(parts)
        if summed > total or (summed < total and complete):
            terms = " + ".join(map(str, numbers))
            yield Mismatch(words=f"{terms} = {summed}, not {total}", outcomes=(whole.outcome,))


def _harmed(tolls: Sequence[Toll]) -> Iterator[Mismatch]:
    """ "14 casualties, seven deaths and four injured": those harmed are the killed and the injured."""
    wholes = [t for t in tolls if t.outcome == "harmed" and t.subset_of is None]
    sums = {o: [t for t in tolls if t.outcome == o and _is_top(t, tolls)] for o in sorted(_BOTH)}
    if len(wholes) != 1 or any(len(rows) != 1 for rows in sums.values()):
        return
    total, killed, injured = _exact(wholes[0]), _exact(sums["killed"][0]), _exact(sums["injured"][0])
    if total is not None and killed is not None and injured is not None and killed + injured != total:
        words = f"{killed} killed + {injured} injured = {killed + injured}, not {total}"
        yield Mismatch(words=words, outcomes=("harmed", "injured", "killed"))


def _is_top(toll: Toll, tolls: Sequence[Toll]) -> bool:
    """Whether it is part of no figure but of those harmed."""
    larger = next((t for t in tolls if t.id == toll.subset_of), None)
    return larger is None or larger.outcome == "harmed"


def _class(toll: Toll) -> str | None:
    classes = [c for c in toll.sex_age if c in _APART]
    return classes[0] if len(classes) == 1 else None


def _exact(toll: Toll) -> int | None:
    return toll.count.low if toll.count.low == toll.count.high else None
