"""`sayso actors`: who is known beforehand, and a person's own actors beside those that come with sayso."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.exits import REJECTED
from sayso.cli.project import AsLines, a_day
from sayso.cli.terminal import draw, put_json, tell

if TYPE_CHECKING:
    from sayso.linking.actors.importing import Checked, Wish

_SHOWN = 20  # sentences of one sort that are told one by one

actors = typer.Typer(help="Look up known actors, and add those of other conflicts from files.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(metavar="FILE|FOLDER", help="YAML, JSON or CSV; of a folder every such file.")]
Called = Annotated[str | None, typer.Option("--name", help="What to call it (default: after the file).")]
Columns = Annotated[
    str | None,
    typer.Option("--map", metavar="FIELD=COLUMN,…", help="Columns of a table: names=Name,kind=Type,from=Start,to=End."),
]
Kind = Annotated[str | None, typer.Option("--kind", help="Of the rows of a table that has no such column.")]


@actors.command("import")
def import_(  # noqa: PLR0913, PLR0917 - typer reads the options from the signature
    file: File,
    name: Called = None,
    columns: Columns = None,
    kind: Kind = None,
    licence: Annotated[str | None, typer.Option(help="Under which licence you have it; kept as given.")] = None,
    source: Annotated[str | None, typer.Option(help="Who made it; kept as given.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of an import of this name.")] = False,
) -> None:
    """Add actors. The same file again changes nothing; rows that cannot be used are told and left out."""
    from sayso.linking.actors.importing import Wish, import_actors
    from sayso.linking.actors.loaded import forget_actors

    def kept(checked: Checked) -> None:
        header = checked.header
        if import_actors(checked, replace=replace):
            tell(f"Imported {_many(header.rows)} as {header.name}.")
        else:
            tell(f"{header.name}: imported already, nothing was changed.")
        forget_actors()

    _each(file, Wish(name=name, map=columns, kind=kind, licence=licence, source=source), kept)


@actors.command()
def check(file: File, name: Called = None, columns: Columns = None, kind: Kind = None) -> None:
    """Say what an import would leave out, and import nothing."""
    from sayso.linking.actors.importing import Wish

    def counted(checked: Checked) -> None:
        tell(f"{checked.header.file}: {_many(checked.header.rows)} can be imported.")

    _each(file, Wish(name=name, map=columns, kind=kind), counted)


@actors.command("list")
def list_(as_json: AsLines = False) -> None:
    """List your imports."""
    from sayso.linking.actors.imports import imported

    found = [one.header for one in imported()]
    if as_json:
        for header in found:
            put_json(header, pretty=False)
    elif found:
        from sayso.cli.actors_view import import_table

        draw(import_table(found))
    else:
        tell("Nothing has been imported; the known actors are those that come with sayso.")


@actors.command()
def search(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Any name or spelling, or an id.")],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Only who was there on that day.")] = None,
    as_json: AsLines = False,
) -> None:
    """Say which known actors a name may mean, of what they are part, in which offices, and who says so."""
    from sayso.linking.actors.searching import search as searched

    found = searched(name, a_day(on, "--on"))
    if as_json:
        for actor in found:
            put_json(actor, pretty=False)
    elif found:
        from sayso.cli.actors_view import found_actors

        draw(found_actors(found))
    else:
        tell(f"{name}: nobody of this name is known{f' on {on}' if on else ''}.")


@actors.command()
def remove(name: Annotated[str, typer.Argument(metavar="NAME", help="As sayso actors list has it.")]) -> None:
    """Take an import away again."""
    from sayso.linking.actors.imports import remove as removed
    from sayso.linking.actors.loaded import forget_actors

    header = removed(name)
    forget_actors()
    tell(f"Removed {header.name} with its {_many(header.rows)}.")


def _each(path: Path, wish: Wish, done: Callable[[Checked], None]) -> None:
    """Every file of the path, the bad ones told; a name of one's own goes with one file only."""
    from sayso.errors import InputError
    from sayso.linking.actors.files import files_in
    from sayso.linking.actors.importing import check_actors

    files, bad = files_in(path), False
    if wish.name and len(files) > 1:
        raise typer.BadParameter("one name cannot be that of several files", param_hint="--name")
    for file in files:
        try:
            checked = check_actors(file, wish)
            done(checked)
        except InputError as error:
            tell(str(error))
            bad = True
        else:
            _tell_all(checked.faults, "rows were left out")
            _tell_all(checked.shared, "names are shared")
            bad = bad or bool(checked.faults)
    if bad:
        raise typer.Exit(REJECTED)


def _tell_all(sentences: list[str], rest: str) -> None:
    for sentence in sentences[:_SHOWN]:
        tell(sentence)
    if len(sentences) > _SHOWN:
        tell(f"{len(sentences) - _SHOWN:,} more {rest}.")


def _many(count: int) -> str:
    return "1 actor" if count == 1 else f"{count:,} actors"
