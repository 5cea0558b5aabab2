"""Whether two accounts tell of one incident: a score from features, each with its weight and its reason in words.

The score is a sum of log odds put between 0 and 1. What is unknown weighs nothing. The weights are data
(lexicon/en/grouping.yaml, `weights`), each with a word on what it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from math import exp, log, log2, log10
from typing import NamedTuple

from sayso.incidents.matching.held import Hold, held
from sayso.incidents.matching.particulars import particulars
from sayso.incidents.matching.profiles import Profile, Rarity, Window
from sayso.incidents.matching.slots import is_number
from sayso.incidents.matching.spots import compare_spots, spots_differ
from sayso.incidents.matching.trait import Trait
from sayso.lexicon.load import lexicon
from sayso.model.grouped import Comparison, Feature

Bounds = tuple[int | None, int | None]
_MOST_NAMES = 4.0  # shared names beyond these add nothing
_ONE_PLACE = 6.0  # rarity of a place that counts in full
_SMALL_TOLL = 3  # that many dead and fewer are the same in many incidents
_RARE_TOLL = log(30)  # the log of a toll that hardly two incidents share
_MOST_RISE = 3  # times that a toll may rise from day to day and still be an update
_ONE_ACTOR = 4.0  # rarity of an actor that counts in full
_UNLIKELY = -3.0  # log odds below which nothing is joined anyway
_ONE_NAME = 6.0  # rarity of a name that counts as one
_FEW = 3  # name words that an account has at least before it is odd that it shares none


class Weighing(NamedTuple):
    """The weights by trait, and how rare names are."""

    weights: Mapping[str, float]
    rarity: Rarity


def weights() -> dict[str, float]:
    """The weights of the lexicon."""
    return {name: float(row["weight"]) for name, row in lexicon("grouping")["weights"].items()}


def odds(one: Profile, other: Profile, weighing: Weighing) -> float:
    """The log odds that two accounts tell of one incident."""
    return judged(one, other, weighing)[0]


def judged(one: Profile, other: Profile, weighing: Weighing) -> tuple[float, Hold | None]:
    """The log odds that two accounts tell of one incident, and what keeps the machine from joining them whatever these are."""
    known = weighing.weights
    bare = bare_traits(one, other, weighing)
    total = known["start"] + sum(known[t.name] * t.amount for t in _held_down(bare))
    return total, held(one, other, bare, weighing.rarity) if total >= _UNLIKELY else None


def compare(one: Profile, other: Profile, weighing: Weighing) -> Comparison:
    """Two accounts compared, with reasons."""
    a, b = sorted((one, other), key=lambda p: p.account.id)
    bare = bare_traits(a, b, weighing)
    found = [_feature(t, weighing.weights) for t in (Trait("start"), *_held_down(bare))]
    hold = held(a, b, bare, weighing.rarity)
    total = sum(f.weight for f in found)
    ordered = sorted(found, key=lambda f: (-abs(f.weight), f.name))
    return Comparison(
        a=a.account.id,
        b=b.account.id,
        score=round(probability(total), 4),
        features=tuple(ordered),
        held=hold_in_words(hold) if hold is not None else None,
    )


def hold_in_words(hold: str) -> str:
    """Why a pair is left to a person."""
    return str(lexicon("grouping")["holds"][hold])


def probability(odds: float) -> float:
    """Log odds as a score between 0 and 1."""
    return 1.0 / (1.0 + exp(-max(min(odds, 60.0), -60.0)))


def log_odds(score: float) -> float:
    """A score between 0 and 1 as log odds."""
    score = min(max(score, 1e-9), 1 - 1e-9)
    return 2.302585092994046 * log10(score / (1 - score))


def traits(one: Profile, other: Profile, weighing: Weighing) -> list[Trait]:
    """What speaks for and against, likeness held down where facts are at odds."""
    return _held_down(bare_traits(one, other, weighing))


def _held_down(told: list[Trait]) -> list[Trait]:
    names = {t.name for t in told}
    if "story.same" in names:
        return told
    most = _most_likeness("apart" if names & _APART else "at_odds" if names & _AT_ODDS else "alike")
    less = [t if t.amount <= most.get(t.name, t.amount) else t._replace(amount=most[t.name]) for t in told]
    return [*less, *_many_at_odds(names & (_APART | _AT_ODDS | _SOFTLY))]


def bare_traits(one: Profile, other: Profile, weighing: Weighing) -> list[Trait]:
    """What speaks for and against, each for itself; what neither side lets us know is left out."""
    found = [
        _place(one, other, weighing.rarity),
        _spots(one, other),
        _time(one, other),
        _kind(one, other),
        _actors(one, other, weighing.rarity),
        *particulars(one, other),
        *_figures(one, other),
        _story(one, other),
        _originators(one, other),
        _outlet(one, other),
        _targets(one, other),
        *_names(one, other, weighing.rarity),
        *_text(one, other),
        _denial(one, other),
        _mains(one, other),
    ]
    return [t for t in found if t is not None]


def _many_at_odds(names: Collection[str]) -> Iterator[Trait]:
    """Each fact at odds may be an error of one of the two; several are hardly errors."""
    if len(names) > 1:
        yield Trait("facts.at_odds", float(len(names) - 1), str(len(names)))


def _most_likeness(how: str) -> Mapping[str, float]:
    """Of two places or two days the same people and words may be told: likeness counts little there, but for one story."""
    found: Mapping[str, float] = lexicon("grouping")["most_likeness"][how]
    return found


def told_apart(one: Profile, other: Profile) -> bool:
    """Whether two accounts of one report are of two incidents for certain: parts, or of another place, day or kind. A report
    that merely takes up its incident anew may seem to tell two.
    """
    a, b = one.account, other.account
    if a.id == b.part_of or b.id == a.part_of or (a.part_of is not None and a.part_of == b.part_of):
        return True
    place = compare_spots(one.spots, other.spots)
    if place is not None and place.how in _APART:
        return True
    return any(t is not None and t.name in _APART for t in (_time(one, other), _kind(one, other)))


_APART = frozenset((
    "place.apart", "place.far", "time.next_day", "time.days", "time.weeks", "time.months", "kind.other", "weekday.other",
    "date.other",
))  # fmt: skip
_AT_ODDS = frozenset(("place.neighbour", "place.other_spot", "figures.contradict"))
_SOFTLY = frozenset(("kind.family", "actors.other", "time.part_of_day"))


def _spots(one: Profile, other: Profile) -> Trait | None:
    found = spots_differ(one.spots, other.spots)
    return Trait("place.other_spot", 1.0, found) if found is not None else None


def _place(one: Profile, other: Profile, rarity: Rarity) -> Trait | None:
    """A place in common says less the more reports are of it."""
    found = compare_spots(one.spots, other.spots)
    if found is None:
        return None
    amount = min(rarity.of_place(found.place) / _ONE_PLACE, 1.0) if found.place is not None else 1.0
    return Trait(found.how, amount, found.words)


def _time(one: Profile, other: Profile) -> Trait | None:
    a, b = one.window, other.window
    if a is None or b is None:
        return None
    for dated, bare, report in ((a, b, other), (b, a, one)):
        if dated.dated and not bare.dated and report.published is not None and dated.first > report.published + 1:
            return Trait("time.later_than_report", 1.0, str(dated.first - report.published))
    gap = max(a.first - b.last, b.first - a.last, 0)
    sure = "time" if a.dated and b.dated else "published"
    if gap == 0:
        longest = max(a.last - a.first, b.last - b.first)
        how = "same_day" if longest == 0 else "overlap" if longest <= 7 else "loose"
        return Trait(f"time.{how}" if sure == "time" else _published(a, b), 1.0, str(longest + 1))
    how = "next_day" if gap == 1 else "days" if gap <= 7 else "weeks" if gap <= 60 else "months"
    return Trait(f"{sure}.{how}", 1.0, str(gap))


def _published(a: Window, b: Window) -> str:
    """Whether publication puts both within a day, where what is told without a day is taken for news."""
    first = max(w.first if w.dated else w.last - 1 for w in (a, b))
    last = min(w.last for w in (a, b))
    return "published.together" if first <= last else "published.overlap"


def _kind(one: Profile, other: Profile) -> Trait | None:
    a, b = one.account.kind, other.account.kind
    families = _families()
    if a == b:
        return None if a not in families else Trait("kind.same", 1.0, a)
    if a not in families or b not in families:
        return None
    return Trait("kind.family" if families[a] == families[b] else "kind.other", 1.0, f"{a}, {b}")


def _actors(one: Profile, other: Profile, rarity: Rarity) -> Trait | None:
    """A belligerent in common says less the more reports lay something to it."""
    a, b = one.account.actors, other.account.actors
    if not a or not b:
        return None
    shared = sorted(set(a) & set(b))
    if not shared:
        return Trait("actors.other")
    return Trait("actors.same", min(max(map(rarity.of_actor, shared)) / _ONE_ACTOR, 1.0), ", ".join(shared))


def _targets(one: Profile, other: Profile) -> Trait | None:
    """People in a number ("ten people") are a toll, which is compared by itself."""
    shared = sorted(t for t in {*one.account.targets} & {*other.account.targets} if not is_number(t.partition(" ")[0]))
    return Trait("targets.same", 1.0, ", ".join(shared)) if shared else None


def _figures(one: Profile, other: Profile) -> Iterator[Trait]:
    for outcome in ("killed", "injured", "abducted"):
        a, b = one.figures.get(outcome), other.figures.get(outcome)
        if a and b:
            later = (other.published or 0) - (one.published or 0)
            yield min(
                (_figure(x, y, later, outcome) for x in a for y in b), key=lambda t: (_ORDER.index(t.name), t.amount)
            )


_ORDER = ("figures.equal_large", "figures.equal", "figures.compatible", "figures.update", "figures.contradict")


def _figure(a: Bounds, b: Bounds, later: int, outcome: str) -> Trait:
    """Equal, open to each other, one an update of the other, or at odds."""
    words = f"{outcome} {_bounds(a)} and {_bounds(b)}"
    if a == b and a[0] is not None:
        return Trait("figures.equal_large" if a[0] > _SMALL_TOLL else "figures.equal", _rare_toll(a[0]), words)
    (_, most), (least, _) = sorted((_closed(a), _closed(b)))
    if least <= most:
        return Trait("figures.compatible", 1.0, words)
    rising = ((b[0] or 0) - (a[0] or 0)) * later > 0
    if least <= (_MOST_RISE * most + 2 if rising else 1.5 * most + 1):
        return Trait("figures.update", 1.0, words)
    return Trait("figures.contradict", min(log2((least + 1) / (most + 1)), 3.0) * (0.5 if rising else 1.0), words)


def _rare_toll(toll: int) -> float:
    return min(log(toll) / _RARE_TOLL, 1.0) if toll > _SMALL_TOLL else 1.0


def _closed(row: Bounds) -> tuple[int, int]:
    return row[0] or 0, row[1] if row[1] is not None else 10**9


def _bounds(row: Bounds) -> str:
    low, high = row
    return str(low) if low == high else f"{'' if low is None else low}–{'' if high is None else high}"


def _story(one: Profile, other: Profile) -> Trait | None:
    return Trait("story.same", 1.0, one.story) if one.story is not None and one.story == other.story else None


def _originators(one: Profile, other: Profile) -> Trait | None:
    shared = sorted(o for o in set(one.account.originators) & set(other.account.originators) if ":" not in o)
    return Trait("originators.same", 1.0, ", ".join(shared)) if shared else None


def _outlet(one: Profile, other: Profile) -> Trait | None:
    same = one.account.outlet is not None and one.account.outlet == other.account.outlet
    return Trait("outlet.same", 1.0, one.account.outlet or "") if same else None


def _denial(one: Profile, other: Profile) -> Trait | None:
    """A denial has few facts of its own: it answers what others report."""
    if one.account.denial == other.account.denial:
        return None
    kind = _kind(one, other)
    return Trait("denial.other_deed" if kind is not None and kind.name == "kind.other" else "denial.answers")


def _mains(one: Profile, other: Profile) -> Trait | None:
    """Reports of one incident are as a rule all mainly about it; what one tells beside its own matter is more often another."""
    mains = one.account.prominent + other.account.prominent
    return None if mains == 2 else Trait("main.one" if mains else "main.neither")


def _names(one: Profile, other: Profile, rarity: Rarity) -> Iterator[Trait]:
    shared = one.names & other.names
    if shared:
        weight = sum(rarity.of_name(word) for word in sorted(shared)) / _ONE_NAME
        yield Trait("names.shared", min(weight, _MOST_NAMES), ", ".join(sorted(shared)))
    elif len(one.names) >= _FEW and len(other.names) >= _FEW:
        yield Trait("names.none")


def _text(one: Profile, other: Profile) -> Iterator[Trait]:
    """Likeness of the words, but for the places and days that are compared already; of few words it tells less."""
    small, large = sorted((one.terms, other.terms), key=len)
    known = one.place_words | other.place_words
    shared = (term for term in small if term in large and term not in known and not _DATE.fullmatch(term))
    alike = sum(small[term] * large[term] for term in shared) * min(1.0, len(small) / _MANY_WORDS)
    yield Trait("text.alike", alike, f"{alike:.2f}")
    if alike > _TELLING:
        yield Trait("text.very_alike", alike - _TELLING, f"{alike:.2f}")


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MANY_WORDS = 40  # telling words of a text from which its likeness counts in full
_TELLING = 0.25  # likeness that texts on different incidents hardly reach


def _feature(trait: Trait, weights: Mapping[str, float]) -> Feature:
    why = str(lexicon("grouping")["weights"][trait.name]["why"]).format(trait.words)
    return Feature(name=trait.name, weight=round(weights[trait.name] * trait.amount, 3), why=why)


@cache
def _families() -> dict[str, str]:
    return {kind: family for family, kinds in lexicon("grouping")["families"].items() for kind in kinds}
