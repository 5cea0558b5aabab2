"""What a person is told of a reading that a reader made."""

from __future__ import annotations

from sayso.model.reading import Engine


def refusals(name: str, engine: Engine) -> str | None:
    """A sentence about the attributions of a report that were refused; None when none was."""
    if not engine.refused:
        return None
    what = "attribution was" if engine.refused == 1 else "attributions were"
    which = "its words do" if engine.refused == 1 else "their words do"
    return f"{name}: {engine.refused} {what} refused that the reader {engine.reader!r} gave; {which} not stand in the text so."
