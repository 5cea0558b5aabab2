"""What a database url means, as Django is told it. Without Django, so that it can be asked before Django is set up."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from sayso.errors import ProjectError

SECONDS = 20.0
"""How long a writer waits for another."""

_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_CUT = re.compile(r"[@/]")  # in a name: what is left of a password that was cut off at a slash
_SCHEMES = {"sqlite": "sqlite", "postgresql": "postgresql", "postgres": "postgresql"}


def sqlite_file(url: str, folder: Path) -> Path | None:
    """The file that a url names, None when it names a database on a server. Raises ProjectError when it is no url."""
    engine, options = options_of(url, folder)
    return Path(options["NAME"]) if engine == "sqlite" else None


def options_of(
    url: str, folder: Path, seconds: float = SECONDS
) -> tuple[Literal["sqlite", "postgresql"], dict[str, Any]]:
    """The engine, and the settings of a Django database. The url is never shown, nor an error that quotes it: there may be
    a password in it.
    """
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError as error:
        raise _no_url() from error
    said = [unquote(one or "") for one in (parts.path[1:], parts.username, parts.password, parts.hostname)]
    name, user, password, host = said
    is_odd = parts.query or parts.fragment or any(_CONTROL.search(one) for one in (url, *said))
    if is_odd or not name.strip("/") or not parts.path.startswith("/"):
        raise _no_url()
    match _SCHEMES.get(parts.scheme):
        case "sqlite" if not parts.netloc:
            return "sqlite", sqlite_options(folder / name, seconds)
        case "postgresql" if not _CUT.search(parts.path.strip("/")):
            return "postgresql", {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": name.strip("/"),
                "USER": user,
                "PASSWORD": password,
                "HOST": host,
                "PORT": port,
                "OPTIONS": {"connect_timeout": max(2, int(seconds)), "application_name": "sayso"},
            }
    raise _no_url()


def _no_url() -> ProjectError:
    detail = (
        "what it names is no database url (it is not shown, for there may be a password in it); write sqlite:///FILE or "
        "postgresql://USER:PASSWORD@HOST/NAME, with characters like @ : / ? # % in a password as %40 %3A %2F %3F %23 %25"
    )
    return ProjectError("sayso.toml", detail)


def sqlite_options(path: Path, seconds: float = SECONDS) -> dict[str, Any]:
    """The settings of a database in a file."""
    options = {"timeout": seconds, "transaction_mode": "IMMEDIATE", "init_command": _PRAGMAS}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path.absolute()), "OPTIONS": options}
