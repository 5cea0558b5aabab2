"""When, where, with what and on what, and whether the harmed were civilians: every value that was said, side by side."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from sayso.incidents.facets.belligerents import as_written
from sayso.incidents.facets.positions import Entry, positions_of, standing
from sayso.incidents.facets.said import Said, tolls_of
from sayso.incidents.originators import OTHER
from sayso.incidents.whereabouts import compare_places, fineness, is_described, is_wide, kilometres, same_place
from sayso.lexicon.load import lexicon
from sayso.linking.folding import fold, without_article
from sayso.model.claim import Target
from sayso.model.grouped import Facet, FacetField, Position
from sayso.model.mention import PlaceMention, TimeMention

Contest = Callable[[Position, Position], bool]
"""Whether two values cannot both be so."""

_UNSETTLED = frozenset(("presumed_civilian", "unknown"))
_HARM = frozenset(("killed", "injured"))


def when_facet(said: Sequence[Said]) -> Facet | None:
    """The days that the words give, never the day of publication (R1). Contested: two windows with no day in common."""
    told = list(_happened(said))
    entries = [_day(one, time) for one in told if (time := _own_time(one)) is not None]
    given = {_telling(entry.said) for entry in entries}
    entries += [
        _day(one, time)
        for one in _first_of_each(told)
        if _telling(one) not in given and (time := _time(one, one.incident.when)) is not None
    ]
    windows = {e.value: _window(e) for e in entries}
    return _facet("when", entries, lambda a, b: _apart(windows[a.value], windows[b.value]))


def where_facet(said: Sequence[Said]) -> Facet | None:
    """The places struck, by the name that the gazetteer knows. Contested: two places too far apart for what they are, which
    nobody names together ("Tajoura, a suburb of Tripoli").
    """
    found: dict[str, PlaceMention] = {}
    entries: list[Entry] = []
    for one, places in _struck(list(_happened(said))):
        for place in places:
            name = next((n for n, known in found.items() if same_place(place, known)), None)
            if name is None:
                name = place.name or place.exact
                found.setdefault(name, place)
            entries.append(Entry(said=one, value=name, note=f"precise to: {found[name].precision}"))
    return _facet("where", entries, lambda a, b: _far(found[a.value], found[b.value]) and not {*a.for_} & {*b.for_})


def weapon_facet(said: Sequence[Said]) -> Facet | None:
    """Weapons and munitions by kind; several may have been used, so several are no contest."""
    entries = [
        Entry(said=one, value=weapon.kind, note=None if weapon.exact else "inferred from the verb")
        for one in _happened(said)
        for weapon in (one.occurrence.weapons if one.occurrence else ())
    ]
    return _facet("weapon", entries, None)


def target_facet(said: Sequence[Said]) -> Facet | None:
    """What was struck, in words; whoever was harmed stands with the figures."""
    entries: list[Entry] = []
    names: dict[str, str] = {}
    for one in _happened(said):
        struck = {(t.start, t.end) for t in one.incident.targets}
        for target in one.occurrence.targets if one.occurrence else ():
            if target.kind == "physical" and (one.review == "amended" or (target.start, target.end) in struck):
                words = target.name or target.exact
                key = without_article(fold(words))
                if key and not _is_place(target, one) and key.split()[-1] not in lexicon("occurrences")["region_words"]:
                    value = names.setdefault(key, as_written(words.split()) or key)
                    entries.append(Entry(said=one, value=value, note=_type(target)))
    return _facet("target", entries, None)


def _is_place(target: Target, said: Said) -> bool:
    """Whether it is a place by its own name, which stands under "where"."""
    mention = said.mentions.get(target.mention or "")
    return (
        isinstance(mention, PlaceMention)
        and not is_described(mention)
        and mention.precision not in ("landmark", "exact")
    )


def _type(target: Target) -> str | None:
    """What kind of thing it is, where that is known."""
    return target.type.replace("_", " ") if target.type not in (None, "other") else None


def civilian_status_facet(said: Sequence[Said], perpetrators: Collection[str]) -> Facet | None:
    """Who the harmed were. Presumed civilians where nobody says otherwise; that they were fighters stays an allegation
    where only the perpetrator's side says so (R10). `perpetrators` are the sides to which the incident is laid.
    """
    entries: list[Entry] = []
    harmed = False
    for one in _happened(said):
        tolls = [
            t for t in tolls_of(one) if t.outcome in _HARM and t.count.kind not in ("none_reported", "zero_stated")
        ]
        harmed = harmed or bool(tolls)
        for status in dict.fromkeys(t.type for t in tolls if t.type not in _UNSETTLED):
            own = status == "combatant" and one.originator.side in perpetrators and one.originator.side != OTHER
            entries.append(Entry(said=one, value="alleged_combatant_by_perpetrator" if own else status))
    if entries or not harmed:
        return _facet("civilian_status", entries, lambda a, b: a.value != b.value)
    presumed = Position(value="presumed_civilian", note="nobody says otherwise")
    return Facet(field="civilian_status", positions=(presumed,))


def _happened(said: Sequence[Said]) -> Iterator[Said]:
    return (one for one in said if one.counts and not one.denies)


def _facet(field: FacetField, entries: Sequence[Entry], contest: Contest | None) -> Facet | None:
    if not entries:
        return None
    positions = positions_of(entries)
    held = standing(positions)
    contested = contest is not None and any(contest(a, b) for n, a in enumerate(held) for b in held[:n])
    return Facet(field=field, positions=positions, contested=contested)


def _struck(told: Sequence[Said]) -> list[tuple[Said, list[PlaceMention]]]:
    """Claims with the places that they name; where none of a report's claims does, with those that it puts together."""
    own = [(one, places) for one in told if (places := _own_places(one))]
    given = {_telling(one) for one, _ in own}
    return own + [(one, _report_places(one)) for one in _first_of_each(told) if _telling(one) not in given]


