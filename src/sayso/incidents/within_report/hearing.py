"""What a trained network says of the incidents that the rules put together: which are to be recorded, which are one, and
who or what had a part in them. Without it the rules alone decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import msgspec

from sayso.incidents.whereabouts import compare_days, compare_places
from sayso.incidents.within_report.coreference import Cluster, compatible
from sayso.incidents.within_report.tellings import Telling
from sayso.lexicon.load import lexicon
from sayso.model.claim import Perpetrator, Role, Target, Weapon
from sayso.model.mention import PlaceMention
from sayso.model.record import Span
from sayso.reading.roles.heard import Heard, PartIn


def chance_of(cluster: Cluster, heard: Heard) -> float:
    """How likely the incident is one that a recorder would list: as the most telling of its words has it."""
    return max((heard.told.get(span, 0.0) for span in triggers_of(cluster)), default=0.0)


def triggers_of(cluster: Cluster) -> list[Span]:
    """The words that tell the incident."""
    return list(
        dict.fromkeys((t.occurrence.trigger.start, t.occurrence.trigger.end) for t in cluster.tellings if t.occurrence)
    )


def united(clusters: Sequence[Cluster], heard: Heard) -> list[Cluster]:
    """The clusters, those put together that the network takes for one event and that nothing sets apart."""
    parents = {id(c.parent) for c in clusters if c.parent is not None}
    parts = Parts(heard)
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


def is_likely(cluster: Cluster, heard: Heard) -> bool:
    """Whether the network leaves the incident standing: one with a place of its own and a day or figures needs less."""
    table: dict[str, dict[str, float]] = lexicon("roles")["joining"]["recorded"]
    least = table["placed" if _is_placed(cluster) else "unplaced"]
    return chance_of(cluster, heard) >= min(least.get(kind, least["any"]) for kind in cluster.kinds or {"any"})


def _is_placed(cluster: Cluster) -> bool:
    """Whether the report says where the event was, and when or with what toll."""
    placed = any(p.place is not None or p.within is not None for p in cluster.places)
    dated = any(t.days is not None for t in cluster.tellings)
    return placed and (dated or any(t.figures for t in cluster.tellings))


def is_sure(cluster: Cluster, heard: Heard) -> bool:
    """Whether the network is so sure that neither place nor day need be told."""
    least: float = lexicon("roles")["joining"]["sure_event"]
    return chance_of(cluster, heard) >= least


def without_targets(places: list[PlaceMention], targets: Sequence[Target]) -> list[PlaceMention]:
    """The places without the buildings that were struck there, where a place with a name is left."""
    things = [target for target in targets if target.kind == "physical"]
    named = [p for p in places if p.place is not None and not any(_overlap(p, thing) for thing in things)]
    return (
        [p for p in places if p in named or p.place is not None or not any(_overlap(p, t) for t in things)]
        if named
        else places
    )


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


class Parts:
    """The parts that the network gives, by the trigger whose event they belong to."""

    def __init__(self, heard: Heard) -> None:
        self.heard = heard
        self.by_trigger: dict[Span, list[PartIn]] = {}
        for part in heard.parts:
            self.by_trigger.setdefault(part.trigger, []).append(part)

    def of(self, cluster: Cluster) -> list[PartIn]:
        """Those in one incident."""
        return [part for span in triggers_of(cluster) for part in self.by_trigger.get(span, ())]

    def is_bare(self, cluster: Cluster) -> bool:
        """Whether nothing is told of the event but that it was, and where or when."""
        told = [t.occurrence for t in cluster.tellings if t.occurrence]
        known = any(o.targets or o.perpetrators for o in told) or any(t.figures or t.laid for t in cluster.tellings)
        return not known and not self.of(cluster)

    def targets(self, cluster: Cluster, known: Sequence[Target]) -> tuple[Target, ...]:
        """The rules' targets that are not doubted, with what the network adds to each, and its own."""
        kept = [seen for target in known if (seen := self._seen(target)) is not None]
        for part in self.of(cluster):
            if isinstance(part.role, Target) and not any(
                _overlap(part.role, t) or _same_words(part.role, t) for t in kept
            ):
                kept.append(part.role)
        return tuple(map(_plainly, kept))

    def _seen(self, target: Target) -> Target | None:
        """A target of the rules as the network sees it: its whole name, its type, what befell it; None where it is doubted."""
        opinion = self.heard.opinions.get((target.start, target.end))
        if opinion is None:
            return target
        if opinion.chance < lexicon("roles")["joining"]["doubted"][target.kind]:
            return None
        again = next((p for p in self._all if p.kind == target.kind and _overlap(p, target)), None)
        if again is not None and again.name is not None and len(again.name) > len(target.name or ""):
            target = msgspec.structs.replace(
                target, name=again.name, description=again.description or target.description
            )
        return msgspec.structs.replace(
            target, type=opinion.type or target.type, effect=target.effect or opinion.effects
        )

    @cached_property
    def _all(self) -> list[Target]:
        return [part.role for part in self.heard.parts if isinstance(part.role, Target)]

    def weapons(self, cluster: Cluster, known: Sequence[Weapon]) -> tuple[Weapon, ...]:
        """The weapons of the rules and of the network, each kind once, in words where there are words."""
        found = {weapon.kind: weapon for weapon in known if not self._is_doubted(weapon)}
        for part in self.of(cluster):
            if isinstance(part.role, Weapon) and (part.role.kind not in found or found[part.role.kind].exact is None):
                found[part.role.kind] = part.role
        return tuple(found.values())

    def _is_doubted(self, weapon: Weapon) -> bool:
        if weapon.start is None or weapon.end is None:
            return False
        opinion = self.heard.opinions.get((weapon.start, weapon.end))
        return opinion is not None and opinion.chance < lexicon("roles")["joining"]["doubted"]["weapon"]

    def actors_of(self, telling: Telling, said: Sequence[Perpetrator]) -> list[Perpetrator]:
        """Those of the rules whom the network does not doubt, and its own."""
        kept = [actor for actor in map(self._undoubted, said) if actor is not None]
        if telling.occurrence is None or telling.whole is not None:
            return kept
        trigger = telling.occurrence.trigger
        for part in self.by_trigger.get((trigger.start, trigger.end), ()):
            if isinstance(part.role, Perpetrator) and not any(_overlap(part.role, actor) for actor in kept):
                kept.append(part.role)
        return kept

    def is_believed(self, role: Role) -> bool:
        """Whether the network may believe that a deed is laid to words."""
        opinion = self.heard.opinions.get((role.start, role.end))
        return opinion is None or opinion.chance >= lexicon("roles")["joining"]["doubted"]["actor"]

    def _undoubted(self, actor: Perpetrator) -> Perpetrator | None:
        """An actor of the rules as the network sees it; None where it does not believe it."""
        opinion = self.heard.opinions.get((actor.start, actor.end))
        if opinion is None:
            return actor
        if opinion.chance < lexicon("roles")["joining"]["doubted"]["actor"]:
            return None
        return msgspec.structs.replace(
            actor,
            individual=actor.individual if opinion.individual is None else opinion.individual,
            state=actor.state if opinion.state is None else opinion.state,
            basis=opinion.basis if opinion.basis and actor.basis == "reported_as_fact" else actor.basis,
        )


def _plainly(target: Target) -> Target:
    """Who was killed, injured or left unharmed by being shot at need not be said to have been shot."""
    told = tuple(effect for effect in target.effect if effect != "shot")
    return msgspec.structs.replace(target, effect=told) if told else target


def _overlap(one: Any, other: Any) -> bool:
    return bool(one.start < other.end and other.start < one.end)


def _same_words(one: Target, other: Target) -> bool:
    a, b = ((t.name or t.exact).lower().split() for t in (one, other))
    return a == b or (bool(a) and bool(b) and one.kind == other.kind and (set(a) <= set(b) or set(b) <= set(a)))
