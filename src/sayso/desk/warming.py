"""What Explore holds in memory, loaded when the desk starts and whenever the incidents were made anew, so that whoever comes
first does not wait for it.
"""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Thread

from sayso.errors import SaysoError
from sayso.ledger import Ledger
from sayso.model.exploring import Exploring

_log = logging.getLogger("sayso.desk")


def begin(folder: Path) -> None:
    """Load it in a thread of its own."""
    Thread(target=_load, args=(folder,), name="sayso-explore", daemon=True).start()


def _load(folder: Path) -> None:
    try:
        with Ledger.open(folder) as ledger:
            ledger.exploration.codes(Exploring())
    except SaysoError:  # whoever asks for the page is told why
        _log.warning("the incidents could not be loaded beforehand", exc_info=True)
