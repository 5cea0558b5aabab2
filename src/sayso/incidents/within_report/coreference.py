"""Which tellings are of one event: a report tells an event, takes it up again, adds its toll, and goes on to the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sayso.incidents.whereabouts import (
    Agreement,
    Days,
    compare_days,
    compare_places,
    coordinated,
    fineness,
    is_known,
    is_wide,
    is_wider,
)
from sayso.incidents.within_report.tellings import Telling
from sayso.model.claim import EventKind, Perpetrator, Realis
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
_NEXT = 200  # characters within which the next sentence says more of an event without place and day
_CLOSE = 500  # characters within which a telling without place and day goes on with the event before
_FAR = 3000  # and within which "the attack" takes it up
_WEEK = 7
_CAMPAIGN = 100  # strikes that nobody makes in one event
_MONTH = 28
_YEAR = 300
_RECENT = 12  # events back that a telling is compared with


@dataclass
class Cluster:
    """Tellings of one event; `parent` is the event that it is a part of, `context` the one just told, whose day a telling
    without place and day goes on with.
    """

    tellings: list[Telling] = field(default_factory=list)
    parent: Cluster | None = None
    context: Cluster | None = None

    @property
    def places(self) -> list[PlaceMention]:
        """Where it was, as told."""
        return [place for telling in self.tellings for place in telling.spots]

    @property
    def days(self) -> Days | None:
        """The narrowest window that a telling gives, else that of the whole."""
        windows = [t.days for t in self.tellings if t.days is not None]
        own = min(windows, key=_width, default=None)
        above = self.parent or self.context
        return own if own is not None or above is None else above.days

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
        return any(t.whole is None and _plural(t) for t in self.tellings)

    @property
    def end(self) -> int:
        """Where it was told last."""
        return max(t.end for t in self.tellings)

    @property
    def realis(self) -> Realis:
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
    length = _length(telling.days) if telling.days is not None else 0
    return length >= _YEAR or (low is not None and low > 1 and length >= _MONTH)


def clustered(tellings: Iterable[Telling]) -> list[Cluster]:
    """The tellings by event, in the order in which the events are first told; parts know their whole."""
    clusters: list[Cluster] = []
    told: dict[int, Cluster] = {}
    for telling in tellings:
        if telling.whole is None:
            cluster = _placed(telling, clusters)
            if cluster is not None:
                told[id(telling)] = cluster
        elif id(telling.whole) in told:
            _place_part(telling, told[id(telling.whole)], clusters)
    return clusters


def _placed(telling: Telling, clusters: list[Cluster]) -> Cluster | None:
    """The event that a telling joins or begins; None when it is a denial or a figure of nothing told."""
    candidates = clusters[-_RECENT:]
    whole = next((c for c in reversed(candidates) if _is_part(telling, c)), None)
    scores = [(score, n) for n, c in enumerate(candidates) if (score := _likeness(telling, c)) > 0]
    same = candidates[max(scores)[1]] if scores else None
    if same is not None and (whole is None or same.parent is whole):
        same.tellings.append(telling)
        return same
    if telling.occurrence is None or telling.denied:
        return None
    clusters.append(Cluster([telling], parent=whole, context=_just_told(telling, clusters)))
    return clusters[-1]


def _just_told(telling: Telling, clusters: list[Cluster]) -> Cluster | None:
    """The event told right before one that is given no place and no day."""
    if telling.days is not None or any(is_known(p) for p in telling.spots):
        return None
    near = [c for c in clusters[-_RECENT:] if 0 <= telling.start - c.end < _CLOSE and c.days is not None]
    return max(near, key=lambda c: c.end, default=None)


def _place_part(telling: Telling, whole: Cluster, clusters: list[Cluster]) -> None:
    """A part told by its target is an event of its own; one told by its place may have been told before."""
    above = {id(c) for c in lineage(whole)}
    known = [c for c in clusters[-_RECENT:] if id(c) not in above and not _is_list(c)]
    scores = [(score, n) for n, c in enumerate(known) if (score := _likeness(telling, c)) > 0]
    named = (
        telling.occurrence is not None
        and telling.whole is not None
        and telling.occurrence.targets == (telling.whole.occurrence.targets if telling.whole.occurrence else ())
    )
    if scores and named and compare_places(telling.spots, known[max(scores)[1]].places) == "same":
        cluster = known[max(scores)[1]]
        cluster.tellings.append(telling)
        cluster.parent = cluster.parent or whole
    else:
        clusters.append(Cluster([telling], parent=whole))


def lineage(cluster: Cluster) -> list[Cluster]:
    """The event and the wholes that it is part of."""
    found = [cluster]
    while (parent := found[-1].parent) is not None:
        found.append(parent)
    return found


def _is_list(cluster: Cluster) -> bool:
    """Whether the event is told as one in several named places."""
    return any(t.whole is None and len(t.groups) > 1 for t in cluster.tellings)


def _is_of_the_whole(telling: Telling, cluster: Cluster) -> bool:
    """Whether an event is known only as one place of a list, and a telling that names no such place goes on with the whole:
    it names another, or the whole has the toll.
    """
    whole = cluster.parent
    if whole is None or not _is_list(whole) or cluster.tellings[-1].whole is None:
        return False
    return bool(telling.spots) or any(t.figures for t in whole.tellings)


def _lists_apart(telling: Telling, cluster: Cluster) -> bool:
    """Whether one tells of a list of places and the other of one place, and that one does not hold them all: "strikes on
    Derna" may take up "strikes on two quarters of Derna", and not "strikes on Derna and Benghazi".
    """
    lists, one = telling.groups if len(telling.groups) > 1 else [], cluster.places
    if _is_list(cluster) == bool(lists) or telling.whole is not None or not telling.spots or not cluster.places:
        return False
    if not lists:
        lists, one = next(t.groups for t in cluster.tellings if t.whole is None and len(t.groups) > 1), telling.spots
    heads = [group[0] for group in lists]
    holding = [p for p in one if is_known(p) and fineness(p) > max(map(fineness, heads))]
    return not any(all(compare_places([head], [p]) in ("same", "within") for head in heads) for p in holding)


def says_more(cluster: Cluster) -> bool:
    """Whether a list of places is told with a toll or a number of strikes that its parts share."""
    if not _is_list(cluster):
        return True
    return any(t.figures or (t.occurrence and t.occurrence.number) or len(t.groups) < 2 for t in cluster.tellings)


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
    places, days = compare_places(telling.spots, cluster.places), compare_days(telling.days, cluster.days)
    if "different" in (places, days) or _other_actors(telling, cluster):
        return False
    ours, theirs = [p for p in telling.spots if is_known(p)], [p for p in cluster.tellings[0].spots if is_known(p)]
    narrower = bool(ours and theirs) and min(map(fineness, ours)) < min(map(fineness, theirs)) and _all_wide(theirs)
    one_of_list = bool(ours) and len(coordinated(ours)) == 1 and _is_list(cluster)
    inside = places in ("same", "within")
    return ((narrower or one_of_list) and inside) or (
        is_wider(cluster.days, telling.days) and places != "different" and _may_be_one(telling)
    )


def _may_be_one(telling: Telling) -> bool:
    """Whether the telling is of a single strike of its own day."""
    return telling.days is not None and _length(telling.days) == 1


def _all_wide(places: list[PlaceMention]) -> bool:
    return all(is_wide(p) for p in places)


def _likeness(telling: Telling, cluster: Cluster) -> float:
    """How well a telling goes with an event; 0 when they cannot be, or need not be, one."""
    gap = telling.start - cluster.end
    if telling.occurrence is None:
        return _continuation(gap)
    if not compatible(telling, cluster) or telling.occurrence.realis != cluster.realis:
        return 0.0
    places, days = compare_places(telling.spots, cluster.places), compare_days(telling.days, cluster.days)
    if "different" in (places, days) or _is_background(telling, cluster) or _tells_other(telling, cluster):
        return 0.0
    if _lists_apart(telling, cluster) or (places != "same" and _is_of_the_whole(telling, cluster)):
        return 0.0
    if not _is_taken_up(telling, cluster, places, days, gap):
        return 0.0
    points: dict[Agreement, float] = {"same": 3.0, "within": 1.5, "unknown": 0.0, "different": 0.0}
    kind = 1.0 if telling.occurrence.event in cluster.kinds else 0.5
    figure = 3.0 if _same_figure(telling, cluster) else 0.0
    return kind + figure + points[places] + points[days] + 1.0 / (1.0 + max(gap, 0) / 300)


def _continuation(gap: int) -> float:
    """Figures and accusations that name no event belong to the one told last."""
    return 1.0 / (1.0 + gap / 300) if -200 <= gap <= 2 * _CLOSE else 0.0


def _is_taken_up(telling: Telling, cluster: Cluster, places: Agreement, days: Agreement, gap: int) -> bool:
    """Whether the words go on with the event rather than tell a new one."""
    if _same_figure(telling, cluster) or places in ("same", "within"):
        return True
    if days == "same":
        return gap < _FAR
    if telling.reference == "definite":
        return gap < _FAR and (not _is_anchored(telling) or days == "within" or _is_of_kind(telling, cluster))
    if days == "within":
        return gap < _CLOSE and not is_wider(cluster.days, telling.days)
    broad = "any" in telling.names or "any" in cluster.names
    if telling.days is None and not any(is_known(p) for p in telling.spots):
        return gap < (_CLOSE if broad or (telling.occurrence and telling.occurrence.event in cluster.kinds) else 0)
    return gap < _NEXT and broad


def _is_anchored(telling: Telling) -> bool:
    """Whether the telling has a day or a known place of its own."""
    return telling.days is not None or any(is_known(p) for p in telling.spots)


def _is_of_kind(telling: Telling, cluster: Cluster) -> bool:
    return telling.occurrence is not None and telling.occurrence.event in cluster.kinds


def _tells_other(telling: Telling, cluster: Cluster) -> bool:
    """Whether actors, numbers of strikes or figures of one speaker show that another event is told."""
    return _other_actors(telling, cluster) or _other_number(telling, cluster) or _other_figures(telling, cluster)


def _other_number(telling: Telling, cluster: Cluster) -> bool:
    ours = _strikes(telling)
    theirs = {n for t in cluster.tellings if (n := _strikes(t)) is not None}
    return ours is not None and bool(theirs) and ours not in theirs


def _strikes(telling: Telling) -> int | None:
    """How many strikes, where the words give an exact number."""
    number = telling.occurrence.number if telling.occurrence is not None else None
    return number.low if number is not None and number.low is not None and number.low == number.high else None


def _other_figures(telling: Telling, cluster: Cluster) -> bool:
    """Other figures in the same mouth are of another event; in another mouth they compete."""
    if telling.reference == "definite" or compare_days(telling.days, cluster.days) == "same":
        return False
    ours = _counts(telling)
    last = next((t for t in reversed(cluster.tellings) if _counts(t)), None)
    if not ours or last is None or not telling.claims or not last.claims:
        return False
    same_mouth = [h.name for h in telling.claims[0].chain] == [h.name for h in last.claims[0].chain]
    outcomes = {outcome for outcome, _ in ours} & {outcome for outcome, _ in _counts(last)}
    return same_mouth and bool(outcomes) and not ours & _counts(last)


def _is_background(telling: Telling, cluster: Cluster) -> bool:
    """An earlier event told with a vague day ("in December") beside one of today that is given none."""
    if telling.reference == "definite" or telling.days is None or cluster.days is not None:
        return False
    return _length(telling.days) > _WEEK


def _length(days: Days) -> int:
    """Days in a window; a window open at an end is long."""
    if days.first is None or days.last is None:
        return _MONTH
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
    both_named = any(_is_named(a) for a in ours) and any(_is_named(b) for b in others)
    return both_named or (
        None not in {a.state for a in (*ours, *others)} and not {a.state for a in ours} & {b.state for b in others}
    )


def _is_named(actor: Perpetrator) -> bool:
    return actor.mention is not None or any(word[0].isupper() for word in actor.exact.split())


def _one_actor(one: Perpetrator, other: Perpetrator) -> bool:
    """Whether two may be one: the same mention or words in common, or one without a name."""
    if one.mention is None or other.mention is None:
        names = [{w for w in x.exact.replace("-", " ").split() if w[0].isupper()} for x in (one, other)]
        if all(names) and not names[0] & names[1]:
            return False
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
