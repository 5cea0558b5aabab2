"""The accounts of a project as somebody compares them: pairs in doubt, what was decided on them, and how much of it waits."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.ledger.deciding import pairs_decided
from sayso.ledger.grouping import known_until
from sayso.ledger.opened import Opened
from sayso.model.account import Account
from sayso.model.decision import Decision
from sayso.model.grouped import Comparison, GroupedIncident
from sayso.store import groups, log, readings
from sayso.store.faults import told


class Matching:
    """Made by `ledger.matching`."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    def uncertain(self, start: int = 0, count: int = 20) -> list[Comparison]:
        """Some of the pairs that wait for a person, those of which least can be said first."""
        with told(self._opened.database.seconds):
            return groups.uncertain(self._opened.database, start, count)

    def waiting(self) -> int:
        """How many pairs wait for a person."""
        with told(self._opened.database.seconds):
            return groups.waiting(self._opened.database)

    def pair(self, a: str, b: str) -> Comparison | None:
        """One of the pairs that wait for a person; None when it does not (any more)."""
        with told(self._opened.database.seconds):
            return groups.pair(self._opened.database, a, b)

    def accounts(self, ids: Sequence[str]) -> list[Account]:
        """Accounts by their ids, in this order; what is none is left out."""
        with told(self._opened.database.seconds):
            return readings.accounts_by_id(self._opened.database, ids)

    def incidents(self, accounts: Sequence[str]) -> dict[str, GroupedIncident]:
        """The incident that each of some accounts is in, by account."""
        with told(self._opened.database.seconds):
            return groups.incidents_of(self._opened.database, accounts)

    def decided(self, accounts: Sequence[str]) -> list[Decision]:
        """The decisions that stand on pairs with one of these accounts, and all those that the incidents do not know of yet."""
        with told(self._opened.database.seconds):
            return pairs_decided(self._opened, accounts, known_until(self._opened))

    def behind(self) -> int:
        """How many decisions the incidents do not know of yet."""
        with told(self._opened.database.seconds):
            return log.count_since(self._opened.database, "decision", known_until(self._opened))
