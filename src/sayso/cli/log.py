"""`sayso log`: who did what, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.exits import FAILED
from sayso.cli.project import AsLines, Folder, one_of, opened
from sayso.cli.terminal import draw, put, put_json, tell

if TYPE_CHECKING:
    from rich.console import RenderableType

    from sayso.ledger import Ledger
    from sayso.model.evidence import Entry
    from sayso.wording.readings import Readings


def log(  # noqa: PLR0913, PLR0917 - typer reads the options from the signature
    kind: Annotated[str | None, typer.Option(help="capture, decision, code, timestamp, verify, backup …")] = None,
    target: Annotated[str | None, typer.Option(help="On this claim, code or hash.")] = None,
    by: Annotated[str | None, typer.Option(help="By this person.")] = None,
    after: Annotated[int, typer.Option(metavar="NUMBER", help="Only entries after this one.")] = 0,
    verify: Annotated[
        bool, typer.Option("--verify", help="Follow the chain of hashes instead of printing it.")
    ] = False,
    project: Folder = None,
    as_json: AsLines = False,
) -> None:
    """Print the log: every entry that was ever made, in order."""
    from sayso.model.evidence import EntryKind
    from sayso.model.ledger import EntryFilter

    wanted = EntryFilter(kind=one_of(kind, EntryKind, "--kind"), target=target, by=by, after=after)
    with opened(project) as ledger:
        if verify:
            _follow(ledger)
            return
        from sayso.wording.readings import Readings

        readings = Readings(ledger)
        for entry in ledger.log(wanted):
            if as_json:
                put_json(entry, pretty=False)
            else:
                draw(_view(entry, readings))


def _follow(ledger: Ledger) -> None:
    """Name every break of the chain; exit code 1 when there is one."""
    from sayso.evidence.chain import broken

    faults = broken(ledger.log())
    for fault in faults:
        put(f"The log was altered: {fault}.\n")
    if faults:
        raise typer.Exit(FAILED)
    count = ledger.status().entries
    tell(f"The log is whole: {count:,} entries, each follows the one before it.")


def _view(entry: Entry, readings: Readings) -> RenderableType:
    from sayso.cli.drawing import line, numbered
    from sayso.wording.ledger_words import ENTRIES

    what = ENTRIES.get(entry.kind, entry.kind)
    reason = f"  {entry.reason}" if entry.reason else ""
    return numbered(
        entry.number,
        line(
            (f"{entry.at}  ", "dim"), f"{entry.by}  ", (what, "bold"), f"  {_told(entry, readings)}", (reason, "italic")
        ),
    )


def _told(entry: Entry, readings: Readings) -> str:
    """What the entry is about, as a person would name it."""
    data = entry.data
    match entry.kind:
        case "capture":
            return f"{data.get('name')} (r{entry.target[:12]})"
        case "decision":
            import msgspec

            from sayso.incidents.decisions import decision_of
            from sayso.wording.ledger_words import decided
            from sayso.wording.words import quoted, shortened

            seen = data.get("seen", {}).get("claim", {}).get("passage", {}).get("exact")
            decision = decision_of(entry)
            value = {k: readings.code(str(v)) if k == "other" else v for k, v in decision.value.items()}
            words = decided(msgspec.structs.replace(decision, value=value))
            return f"{readings.code(entry.target)} {words}{f' {quoted(shortened(seen))}' if seen else ''}"
        case "code":
            return f"{entry.target} for {', '.join(data.get('accounts', ()))}"
        case "timestamp":
            return f"of entry {data.get('entry')}: {data.get('state')}"
        case _:
            return entry.target
