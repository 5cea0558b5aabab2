"""Where sentences begin and end: paragraphs always part them, abbreviations and initials never do."""

from __future__ import annotations

import re

from sayso.model.record import Span

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj brig capt cpt sgt cmdr adm sen rep gov pres st hon rev fr sr jr dep sec min amb "
    "no nos vs etc inc ltd co corp jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri "
    "sat sun ave blvd rd mt ft approx dept est fig al cf eg ie viz ca u.s u.k u.n e.g i.e a.m p.m d.c".split()
)
# A sentence may end here: the mark, any closing quotes or brackets, then white space.
_END = re.compile(r"(?:[.!?…؟]+[\"'”’»)\]]*|[.!?…؟])(?=\s)")
_PARAGRAPH = re.compile(r"\n\s*")
_WORD_BEFORE = re.compile(r"[\w.]+$")
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
    """Paragraphs; a line that a hard wrap broke (it goes on in lower case, unfinished) stays with the next one."""
    cuts = [0, *(match.end() for match in _PARAGRAPH.finditer(text) if not _is_wrap(text, match))]
    return [(a, b) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True) if a < b]


def _is_wrap(text: str, match: re.Match[str]) -> bool:
    blank = match.group().count("\n") > 1
    before = text[match.start() - 1 : match.start()]
    line_start = text.rfind("\n", 0, match.start()) + 1
    return not blank and match.start() - line_start > 40 and before not in {"", ".", "!", "?", ":", '"', "”"}


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
    initial = len(bare) == 1 and word.group().isupper()
    return not (initial or (bare in _ABBREVIATIONS and not _closes(bare, text, following.start(1))))


def _closes(abbreviation: str, text: str, at: int) -> bool:
    """ "a.m." and "U.S." may end a sentence: they do before a word that only begins one."""
    starter = re.match(
        r"(?:The|A|An|In|On|At|It|He|She|They|But|And|However|This|That|These|Those|There)\b", text[at : at + 8]
    )
    return "." in abbreviation and starter is not None


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))
