"""Starting the desk: its tables, its key, the first account, and a server that only this machine reaches."""

from __future__ import annotations

import logging
import os
import signal
import tempfile
import webbrowser
from contextlib import suppress
from pathlib import Path
from threading import Thread, Timer
from typing import TYPE_CHECKING

from sayso.desk.settings import SECRET, set_up
from sayso.errors import DeskError
from sayso.ledger.project import read_project

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitress.server import BaseWSGIServer

PORT = 8417
THREADS = 8
_OWN = 0o600
_PAUSE = 1.0  # seconds
_SOON = 0.5  # seconds until the browser may ask


def prepare(folder: Path, hosts: list[str]) -> None:
    """Set Django up for the project in this process, and make or update the desk's tables. Raises LedgerError."""
    set_up(folder, read_project(folder), secret=_secret(folder), hosts=hosts)
    from django.core.management import call_command
    from django.db import connection

    from sayso.ledger import Ledger

    Ledger.open(folder).close()  # a project that cannot be opened is told before anything is served
    call_command("migrate", verbosity=0, interactive=False)
    if connection.vendor == "sqlite":
        Path(connection.settings_dict["NAME"]).chmod(_OWN)


def serve(folder: Path, port: int, *, browse: bool, tell: Callable[[str], None]) -> None:
    """Serve the desk until it is interrupted. Raises DeskError when the port is taken."""
    prepare(folder, ["127.0.0.1", "localhost"])
    from sayso.desk import incoming, working

    tempfile.tempdir = str(
        incoming.private(folder)
    )  # what people send lies in the project alone, also while it comes in
    address = f"http://127.0.0.1:{port}/{_welcome()}"
    server = _server(port)
    tell(f"The desk of this project is at {address}")
    tell("Only this machine reaches it. Stop it with Ctrl-C.")
    if browse:
        Timer(_SOON, webbrowser.open, [address]).start()
    # The server runs beside: an interruption must find this thread where nothing can swallow it.
    running = Thread(target=server.run, name="sayso-desk", daemon=True)
    running.start()
    for wish in (signal.SIGINT, signal.SIGTERM):  # whoever was started in the background was born deaf to the first
        signal.signal(wish, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        while running.is_alive():
            running.join(_PAUSE)
    server.close()
    working.end()


def application() -> Callable[..., object]:
    """The desk as a WSGI application, once `prepare` has been called: for a server of one's own. Its jobs are seen to."""
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    from sayso.desk import warming, working

    served: Callable[..., object] = get_wsgi_application()
    working.begin(settings.SAYSO_FOLDER)
    warming.begin(settings.SAYSO_FOLDER)
    return served


def _server(port: int) -> BaseWSGIServer:
    import waitress

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    try:
        server: BaseWSGIServer = waitress.create_server(
            application(), host="127.0.0.1", port=port, threads=THREADS, ident=None, max_request_body_size=512 * 1024**2
        )
    except OSError as error:
        raise DeskError(
            f"port {port} of this machine cannot be used ({error.strerror}); choose another: --port"
        ) from error
    return server


def _welcome() -> str:
    """Where whoever started the desk makes the first account: with a key that is in this address alone."""
    from django.conf import settings
    from django.utils.crypto import get_random_string

    from sayso.desk.models import Account

    settings.SAYSO_WELCOME = "" if Account.objects.exists() else get_random_string(32)
    return f"welcome/?key={settings.SAYSO_WELCOME}" if settings.SAYSO_WELCOME else ""


def _secret(folder: Path) -> str:
    """The key that signs sessions: made once, readable by its owner alone."""
    from django.core.management.utils import get_random_secret_key

    path = folder / SECRET
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWN)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise DeskError(f"{path} cannot be written ({error.strerror})") from error
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(get_random_secret_key())
    return path.read_text(encoding="ascii").strip()
