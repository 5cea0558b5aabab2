"""A page from the web, kept as a WARC with every request, answer and redirect that led to it.

Only when a person names an address, only http and https, only on the public internet, with limits of size and time, an
honest User-Agent, no cookies and no proxy. What a page asks for beyond itself (pictures, scripts) is not fetched.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from sayso import __version__
from sayso.errors import AddressRefusedError, FetchError, InputEmptyError
from sayso.evidence.addresses import Address, address, redirected
from sayso.evidence.archive import Archive
from sayso.evidence.clock import Deadline
from sayso.evidence.options import Options
from sayso.evidence.warcs import body_at
from sayso.evidence.wire import Exchange, exchanged
from sayso.evidence.wording import plain, told_headers

_REDIRECTS = {301, 302, 303, 307, 308}
_ACCEPT = "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,application/xml;q=0.8,*/*;q=0.1"


@dataclass(frozen=True)
class Fetched:
    """A page and the WARC that holds it. `requested` is the address asked for, `url` the one that answered in the end."""

    requested: str
    url: str
    page: bytes
    declared: str
    headers: tuple[tuple[str, str], ...]
    warc: bytes
    record: str
    offset: int


def fetch(url: str, options: Options) -> Fetched:
    """Fetch a page. Raises AddressRefusedError, FetchError, InputEmptyError, each naming the address that was asked for."""
    shown = plain(url)
    try:
        return _fetched(address(url), options)
    except AddressRefusedError as error:
        raise AddressRefusedError(shown, _also(error, shown)) from error
    except FetchError as error:
        raise FetchError(shown, _also(error, shown)) from error


def user_agent(contact: str | None) -> str:
    """Who we say that we are: `sayso/0.1.0 (+https://example.org/archive)`."""
    reach = plain(contact or "", 200).encode("ascii", "ignore").decode().translate({ord(c): None for c in "()"})
    return f"sayso/{__version__} (+{reach})" if reach else f"sayso/{__version__}"


def _fetched(wanted: Address, options: Options) -> Fetched:
    deadline = Deadline(options.limits.total)
    archive = Archive(options.now, user_agent(options.contact))
    here = wanted
    for _ in range(options.limits.redirects + 1):
        exchange = exchanged(here, _request(here, options), deadline, options)
        record, offset = archive.add(exchange)
        if exchange.status not in _REDIRECTS or not exchange.header("location"):
            page, warc = _page(exchange, options), archive.file()
            if body_at(BytesIO(warc), offset, record) != page:
                # Headers that one reader understands and another does not: what was kept could not be read again.
                raise FetchError(here.url, "the server's answer is no proper HTTP")
            declared = exchange.header("content-type").split(";")[0].strip().lower()
            headers = told_headers(exchange.headers)
            return Fetched(wanted.url, here.url, page, declared, headers, warc, record, offset)
        here = redirected(here, exchange.header("location"))
    raise FetchError(wanted.url, f"more than {options.limits.redirects} redirects")


def _request(wanted: Address, options: Options) -> bytes:
    lines = (
        f"GET {wanted.target} HTTP/1.1",
        f"Host: {wanted.authority}",
        f"User-Agent: {user_agent(options.contact)}",
        f"Accept: {_ACCEPT}",
        "Accept-Encoding: gzip",
        "Connection: close",
    )
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode("ascii")


def _page(exchange: Exchange, options: Options) -> bytes:
    """The page in an answer that is a success."""
    if exchange.status != 200:
        raise FetchError(exchange.address.url, f"the server answers {exchange.said}")
    page = exchange.page(options.limits.page)
    if not page.strip():
        raise InputEmptyError(exchange.address.url)
    return page


def _also(error: AddressRefusedError | FetchError, asked: str) -> str:
    """The detail of an error, with the address that it happened at when that is another than the one asked for."""
    detail = str(error).partition(f"{error.sentence} (")[2].removesuffix(").")
    return detail if error.source in {asked, f"{asked}/"} else f"{detail}, at {error.source}"
