"""One project folder as one object: the only thing that the command line and the desk talk to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.ledger.ledger import Ledger as Ledger
    from sayso.ledger.opened import Input as Input

__all__ = ["Input", "Ledger"]


def __getattr__(name: str) -> Any:
    """Loaded when first asked for: whoever imports the ledger sets Django up, and the desk sets up more of it before."""
    if name == "Ledger":
        from sayso.ledger.ledger import Ledger

        return Ledger
    if name == "Input":
        from sayso.ledger.opened import Input

        return Input
    raise AttributeError(f"module 'sayso.ledger' has no attribute {name!r}")
