"""Where each page of the site is: files that lie by country, year and thousand, so that no folder holds too many."""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import urlsplit

_CODE = re.compile(r"([A-Z]{2})-(\d{4})-(\d{1,9})")
_OTHER = re.compile(r"[^A-Za-z0-9.-]")
_THOUSAND = 1_000
_LINKED = frozenset(("http", "https"))
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def page_of(code: str) -> str:
    """The page of an incident, below the folder of a language: "incidents/LY/2016/LY-2016-0001.html"."""
    match = _CODE.fullmatch(code)
    if match is None:
        digest = sha256(code.encode("utf-8", "surrogatepass")).hexdigest()
        return f"incidents/other/{digest[:2]}/{_OTHER.sub('_', code)[:60]}-{digest[:8]}.html"
    country, year, number = match[1], match[2], int(match[3])
    thousand = f"{number // _THOUSAND}/" if number >= _THOUSAND else ""
    return f"incidents/{country}/{year}/{thousand}{code}.html"


def page_of_agreement(id: str) -> str:
    """The page of an agreement."""
    plain = _OTHER.sub("_", id)
    if plain != id or not id or id.startswith("."):
        plain = f"{plain[:60]}-{sha256(id.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    return f"agreements/{plain}.html"


def root_of(page: str) -> str:
    """The way from a page up to the folder that its path begins in: "../../" for "en/incidents/index.html"."""
    return "../" * page.count("/")


def linked(url: str | None) -> str | None:
    """An address that may be a link: of the web, and nothing that a browser would run."""
    if not url or any(ord(letter) <= ord(" ") for letter in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in _LINKED and parts.hostname else None


def host_of(url: str) -> str:
    """The machine that an address is on, as it is written."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def archived(url: str) -> str:
    """Where the Wayback Machine would have an address."""
    return f"https://web.archive.org/web/{url}"


def mail_of(contact: str | None) -> str | None:
    """A contact that is an address to write to."""
    mail = (contact or "").removeprefix("mailto:")
    return mail if _MAIL.fullmatch(mail) else None
