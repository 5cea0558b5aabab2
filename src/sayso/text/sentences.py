"""Where sentences begin and end: paragraphs always part them, abbreviations and initials never do."""

from __future__ import annotations

import re

from sayso.model.record import Span

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj brig capt cpt sgt cmdr adm sen rep gov pres st hon rev fr sr jr dep sec min amb "
    "no nos vs etc inc ltd co corp jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri "
    "sat sun ave blvd rd mt ft approx dept est fig al cf eg ie viz ca u.s u.k u.n e.g i.e a.m p.m d.c".split()
)
# A sentence may end here: the mark, any closing quotes or brackets, notes such as [2], then white space.
_END = re.compile(r"(?:[.!?…؟]+[\"'”’»)\]]*|[.!?…؟])(?:\[\d{1,3}\])*(?=\s)")
_PARAGRAPH = re.compile(r"\n\s*")
_WRAPPED = range(50, 111)  # widths, in characters, at which lines are wrapped
_FULL = 0.8  # of the width: lines set in type differ in their count of characters
_PHRASE = 40  # characters; a shorter line is an item of a list
_LINE_CLOSERS = (".", "!", "?", ":", ";", '"', "”")
_NEXT_WORD = re.compile(r"\S+")
_WORD_BEFORE = re.compile(r"[\w.]+$")
_LONGEST = 5_000  # characters
_INVISIBLE = "\ufeff\u200b\u200e\u200f"
_VISIBLE = re.compile(r"\w")
_STARTS = re.compile(r"\s+[\"'“‘«(\[¿-]*([^\W_])")


def sentences(text: str) -> list[Span]:
    """Sentence spans in text order, trimmed of white space; together they hold every visible character."""
    spans: list[Span] = []
    for start, end in _blocks(text):
        cut = start
        for match in _END.finditer(text, start, end):
            if _VISIBLE.search(text, cut, match.start()) and _is_end(text, match, end):
                _append(spans, text, cut, match.end())
                cut = match.end()
        _append(spans, text, cut, end)
    return spans


def _blocks(text: str) -> list[Span]:
    """Paragraphs; a line that goes on in the next one stays with it."""
    width = _wrap_width(text)
    cuts = [0, *(match.end() for match in _PARAGRAPH.finditer(text) if not _goes_on(text, match, width))]
    return [(a, b) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True) if a < b]


def _wrap_width(text: str) -> int | None:
    """The longest line, if lines are wrapped at such a width at all; else no line is."""
    longest = max(map(len, text.splitlines()), default=0)
    return longest if longest in _WRAPPED else None


def _goes_on(text: str, match: re.Match[str], width: int | None) -> bool:
    """No sentence ends with the line, and the next one begins in lower case or the line is full: its first word would
    hardly have fitted in. A headline is neither.
    """
    if match.group().count("\n") > 1 or text.endswith(_LINE_CLOSERS, 0, match.start()):
        return False
    line = match.start() - (text.rfind("\n", 0, match.start()) + 1)
    following = _NEXT_WORD.match(text, match.end())
    if following is None:
        return False
    if following.group()[0].islower():
        return line > _PHRASE
    return width is not None and line + 1 + len(following.group()) > _FULL * width


def _is_end(text: str, match: re.Match[str], limit: int) -> bool:
    following = _STARTS.match(text, match.end(), limit)
    if following is None:
        return False
    letter = following.group(1)
    if letter.islower():
        return False
    if match.group()[0] != "." or len(match.group().rstrip("\"'”’»)]")) > 1:
        return True
    word = _WORD_BEFORE.search(text, max(0, match.start() - 20), match.start())
    if word is None:
        return True
    bare = word.group().lower()
    letters = word.group().split(".")  # "J.", "J.D." are initials; "U.S." may end a sentence
    initial = word.group().isupper() and all(len(letter) == 1 for letter in letters) and bare not in _ABBREVIATIONS
    return not (initial or (bare in _ABBREVIATIONS and not _closes(bare, text, following.start(1))))


def _closes(abbreviation: str, text: str, at: int) -> bool:
    """ "a.m." and "U.S." may end a sentence: they do before a word that only begins one."""
    starter = re.match(
        r"(?:The|A|An|In|On|At|It|He|She|They|But|And|However|This|That|These|Those|There)\b", text[at : at + 8]
    )
    return "." in abbreviation and starter is not None


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    """The trimmed span; in pieces where it is longer than any sentence (a table, a file without full stops)."""
    start, end = _trimmed(text, start, end)
    while end - start > _LONGEST:
        space = text.rfind(" ", start, start + _LONGEST)
        cut = space if space > start else start + _LONGEST
        spans.append(_trimmed(text, start, cut))
        start, end = _trimmed(text, cut, end)
    if start < end:
        spans.append((start, end))


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] in _INVISIBLE):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _INVISIBLE):
        end -= 1
    return (start, end)
