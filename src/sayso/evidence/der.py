"""Certificates in a timestamp's token, put in the order that DER asks for.

DER sorts the members of a set. OpenSSL, and so many an authority, leaves a token's certificates in the order of the chain,
and strict readers refuse the token. The certificates are not part of what is signed, so sorting them changes nothing that
the token says; the token itself is kept as it came.
"""

from __future__ import annotations

from typing import NamedTuple

_SEQUENCE, _CONTEXT_0 = 0x30, 0xA0
# From a response to its certificates: which member to step into, by place, and the tag that it must have.
_WAY = ((0, _SEQUENCE), (1, _SEQUENCE), (1, _CONTEXT_0), (0, _SEQUENCE), (3, _CONTEXT_0))


class _Element(NamedTuple):
    tag: int
    start: int
    inside: int
    end: int


def with_sorted_certificates(answer: bytes) -> bytes:
    """The answer of an authority with its certificates in order; unchanged when it is not built as expected."""
    here = _Element(0, 0, 0, len(answer))
    for place, tag in _WAY:
        members = _members(answer, here)
        if members is None or len(members) <= place or members[place].tag != tag:
            return answer
        here = members[place]
    certificates = _members(answer, here)
    if certificates is None:
        return answer
    ordered = sorted(answer[one.start : one.end] for one in certificates)
    return answer[: here.inside] + b"".join(ordered) + answer[here.end :]


def _members(data: bytes, outer: _Element) -> list[_Element] | None:
    """The elements inside another; None when they do not fill it exactly."""
    members, at = [], outer.inside
    while at < outer.end:
        element = _element(data, at)
        if element is None or element.end > outer.end:
            return None
        members.append(element)
        at = element.end
    return members


def _element(data: bytes, at: int) -> _Element | None:
    """The element that begins at a byte: its tag (of one byte, as all here are), then its length, short or long."""
    if at + 2 > len(data):
        return None
    tag, length, inside = data[at], data[at + 1], at + 2
    if length >= 0x80:
        size = length & 0x7F
        if not 1 <= size <= 4:
            return None
        length, inside = int.from_bytes(data[inside : inside + size], "big"), inside + size
    return _Element(tag, at, inside, inside + length)
