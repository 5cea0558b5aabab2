"""`sayso gazetteer`: where names may lie, and a person's own tables of places beside what comes with sayso."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.cli.exits import REJECTED
from sayso.cli.project import AsLines
from sayso.cli.terminal import draw, put_json, tell

if TYPE_CHECKING:
    from sayso.linking.gazetteer.importing import Imported

_SHOWN = 20  # rows that were left out and are told one by one

gazetteer = typer.Typer(
    help="Look up places, and add gazetteers of your own: GeoNames, OCHA P-codes, any table.", no_args_is_help=True
)


@gazetteer.command()
def build() -> None:
    """Build the gazetteer's file from the installed packages and your imports, when it is not there yet."""
    from sayso.linking.gazetteer.build import gazetteer_file

    path = gazetteer_file()
    tell(f"The gazetteer is {path} ({path.stat().st_size / 1e6:.0f} MB).")


@gazetteer.command("import")
def import_(  # noqa: PLR0913, PLR0917 - typer reads the options from the signature
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .txt, .csv or .zip.")],
    name: Annotated[str | None, typer.Option(help="What to call it (default: after the file).")] = None,
    format: Annotated[str | None, typer.Option(help="geonames, pcodes or csv (default: by what is in it).")] = None,
    map: Annotated[
        str | None,
        typer.Option(metavar="FIELD=COLUMN,…", help="Columns of a plain table: name=Village,lat=Y,lon=X,kind=village."),
    ] = None,
    alternate_names: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="GeoNames' alternateNamesV2 (default: alternateNames/XX.txt beside it)."),
    ] = None,
    encoding: Annotated[str, typer.Option(help="Of a table that is not UTF-8, such as cp1256.")] = "utf-8",
    licence: Annotated[str | None, typer.Option(help="Under which licence you have it; kept as given.")] = None,
    source: Annotated[str | None, typer.Option(help="Who made it; kept as given.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of an import of this name.")] = False,
) -> None:
    """Add the places of a table. The same file again changes nothing; rows that cannot be used are told and left out."""
    from sayso.linking.gazetteer.importing import FORMATS, Wish, import_places

    if format not in (None, *FORMATS):
        raise typer.BadParameter(f"{format!r} is none of {', '.join(FORMATS)}", param_hint="--format")
    wish: dict[str, Any] = {"name": name, "format": format, "map": map, "alternates": alternate_names}
    wish |= {"encoding": encoding, "licence": licence, "source": source, "replace": replace}
    with _built_anew():
        done = import_places(file, Wish(**wish))
    _tell(done)


@gazetteer.command()
def search(
    name: Annotated[str, typer.Argument(metavar="NAME", help="In any script and romanisation.")],
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Of one country only: LY.")] = None,
    as_json: AsLines = False,
) -> None:
    """Say what places a name may mean, where they lie and who says so."""
    from sayso.linking.gazetteer.searching import search as searched

    found = searched(name, country)
    if as_json:
        for place in found:
            put_json(place, pretty=False)
    elif found:
        from sayso.cli.gazetteer_view import found_places

        draw(found_places(found))
    else:
        tell(f"{name}: no place of this name is in the gazetteer.")


@gazetteer.command("list")
def list_(as_json: AsLines = False) -> None:
    """List your imports."""
    from sayso.linking.gazetteer.imports import imports

    found = imports()
    if as_json:
        for header in found:
            put_json(header, pretty=False)
    elif found:
        from sayso.cli.gazetteer_view import import_table

        draw(import_table(found))
    else:
        tell("Nothing has been imported; the gazetteer is what comes with sayso.")


@gazetteer.command()
def remove(name: Annotated[str, typer.Argument(metavar="NAME", help="As sayso gazetteer list has it.")]) -> None:
    """Take an import away again."""
    from sayso.linking.gazetteer.imports import forget

    with _built_anew():
        header = forget(name)
    tell(f"Removed {header.name} with its {header.rows:,} places.")


@contextmanager
def _built_anew() -> Iterator[None]:
    """Builds the gazetteer's file with what changed, and takes away the one that it replaces."""
    from sayso.linking.gazetteer.build import gazetteer_path, replace_file
    from sayso.linking.gazetteer.places import gazetteer as opened

    before = gazetteer_path()
    yield
    replace_file(before)
    opened.cache_clear()


def _tell(done: Imported) -> None:
    for fault in sorted(done.faults)[:_SHOWN]:
        tell(str(fault))
    if len(done.faults) > _SHOWN:
        tell(f"{len(done.faults) - _SHOWN:,} more rows were left out.")
    if done.new:
        tell(f"Imported {done.header.rows:,} places as {done.header.name}.")
    else:
        tell(f"{done.header.name}: imported already, nothing was changed.")
    if not done.header.licence:
        tell("No licence was given; say with --licence and --source whose table it is before you publish from it.")
    if done.faults:
        raise typer.Exit(REJECTED)
