"""Several strikes told at once taken apart: one part a target or a named place, the shared toll left with the whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from sayso.incidents.coreference import Cluster
from sayso.incidents.tellings import Telling, with_places
from sayso.incidents.whereabouts import coordinated, same_place
from sayso.model.claim import Occurrence
from sayso.model.mention import PlaceMention


def with_parts(clusters: Iterable[Cluster]) -> list[Cluster]:
    """The events with their parts; a whole that says nothing beyond its parts is left out."""
    found: list[Cluster] = []
    for cluster in clusters:
        parts = _parts(cluster, found)
        if parts and not _says_more(cluster):
            found += [Cluster([*p.tellings], parent=cluster.parent, part_place=p.part_place) for p in parts]
        else:
            found += [cluster, *parts]
    return _merged(found)


def _parts(cluster: Cluster, known: Sequence[Cluster]) -> list[Cluster]:
    parts: list[Cluster] = []
    for telling in cluster.tellings:
        occurrence = telling.occurrence
        if occurrence is None or telling.denied:
            continue
        if _one_a_target(occurrence):
            for target in occurrence.targets:
                part = msgspec.structs.replace(occurrence, targets=(target,), number=None)
                parts.append(
                    Cluster(
                        [with_places(telling, part, telling.places)], parent=cluster, part_place=list(cluster.places)
                    )
                )
        elif len(groups := coordinated(telling.places)) > 1:
            parts += [_at(telling, occurrence, group, cluster) for group in groups if not _told(group, parts)]
    return parts


def _one_a_target(occurrence: Occurrence) -> bool:
    """As many strikes as targets ("the four raids hit A, B, C and D")."""
    number = occurrence.number
    things = [t for t in occurrence.targets if t.kind == "physical"]
    return number is not None and number.low == number.high == len(things) == len(occurrence.targets) > 1


def _at(telling: Telling, occurrence: Occurrence, group: list[PlaceMention], whole: Cluster) -> Cluster:
    ids = {place.id for place in group}
    places = tuple(p for p in occurrence.places if p.mention in ids)
    part = msgspec.structs.replace(occurrence, places=places, number=None)
    return Cluster([with_places(telling, part, group)], parent=whole, part_place=group)


def _told(group: Sequence[PlaceMention], parts: Iterable[Cluster]) -> bool:
    return any(same_place(a, b) for part in parts for a in part.part_place[:1] for b in group[:1])


def _says_more(cluster: Cluster) -> bool:
    """Whether the whole has a toll or a number of strikes that its parts share."""
    return any(t.figures or (t.occurrence and t.occurrence.number) for t in cluster.tellings)


def _merged(clusters: list[Cluster]) -> list[Cluster]:
    """A part told again by an event of its own at the same place is that event."""
    return clusters
