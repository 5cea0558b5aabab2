"""`sayso stamp`: somebody outside says that the log was there."""

from __future__ import annotations

import typer

from sayso.cli.exits import FAILED
from sayso.cli.project import AsJson, Folder, opened
from sayso.cli.terminal import put_json, tell


def stamp(project: Folder = None, as_json: AsJson = False) -> None:
    """Ask the timestamp authority of sayso.toml about the newest log entry. It is sent a hash and nothing else."""
    with opened(project) as ledger:
        done = ledger.stamp()
    if done is None:
        tell("The log is stamped up to its newest entry.")
        return
    if as_json:
        put_json(done, pretty=True)
    match done.state:
        case "confirmed":
            tell(f"{done.authority} says that entry {done.entry}, and so all before it, was there at {done.time}.")
        case "pending":
            tell(f"Entry {done.entry} waits for its timestamp ({(done.detail or '').rstrip('.')}). Later: sayso stamp")
        case _:
            tell(f"The timestamp of entry {done.entry} does not hold: {(done.detail or '').rstrip('.')}.")
            raise typer.Exit(FAILED)
