"""`sayso gate`: what must be decided before a release, and what was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.project import AsLines, Folder, opened
from sayso.cli.terminal import put, put_json, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model.publishing import Flagged

_SHOWN = 5


def gate(
    suggestions: Annotated[
        bool, typer.Option("--suggestions", help="Also of incidents at which no person has looked.")
    ] = False,
    project: Folder = None,
    as_json: AsLines = False,
) -> None:
    """Show what is flagged and waits for a decision before anything is published: names, children, medical sites and more."""
    from sayso.publish.policy import policy_of
    from sayso.publish.release import open_flags

    with opened(project) as ledger:
        waiting, passed = open_flags(ledger, policy_of(ledger.project, suggestions=suggestions))
    if as_json:
        for one in waiting:
            put_json(one, pretty=False)
        return
    for flag in dict.fromkeys(one.flag for one in waiting):
        _show([one for one in waiting if one.flag == flag])
    for count in passed.counts():
        decisions = ", ".join(map(str, count.decisions))
        put(f"{count.flag}: {count.verdict}, {count.incidents:,} (decided by {decisions})\n")
    if waiting:
        tell('Decide for one, or for all: sayso decide publish release names=redact --reason "…"')
    else:
        tell("Nothing waits. Next: sayso publish DIR")


def _show(waiting: Sequence[Flagged]) -> None:
    from sayso.wording.ledger_words import FLAGS

    first = waiting[0]
    put(f"{first.flag} waits, {len(waiting):,}: {FLAGS[first.flag]}\n")
    for one in waiting[:_SHOWN]:
        put(f"  {one.code}  {one.why}\n")
    if len(waiting) > _SHOWN:
        put(f"  … and {len(waiting) - _SHOWN:,} more\n")
