"""Participles that go on with the speech of the sentence: "He said …, adding that …"."""

from __future__ import annotations

import msgspec

from sayso.reading.attribution.cues import cue_words
from sayso.reading.attribution.drafts import Draft
from sayso.reading.attribution.sources import subject, trimmed
from sayso.reading.parse import Parse

_PERSONAL = {"he", "she", "they", "who", "i", "we", "you"}


def lifted(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """The drafts, participles after a comma lifted out of the content that the parser put them in.

    "The minister denied that the paper was genuine, stressing that …": the minister stresses, not the paper.
    """
    done = list(drafts)
    open_in: dict[int, list[int]] = {}
    for number in sorted(range(len(done)), key=lambda n: done[n].token):
        sentence = parse.tokens[done[number].token].sentence
        if _goes_on(parse, done[number]) or _joins(parse, done[number]):
            outer = _outer(parse, done, open_in.get(sentence, []), number)
            if outer is not None and _same_voice(parse, done[outer], done[number]):
                done[outer], done[number] = _parted(parse, done[outer], done[number])
        open_in.setdefault(sentence, []).append(number)
    return done


def _goes_on(parse: Parse, draft: Draft) -> bool:
    token = parse.tokens[draft.token]
    first = draft.cue[0]
    return (
        token.tag == "VBG"
        and token.dep in {"advcl", "acl", "conj", "xcomp"}
        and first > 0
        and (parse.tokens[first - 1].text == "," or token.lemma in cue_words("lifted"))
        and bool(draft.contents)
        and draft.contents[0][0] > draft.token
        and (token.lemma in cue_words("lifted") or not _has_speaker(parse, draft.token))
    )


def _joins(parse: Parse, draft: Draft) -> bool:
    """ "Says he is ready and tells the crowd …": a second cue without a subject of its own."""
    token = parse.tokens[draft.token]
    if token.dep != "conj" or token.tag not in {"VBD", "VBZ", "VBP"} or not draft.contents:
        return False
    joined = draft.cue[0] > 0 and parse.tokens[draft.cue[0] - 1].lower in {"and", "but"}
    return joined and draft.contents[0][0] > draft.token and not parse.dependents(draft.token, "nsubj", "nsubjpass")


def _same_voice(parse: Parse, outer: Draft, inner: Draft) -> bool:
    """For a second cue: whether its tense is that of the outer cue and not that of the clause it is hung on."""
    token = parse.tokens[inner.token]
    if token.tag == "VBG":
        return True
    comma = inner.cue[0] > 1 and parse.tokens[inner.cue[0] - 2].text == ","
    first = parse.tokens[token.head]
    auxiliary = any(parse.tokens[c].tag == "MD" for c in parse.children[token.head])
    return parse.tokens[outer.token].tag == token.tag and (comma or auxiliary or first.tag != token.tag)


def _has_speaker(parse: Parse, verb: int) -> bool:
    """Whether the clause that it hangs on is about somebody who may speak."""
    who = subject(parse, verb)
    return who is not None and (parse.tokens[who].pos == "PROPN" or parse.tokens[who].lower in _PERSONAL)


def _outer(parse: Parse, drafts: list[Draft], earlier: list[int], number: int) -> int | None:
    """The nearest earlier cue of the sentence, with a speaker, whose content holds the participle."""
    at = drafts[number].token
    for other in reversed(earlier):
        draft = drafts[other]
        quoted = parse.quoted[draft.token] != parse.quoted[at]
        if not quoted and draft.source and any(first <= at <= last for first, last in draft.contents):
            return other
    return None


def _parted(parse: Parse, outer: Draft, inner: Draft) -> tuple[Draft, Draft]:
    """The outer content ends at the comma; the participle has the rest of it, and the outer speaker."""
    cut, contents, end = inner.cue[0], [], inner.contents[0][1]
    if parse.tokens[cut - 1].pos == "CCONJ":
        cut -= 1
    for first, last in outer.contents:
        if first <= inner.token <= last:
            end = max(end, last)
            if (kept := trimmed(parse, first, cut - 1)) is not None:
                contents.append(kept)
        else:
            contents.append((first, last))
    if not contents:
        return outer, inner
    said = ((inner.contents[0][0], end), *(r for r in inner.contents[1:] if r[0] > end))
    return (
        msgspec.structs.replace(outer, contents=tuple(contents)),
        msgspec.structs.replace(inner, source=outer.source, contents=said),
    )
