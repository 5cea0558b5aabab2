"""What a group of accounts is called, and when and where it was as most of them have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.incidents.whereabouts import FINENESS
from sayso.model.account import Account, Spot
from sayso.model.claim import EventKind

_VAGUE = frozenset(("other", "attack_on_civilians", "bombing", "arrest"))


def kind_of(accounts: Sequence[Account]) -> EventKind:
    """What most accounts call it; a kind that says more before one that says less; else the first by name."""
    counts = Counter(account.kind for account in accounts)
    return min(counts, key=lambda kind: (kind in _VAGUE and len(counts) > 1, -counts[kind], kind))


def title_of(accounts: Sequence[Account]) -> str:
    """The title of the account that says most: a title is made of kind, place and day."""
    kind, spot = kind_of(accounts), spot_of(accounts)
    return min(
        accounts,
        key=lambda a: (a.kind != kind, spot not in a.spots[:1], a.first is None, _fineness(a), not a.prominent, a.id),
    ).title


def window_of(accounts: Sequence[Account]) -> tuple[str | None, str | None]:
    """The days that most of the dated accounts allow; of as many the shortest, then the earliest."""
    windows = sorted({(a.first, a.last) for a in accounts if a.first is not None and a.last is not None})
    if not windows:
        return next(((a.first, a.last) for a in accounts if a.first or a.last), (None, None))
    best = max(windows, key=lambda w: sum(v[0] <= w[0] <= v[1] for v in _dated(accounts)))
    holding = [v for v in _dated(accounts) if v[0] <= best[0] <= v[1]]
    return max(v[0] for v in holding), min(v[1] for v in holding)


def spot_of(accounts: Sequence[Account]) -> Spot:
    """The place that most accounts name, a fine one before a wide one; of several side by side what holds them."""
    spots = [spot for account in accounts for spot in _one_place(account)]
    count = Counter(spot.place or spot.name for account in accounts for spot in set(account.spots))
    ordered = sorted(
        spots,
        key=lambda s: (
            s.lat is None, _rank(s) >= _rank_of("adm3"), -count[s.place or s.name], s.place is None, _rank(s), s.name,
        ),
    )  # fmt: skip
    return ordered[0] if ordered else Spot(name="")


def _one_place(account: Account) -> Sequence[Spot]:
    """The account's places without those that it names side by side, where it names a wider one too."""
    finest = min((_rank(spot) for spot in account.spots), default=0)
    heads = {spot.place or spot.name for spot in account.spots if _rank(spot) == finest}
    wider = [spot for spot in account.spots if finest < _rank(spot) < _rank_of("adm3") and spot.lat is not None]
    return wider if len(heads) > 1 and wider else account.spots


def _dated(accounts: Sequence[Account]) -> list[tuple[str, str]]:
    return [(a.first, a.last) for a in accounts if a.first is not None and a.last is not None]


def _fineness(account: Account) -> int:
    return min((_rank(spot) for spot in account.spots), default=len(FINENESS))


def _rank(spot: Spot) -> int:
    return _rank_of(spot.precision)


def _rank_of(precision: str) -> int:
    return FINENESS.index(precision) if precision in FINENESS else len(FINENESS)