def _own_places(said: Said) -> list[PlaceMention]:
    """The places of the claim that its report's incident has, the finest first."""
    struck = _report_places(said)
    roles = (*said.occurrence.places, *said.occurrence.within) if said.occurrence else ()
    named = [
        m for r in roles if isinstance(m := said.mentions.get(r.mention or ""), PlaceMention) and not is_described(m)
    ]
    kept = [p for p in named if said.review == "amended" or any(same_place(p, s) for s in struck)]
    return sorted(kept, key=lambda p: (fineness(p), p.start))


def _report_places(said: Said) -> list[PlaceMention]:
    """The places struck, as the report puts it together."""
    ids = [p.mention for p in said.incident.places if p.role == "struck"]
    return [m for i in ids if isinstance(m := said.mentions.get(i), PlaceMention) and not is_described(m)]


def _telling(said: Said) -> tuple[str, str]:
    """The incident of one report."""
    return (said.report, said.incident.id)


def _first_of_each(told: Sequence[Said]) -> list[Said]:
    """The first claim of each report's incident: it stands for what the report says in several places."""
    first: dict[tuple[str, str], Said] = {}
    for one in told:
        first.setdefault(_telling(one), one)
    return list(first.values())


def _own_time(said: Said) -> TimeMention | None:
    return _time(said, said.occurrence.when) if said.occurrence is not None else None


def _time(said: Said, mention: str | None) -> TimeMention | None:
    time = said.mentions.get(mention or "")
    return time if isinstance(time, TimeMention) and (time.first or time.last) else None


def _day(said: Said, time: TimeMention) -> Entry:
    return Entry(said=said, value=time.edtf or f"{time.first}/{time.last}", note=_time_note(time))


def _far(one: PlaceMention, other: PlaceMention) -> bool:
    """Whether two places whose position is known are neither one nor one in the other."""
    if is_wide(one) != is_wide(other):
        return None not in (one.country, other.country) and one.country != other.country
    return kilometres(one, other) is not None and compare_places([one], [other]) == "different"


def _time_note(time: TimeMention) -> str | None:
    """The part of the day, and from what a day was counted that was not written."""
    counted = "counted from the day of publication" if "publication" in (time.derived_from or "") else None
    return "; ".join(word for word in (time.part_of_day, counted) if word) or None


def _window(entry: Entry) -> tuple[str, str]:
    said = entry.said
    time = _own_time(said) or _time(said, said.incident.when)
    return (time.first or "", time.last or "~") if time is not None else ("", "~")


def _apart(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] > other[1] or other[0] > one[1]
