"""One request and its answer over a socket of our own: to the very address that was looked at, every byte recorded.

No proxy, no cookies, no reuse of connections. The standard library parses the answer; what it read is kept as it came.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
from dataclasses import dataclass

from sayso.errors import AddressRefusedError, FetchError
from sayso.evidence.addresses import Address, is_public, resolved
from sayso.evidence.bodies import BodyError, Headers, page_bytes
from sayso.evidence.clock import Deadline
from sayso.evidence.options import Options
from sayso.evidence.wording import plain

_AT_ONCE = 65_536
# "100 Continue" with its headers: said before the answer, and no part of it.
_CONTINUE = re.compile(rb"(?:HTTP/\S+[ \t]+100\b[^\n]*\n(?:[^\r\n][^\n]*\n)*\r?\n)+")


@dataclass(frozen=True)
class Exchange:
    """A request and its answer as they went over the wire; `head` ends with the empty line, `body` is as it was sent."""

    address: Address
    ip: str
    request: bytes
    head: bytes
    body: bytes
    status: int
    said: str
    headers: Headers

    def header(self, name: str) -> str:
        """The first value of a header; empty when there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    def page(self, limit: int) -> bytes:
        """The page in the answer, at most so large. Raises FetchError."""
        try:
            return page_bytes(self.body, self.headers, limit)
        except BodyError as error:
            raise FetchError(self.address.url, str(error)) from error


def exchanged(wanted: Address, request: bytes, deadline: Deadline, options: Options) -> Exchange:
    """Send a request to an address and take in the whole answer, within the limits. Raises AddressRefusedError, FetchError."""
    try:
        connection, ip = _connected(wanted, deadline, options)
        with connection:
            connection.settimeout(deadline.left(options.limits.read))
            connection.sendall(request)
            return _answer(wanted, ip, request, _Wire(connection, deadline, options))
    except (OSError, http.client.HTTPException) as error:
        raise FetchError(wanted.url, _plainly(error)) from error


def _connected(wanted: Address, deadline: Deadline, options: Options) -> tuple[socket.socket, str]:
    """A connection to one of the host's addresses, encrypted where the scheme says so."""
    failed: OSError = OSError("no address")
    for ip in resolved(wanted, deadline.left(options.limits.connect), allow_private=options.allow_private):
        try:
            plain_socket = socket.create_connection((ip, wanted.port), deadline.left(options.limits.connect))
        except OSError as error:
            failed = error
            continue
        return _encrypted(plain_socket, wanted, deadline, options), ip
    raise failed


def _encrypted(connection: socket.socket, wanted: Address, deadline: Deadline, options: Options) -> socket.socket:
    try:
        there = str(connection.getpeername()[0])
        if not options.allow_private and not is_public(there):
            raise AddressRefusedError(wanted.url, f"{there} is not on the public internet")
        if wanted.scheme == "http":
            return connection
        connection.settimeout(deadline.left(options.limits.connect))
        return ssl.create_default_context().wrap_socket(connection, server_hostname=wanted.host)
    except BaseException:
        connection.close()
        raise


def _answer(wanted: Address, ip: str, request: bytes, wire: _Wire) -> Exchange:
    response = http.client.HTTPResponse(wire, method=request.split(maxsplit=1)[0].decode("ascii"))  # type: ignore[arg-type]
    response.begin()
    head, before = wire.taken, _CONTINUE.match(wire.record)
    # What is wanted is what went over the wire; the library's reading of the body shows that it is whole.
    response.read()
    return Exchange(
        address=wanted,
        ip=ip,
        request=request,
        head=bytes(wire.record[before.end() if before else 0 : head]),
        body=bytes(wire.record[head : wire.taken]),
        status=response.status,
        said=plain(f"{response.status} {response.reason}", 100),
        headers=tuple(response.getheaders()),
    )


class _Wire:
    """The reading end of a socket as a file that keeps all that was read from it, within limits of size and time."""

    def __init__(self, connection: socket.socket, deadline: Deadline, options: Options) -> None:
        self.record = bytearray()
        self.taken = 0
        self._connection = connection
        self._deadline = deadline
        self._limits = options.limits

    def makefile(self, _mode: str) -> _Wire:
        """What the standard library asks a socket for."""
        return self

    def readline(self, most: int = -1) -> bytes:
        """A line, or what there is of it at the end."""
        looked = self.taken
        while (end := self.record.find(b"\n", looked)) < 0:
            looked = len(self.record)
            if (0 <= most <= looked - self.taken) or not self._more():
                end = len(self.record) - 1
                break
        return self._take(end + 1 - self.taken if most < 0 else min(end + 1 - self.taken, most))

    def read(self, size: int | None = -1) -> bytes:
        """So many bytes, fewer only at the end."""
        wanted = None if size is None or size < 0 else size
        while wanted is None or len(self.record) - self.taken < wanted:
            if not self._more():
                break
        there = len(self.record) - self.taken
        return self._take(there if wanted is None else min(there, wanted))

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """The socket is closed by whoever opened it."""

    def _take(self, size: int) -> bytes:
        self.taken += size
        return bytes(self.record[self.taken - size : self.taken])

    def _more(self) -> bool:
        self._connection.settimeout(self._deadline.left(self._limits.read))
        piece = self._connection.recv(_AT_ONCE)
        self.record += piece
        if len(self.record) > self._limits.size:
            raise _TooMuchError
        return bool(piece)


class _TooMuchError(OSError):
    """More than the limit came."""


_SAID = (
    (_TooMuchError, "it is larger than the limit"),
    (TimeoutError, "it took too long"),
    (ConnectionRefusedError, "nobody answers there"),
    (ConnectionResetError, "the server broke off"),
    (http.client.IncompleteRead, "it was cut off"),
    (http.client.RemoteDisconnected, "the server closed the connection without an answer"),
    (http.client.HTTPException, "the server's answer is no proper HTTP"),
)


def _plainly(error: Exception) -> str:
    """What went wrong, as the end of a sentence."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the server's certificate does not hold: {plain(error.verify_message, 150)}"
    if isinstance(error, ssl.SSLError):
        return "no secure connection could be made"
    for kind, words in _SAID:
        if isinstance(error, kind):
            return words
    return plain(getattr(error, "strerror", None) or str(error) or "the connection failed", 150).lower()
