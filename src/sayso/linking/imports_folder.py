"""Where a person's own imports are kept: outside the cache, so that nothing is lost when the cache is cleared."""

from __future__ import annotations

import os
from pathlib import Path


def imports_folder(part: str) -> Path:
    """The folder of one kind of import ("gazetteer", "actors"): in $SAYSO_DATA, else $XDG_DATA_HOME/sayso, else
    ~/.local/share/sayso. It need not be there yet.
    """
    if chosen := os.environ.get("SAYSO_DATA"):
        return Path(chosen).expanduser().absolute() / part
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share").absolute() / "sayso" / part
