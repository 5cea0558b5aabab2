"""`sayso.toml`: what a project is called, where its database is, and what it was told to do."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path
from typing import IO, Annotated, Any, Literal

import msgspec

from sayso.errors import ProjectError, ProjectExistsError, ProjectMissingError
from sayso.model.ledger import Project
from sayso.model.publishing import ReleasePolicy
from sayso.model.reader import ReaderName, ReaderSettings
from sayso.store.address import sqlite_file

FILE = "sayso.toml"
VAULT = "vault"


class _Database(msgspec.Struct):
    url: str = Project(name="").database


class _Log(msgspec.Struct):
    user: str = ""


class _Timestamps(msgspec.Struct):
    authority: str = ""
    certificates: tuple[str, ...] = ()


class _Fetching(msgspec.Struct):
    contact: str = ""


class _Grouping(msgspec.Struct):
    same: float | None = None
    unsure: float | None = None


class _Reader(msgspec.Struct):
    name: ReaderName = ReaderSettings().name
    url: str = ""
    model: str = ""
    timeout: float = ReaderSettings().timeout
    allow_remote: bool = False


class _Review(msgspec.Struct):
    persons: Annotated[int, msgspec.Meta(ge=1, le=9)] = Project(name="").review


class _Publish(msgspec.Struct):
    title: str = ""
    publisher: str = ""
    contact: str = ""
    licence: str = ReleasePolicy().licence
    languages: tuple[Literal["en", "ar", "fr"], ...] = ReleasePolicy().languages  # type: ignore[assignment]
    search: str = ""
    suggestions: bool = False
    metres: Annotated[int, msgspec.Meta(ge=1_000, le=100_000)] = ReleasePolicy().metres


class _Toml(msgspec.Struct):
    name: str
    languages: tuple[str, ...] = ("en",)
    database: _Database = msgspec.field(default_factory=_Database)
    log: _Log = msgspec.field(default_factory=_Log)
    fetching: _Fetching = msgspec.field(default_factory=_Fetching)
    timestamps: _Timestamps = msgspec.field(default_factory=_Timestamps)
    grouping: _Grouping = msgspec.field(default_factory=_Grouping)
    reader: _Reader | ReaderName = msgspec.field(default_factory=_Reader)
    review: _Review = msgspec.field(default_factory=_Review)
    publish: _Publish = msgspec.field(default_factory=_Publish)


def find(start: Path) -> Path:
    """The nearest folder up with a sayso.toml. Raises ProjectMissingError, and ProjectError when it is somebody else's: a
    sayso.toml may name a database and an authority to be written to, and anybody may put one into a folder like /tmp.
    """
    for folder in (start.absolute(), *start.absolute().parents):
        if (folder / FILE).is_file():
            if not _is_own(folder):
                raise ProjectError(
                    str(folder / FILE),
                    f"it or its folder belongs to another user of this machine; if you trust it: --project {folder}",
                )
            return folder
    raise ProjectMissingError(str(start))


def _is_own(folder: Path) -> bool:
    """Whether the folder and its sayso.toml belong to whoever runs this. No exception is made for root, who has the most
    to lose. Where files have no owners there is nothing to ask.
    """
    if not hasattr(os, "geteuid"):
        return True
    return all(place.stat().st_uid == os.geteuid() for place in (folder, folder / FILE))


def read_project(folder: Path) -> Project:
    """What the sayso.toml of a folder says. Raises ProjectMissingError, ProjectError."""
    file = folder / FILE
    try:
        said = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), _Toml)
    except FileNotFoundError as error:
        raise ProjectMissingError(str(folder)) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ProjectError(str(file), str(error)) from error
    return Project(
        name=said.name,
        languages=said.languages,
        database=said.database.url,
        user=said.log.user or None,
        authority=said.timestamps.authority or None,
        certificates=said.timestamps.certificates,
        same=said.grouping.same,
        unsure=said.grouping.unsure,
        contact=said.fetching.contact or None,
        reader=_reader(said.reader),
        review=said.review.persons,
        publish=_policy(said.publish),
    )


def _policy(said: _Publish) -> ReleasePolicy:
    """What `[publish]` says; what is empty is not said."""
    return ReleasePolicy(
        title=said.title or None,
        publisher=said.publisher or None,
        contact=said.contact or None,
        licence=said.licence,
        languages=tuple(said.languages),
        search=said.search,
        suggestions=said.suggestions,
        metres=said.metres,
    )


def _reader(said: _Reader | ReaderName) -> ReaderSettings:
    """`reader = "rules"`, or a table that says more."""
    if not isinstance(said, _Reader):
        return ReaderSettings(name=said)
    return ReaderSettings(
        name=said.name,
        url=said.url or None,
        model=said.model or None,
        timeout=said.timeout,
        allow_remote=said.allow_remote,
    )


def write_project(folder: Path, project: Project) -> None:
    """Make the folder with its sayso.toml and vault, for its owner alone. Raises ProjectExistsError, ProjectError."""
    try:
        _make(folder)
        with private(folder / FILE) as file:
            file.write(_toml(project).encode("utf-8"))
        make_private_database(folder, project)
    except FileExistsError as error:
        raise ProjectExistsError(str(folder)) from error
    except OSError as error:
        raise ProjectError(str(folder), f"the project cannot be made ({error.strerror or error})") from error


def write_again(folder: Path, project: Project) -> None:
    """Put another sayso.toml in place of the one that is there. Raises ProjectError."""
    try:
        (folder / FILE).unlink()
    except OSError as error:
        raise ProjectError(str(folder), f"its sayso.toml cannot be changed ({error.strerror or error})") from error
    write_project(folder, project)


def make_private_database(folder: Path, project: Project) -> None:
    """An empty file for the database, where it is one in the folder: what SQLite puts beside it gets the same rights."""
    database = sqlite_file(project.database, folder)
    if database is not None and database.parent == folder.absolute() and not database.exists():
        private(database).close()


def private(path: Path) -> IO[bytes]:
    """A new file that nobody else may read, from its first byte on."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _make(folder: Path) -> None:
    """The folder and its vault. A folder that holds something already, reports perhaps, keeps the rights that it has."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not any(folder.iterdir()):
        folder.chmod(0o700)
    (folder / VAULT).mkdir(mode=0o700, exist_ok=True)


def _toml(project: Project) -> str:
    lines = [
        "# A project of sayso. What may be written here: docs/ledger.md",
        f"name = {_string(project.name)}",
        f"languages = [{', '.join(map(_string, project.languages))}]",
        "",
        "[database]",
        "# a file in this folder, or postgresql://USER@HOST/NAME (the password: better in ~/.pgpass; this file is backed up)",
        f"url = {_string(project.database)}",
        "",
        "[log]",
        "# who is named in the log; empty: whoever is logged in",
        f"user = {_string(project.user or '')}",
        "",
        "[fetching]",
        "# an address, of mail or a page, under which whoever runs a server can reach you; sent with every request",
        f"contact = {_string(project.contact or '')}",
        "",
        "[timestamps]",
        "# address of an RFC 3161 authority; empty: none is asked",
        f"authority = {_string(project.authority or '')}",
        "# its certificates: PEM text, which goes into backups, or the names of files in this folder",
        f"certificates = [{', '.join(map(_string, project.certificates))}]",
        "",
        "[grouping]",
        "# scores from 0 to 1: from which on accounts are joined, and from which on a person is asked",
        *(_number("same", project.same)),
        *(_number("unsure", project.unsure)),
        "",
        "[reader]",
        "# who reads the reports: both (rules and trained models), rules, or server (docs/readers.md)",
        f"name = {_string(project.reader.name)}",
        "# of the server: its address up to the /v1, the model, the seconds that an answer may take",
        f"url = {_string(project.reader.url or '')}",
        f"model = {_string(project.reader.model or '')}",
        f"timeout = {project.reader.timeout!r}",
        "# true: the server may be another machine, to which the text of every report is sent",
        f"allow_remote = {'true' if project.reader.allow_remote else 'false'}",
        "",
        "[review]",
        "# how many people must have accepted a claim: with 2 nobody's own word is enough",
        f"persons = {project.review}",
        "",
        "[publish]",
        "# how a release calls itself, who publishes it, and where corrections go (an address of mail)",
        f"title = {_string(project.publish.title or '')}",
        f"publisher = {_string(project.publish.publisher or '')}",
        f"contact = {_string(project.publish.contact or '')}",
        f"licence = {_string(project.publish.licence)}",
        f"languages = [{', '.join(map(_string, project.publish.languages))}]",
        "# which incidents: what stands behind the ? of a search in the desk; empty: all",
        f"search = {_string(project.publish.search)}",
        "# true: also incidents at which no person has looked, marked as a machine's suggestions",
        f"suggestions = {'true' if project.publish.suggestions else 'false'}",
        "# how coarsely a place is told that is to be redacted, in metres",
        f"metres = {project.publish.metres}",
    ]
    return "\n".join(lines) + "\n"


def _string(value: str) -> str:
    """A basic string of TOML; JSON writes the same, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _number(name: str, value: Any) -> list[str]:
    return [f"{name} = {value!r}" if value is not None else f"# {name} = …"]
