"""`sayso group`: the accounts of all reports together to incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.exits import REJECTED
from sayso.cli.project import AllowRemote, Folder, Reader, opened, opened_to_read
from sayso.cli.terminal import draw, put, put_json, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.ledger import Ledger
    from sayso.model.grouped import Comparison, GroupedIncident
    from sayso.model.ledger import AddResult, Grouped

_AT_ONCE = 20


def group(
    queue: Annotated[bool, typer.Option("--queue", help="Only show the pairs that wait for a person.")] = False,
    reader: Reader = None,
    allow_remote: AllowRemote = False,
    project: Folder = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON; the queue as one object per line.")] = False,
) -> None:
    """Put what the reports tell together to incidents: what is new, what became one, which pairs wait for a person."""
    if queue:
        with opened(project) as ledger:
            _show_queue(ledger, as_json)
        return
    with opened_to_read(project, reader, allow_remote) as ledger:
        read: list[AddResult] = []
        done = ledger.group(read.append)
        for sentence in (result.sentence for result in read if result.sentence):
            tell(sentence)
        if as_json:
            put_json(done, pretty=True)
        else:
            tell_grouped(done, ledger)
        if any(result.outcome == "refused" for result in read):
            raise typer.Exit(REJECTED)


def tell_grouped(done: Grouped, ledger: Ledger) -> None:
    """What one run of grouping did: a line for every new code and every one that was merged, then the sums."""
    from sayso.wording.ledger_words import counted

    wanted = {*done.new_codes, *done.merged_codes}
    if wanted:
        _changes(ledger.incidents(), done)
    sums = [counted(done.incidents, "incident"), counted(done.accounts, "account"), counted(done.reports, "report")]
    tell(f"{sums[0]} out of {sums[1]} in {sums[2]}; {len(done.new_codes):,} new, {done.changed:,} changed.")
    if done.pairs:
        tell(f"{counted(done.pairs, 'pair')} may be one incident or two. Next: sayso group --queue")


def _changes(incidents: Iterable[GroupedIncident], done: Grouped) -> None:
    new, merged = set(done.new_codes), set(done.merged_codes)
    for incident in incidents:
        title = " ".join(incident.title.split())
        if incident.code in new:
            put(f"new     {incident.code}  {title}\n")
        for code in incident.previous_codes:
            if code in merged:
                put(f"merged  {code} into {incident.code}  {title}\n")


def _show_queue(ledger: Ledger, as_json: bool) -> None:
    """The most doubtful pairs first."""
    pairs = list(ledger.pairs())
    if as_json:
        for pair in pairs:
            put_json(pair, pretty=False)
        return
    _draw(ledger, pairs[:_AT_ONCE])
    if len(pairs) > _AT_ONCE:
        tell(f"… and {len(pairs) - _AT_ONCE:,} more: sayso group --queue --json")
    if not pairs:
        tell("No pair waits.")


def _draw(ledger: Ledger, pairs: Iterable[Comparison]) -> None:
    from rich.console import Group
    from rich.text import Text

    from sayso.cli.pairs_view import pair_view
    from sayso.wording.readings import Readings

    readings = Readings(ledger)
    for pair in pairs:
        draw(Group(pair_view(pair, readings), Text()))
