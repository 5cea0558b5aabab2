"""Codes are stable: through growth, merging, splitting, and a newer reader."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.incidents.codes import Coded, Codes, GivenCode, codes_of


def coded(*accounts: str, claims: tuple[str, ...] = (), country: str | None = "LY", year: str | None = "2016") -> Coded:
    """A group."""
    return Coded(accounts=accounts, claims=claims, country=country, year=year)


def log_of(*runs: Codes) -> list[GivenCode]:
    """What the log holds after some runs."""
    every = [code for run in runs for code in run.new]
    return [
        GivenCode(**{f: getattr(c, f) for f in ("code", "accounts", "claims", "split_from")}, number=n)
        for n, c in enumerate(every, 1)
    ]


def test_a_new_group_gets_country_year_and_the_next_number() -> None:
    run = codes_of([coded("a"), coded("b"), coded("c", country=None, year=None)], [])
    assert run.codes == ("LY-2016-0001", "LY-2016-0002", "XX-0000-0001")
    again = codes_of([coded("a"), coded("b"), coded("d")], log_of(run))
    assert again.codes == ("LY-2016-0001", "LY-2016-0002", "LY-2016-0003")


def test_numbers_go_on_beyond_four_digits() -> None:
    given_code = GivenCode(code="LY-2016-9999", accounts=("z",), number=1)
    assert codes_of([coded("a")], [given_code]).codes == ("LY-2016-10000",)


def test_a_group_that_grows_or_learns_its_year_keeps_its_code() -> None:
    run = codes_of([coded("a", year=None)], [])
    again = codes_of([coded("a", "b", year="2016")], log_of(run))
    assert (again.codes, again.new) == (("LY-0000-0001",), ())


def test_merged_groups_take_the_oldest_code_and_remember_the_other() -> None:
    run = codes_of([coded("a"), coded("b")], [])
    merged = codes_of([coded("a", "b")], log_of(run))
    assert (merged.codes, merged.previous, merged.new) == (("LY-2016-0001",), (("LY-2016-0002",),), ())
    parted = codes_of([coded("a"), coded("b")], log_of(run, merged))
    assert (parted.codes, parted.previous, parted.new) == (run.codes, ((), ()), ())


def test_a_part_that_splits_off_gets_a_new_code_that_says_from_which() -> None:
    run = codes_of([coded("a", "b", "c")], [])
    split = codes_of([coded("a"), coded("b", "c")], log_of(run))
    assert split.codes == ("LY-2016-0002", "LY-2016-0001")
    assert [(n.code, n.split_from) for n in split.new] == [("LY-2016-0002", "LY-2016-0001")]
    assert codes_of([coded("a"), coded("b", "c")], log_of(run, split)).codes == split.codes


def test_claims_stand_in_for_accounts_that_a_newer_reader_no_longer_finds() -> None:
    run = codes_of([coded("r/k1", claims=("k1", "k2"))], [])
    assert codes_of([coded("r/k2", claims=("k2",))], log_of(run)).codes == run.codes
    both = codes_of([coded("r/k1", claims=("k1",)), coded("r/k2", claims=("k2",))], log_of(run))
    assert both.codes == ("LY-2016-0001", "LY-2016-0002")


@st.composite
def partitions(draw: st.DrawFn) -> list[tuple[str, ...]]:
    """Six accounts in groups."""
    at = draw(st.lists(st.integers(0, 3), min_size=6, max_size=6))
    found = (tuple(x for x, n in zip("abcdef", at, strict=True) if n == group) for group in range(4))
    return [group for group in found if group]


@given(st.lists(partitions(), min_size=1, max_size=5))
@settings(max_examples=150, deadline=None)
def test_codes_are_unique_stable_and_never_lost(runs: list[list[tuple[str, ...]]]) -> None:
    past: list[Codes] = []
    for groups in runs:
        run = codes_of([coded(*group) for group in groups], log_of(*past))
        assert len(set(run.codes)) == len(groups)
        again = codes_of([coded(*group) for group in groups], log_of(*past, run))
        assert (again.codes, again.new) == (run.codes, ())
        past.append(run)
