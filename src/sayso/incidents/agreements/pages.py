"""Agreements over many reports: parties by signature and claimant, status over time, disputes, alleged violations (R13).

pages = agreement_pages((a for r in readings for a in agreement_accounts(r)), incidents)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from sayso.incidents.agreements.accounts import AgreementAccount
from sayso.incidents.codes import Coded, GivenCode, codes_of
from sayso.incidents.whereabouts import is_wide, kilometres, same_place
from sayso.linking.folding import fold
from sayso.model.grouped import GroupedAgreement, GroupedIncident, Signing, Violation, Word
from sayso.model.mention import PlaceMention

_LETTER = "A"  # in the codes of agreements
_DAYS = 45  # between two reports of one agreement without a name of its own
_NEAR_KM = 25.0
_WEIGHT = {"claimed": 1, "shown": 2, "denied": 3}
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_OVER = ("ended", "lapsed")


def agreement_pages(
    accounts: Iterable[AgreementAccount], incidents: Sequence[GroupedIncident] = ()
) -> tuple[GroupedAgreement, ...]:
    """The agreements of all reports, each with its page, by id; the order of the accounts does not matter."""
    return coded_pages(accounts, incidents)[0]


def coded_pages(
    accounts: Iterable[AgreementAccount], incidents: Sequence[GroupedIncident] = (), given: Iterable[GivenCode] = ()
) -> tuple[tuple[GroupedAgreement, ...], tuple[GivenCode, ...]]:
    """The pages, and the codes that are new. Codes are stable as those of incidents are: an earlier report that comes later
    changes none. `given` are the codes of agreements that the log holds.
    """
    told = {account: incident for incident in incidents for account in incident.accounts}
    groups = grouped(accounts)
    codes = codes_of([_coded(group) for group in groups], given)
    pages = (
        _page(group, told, code, previous)
        for group, code, previous in zip(groups, codes.codes, codes.previous, strict=True)
    )
    return tuple(sorted(pages, key=lambda page: page.id)), codes.new


def is_agreement_code(code: str) -> bool:
    """Whether a code is an agreement's: "LY-2016-A-0001"."""
    return f"-{_LETTER}-" in code


def _coded(group: Sequence[AgreementAccount]) -> Coded:
    """What a new code begins with: the country, the year in which it is said to begin, else of its first report."""
    begins = next((a.first for a in group if a.first), None) or next((a.day for a in group if a.day), None) or "0000"
    return Coded(
        accounts=tuple(account.id for account in group),
        claims=tuple(dict.fromkeys(key for account in group for key in account.claims)),
        country=next((p.country for account in group for p in account.places if p.country), None),
        year=f"{begins[:4]}-{_LETTER}",
    )


def grouped(accounts: Iterable[AgreementAccount]) -> list[list[AgreementAccount]]:
    """Accounts of one agreement: the same name of its own; or the same kind within weeks, with a place or a party in common
    and neither at odds. Only accounts that share one of these are compared, and in the order of their days.
    """
    ordered = sorted(accounts, key=lambda a: (a.day or "~", a.id))
    blocks: dict[str, list[int]] = {}
    for number, account in enumerate(ordered):
        for key in _keys(account):
            blocks.setdefault(key, []).append(number)
    above = list(range(len(ordered)))
    for block in blocks.values():
        for a, b in pairwise(block):
            if _same(ordered[a], ordered[b]):
                _join(above, a, b)
    groups: dict[int, list[AgreementAccount]] = {}
    for number, account in enumerate(ordered):
        groups.setdefault(_top(above, number), []).append(account)
    return list(groups.values())


def _keys(account: AgreementAccount) -> Iterator[str]:
    """What another account of the same agreement would share."""
    if account.named:
        yield f"name {fold(account.title)}"
    for party in account.parties:
        yield f"{account.kind} of {party.key}"
    for place in account.places:
        if place.lat is not None and place.lon is not None:
            yield f"{account.kind} near {round(place.lat)} {round(place.lon)}"
        yield f"{account.kind} in {place.place or fold(place.exact)}"


def _same(one: AgreementAccount, other: AgreementAccount) -> bool:
    if one.named and other.named:
        return fold(one.title) == fold(other.title)
    near = one.day is None or other.day is None or abs(_days(one.day, other.day)) <= _DAYS
    return near and not (one.places and other.places and not _meet(one.places, other.places))


def _meet(ones: Sequence[PlaceMention], others: Sequence[PlaceMention]) -> bool:
    return any(same_place(a, b) or _holds(a, b) or _holds(b, a) or _near(a, b) for a in ones for b in others)


def _near(one: PlaceMention, other: PlaceMention) -> bool:
    far = kilometres(one, other)
    return far is not None and far <= _NEAR_KM


