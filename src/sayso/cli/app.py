"""The command `sayso`: its commands and its way out."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from sayso import __version__
from sayso.cli.actors import actors
from sayso.cli.add import add
from sayso.cli.agreements import agreements
from sayso.cli.backup import backup
from sayso.cli.claims import claims
from sayso.cli.decide import decide
from sayso.cli.desk import desk
from sayso.cli.exits import CLOSED, FAILED, REJECTED
from sayso.cli.gate import gate
from sayso.cli.gazetteer import gazetteer
from sayso.cli.group import group
from sayso.cli.incidents import incidents
from sayso.cli.init import init
from sayso.cli.log import log
from sayso.cli.plot import plot
from sayso.cli.publish import publish
from sayso.cli.read import read
from sayso.cli.rebuild import rebuild
from sayso.cli.restore import restore
from sayso.cli.schema import schema
from sayso.cli.search import search
from sayso.cli.show import show
from sayso.cli.sources import sources
from sayso.cli.stamp import stamp
from sayso.cli.status import status
from sayso.cli.terminal import UnwantedError, tell
from sayso.cli.text import text
from sayso.cli.verify import verify
from sayso.errors import InputError, SaysoError

app = typer.Typer(
    name="sayso",
    help="On whose say-so? Reads reports about armed conflict and says who claims what. "
    "For documentation after the fact; no tool for targeting or tracking.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    read, text, schema,
    init, add, status, group, incidents, agreements, show, claims, sources, search,
    decide, desk, gate, publish, plot, log, stamp, verify, rebuild, backup, restore,
):  # fmt: skip
    app.command()(command)
app.add_typer(gazetteer, name="gazetteer")
app.add_typer(actors, name="actors")


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 failure, 2 usage, 3 finished with rejected inputs, 141 nobody reads
    the output any more.
    """
    try:
        app()
    except UnwantedError:
        # At once: Python on its way out would write to the closed pipe once more, and look for what it left half-done.
        sys.stderr.flush()
        os._exit(CLOSED)
    except InputError as error:
        tell(str(error))
        sys.exit(REJECTED)
    except SaysoError as error:
        tell(str(error))
        sys.exit(FAILED)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    pass
