"""`sayso rebuild`: everything derived, made again from the kept bytes and the log."""

from __future__ import annotations

from sayso.cli.project import Folder, opened
from sayso.cli.terminal import tell


def rebuild(project: Folder = None) -> None:
    """Delete everything derived and make it again from the kept reports and the log, decisions included."""
    from sayso.cli.group import tell_grouped
    from sayso.cli.progress import counting
    from sayso.model.ledger import AddResult

    with opened(project) as ledger, counting("reading") as advance:

        def told(result: AddResult) -> None:
            advance()
            if result.sentence:
                tell(result.sentence)

        tell_grouped(ledger.rebuild(told), ledger)
