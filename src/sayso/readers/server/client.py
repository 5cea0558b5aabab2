"""The way to the server: one address, no redirects, limits of time and size, and not beyond this machine unless allowed."""

from __future__ import annotations

import os
from dataclasses import replace
from ipaddress import ip_address

from sayso import __version__
from sayso.errors import AddressRefusedError, FetchError, ReaderError
from sayso.evidence.addresses import Address, address, resolved
from sayso.evidence.clock import Deadline
from sayso.evidence.options import Limits, Options
from sayso.evidence.wire import exchanged
from sayso.evidence.wording import plain
from sayso.model.reader import ReaderSettings
from sayso.readers.server.answers import Reply, UnusableError

KEY = "SAYSO_SERVER_KEY"

_READER = "server"
_PATH = "/chat/completions"
_LARGEST = 4_000_000  # bytes of an answer; the longest that is asked for has some ten thousand
_CONNECT = 15.0  # seconds


class Server:
    """An OpenAI-compatible server; `is_here`: on this machine. A key is taken from the environment with every request; it is
    never shown or stored.
    """

    def __init__(self, settings: ReaderSettings) -> None:
        self._address = _address(settings.url)
        self.is_here = names_this_machine(self._address)
        if not self.is_here and not settings.allow_remote:
            raise ReaderError(_READER, f"{self.url} is not on this machine, and the text of every report would be sent "
                              "there; allow it with --allow-remote, or with allow_remote = true in sayso.toml")  # fmt: skip
        self.model = plain(settings.model or "", 200)
        if not self.model:
            raise ReaderError(_READER, "no model is named; set SAYSO_SERVER_MODEL, or model in sayso.toml")
        if not 0 < settings.timeout <= 86_400:
            raise ReaderError(_READER, f"its timeout of {settings.timeout:g} seconds is none")
        self._seconds = settings.timeout
        limits = Limits(
            size=_LARGEST, page=_LARGEST, connect=min(_CONNECT, self._seconds), read=self._seconds, total=self._seconds
        )
        self._options = Options(limits=limits, allow_private=True)  # the person named the address, no page did

    @property
    def url(self) -> str:
        """The address that is asked."""
        return self._address.url

    def ask(self, body: bytes) -> Reply:
        """Send a question and take in the whole answer. Raises UnusableError."""
        deadline = Deadline(self._seconds)
        try:
            exchange = exchanged(self._there(deadline), self._head(len(body)) + body, deadline, self._options)
            return Reply(exchange.status, exchange.page(_LARGEST))
        except TimeoutError as error:
            raise UnusableError("it took too long") from error
        except (FetchError, AddressRefusedError) as error:
            raise UnusableError(error.detail) from error

    def _there(self, deadline: Deadline) -> Address:
        """Where to connect to. The name of this machine may have been given to another one: so it is looked up, and the
        very address that was found is taken. (A certificate is for the name.)
        """
        if not self.is_here:
            return self._address
        found = resolved(self._address, deadline.left(_CONNECT), allow_private=True)
        if not all(ip_address(ip.partition("%")[0]).is_loopback for ip in found):
            raise UnusableError("it is not on this machine, whatever it is called")
        return self._address if self._address.scheme == "https" else replace(self._address, host=found[0])

    def _head(self, length: int) -> bytes:
        lines = [
            f"POST {self._address.target} HTTP/1.1",
            f"Host: {self._address.authority}",
            f"User-Agent: sayso/{__version__}",
            "Content-Type: application/json",
            f"Content-Length: {length}",
            "Accept: application/json",
            "Accept-Encoding: identity",
            "Connection: close",
            *_authorization(),
        ]
        return "".join(f"{line}\r\n" for line in (*lines, "")).encode("ascii")


def names_this_machine(wanted: Address) -> bool:
    """Whether an address names this machine: localhost, or a loopback address. Other names may lead anywhere."""
    if wanted.host == "localhost":
        return True
    try:
        return ip_address(wanted.host).is_loopback
    except ValueError:
        return False


def _address(url: str | None) -> Address:
    """The address that questions go to. Raises ReaderError."""
    if not url:
        raise ReaderError(_READER, "no address is named; set SAYSO_SERVER_URL, or url in sayso.toml")
    if "?" in url or "#" in url:
        raise ReaderError(_READER, "its address has a ? or # in it; name it up to the /v1")
    try:
        return address(url.strip().rstrip("/") + _PATH)
    except AddressRefusedError as error:
        raise ReaderError(_READER, f"its address is none: {error.detail}") from error


def _authorization() -> list[str]:
    """The key, when there is one. Raises ReaderError, which does not show it."""
    key = os.environ.get(KEY, "").strip()
    if not key:
        return []
    if not key.isascii() or not key.isprintable():
        raise ReaderError(_READER, f"{KEY} holds characters that no key has")
    return [f"Authorization: Bearer {key}"]
