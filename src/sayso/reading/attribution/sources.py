"""Who speaks: the source of a cue, as written."""

from __future__ import annotations

from typing import Literal

from sayso.reading.attribution.cues import cue_words
from sayso.reading.attribution.drafts import Range
from sayso.reading.parse import Parse

_EMPTY = {"it", "there"}
_NOMINAL = {"PROPN", "NOUN", "ADJ", "DET", "NUM"}
_LONG_NAME = 8
_LONG_ASIDE = 15  # tokens between a speaker and the verb
_OF = {"of", "in", "from", "for"}
_RELATIVE = {"WDT", "WP", "WP$"}


def subject(parse: Parse, verb: int) -> int | None:
    """The token that is the subject of an active verb, its own or that of the verb it hangs on."""
    at = verb
    for _ in range(6):
        own = _own_subject(parse, at)
        if own is not None:
            return own
        above = _governor(parse, at)
        if above is None:
            return None
        if parse.tokens[at].dep == "acl":
            return _of_noun(parse, at, above)
        if parse.tokens[at].dep == "pcomp" and (quoted := _quoted_source(parse, at, above)) is not None:
            return quoted
        if (held := _controller(parse, at, above)) is not None:
            return held
        at = above
    return None


def _of_noun(parse: Parse, verb: int, noun: int) -> int | None:
    """The noun that a participle describes; for an infinitive ("has a duty to say") who has it, not the noun itself; for
    "among those calling for" who is among them.
    """
    token = parse.tokens[noun]
    if any(parse.tokens[c].tag == "TO" for c in parse.children[verb]):
        owner = parse.dependents(noun, "poss")
        if owner:
            return owner[0]
        return subject(parse, token.head) if token.dep == "dobj" else None
    among = parse.tokens[token.head]
    if token.lower == "those" and among.lower == "among" and among.head != among.i:
        return subject(parse, among.head)
    return noun


def _quoted_source(parse: Parse, verb: int, above: int) -> int | None:
    """Who speaks in "quoted a medic as saying"."""
    if parse.tokens[parse.tokens[verb].head].lower != "as":
        return None
    found = parse.dependents(above, "dobj", "nsubjpass")
    return found[0] if found else None


def _controller(parse: Parse, verb: int, above: int) -> int | None:
    """The object of "asked him to say", "heard him say"; an -ing form shares the subject instead."""
    if parse.tokens[verb].dep not in {"xcomp", "ccomp"} or parse.tokens[verb].tag == "VBG":
        return None
    held = parse.dependents(above, "dobj", "dative")
    return held[0] if held else None


def _own_subject(parse: Parse, verb: int) -> int | None:
    found = parse.dependents(verb, "nsubj", "nsubjpass")
    return found[-1] if found else None


def _governor(parse: Parse, verb: int) -> int | None:
    """The verb (or, for a reduced relative, the noun) whose subject this one shares."""
    token = parse.tokens[verb]
    head = token.head
    if head == verb:
        return None
    if token.dep == "acl":
        return head
    if token.dep in {"conj", "xcomp", "advcl", "dep", "ccomp", "pcomp", "prep"}:
        while parse.tokens[head].dep in {"prep", "pcomp"} and parse.tokens[head].head != head:
            head = parse.tokens[head].head
        if parse.tokens[head].pos == "ADJ" and parse.tokens[head].head != head:  # "is likely to say"
            head = parse.tokens[head].head
        return head if parse.tokens[head].pos in {"VERB", "AUX"} else None
    return None


def inverted(parse: Parse, verb: int) -> int | None:
    """The speaker after a cue that follows a quotation (“…,” added Omar Haddad), where the parser sees no subject."""
    tokens = parse.tokens
    if verb == 0 or verb + 1 >= len(tokens) or tokens[verb].tag not in {"VBD", "VBZ", "VBN"}:
        return None
    before = tokens[verb - 1].text
    opens = parse.sentences[tokens[verb].sentence][0] == verb
    if not opens and before not in {",", *_CLOSING}:
        return None
    for child in parse.children[verb]:
        if child > verb and tokens[child].pos in {"PROPN", "NOUN", "PRON"} and parse.subtree(child)[0] == verb + 1:
            return child
    return None


def just_before(parse: Parse, verb: int) -> Range | None:
    """The noun phrase right before a cue for which the parser sees no subject ("… wounded others the mayor said")."""
    tokens = parse.tokens
    if tokens[verb].tag not in {"VBD", "VBZ", "VBP"} or tokens[verb].dep == "conj":
        return None
    if verb > 0 and tokens[verb - 1].text == ",":
        return apposed(parse, verb)
    last = verb - 1
    while last >= 0 and tokens[last].pos in {"AUX", "ADV"} and tokens[last].head == verb:
        last -= 1
    first, start = last + 1, parse.sentences[tokens[verb].sentence][0]
    while first > start and tokens[first - 1].pos in _NOMINAL and last - first < _LONG_NAME:
        first -= 1
        if tokens[first].pos == "DET":
            break
    named = any(t.pos in {"NOUN", "PROPN"} for t in tokens[first : last + 1])
    return (_with_phrase(parse, first, start), last) if first <= last and named else None


def apposed(parse: Parse, verb: int) -> Range | None:
    """The speaker between two commas with an aside of their own ("…, a mayor, Omar Said, told", "…, a medic, who fled, said"),
    whom the parser takes for an aside to what stands before.
    """
    tokens, start = parse.tokens, parse.sentences[parse.tokens[verb].sentence][0]
    closing = verb - 1
    if closing <= start or tokens[closing].text != ",":
        return None
    first = _nominal_from(parse, closing, start)
    if tokens[first - 1].text != ",":  # no name, but a clause of its own
        first = _clause_before(parse, closing, start)
    comma = first - 1
    if comma <= start or tokens[comma].text != "," or tokens[first].pos == "CCONJ":
        return None
    begin = _office_from(parse, comma, start)
    bounded = begin - 1 > start and tokens[begin - 1].text == ","
    return (begin, closing - 1) if begin < comma and bounded and tokens[begin].pos in _NOMINAL - {"NUM"} else None


