"""Which reader reads: what the command line says, else the environment, else the project, else rules and models together."""

from __future__ import annotations

import os
from typing import get_args

import msgspec

from sayso.errors import ReaderError
from sayso.model.reader import ReaderName, ReaderSettings
from sayso.readers.built_in import BothReader, RulesReader
from sayso.readers.protocol import Reader

NAMES: tuple[ReaderName, ...] = get_args(ReaderName)
READER, URL, MODEL = "SAYSO_READER", "SAYSO_SERVER_URL", "SAYSO_SERVER_MODEL"

_USUAL = ReaderSettings()


def chosen(project: ReaderSettings = _USUAL, name: str | None = None, *, allow_remote: bool = False) -> ReaderSettings:
    """The settings that hold; `name` and `allow_remote` are what the command line says. Raises ReaderError."""
    said = name or os.environ.get(READER) or project.name
    if said not in NAMES:
        raise ReaderError(said, f"there are {', '.join(NAMES[:-1])} and {NAMES[-1]}")
    return msgspec.structs.replace(
        project,
        name=said,
        url=os.environ.get(URL) or project.url,
        model=os.environ.get(MODEL) or project.model,
        allow_remote=allow_remote or project.allow_remote,
    )


def leaves(settings: ReaderSettings) -> str | None:
    """What a person is told before reports leave this machine; None when none does. Raises ReaderError."""
    if settings.name != "server":
        return None
    from sayso.readers.server.client import Server

    server = Server(settings)
    return (
        None if server.is_here else f"The text of every report is sent to {server.url}, which is not on this machine."
    )


def reader_of(settings: ReaderSettings) -> Reader:
    """The reader that was chosen, ready to read. Raises ReaderError."""
    if settings.name == "rules":
        return RulesReader()
    if settings.name == "both":
        return BothReader()
    from sayso.readers.server import ServerReader  # with the network: nobody else needs it

    return ServerReader(settings)
