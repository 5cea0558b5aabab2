"""Which tellings are of one event: a report tells an event, takes it up again, adds its toll, and goes on to the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sayso.incidents.tellings import Telling
from sayso.incidents.whereabouts import Agreement, Days, compare_days, compare_places, is_known, is_wide, is_wider
from sayso.model.claim import EventKind, Perpetrator
from sayso.model.mention import PlaceMention

_FAMILIES: dict[str, str] = {
    **dict.fromkeys(("air_strike", "drone_strike", "missile_rocket", "shelling"), "remote"),
    **dict.fromkeys(("bombing", "ied_mine", "suicide_attack"), "bombs"),
    **dict.fromkeys(("armed_clash", "territory_change"), "ground"),
    **dict.fromkeys(("attack_on_civilians", "execution"), "people"),
    **dict.fromkeys(("abduction", "arrest"), "captives"),
}
_NEVER_ANY = frozenset((
    "abduction", "arrest", "siege_blockade", "territory_change", "robbery", "hijacking", "forced_work_stoppage",
))  # fmt: skip
_CLOSE = 500  # characters within which a telling without place and day goes on with the event before
_FAR = 3000  # and within which "the attack" takes it up
_WEEK = 7
_CAMPAIGN = 100  # strikes that nobody makes in one event
_MONTH = 28
_RECENT = 12  # events back that a telling is compared with


@dataclass
class Cluster:
    """Tellings of one event; `parent` is the event that it is a part of."""

    tellings: list[Telling] = field(default_factory=list)
    parent: Cluster | None = None
    part_place: list[PlaceMention] = field(default_factory=list)

    @property
    def places(self) -> list[PlaceMention]:
        """Where it was, as told; a part's own place."""
        return self.part_place or [place for telling in self.tellings for place in telling.places]

    @property
    def days(self) -> Days | None:
        """The narrowest window that a telling gives, else that of the whole."""
        windows = [t.days for t in self.tellings if t.days is not None]
        own = min(windows, key=_width, default=None)
        return own if own is not None or self.parent is None else self.parent.days

    @property
    def kinds(self) -> frozenset[str]:
        """What the tellings call it."""
        return frozenset(t.occurrence.event for t in self.tellings if t.occurrence)

    @property
    def names(self) -> frozenset[str]:
        """What all its words may stand for."""
        sets = [t.names for t in self.tellings if t.occurrence]
        return frozenset.intersection(*sets) if sets else frozenset(("any",))

    @property
    def is_several(self) -> bool:
        """Whether it is told as several strikes rather than one."""
        return any(_plural(t) for t in self.tellings)

    @property
    def end(self) -> int:
        """Where it was told last."""
        return max(t.end for t in self.tellings)

    @property
    def realis(self) -> str:
        """Whether it happened, was tried, threatened or planned: by its first telling."""
        return next((t.occurrence.realis for t in self.tellings if t.occurrence), "happened")


def _width(days: Days) -> tuple[bool, bool, str]:
    return (days.first is None, days.last is None, "" if days.first == days.last else (days.last or "~"))


def _plural(telling: Telling) -> bool:
    occurrence = telling.occurrence
    if occurrence is None:
        return False
    if occurrence.number is not None and occurrence.number.low is not None:
        return occurrence.number.low > 1
    return occurrence.trigger.exact.lower().endswith("s") and telling.end - telling.start > 4


def is_total(telling: Telling) -> bool:
    """A total over a long time or a campaign ("8,000 strikes over the last year"): no incident, never beside one."""
    occurrence = telling.occurrence
    if occurrence is None:
        return False
    low = occurrence.number.low if occurrence.number is not None else None
    if low is not None and low >= _CAMPAIGN:
        return True
    return low is not None and low > 1 and telling.days is not None and _length(telling.days) >= _MONTH


def clustered(tellings: Iterable[Telling]) -> list[Cluster]:
    """The tellings by event, in the order in which the events are first told; parts know their whole."""
    clusters: list[Cluster] = []
    for telling in tellings:
        candidates = clusters[-_RECENT:]
        whole = next((c for c in reversed(candidates) if _is_part(telling, c)), None)
        same = max(
            ((score, n) for n, c in enumerate(candidates) if (score := _likeness(telling, c)) > 0), default=None
        )  # fmt: skip
        if same is not None and (whole is None or candidates[same[1]].parent is whole):
            candidates[same[1]].tellings.append(telling)
        elif telling.occurrence is None or telling.denied:
            continue
        else:
            clusters.append(Cluster([telling], parent=whole))
    return clusters


def _is_part(telling: Telling, cluster: Cluster) -> bool:
    """Whether a telling is of one of several strikes told together: its place or day lies within theirs and is narrower."""
    if telling.occurrence is None or not cluster.is_several or (cluster.parent and not cluster.parent.is_several):
        return False
    if (
        telling.reference == "definite"
        or not compatible(telling, cluster)
        or telling.occurrence.realis != cluster.realis
    ):
        return False
    places, days = compare_places(telling.places, cluster.places), compare_days(telling.days, cluster.days)
    if "different" in (places, days):
        return False
    narrower_place = (
        bool(telling.places) and not _all_wide(telling.places) and bool(cluster.places) and _all_wide(cluster.places)
    )
    inside = places in ("same", "within")
    return (narrower_place and inside) or (is_wider(cluster.days, telling.days) and places != "different" and inside)


