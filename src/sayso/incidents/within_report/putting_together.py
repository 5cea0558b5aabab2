"""The incidents that one report puts together, most prominent first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from sayso.incidents.whereabouts import days_of, fineness, is_known, is_wide, same_place
from sayso.incidents.within_report.coreference import Cluster, clustered, is_total, lineage, says_more
from sayso.incidents.within_report.hearing import (
    Parts,
    is_likely,
    is_sure,
    parties_struck,
    score_of,
    united,
)
from sayso.incidents.within_report.nations import with_nations
from sayso.incidents.within_report.parts import with_parts
from sayso.incidents.within_report.sides import Sides, alternatives
from sayso.incidents.within_report.tellings import tellings_of
from sayso.incidents.within_report.titles import title_of, where_in_words
from sayso.incidents.within_report.tolls import as_counted, casualty_rows
from sayso.model.claim import Claim, EventKind, Target, Weapon
from sayso.model.incident import Incident, PlaceRole
from sayso.model.mention import PlaceMention
from sayso.reading.mentions import Mentions
from sayso.reading.roles.heard import Heard

_TOLL_WEIGHT = 3
_LEAD_WEIGHT = 2


def incidents_of(claims: Sequence[Claim], mentions: Mentions, heard: Heard | None = None) -> list[Incident]:
    """The incidents that one report puts together, most prominent first; parts follow their whole. `heard`: what a trained
    network says of them; without it the rules alone decide.
    """
    tellings = [
        t for t in tellings_of(claims, mentions) if not t.unreal and t.reference != "generic" and not is_total(t)
    ]
    clusters, parts = clustered(with_parts(tellings)), None
    if heard is None:
        clusters = [c for c in clusters if _is_incident(c) and says_more(c)]
    else:
        parts = Parts(heard, mentions)
        clusters = [c for c in united(clusters, parts) if _is_heard(c, parts) and says_more(c)]
    kept = {id(c) for c in clusters}
    ordered = _ordered(clusters, kept)
    ids = {id(c): f"i{number}" for number, c in enumerate(ordered, 1)}
    sides = Sides(mentions, claims)
    return [_incident(c, ids, sides, parts) for c in ordered]


def _is_heard(cluster: Cluster, parts: Parts) -> bool:
    """Whether rules and network together take it for an incident."""
    told = any(t.occurrence is not None and not t.denied for t in cluster.tellings)
    return is_likely(cluster, parts) and (_is_incident(cluster) or (told and is_sure(cluster, parts.heard)))


def _is_incident(cluster: Cluster) -> bool:
    """Somebody says that it happened (or was tried, threatened, planned), and the report says where, when, or to whom."""
    told = [t for t in cluster.tellings if t.occurrence is not None and not t.denied]
    if not told:
        return False
    if cluster.kinds == {"siege_blockade"} and not cluster.places:
        return False
    if any(is_known(p) for p in cluster.places) or cluster.days is not None:
        return True
    figures = any(t.figures for t in cluster.tellings)
    targets = any(t.occurrence and t.occurrence.targets and t.occurrence.perpetrators for t in told)
    return cluster.parent is not None or figures or targets


def _ordered(clusters: Sequence[Cluster], kept: set[int]) -> list[Cluster]:
    """Wholes by prominence, each followed by its parts."""
    wholes = [c for c in clusters if _kept_parent(c, kept) is None]
    first = min((c.tellings[0].start for c in wholes), default=0)
    wholes.sort(key=lambda c: (c.realis != "happened", -_prominence(c, first), c.tellings[0].start))
    ordered: list[Cluster] = []
    for whole in wholes:
        ordered += _with_parts_of(whole, clusters, kept)
    return ordered


def _kept_parent(cluster: Cluster, kept: set[int]) -> Cluster | None:
    """The nearest whole that is an incident itself."""
    return next((c for c in lineage(cluster)[1:] if id(c) in kept), None)


def _with_parts_of(whole: Cluster, clusters: Sequence[Cluster], kept: set[int]) -> list[Cluster]:
    parts = [c for c in clusters if _kept_parent(c, kept) is whole]
    return [whole, *(one for part in parts for one in _with_parts_of(part, clusters, kept))]


def _prominence(cluster: Cluster, first: int) -> float:
    claims = {c.key for t in cluster.tellings for c in t.claims}
    figures = any(t.figures for t in cluster.tellings)
    return len(claims) + _TOLL_WEIGHT * figures + _LEAD_WEIGHT * (cluster.tellings[0].start == first)


def _incident(cluster: Cluster, ids: dict[int, str], sides: Sides, parts: Parts | None) -> Incident:
    mentions = sides.mentions
    line = lineage(cluster)
    dated = line if cluster.context is None else [*line, cluster.context]
    kind = _kind(cluster)
    when = _when(dated, mentions)
    places = _places(line)
    parent = next((ids[id(c)] for c in line[1:] if id(c) in ids), None)
    targets, weapons = _targets(cluster), _weapons(cluster)
    if parts is not None:
        targets, weapons = parts.targets(cluster, targets), parts.weapons(cluster, weapons)
        targets = targets or parties_struck(cluster)
    figures = [f for t in cluster.tellings for f in t.figures]
    targets = with_nations(as_counted(targets, figures), [*places, *_around(cluster)])
    if sum(target.kind == "physical" for target in targets) > 1:
        places.sort(key=lambda p: p.place is None)  # of many things struck, the town they lie in before any one of them
    by_target = any(t.whole is not None and t.places == t.whole.places for t in cluster.tellings)
    where = _held_in(cluster, places) or where_in_words(places, targets, is_part=by_target)
    return Incident(
        id=ids[id(cluster)],
        kind=kind,
        realis=cluster.realis,
        title=title_of(kind, where, days_of(mentions, when)),
        when=when,
        places=tuple([PlaceRole(mention=p.id) for p in places] + _other_roles(cluster)),
        perpetrators=next((a for c in line if (a := sides.accused_of(c.tellings, parts))), ()),
        alternatives=any(alternatives(c.tellings) for c in line),
        weapons=weapons,
        targets=targets,
        casualties=casualty_rows(figures),
        number=_number(cluster),
        part_of=parent,
        claims=tuple(dict.fromkeys(c.key for t in cluster.tellings for c in t.claims)),
        score=score_of(cluster, parts.heard) if parts is not None else None,
    )


def _held_in(cluster: Cluster, places: list[PlaceMention]) -> str | None:
    """Of an event told of a list of places, the wider place that holds them, which then goes first, else their names."""
    heads = [group[0] for t in cluster.tellings if t.whole is None and len(t.groups) > 1 for group in t.groups]
    if not heads:
        return None
    widest = max(map(fineness, heads))
    holding = [p for p in places if widest < fineness(p) and not is_wide(p)]
    if holding:
        places.sort(key=lambda p: p is not holding[0])
        return holding[0].name or holding[0].exact
    names = list(dict.fromkeys(p.name or p.exact for p in heads if not is_wide(p)))
    return " and ".join(names) if len(names) == 2 else None


def _kind(cluster: Cluster) -> EventKind:
    """The first kind that a telling names by a word that means this kind only, else the first."""
    told = [t for t in cluster.tellings if t.occurrence]
    plain = [t.occurrence.event for t in told if t.occurrence and "any" not in t.names]
    every = [t.occurrence.event for t in told if t.occurrence]
    sharper = [kind for kind in every if kind not in ("attack_on_civilians", "bombing", "other")]
    return (plain or sharper or every)[0] if not (plain and plain[0] == "bombing" and sharper) else sharper[0]


def _when(line: Iterable[Cluster], mentions: Mentions) -> str | None:
    """The time mention with the narrowest resolved window, else the first one."""
    for cluster in line:
        told = [t.occurrence.when for t in cluster.tellings if t.occurrence and t.occurrence.when]
        dated = [(days, when) for when in told if (days := days_of(mentions, when)) is not None]
        if dated:
            return min(dated, key=lambda row: (row[0] != cluster.days,))[1]
        if told:
            return told[0]
    return None


def _places(line: Iterable[Cluster]) -> list[PlaceMention]:
    """Where it struck, the most specific first, each place once."""
    for cluster in line:
        found: list[PlaceMention] = []
        for place in sorted(
            filter(is_known, cluster.places), key=lambda p: (p.place is None and p.within is None, fineness(p), p.start)
        ):
            at = next((n for n, known in enumerate(found) if same_place(place, known)), None)
            if at is None:
                found.append(place)
            elif (place.place is not None, len(place.exact)) > (found[at].place is not None, len(found[at].exact)):
                found[at] = place
        if found:
            return found + [p for p in _around(cluster) if not any(same_place(p, known) for known in found)]
    return []


def _around(cluster: Cluster) -> list[PlaceMention]:
    """The wider places that the struck ones are said to lie in, each once."""
    around = [place for telling in cluster.tellings for place in telling.around if is_known(place)]
    return list({p.place or p.exact: p for p in around}.values())


def _other_roles(cluster: Cluster) -> list[PlaceRole]:
    """Where it was launched from, where somebody spoke of it, where the report was written: none of them was struck."""
    told = [t.occurrence for t in cluster.tellings if t.occurrence]
    launched = [PlaceRole(mention=r.mention, role="launched_from") for o in told for r in o.launched_from if r.mention]
    spoken = [PlaceRole(mention=r.mention, role="spoken_at") for o in told for r in o.spoken_at if r.mention]
    dateline = [PlaceRole(mention=r.mention, role="dateline") for o in told for r in o.dateline if r.mention]
    return list(dict.fromkeys((*launched, *spoken, *dateline)))


def _weapons(cluster: Cluster) -> tuple[Weapon, ...]:
    """Each kind once, in words where there are words."""
    found: dict[str, Weapon] = {}
    for telling in cluster.tellings:
        for weapon in telling.occurrence.weapons if telling.occurrence else ():
            if weapon.kind not in found or found[weapon.kind].exact is None:
                found[weapon.kind] = weapon
    return tuple(found.values())


def _targets(cluster: Cluster) -> tuple[Target, ...]:
    """Every target once, with all that befell it."""
    found: dict[str, Target] = {}
    for telling in cluster.tellings:
        for target in telling.occurrence.targets if telling.occurrence else ():
            key = (target.name or target.exact).lower()
            known = found.get(key)
            effect = tuple(dict.fromkeys((*(known.effect if known else ()), *target.effect)))
            found[key] = msgspec.structs.replace(known or target, effect=effect)
    return tuple(found.values())


def _number(cluster: Cluster) -> tuple[int | None, int | None] | None:
    counts = [t.occurrence.number for t in cluster.tellings if t.occurrence and t.occurrence.number]
    return (counts[0].low, counts[0].high) if counts else None
