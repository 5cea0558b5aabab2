"""Contents where the grammar shows none, and the asides that are none: by commas and the ends of sentences."""

from __future__ import annotations

from sayso.reading.attribution.drafts import Range
from sayso.reading.attribution.sources import apposed, trimmed
from sayso.reading.parse import Parse

_ASIDES = {"prep", "npadvmod", "advmod", "prt", "dative", "dobj", "nsubj", "punct"}
_FAR = 30  # tokens between a relative pronoun and the verb of its clause


def rest_of_sentence(parse: Parse, verb: int, loose: bool) -> tuple[Range, Range | None] | None:
    """What stands before a cue at the end of its sentence ("<…>, X said"), or, for verbs that hardly ever stand without
    words said (`loose`), after it, where the grammar gives no content; and in the first case the source.
    """
    tokens = parse.tokens
    subjects = parse.dependents(verb, "nsubj")
    start, end = parse.sentences[tokens[verb].sentence]
    if loose and tokens[verb].tag == "VBD" and not subjects:
        return _before_apposition(parse, verb, start)
    if tokens[verb].tag not in {"VBD", "VBZ", "VBP"} or not subjects:
        return None
    end = _before_main_clause(parse, verb, end)
    at = verb + 1
    for child in parse.children[verb]:
        if child > verb and tokens[child].dep in _ASIDES and parse.subtree(child)[0] == at:
            at = parse.subtree(child)[1] + 1
    after = trimmed(parse, at, end - 1)
    if after is not None:
        return (after, None) if loose and _has_verb(parse, after) else None
    if parse.dependents(verb, "dobj"):
        return None
    comma = next((i for i in range(verb - 1, start, -1) if tokens[i].text == ","), start)
    before = trimmed(parse, start, comma - 1) if comma <= subjects[0] else None
    if before is None or not _has_verb(parse, before):
        return None
    first = verb - 1  # the speaker stands between the comma and the verb, whatever the parser makes of it
    while tokens[first].dep in {"aux", "auxpass", "advmod"} and tokens[first].head == verb:
        first -= 1
    return before, trimmed(parse, comma + 1, first)


def _before_main_clause(parse: Parse, verb: int, end: int) -> int:
    """Where the words of "While X said that …, Y did" end: at the comma before the main clause."""
    tokens, main = parse.tokens, parse.tokens[verb].head
    if tokens[verb].dep != "advcl" or main < verb or tokens[main].sentence != tokens[verb].sentence:
        return end
    begin = min((parse.subtree(c)[0] for c in parse.dependents(main, "nsubj", "nsubjpass") if c > verb), default=main)
    return begin if tokens[begin - 1].text == "," else end


def _before_apposition(parse: Parse, verb: int, start: int) -> tuple[Range, Range | None] | None:
    """ "<…>, a mayor, Omar Said, told a radio": the parser takes the speaker for an aside to what stands before."""
    source = apposed(parse, verb)
    before = trimmed(parse, start, source[0] - 2) if source else None
    return (before, source) if before and _has_verb(parse, before) else None


def _has_verb(parse: Parse, span: Range) -> bool:
    return any(parse.tokens[i].pos in {"VERB", "AUX"} for i in range(span[0], span[1] + 1))


def without_aside(parse: Parse, whole: Range, verb: int) -> Range:
    """A content without the clause in a comma at its end (", which …") that the writer may have added."""
    first, last = whole
    if first < verb:
        return whole
    for i in range(first + 1, last - 1):
        if parse.tokens[i].text == "," and parse.tokens[i + 1].tag in {"WDT", "WP", "WRB", "WP$"}:
            clause = _clause_from(parse, i + 1)
            if clause is not None and clause == last:
                return (first, i - 1)
    return whole


def _clause_from(parse: Parse, first: int) -> int | None:
    """The last token of a relative clause that begins at a token."""
    at = first
    while parse.tokens[at].head != at and at - first < _FAR:
        at = parse.tokens[at].head
        if parse.tokens[at].dep in {"relcl", "advcl"}:
            left, right = parse.subtree(at)
            return right if left >= first else None
    return None
