"""Only accounts that share a name, a story, or a place and time are compared; never all pairs."""

from __future__ import annotations

from sayso.incidents.matching.candidates import candidates
from sayso.incidents.matching.profiles import Rarity, profiles_of
from sayso.model.account import Account, Spot
from tests.incidents.made_accounts import BENGHAZI, account


def pairs(*accounts: Account) -> list[tuple[str, str]]:
    """The candidates of a few accounts."""
    rarity = Rarity(accounts)
    return candidates(profiles_of(accounts, rarity), rarity)


def test_what_brings_two_accounts_together() -> None:
    rows = [
        ("one place and day", account("b"), True),
        ("a place across a line of the grid", account("b", spots=(Spot(name="x", lat=32.74, lon=22.51),)), True),
        ("the next fortnight", account("b", first="2016-07-14", last="2016-07-14"), True),
        ("another place", account("b", spots=(BENGHAZI,)), False),
        ("another year", account("b", first="2014-07-09", last="2014-07-09", published="2014-07-10"), False),
        (
            "a name in common",
            account("b", spots=(), first="2014-01-01", last="2014-01-01", names=("salem igtet",)),
            True,
        ),
    ]
    one = account("a", names=("salem igtet",))
    for why, other, expected in rows:
        assert (("a/c1", "b/c1") in pairs(one, other)) is expected, why


def test_accounts_of_one_report_are_no_pair() -> None:
    assert pairs(account("a"), account("a", "c2")) == []


def test_the_number_of_pairs_grows_with_the_number_of_accounts() -> None:
    few, many = (len(pairs(*(account(f"r{n:04}") for n in range(size)))) for size in (100, 400))
    assert many < 5 * few
    assert many <= 400 * 25
