"""What a trained network says of the incidents that the rules put together: which are to be recorded, which are one, and
who or what had a part in them. Without it the rules alone decide.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

import msgspec

from sayso.incidents.whereabouts import compare_days, compare_places
from sayso.incidents.within_report.coreference import Cluster, compatible
from sayso.incidents.within_report.persons import each_once, same_words, whole_name
from sayso.incidents.within_report.tellings import Telling
from sayso.lexicon.load import lexicon
from sayso.model.claim import Perpetrator, ResponsibilityBasis, Role, Target, Toll, Weapon
from sayso.model.mention import PlaceMention
from sayso.model.record import Span
from sayso.reading.mentions import Mentions
from sayso.reading.occurrences.triggers import umbrella
from sayso.reading.roles.heard import Heard, PartIn


def chance_of(cluster: Cluster, heard: Heard) -> float:
    """How likely the incident is one that a recorder would list: as the most telling of its words has it."""
    return max((heard.told.get(span, 0.0) for span in triggers_of(cluster)), default=0.0)


def score_of(cluster: Cluster, heard: Heard) -> float | None:
    """The chance as it was found to be: how often held-out incidents that the network takes for so likely are in the key. None
    for kinds of event of which the key has too few to tell.
    """
    if not _is_known(cluster.kinds):
        return None
    return round(calibrated(chance_of(cluster, heard), lexicon("roles")["calibration"]), 2)


def calibrated(chance: float, steps: Sequence[tuple[float, float]]) -> float:
    """Between the measured steps in a straight line."""
    for (low, low_share), (high, high_share) in pairwise(steps):
        if chance <= high:
            return low_share + (high_share - low_share) * (chance - low) / (high - low)
    return steps[-1][1]


def triggers_of(cluster: Cluster) -> list[Span]:
    """The words that tell the incident."""
    return list(
        dict.fromkeys((t.occurrence.trigger.start, t.occurrence.trigger.end) for t in cluster.tellings if t.occurrence)
    )


def united(clusters: Sequence[Cluster], parts: Parts) -> list[Cluster]:
    """The clusters, those put together that the network takes for one event and that nothing sets apart."""
    parents = {id(c.parent) for c in clusters if c.parent is not None}
    kept: list[Cluster] = []
    for cluster in clusters:
        alone = cluster.parent is None and id(cluster) not in parents
        same = (
            _same_event(cluster, [c for c in kept if c.parent is None and id(c) not in parents], parts)
            if alone
            else None
        )
        if same is None:
            kept.append(cluster)
            continue
        same.tellings += cluster.tellings
        for other in clusters:
            if other.context is cluster:
                other.context = same
    return kept


def _same_event(cluster: Cluster, known: Sequence[Cluster], parts: Parts) -> Cluster | None:
    """The event told before that a cluster most likely tells again; one that says nothing of its own does so sooner."""
    joining = lexicon("roles")["joining"]
    least = joining["one_bare"] if parts.is_bare(cluster) else joining["one_event"]
    linked = [
        (parts.heard.link(triggers_of(c), triggers_of(cluster)), n)
        for n, c in enumerate(known)
        if _may_be_one(c, cluster)
    ]
    best = max(linked, default=(0.0, -1))
    return known[best[1]] if best[0] >= least else None


def _may_be_one(known: Cluster, cluster: Cluster) -> bool:
    if known.realis != cluster.realis or not any(compatible(t, known) for t in cluster.tellings):
        return False
    places, days = compare_places(known.places, cluster.places), compare_days(known.days, cluster.days)
    return "different" not in (places, days)


def is_likely(cluster: Cluster, parts: Parts) -> bool:
    """Whether the network leaves the incident standing: one with a place, or a day and figures, needs less; one of which
    nothing is told but that it was needs more.
    """
    table: dict[str, dict[str, float]] = lexicon("roles")["joining"]["recorded"]
    least = table[_standing(cluster, bare=parts.is_bare(cluster))]
    return chance_of(cluster, parts.heard) >= min(least.get(kind, least["any"]) for kind in cluster.kinds or {"any"})


def _standing(cluster: Cluster, *, bare: bool) -> str:
    """How much the report says of where and when the event was."""
    placed = any(p.place is not None or p.within is not None for p in cluster.places)
    dated = any(t.days is not None for t in cluster.tellings)
    figures = any(_is_civilian(toll) for t in cluster.tellings for f in t.figures for toll in f.tolls)
    somebody = any(t.occurrence and (t.occurrence.perpetrators or t.occurrence.targets) for t in cluster.tellings)
    if placed and dated and (somebody or figures):
        return "anchored"
    if figures:
        return "counted"
    return "placed" if placed else "bare" if bare else "unplaced"


def _is_civilian(toll: Toll) -> bool:
    """Whether a figure is of people who are named as some and not as those who fight."""
    named = any(word.isalpha() for word in (toll.who or "").split())
    return named and toll.outcome in ("killed", "injured") and "combatant" not in toll.type


def is_sure(cluster: Cluster, heard: Heard) -> bool:
    """Whether the network is so sure that neither place nor day need be told."""
    least: float = lexicon("roles")["joining"]["sure_event"]
    return chance_of(cluster, heard) >= least


def parties_struck(cluster: Cluster) -> tuple[Target, ...]:
    """In a clash of armed bodies each is struck by the other."""
    if not cluster.kinds <= {"armed_clash", "territory_change"}:
        return ()
    parties = {p.exact.lower(): p for t in cluster.tellings if t.occurrence for p in t.occurrence.perpetrators}
    return tuple(
        Target(
            exact=p.exact, start=p.start, end=p.end, mention=p.mention, kind="human", description=p.exact,
            type="active_military" if p.state else "combatant",
        )
        for p in parties.values()
    )  # fmt: skip


def _is_known(kinds: Collection[str]) -> bool:
    """Whether the network has learnt who strikes and what is struck in an event of such a kind."""
    return bool(kinds) and set(kinds) <= set(lexicon("roles")["joining"]["known_kinds"])


class Parts:
    """The parts that the network gives, by the trigger whose event they belong to."""

    def __init__(self, heard: Heard, mentions: Mentions) -> None:
        self.heard = heard
        self.mentions = mentions
        self.by_trigger: dict[Span, list[PartIn]] = {}
        for part in heard.parts:
            self.by_trigger.setdefault(part.trigger, []).append(part)

    def of(self, cluster: Cluster) -> list[PartIn]:
        """Those in one incident; one of several strikes told at once keeps what the rules gave it."""
        if not _is_known(cluster.kinds) or any(t.whole is not None for t in cluster.tellings):
            return []
        return [part for span in triggers_of(cluster) for part in self.by_trigger.get(span, ())]

    def is_bare(self, cluster: Cluster) -> bool:
        """Whether nothing is told of the event but that it was, and where or when."""
        told = [t.occurrence for t in cluster.tellings if t.occurrence]
        known = any(o.targets or o.perpetrators for o in told) or any(t.figures or t.laid for t in cluster.tellings)
        return not known and not self.of(cluster)

    def targets(self, cluster: Cluster, known: Sequence[Target]) -> tuple[Target, ...]:
        """The rules' targets that are not doubted, with what the network adds to each, and its own."""
        if not _is_known(cluster.kinds):
            return tuple(known)
        kept = [seen for target in known if (seen := self._seen(target)) is not None]
        for part in self.of(cluster):
            if (
                isinstance(part.role, Target)
                and not self._is_town(part.role)
                and not any(_overlap(part.role, t) or same_words(part.role, t) for t in kept)
            ):
                kept.append(part.role)
        return tuple(map(_plainly, each_once(kept)))

    def _is_town(self, target: Target) -> bool:
        """Whether the words are no more than the name of a town or a province: where it was, not what was struck."""
        spans = {(m.start, m.end) for m in self.mentions.touching(target.start, target.end, PlaceMention) if m.place}
        return target.kind == "physical" and (target.start, target.end) in spans

    def _seen(self, target: Target) -> Target | None:
        """A target of the rules as the network sees it: its whole name, its type, what befell it; None where it is doubted."""
        opinion = self.heard.opinions.get((target.start, target.end))
        if opinion is None:
            return target
        if opinion.chance < lexicon("roles")["joining"]["doubted"][target.kind]:
            return None
        again = next((p for p in self._all if p.kind == target.kind and _overlap(p, target)), None)
        if again is not None and not opinion.to_the_end and again.end < target.end:
            return again  # "the mayor", of "the mayor's murder"
        if again is not None and again.name is not None and len(again.name) > len(target.name or ""):
            target = msgspec.structs.replace(
                target, name=again.name, description=again.description or target.description
            )
        return whole_name(
            msgspec.structs.replace(target, type=_type(target, opinion.type), effect=_effect(target, opinion.effects))
        )

    @cached_property
    def _all(self) -> list[Target]:
        return [part.role for part in self.heard.parts if isinstance(part.role, Target)]

    def weapons(self, cluster: Cluster, known: Sequence[Weapon]) -> tuple[Weapon, ...]:
        """The weapons of the rules and of the network, each kind once, in words where there are words."""
        if not _is_known(cluster.kinds):
            return tuple(known)
        found = {weapon.kind: weapon for weapon in known if not self._is_doubted(weapon)}
        for part in self.of(cluster):
            if isinstance(part.role, Weapon) and (part.role.kind not in found or found[part.role.kind].exact is None):
                found[part.role.kind] = part.role
        return tuple(map(_weapon_alone, found.values()))

    def _is_doubted(self, weapon: Weapon) -> bool:
        if weapon.start is None or weapon.end is None:
            return False
        opinion = self.heard.opinions.get((weapon.start, weapon.end))
        return opinion is not None and opinion.chance < lexicon("roles")["joining"]["doubted"]["weapon"]

    def actors_of(self, telling: Telling, said: Sequence[Perpetrator]) -> list[Perpetrator]:
        """Those of the rules whom the network does not doubt, and its own."""
        if telling.occurrence is None or telling.whole is not None or not _is_known({telling.occurrence.event}):
            return list(said)
        kept = [actor for actor in map(self._undoubted, said) if actor is not None]
        trigger = telling.occurrence.trigger
        for part in self.by_trigger.get((trigger.start, trigger.end), ()):
            if isinstance(part.role, Perpetrator) and not any(_overlap(part.role, actor) for actor in kept):
                kept.append(part.role)
        return kept

    def basis_of(self, actor: Perpetrator) -> ResponsibilityBasis | None:
        """The basis on which the network lays it to an actor of its own."""
        return self._bases.get((actor.start, actor.end))

    @cached_property
    def _bases(self) -> dict[Span, ResponsibilityBasis]:
        """Those that are more than a plain statement of fact."""
        actors = [part.role for part in self.heard.parts if isinstance(part.role, Perpetrator)]
        return {(a.start, a.end): a.basis for a in actors if a.basis != "reported_as_fact"}

    def is_believed(self, role: Role) -> bool:
        """Whether the network may believe that a deed is laid to words."""
        opinion = self.heard.opinions.get((role.start, role.end))
        return opinion is None or opinion.chance >= self._least(role)

    def _least(self, role: Role) -> float:
        """How likely an actor must be; a town is seldom one."""
        doubted: dict[str, float] = lexicon("roles")["joining"]["doubted"]
        return doubted["town"] if role.end in self._towns else doubted["actor"]

    @cached_property
    def _towns(self) -> set[int]:
        """Where the names of places end that are no countries."""
        places = (m for m in self.mentions.all if isinstance(m, PlaceMention) and m.place is not None)
        return {place.end for place in places if place.precision != "country"}

    def _undoubted(self, actor: Perpetrator) -> Perpetrator | None:
        """An actor of the rules as the network sees it; None where it does not believe it."""
        opinion = self.heard.opinions.get((actor.start, actor.end))
        if opinion is None:
            return actor
        if opinion.chance < self._least(actor):
            return None
        return msgspec.structs.replace(
            actor,
            individual=actor.individual if opinion.individual is None else opinion.individual,
            state=actor.state if opinion.state is None else opinion.state,
        )