def _all_wide(places: list[PlaceMention]) -> bool:
    return all(is_wide(p) for p in places)


def _likeness(telling: Telling, cluster: Cluster) -> float:
    """How well a telling goes with an event; 0 when they cannot be, or need not be, one."""
    gap = telling.start - cluster.end
    if telling.occurrence is None:
        return _continuation(telling, gap)
    if not compatible(telling, cluster) or telling.occurrence.realis != cluster.realis:
        return 0.0
    places, days = compare_places(telling.places, cluster.places), compare_days(telling.days, cluster.days)
    if "different" in (places, days) or _other_actors(telling, cluster) or _is_background(telling, cluster):
        return 0.0
    if not _is_taken_up(telling, cluster, places, days, gap):
        return 0.0
    points: dict[Agreement, float] = {"same": 3.0, "within": 1.5, "unknown": 0.0, "different": 0.0}
    kind = 1.0 if telling.occurrence.event in cluster.kinds else 0.5
    figure = 3.0 if _same_figure(telling, cluster) else 0.0
    return kind + figure + points[places] + points[days] + 1.0 / (1.0 + max(gap, 0) / 300)


def _continuation(telling: Telling, gap: int) -> float:
    """Figures and accusations that name no event belong to the one told last."""
    return 1.0 / (1.0 + gap / 300) if -200 <= gap <= 2 * _CLOSE else 0.0


def _is_taken_up(telling: Telling, cluster: Cluster, places: Agreement, days: Agreement, gap: int) -> bool:
    """Whether the words go on with the event rather than tell a new one."""
    known = {places, days} - {"unknown"}
    if _same_figure(telling, cluster):
        return True
    if places in ("same", "within"):
        return True
    if telling.reference == "definite":
        return gap < _FAR
    if "same" in known:
        return gap < _FAR
    if known:
        return gap < _CLOSE
    broad = "any" in telling.names or "any" in cluster.names
    if telling.days is None and not any(is_known(p) for p in telling.places):
        return gap < (_CLOSE if broad or (telling.occurrence and telling.occurrence.event in cluster.kinds) else 0)
    return gap < _CLOSE and broad and not (telling.places and cluster.places)


def _is_background(telling: Telling, cluster: Cluster) -> bool:
    """An earlier event told with a vague day ("in December") beside one of today that is given none."""
    if telling.reference == "definite" or telling.days is None or cluster.days is not None:
        return False
    return _length(telling.days) > _WEEK


def _length(days: Days) -> int:
    """Days in a window; a window open at an end is long."""
    if days.first is None or days.last is None:
        return 366
    return (date.fromisoformat(days.last[:10]) - date.fromisoformat(days.first[:10])).days + 1


def _same_figure(telling: Telling, cluster: Cluster) -> bool:
    """Whether both give one and the same number of dead or injured, of more than two."""
    ours = _counts(telling)
    return any(ours & _counts(told) for told in cluster.tellings)


def _counts(telling: Telling) -> set[tuple[str, int]]:
    return {
        (toll.outcome, toll.count.low)
        for figures in telling.figures
        for toll in figures.tolls
        if toll.count.low is not None and toll.count.low > 2
    }


def _other_actors(telling: Telling, cluster: Cluster) -> bool:
    """Whether both say who struck and name different ones."""
    if telling.occurrence is None:
        return False
    ours = telling.occurrence.perpetrators
    others = [a for t in cluster.tellings if t.occurrence for a in t.occurrence.perpetrators]
    if not ours or not others or any(_one_actor(a, b) for a in ours for b in others):
        return False
    both_named = any(a.mention for a in ours) and any(b.mention for b in others)
    return both_named or (
        None not in {a.state for a in (*ours, *others)} and not {a.state for a in ours} & {b.state for b in others}
    )


def _one_actor(one: Perpetrator, other: Perpetrator) -> bool:
    """Whether two may be one: the same mention or words in common, or one without a name."""
    if one.mention is None or other.mention is None:
        return one.state == other.state or None in (one.state, other.state)
    a, b = (set(x.exact.lower().replace("-", " ").split()) for x in (one, other))
    return one.mention == other.mention or bool(a & b)


def compatible(telling: Telling, cluster: Cluster) -> bool:
    """Whether the words of the telling may name the kind of event that the others name."""
    ours: EventKind | None = telling.occurrence.event if telling.occurrence else None
    for kind in cluster.kinds:
        if kind == ours or kind in telling.names or _FAMILIES.get(kind, kind) == _FAMILIES.get(ours or "", ours):
            return True
        if "any" in telling.names and kind not in _NEVER_ANY:
            return True
    if ours is None or ours in cluster.names:
        return True
    return "any" in cluster.names and ours not in _NEVER_ANY
