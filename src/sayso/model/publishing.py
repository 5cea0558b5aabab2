"""How a project publishes, and what people must have decided before it does."""

from __future__ import annotations

from typing import Literal

from sayso.model.record import Record

Flag = Literal["names", "minors", "medical_site", "sensitive_site", "exact_coordinates", "source_at_risk", "embargo"]
"""What must not be published before a person has decided on it.

names: people said to have been harmed, by name; minors: a child by name; medical_site, sensitive_site: what was struck is a
hospital, or a school, shelter or place of worship that may still be in use; exact_coordinates: the place is known to the street
or closer; source_at_risk: a private person is quoted by name; embargo: somebody asked to wait.
"""
Verdict = Literal["publish", "redact", "withhold"]
"""publish: as it is. redact: without the names, or with the place told more coarsely. withhold: not at all."""


class Ruling(Record, frozen=True, kw_only=True):
    """What somebody decided on a flag: of one incident, or of all (`target` "release"). `until`: a day up to which an embargo
    holds; `decision` is its number in the log.
    """

    target: str
    flag: Flag
    verdict: Verdict
    decision: int
    until: str | None = None


class Flagged(Record, frozen=True, kw_only=True):
    """A flag on an incident with why, in words that name nobody."""

    code: str
    flag: Flag
    why: str


class ReleasePolicy(Record, frozen=True, kw_only=True):
    """How a project publishes (`[publish]` in sayso.toml). `suggestions`: also incidents at which no person has
    looked, marked as such. `search` is what is selected, as the address of a search has it ("country=LY&kind=air_strike").
    `metres`: how coarsely a place is told that is to be redacted. `contact` is where corrections are sent.
    """

    title: str | None = None
    publisher: str | None = None
    contact: str | None = None
    licence: str = "CC-BY-4.0"
    languages: tuple[str, ...] = ("en", "ar")
    search: str = ""
    suggestions: bool = False
    metres: int = 5_000
