"""One project folder as one object: the only thing that the command line and the desk talk to."""

from sayso.ledger.ledger import Ledger
from sayso.ledger.opened import Input

__all__ = ["Input", "Ledger"]
