"""sayso: on whose say-so? From reports about armed conflict to a ledger of who claims what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.reader import read as read

__version__ = "0.1.0"
__all__ = ["__version__", "read"]


def __getattr__(name: str) -> Any:
    """`sayso.read`, loaded when first asked for: the command line must start without the language models."""
    if name == "read":
        from sayso.reader import read

        return read
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")
