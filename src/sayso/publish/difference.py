"""What changed since the release before: added, changed, merged, removed. Nothing disappears without a tombstone (R17)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from sayso.model.record import sha256
from sayso.model.release import Changed, Indexed, ReleasedIncident

WHY: dict[str, str] = {
    "withheld": "a person ruled that it is withheld",
    "embargo": "a person asked to wait with it",
    "not_reviewed": "no person stands by it any more",
    "no_strike": "a person found that no strike is indicated",
    "discounted": "a person discounted it",
    "": "the project does not have it any more, or it was not selected",
}
"""Why a code is not published any more, in words."""

_ONE_LINE = msgspec.json.Encoder(order="deterministic")
_INDEX = msgspec.json.Decoder(Indexed)


class _Code(msgspec.Struct):
    code: str


_CODE = msgspec.json.Decoder(_Code)
_NOT_CHANGES = frozenset(("code",))


class Index(Mapping[str, Indexed]):
    """An index by code, of which no more than its lines are kept: decoded, that of a hundred thousand incidents would be
    several times as large.
    """

    def __init__(self, lines: Mapping[str, bytes]) -> None:
        self._lines = lines

    def __getitem__(self, code: str) -> Indexed:
        return _INDEX.decode(self._lines[code])

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def __contains__(self, code: object) -> bool:
        return code in self._lines


def indexed(one: ReleasedIncident) -> Indexed:
    """What is remembered of an incident: a digest of each of its fields."""
    fields = {
        name: sha256(_ONE_LINE.encode(getattr(one, name)))[:12]
        for name in one.__struct_fields__
        if name not in _NOT_CHANGES
    }
    return Indexed(code=one.code, title=one.title, fields=fields)


def difference(
    before: Mapping[str, Indexed], now: Mapping[str, Indexed], merged: Mapping[str, str], excluded: Mapping[str, str]
) -> Iterator[Changed]:
    """The changes by code. `merged` is into which published code another went; `excluded` why one is not published now."""
    for code in sorted(before.keys() | now.keys()):
        was, found = before.get(code), now.get(code)
        if found is not None:
            yield from _changed(was, found)
        elif was is not None and not was.gone:
            yield _gone(was, merged.get(code), excluded.get(code, ""))


def remembered(
    before: Mapping[str, Indexed], now: Mapping[str, Indexed], changes: Iterable[Changed]
) -> Iterator[Indexed]:
    """The index of a release by code: what is in it, and a tombstone of everything that once was."""
    gone = {
        one.code: Indexed(code=one.code, title=one.title, into=one.into, gone=one.why)
        for one in changes
        if one.change in ("merged", "removed")
    }
    stones = {code: one for code, one in before.items() if one.gone and code not in now} | gone
    for code in sorted(stones.keys() | now.keys()):
        yield now[code] if code in now else stones[code]


def tombstones(index: Iterable[Indexed]) -> list[Changed]:
    """Every code that was once published and is not any more."""
    return [
        Changed(code=one.code, change="merged" if one.into else "removed", title=one.title, into=one.into, why=one.gone)
        for one in index
        if one.gone
    ]


def index_bytes(index: Iterable[Indexed]) -> bytes:
    """An index as it is kept: a line an incident."""
    return b"".join(line_of(one) + b"\n" for one in index)


def line_of(one: Indexed) -> bytes:
    """What is kept of an incident."""
    return _ONE_LINE.encode(one)


def index_of(data: bytes) -> Index:
    """An index by code."""
    return Index({_CODE.decode(line).code: line for line in data.splitlines()})


def _changed(was: Indexed | None, found: Indexed) -> Iterator[Changed]:
    if was is None or was.gone:
        why = "published again" if was is not None else ""
        yield Changed(code=found.code, change="added", title=found.title, why=why)
        return
    fields = tuple(name for name, digest in found.fields.items() if was.fields.get(name) != digest)
    if fields:
        yield Changed(code=found.code, change="changed", title=found.title, fields=fields)


def _gone(was: Indexed, into: str | None, why: str) -> Changed:
    if into is not None:
        return Changed(code=was.code, change="merged", title=was.title, into=into, why=f"it is one with {into}")
    # A title may have named what is now withheld.
    title = "" if why == "withheld" else was.title
    return Changed(code=was.code, change="removed", title=title, why=WHY[why])