def _weapon_alone(weapon: Weapon) -> Weapon:
    """ "Dynamite", of "dynamite attack": the event is none of it."""
    before, _, last = (weapon.exact or "").rpartition(" ")
    if weapon.end is None or not umbrella(last) or before.strip().lower() not in _weapon_names():
        return weapon
    exact = before.rstrip()
    return msgspec.structs.replace(weapon, exact=exact, end=weapon.end - len(weapon.exact or "") + len(exact))


@cache
def _weapon_names() -> frozenset[str]:
    return frozenset(str(words) for row in lexicon("weapons")["weapons"] for words in row["words"])


def _type(target: Target, heard: str | None) -> str | None:
    """The network's type, which tells people apart better than the lexicon; a building that it knows no better word for
    than "other" stays what the lexicon says ("hospital").
    """
    return target.type if heard is None or (heard == "other" and target.type is not None) else heard


def _effect(target: Target, heard: tuple[str, ...]) -> tuple[str, ...]:
    """What befell a target: as the rules say, unless they say no more than that it was shot at."""
    told = tuple(effect for effect in target.effect if effect != "shot")
    return told or heard or target.effect


def _plainly(target: Target) -> Target:
    """Who was killed, injured or left unharmed by being shot at need not be said to have been shot."""
    told = tuple(effect for effect in target.effect if effect != "shot")
    return msgspec.structs.replace(target, effect=told) if told else target


def _overlap(one: Any, other: Any) -> bool:
    return bool(one.start < other.end and other.start < one.end)
