"""Whether a page's elements have so many attributes, or a text's words so many signs, that parsing it would take minutes.

A parser compares each attribute of an element with all the others. So they are counted before, at every place where a tag may
begin, by the very rules that the parser follows (HTML, 13.2.5 tokenization): what stands in a comment, a script or a quoted
value is counted as well, since whoever guesses where those end can be led astray by the page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

_LONG = 200  # characters; a shorter tag has no crowd in it
_MOST = 200_000_000  # comparisons, half a second: 14,000 attributes of one element; articles have a hundredth of it
_READ = 20_000_000  # characters, a second or two: where tags seem to begin within tags each is read anew
_SPACE = r" \t\n\f\r"
_VALUE = rf"""(?:"[^"]*+"|'[^']*+'|[^{_SPACE}>"'][^{_SPACE}>]*+)"""
_ATTRIBUTE = rf"[{_SPACE}/]*+(?:=?+[^{_SPACE}/>=]++|=)(?:[{_SPACE}]*+=[{_SPACE}]*+{_VALUE}?+)?+"
_WORD = re.compile(r"\S{500,}")
_SIGNS = re.compile(r"(?:\w{0,2}[^\w]|_)*+")
_MOST_READ = 50_000_000  # characters, some seconds: 5,000 brackets in a row
_START = re.compile("<[A-Za-z]")
_TAG = re.compile(rf"<[A-Za-z][^{_SPACE}/>]*+(?:{_ATTRIBUTE})*+")
_EACH = re.compile(_ATTRIBUTE)


def is_crowded(markup: str) -> bool:
    """Whether parsing the attributes of this page would take longer than reading any article does."""
    try:
        return _most_comparisons(list(_long_tags(markup))) > _MOST
    except _TooLongError:
        return True


def has_endless_words(text: str) -> bool:
    """Whether taking this text apart into words would take minutes: signs at either end of a word are taken off one by one,
    and the word is read anew each time.
    """
    words = set(_WORD.findall(text))
    return sum(len(word) * (_signs(word) + _signs(word[::-1])) for word in words) > _MOST_READ


def _signs(word: str) -> int:
    """How many characters at its beginning may be taken off."""
    found = _SIGNS.match(word)
    return len(found[0]) if found else 0


class _TooLongError(Exception):
    """Even to count would take too long."""


def _long_tags(markup: str) -> Iterator[tuple[int, int, int]]:
    """Where what may be a tag begins and ends, and how many comparisons its attributes take."""
    read = 0
    for start in _START.finditer(markup):
        tag = _TAG.match(markup, start.start())
        if tag is not None and len(tag[0]) > _LONG:
            read += len(tag[0])
            if read > _READ:
                raise _TooLongError
            yield tag.start(), tag.end(), sum(1 for _ in _EACH.finditer(tag[0])) ** 2


def _most_comparisons(tags: list[tuple[int, int, int]]) -> int:
    """The most that any of these tags can take together: of those that overlap only one can be a tag."""
    ends, most = [0], [0]
    for start, end, comparisons in sorted(tags, key=itemgetter(1)):
        ends.append(end)
        most.append(max(most[-1], most[bisect_right(ends, start, hi=len(most)) - 1] + comparisons))
    return most[-1]