def _holds(wide: PlaceMention, place: PlaceMention) -> bool:
    return wide.precision == "country" and wide.country is not None and wide.country == place.country


def _page(
    group: Sequence[AgreementAccount], codes: dict[str, GroupedIncident], code: str, previous: tuple[str, ...]
) -> GroupedAgreement:
    first = next((a for a in group if a.named), group[0])
    places = [p for a in group for p in a.places]
    begins = next((a.first for a in group if a.first), None)
    status = _in_time(word for a in group for word in a.status)
    ends = _end(begins, next((a.duration for a in group if a.duration), None), status)
    return GroupedAgreement(
        id=code,
        previous_ids=previous,
        title=first.title,
        kind=first.kind,
        area=tuple(dict.fromkeys(p.name or p.exact for p in places)),
        country=next((p.country for p in places if p.country), None),
        first=begins,
        last=ends,
        parties=tuple(_parties(group)),
        status=status,
        disputes=_in_time(word for a in group for word in a.disputes),
        violations=_violations(group, codes, (begins, ends), places),
        claims=tuple(dict.fromkeys(key for a in group for key in a.claims)),
        reports=tuple(sorted({a.report for a in group})),
        outlets=tuple(sorted({a.outlet for a in group})),
    )


def _parties(group: Sequence[AgreementAccount]) -> Iterator[Signing]:
    """Each party once, with everybody's word on its signature; never "signed by all" on one side's word."""
    rows: dict[str, list[Word]] = {}
    names: dict[str, tuple[str, str | None]] = {}
    for party in (party for account in group for party in account.parties):
        rows.setdefault(party.key, []).extend(party.words)
        if len(party.name) > len(names.get(party.key, ("", None))[0]):
            names[party.key] = (party.name, party.actor)
    for key, words in rows.items():
        said = {word.value for word in words}
        signature = max(said, key=lambda value: _WEIGHT.get(value, 0), default="unknown")
        yield Signing(
            name=names[key][0],
            actor=names[key][1],
            signature=signature,  # type: ignore[arg-type]
            contested="denied" in said and len(said) > 1,
            words=_in_time(words),
        )


def _violations(
    group: Sequence[AgreementAccount],
    codes: dict[str, GroupedIncident],
    window: tuple[str | None, str | None],
    places: Sequence[PlaceMention],
) -> tuple[Violation, ...]:
    """The incidents that reports set against it, as far as they lie in its area and time."""
    told: dict[str, list[Word]] = {}
    for account in group:
        for broken in account.broken:
            if broken in codes and _lies_in(codes[broken], window, places):
                told.setdefault(codes[broken].code, []).extend(account.breaches)
    by_code = {incident.code: incident for incident in codes.values()}
    rows = (
        Violation(incident=code, title=by_code[code].title, day=by_code[code].first, by=_in_time(words))
        for code, words in told.items()
    )
    return tuple(sorted(rows, key=lambda v: (v.day or "~", v.incident)))


def _lies_in(incident: GroupedIncident, window: tuple[str | None, str | None], places: Sequence[PlaceMention]) -> bool:
    """Whether an incident can be a breach: not before it began or after it ended, and not out of its area."""
    first, last = window
    if (first and incident.last and incident.last < first) or (last and incident.first and incident.first > last):
        return False
    here = PlaceMention(id="", start=0, end=0, exact="", country=incident.country, lat=incident.lat, lon=incident.lon)
    known = [p for p in places if p.lat is not None]
    if not known or here.lat is None:
        return True
    return any(_holds(p, here) or _near(p, here) or (is_wide(p) and p.country == here.country) for p in known)


def _end(begins: str | None, duration: str | None, status: Sequence[Word]) -> str | None:
    """The last day that was said: by its duration, or when it was first called ended."""
    over = next((word.day for word in status if word.value in _OVER and word.day), None)
    match = _DURATION.fullmatch(duration or "")
    if begins is None or match is None or not any(match.groups()):
        return over
    years, months, weeks, days = (int(n or 0) for n in match.groups())
    last = date.fromisoformat(begins[:10]) + timedelta(days=years * 365 + months * 30 + weeks * 7 + days - 1)
    return min(filter(None, (last.isoformat(), over)))


def _in_time(words: Iterable[Word]) -> tuple[Word, ...]:
    """Each word once, the earliest first."""
    return tuple(sorted(set(words), key=lambda w: (w.day or "~", w.report, w.claim, w.value)))


def _days(one: str, other: str) -> int:
    return (date.fromisoformat(one) - date.fromisoformat(other)).days


def _join(above: list[int], a: int, b: int) -> None:
    first, second = sorted((_top(above, a), _top(above, b)))
    above[second] = first


def _top(above: list[int], number: int) -> int:
    while above[number] != number:
        above[number] = above[above[number]]
        number = above[number]
    return number
