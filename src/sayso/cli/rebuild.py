"""`sayso rebuild`: everything derived, made again from the kept bytes and the log."""

from __future__ import annotations

import typer

from sayso.cli.exits import REJECTED
from sayso.cli.project import AllowRemote, Folder, Reader, opened_to_read
from sayso.cli.terminal import tell


def rebuild(reader: Reader = None, allow_remote: AllowRemote = False, project: Folder = None) -> None:
    """Delete everything derived and make it again from the kept reports and the log, decisions included.

    Exit code 3: some kept bytes are missing or altered; everything else was made again.
    """
    from sayso.cli.group import tell_grouped
    from sayso.cli.progress import counting
    from sayso.model.ledger import AddResult
    from sayso.wording.ledger_words import counted

    with opened_to_read(project, reader, allow_remote) as ledger, counting("reading") as advance:
        refused: set[str | None] = set()

        def told(result: AddResult) -> None:
            advance()
            if result.sentence:
                tell(result.sentence)
            if result.outcome == "refused":
                refused.add(result.report)

        tell_grouped(ledger.rebuild(told), ledger)
        # Somebody else may be adding meanwhile: what they have kept and not yet read is theirs.
        unread = sum(row.id in refused for row in ledger.reports("kept"))
    if unread:
        tell(f"{counted(unread, 'report')} could not be read again and stayed kept. Next: sayso verify, or sayso group")
        raise typer.Exit(REJECTED)
