"""Messages that stand in a table, and are translated where they are said."""

from __future__ import annotations


def marked(message: str) -> str:
    """The message as it is: the name tells whoever gathers messages of it."""
    return message
