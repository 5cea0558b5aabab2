"""Which addresses may be fetched: http and https, on the public internet.

A page can name any address, and a server can redirect to any; what runs on the recorder's own machine or network must not
be reached that way. So a name is resolved once, every address that it has must be public, and the connection goes to the
address that was looked at (wire.py), not to the name again.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import quote, urljoin, urlsplit

from sayso.errors import AddressRefusedError, FetchError
from sayso.evidence.wording import plain

_PORTS = {"http": 80, "https": 443}
_PATH, _QUERY = "/%:@!$&'()*+,;=~-._", "/?%:@!$&'()*+,;=~-._[]"
# Beyond what the standard library calls private, loopback, link-local, multicast, reserved or unspecified: shared address
# space, protocol assignments, relays and tunnels that lead to IPv4 addresses, old site-local addresses, benchmarks.
_NOT_PUBLIC = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8 100.64.0.0/10 192.0.0.0/24 192.88.99.0/24 198.18.0.0/15 ::/96 64:ff9b:1::/48 100::/64 2001::/23 "
        "2002::/16 5f00::/16 fec0::/10"
    ).split()
)
_NAT64 = ip_network("64:ff9b::/96")


@dataclass(frozen=True)
class Address:
    """An http or https address in its plain form. `host` is ASCII, `target` what the request asks for."""

    url: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """What the Host header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def is_address(text: str) -> bool:
    """Whether a person means an address, not a file: it begins with a scheme (one letter is a drive of Windows)."""
    scheme, colon, rest = text.partition(":")
    named = len(scheme) > 1 and scheme[0].isalpha() and scheme.isascii() and scheme.replace("+", "").isalnum()
    return (
        bool(colon) and named and (rest.startswith("//") or scheme.lower() in {"data", "javascript", "file", "mailto"})
    )


def address(url: str) -> Address:
    """The parts of an address. Raises AddressRefusedError for every other scheme and for what is no address."""
    shown = plain(url)
    if any(ord(character) <= 32 or character in "\\\x7f" for character in url.strip()):
        raise AddressRefusedError(shown, "it has spaces, backslashes or control characters in it")
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
    except ValueError as error:
        raise AddressRefusedError(shown, "it is not well formed") from error
    if parts.scheme not in _PORTS:
        raise AddressRefusedError(shown, "only http and https")
    if "@" in parts.netloc:
        raise AddressRefusedError(shown, "a name or password in an address would be written into the log")
    if port == 0:
        raise AddressRefusedError(shown, "it is not well formed")
    ascii_host = _ascii(host, shown)
    target = quote(parts.path or "/", safe=_PATH) + (f"?{quote(parts.query, safe=_QUERY)}" if parts.query else "")
    found = Address("", parts.scheme, ascii_host, port or _PORTS[parts.scheme], target)
    return Address(f"{found.scheme}://{found.authority}{target}", found.scheme, found.host, found.port, target)


def redirected(base: Address, location: str) -> Address:
    """Where a server sends us on to, held to the same rules."""
    try:
        location = location.encode("latin-1").decode("utf-8")  # headers come as bytes; browsers take them for UTF-8
    except UnicodeError:
        location = location.strip()
    try:
        url = urljoin(base.url, quote(location.strip(), safe=_QUERY + "#"))
    except ValueError as error:
        raise AddressRefusedError(base.url, f"it leads on to {plain(location, 200)!r}, which is no address") from error
    return address(url.partition("#")[0])


def resolved(wanted: Address, seconds: float, *, allow_private: bool) -> list[str]:
    """The addresses of the host. Raises AddressRefusedError when one of them is not public, FetchError, TimeoutError."""
    found = list(dict.fromkeys(_looked_up(wanted, seconds)))
    private = [ip for ip in found if not is_public(ip)]
    if private and not allow_private:
        named = "" if wanted.host == private[0] else f"{wanted.host} is "
        raise AddressRefusedError(wanted.url, f"{named}{private[0]}, not on the public internet")
    return found


def is_public(ip: str) -> bool:
    """Whether an address is on the public internet, also when it is an IPv4 address in the clothes of IPv6."""
    found: IPv4Address | IPv6Address = ip_address(ip.partition("%")[0])
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif found in _NAT64:
            found = IPv4Address(int(found) & 0xFFFFFFFF)
    closed = found.is_private or found.is_loopback or found.is_link_local or found.is_multicast or found.is_reserved
    return not (closed or found.is_unspecified or any(found in network for network in _NOT_PUBLIC))


def _ascii(host: str, shown: str) -> str:
    """The host as it is resolved; Arabic and other names in their ASCII form."""
    if not host:
        raise AddressRefusedError(shown, "it names no host")
    try:
        name = host if ":" in host else host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise AddressRefusedError(shown, "its host is not well formed") from error
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789.-_") | (set(":%") if ":" in host else set())
    if not set(name) <= allowed:
        raise AddressRefusedError(shown, "its host is not well formed")
    return name


def _looked_up(wanted: Address, seconds: float) -> list[str]:
    """Ask for the host's addresses, no longer than `seconds`: the system's own call knows no limit."""
    answers: SimpleQueue[list[str] | OSError] = SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(wanted.host, wanted.port, type=socket.SOCK_STREAM)
            answers.put([str(entry[4][0]) for entry in found])
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else OSError(str(error)))

    Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty as error:
        raise TimeoutError from error
    if isinstance(answer, OSError) or not answer:
        raise FetchError(wanted.url, f"no address is known for {wanted.host}: no such host, or no network")
    return answer
