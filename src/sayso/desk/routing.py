"""Which tables lie where: the desk's in the database of accounts, the ledger's in the project's, and neither in the other."""

from __future__ import annotations

from typing import Any

_LEDGER = "store"
_DEFAULT = "default"


class DeskRouter:
    """The ledger names the database of its project itself; everything else is the desk's own."""

    def allow_migrate(self, db: str, app_label: str, **_: Any) -> bool:
        """Tables of the ledger are made by the ledger alone."""
        return (app_label == _LEDGER) != (db == _DEFAULT)