def _office_from(parse: Parse, end: int, start: int) -> int:
    """Where the words for a speaker begin, with what they are of: "the head of Ukraine's railways", else the nouns alone."""
    tokens = parse.tokens
    at = begin = _nominal_from(parse, end, start)
    while at - 1 > start and end - at < _LONG_ASIDE:
        before = tokens[at - 1]
        if not (before.pos in _NOMINAL or before.lower in _OF or before.tag == "POS"):
            break
        at -= 1
    return at if tokens[at].pos == "DET" and tokens[at - 1].text == "," else begin


def _clause_before(parse: Parse, end: int, start: int) -> int:
    """Where "who …" or "speaking …" between two commas begins; `start` if nothing such ends there."""
    tokens = parse.tokens
    for i in range(end - 1, max(start, end - _LONG_ASIDE), -1):
        if tokens[i].text == ",":
            return i + 1 if tokens[i + 1].tag in {"WP", "VBG"} else start
    return start


def _nominal_from(parse: Parse, end: int, start: int) -> int:
    """Where the run of nouns, names and the like that ends before a token begins."""
    while end - 1 > start and parse.tokens[end - 1].pos in _NOMINAL:
        end -= 1
    return end


def _with_phrase(parse: Parse, first: int, start: int) -> int:
    """Where "(…,) a tribal elder in Kufra" begins, when the words before a preposition reach back to a comma."""
    tokens = parse.tokens
    at = first
    while at > start and first - at < _LONG_NAME and (tokens[at - 1].pos in _NOMINAL or tokens[at - 1].lower in _OF):
        at -= 1
    bounded = at == start or tokens[at - 1].text == ","
    return at if at < first and bounded and tokens[at].pos != "ADP" else first


def agent(parse: Parse, verb: int) -> int | None:
    """The token of "by X" of a passive verb."""
    for by in parse.dependents(verb, "agent"):
        for noun in parse.dependents(by, "pobj"):
            return noun
    return None


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether the verb is in the passive."""
    return any(parse.tokens[c].dep in {"nsubjpass", "auxpass"} for c in parse.children[verb])


def noun_phrase(parse: Parse, noun: int, verb: int | None = None) -> Range | None:
    """The words of a source: its phrase without an asides in commas and without the clause that holds the cue."""
    token = parse.tokens[noun]
    if (
        token.lower in _EMPTY
        and token.dep in {"nsubj", "expl", "nsubjpass"}
        and verb is not None
        and _is_empty(parse, verb)
    ):
        return None
    if token.tag in _RELATIVE:
        return _antecedent(parse, noun) or (noun, noun)
    first, last = parse.subtree(noun)
    for child in parse.children[noun]:
        if child <= noun:
            continue
        left, right = parse.subtree(child)
        if (
            verb is not None and noun < verb <= right
        ):  # a relative clause, or an aside that the parser finds behind the verb
            last = min(last, left - 1, _verb_group(parse, noun, verb) - 1)
        elif (
            parse.tokens[child].dep == "relcl"
            and parse.tokens[left - 1].lower == ","
            and right >= last - 1
            and child < (verb or 0)
        ):
            last = left - 1
    return trimmed(parse, first, last)


def _verb_group(parse: Parse, noun: int, verb: int) -> int:
    """The first word of a verb with what stands before it: "also spoke", "has not confirmed"."""
    before = (c for c in parse.children[verb] if noun < c < verb and parse.tokens[c].dep in {"aux", "advmod", "neg"})
    return min((parse.subtree(c)[0] for c in before), default=verb)


def _antecedent(parse: Parse, pronoun: int) -> Range | None:
    """ "Nations that oppose": the words that a bare "that" stands for; "who" and "which" are sources themselves."""
    clause = parse.tokens[pronoun].head
    noun = parse.tokens[clause].head
    if parse.tokens[pronoun].lower != "that" or parse.tokens[clause].dep != "relcl":
        return None
    return trimmed(parse, parse.subtree(noun)[0], noun)


def _is_empty(parse: Parse, verb: int) -> bool:
    """Whether "it" only fills the place before the verb: "it was said that", "it is easy to say"."""
    return is_passive(parse, verb) or parse.tokens[verb].dep == "xcomp" or bool(parse.dependents(verb, "expl"))


def record_kind(parse: Parse, source: Range) -> Literal["document", "recording"] | None:
    """Whether a source is a document or a recording: by the last noun before any preposition or comma."""
    lemma = ""
    for token in parse.tokens[source[0] : source[1] + 1]:
        if lemma and (token.pos == "ADP" or token.text == ","):
            break
        if token.pos in {"NOUN", "PROPN"}:
            lemma = token.lemma
    if lemma in cue_words("recordings"):
        return "recording"
    return "document" if lemma in cue_words("documents") else None


def trimmed(parse: Parse, first: int, last: int) -> Range | None:
    """A range without commas and the like at its ends."""
    tokens = parse.tokens
    while first <= last and tokens[first].pos in {"PUNCT", "SPACE"} and tokens[first].text not in _OPENING:
        first += 1
    while last >= first and tokens[last].pos in {"PUNCT", "SPACE"} and tokens[last].text not in _CLOSING:
        last -= 1
    return (first, last) if first <= last else None


_OPENING = {"(", "[", "“", '"', "‘", "''", "``", "«"}
_CLOSING = {")", "]", "”", '"', "’", "''", "»", "?", "!"}
