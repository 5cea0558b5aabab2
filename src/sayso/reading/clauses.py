"""A report cut into clauses, each with the chain of attributions that it stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from sayso.lexicon.load import lexicon
from sayso.model.claim import Attribution
from sayso.model.record import Record, Span
from sayso.reading.parse import Parse

_FRAME = -2
_OWN = -1
_LONGEST_GAP = 14  # words: a longer speech frame parts a sentence's quotation into two clauses
_VERBS = {"VERB", "AUX"}


class Clause(Record, frozen=True, kw_only=True):
    """Tokens `[first, last]` given to one innermost attribution (None: the report's own voice)."""

    first: int
    last: int
    span: Span
    attribution: Attribution | None
    chain: tuple[Attribution, ...]

    def holds(self, token: int) -> bool:
        """Whether the token stands in the clause."""
        return self.first <= token <= self.last


def split_clauses(parse: Parse, attributions: Sequence[Attribution]) -> list[Clause]:
    """Clauses in text order. The words of source and cue belong to no clause; no clause crosses a sentence."""
    by_id = {attribution.id: attribution for attribution in attributions}
    speaking = [one for one in attributions if not _is_part_of_outer(parse, one, by_id.get(one.inside or ""))]
    ids = {attribution.id for attribution in speaking}
    chains = {attribution.id: _chain(attribution, by_id, ids) for attribution in speaking}
    owner = _owners(parse, speaking, chains)
    clauses: list[Clause] = []
    for first, last in parse.sentences:
        for number, a, b in _runs(parse, speaking, owner, first, last):
            attribution = speaking[number] if number >= 0 else None
            chain = chains[attribution.id] if attribution else ()
            for c, d in _parts(parse, a, b) if attribution else [(a, b)]:
                clauses.append(Clause(first=c, last=d, span=parse.span(c, d), attribution=attribution, chain=chain))
    return clauses


def _is_part_of_outer(parse: Parse, inner: Attribution, outer: Attribution | None) -> bool:
    """Inside somebody's words: what "we" say is theirs, what others want or feel is told by them, and the "reports that"
    somebody denies are nobody's.
    """
    if outer is None:
        return False
    words = lexicon("claims")
    source = parse.text[slice(*inner.sources[0])].lower() if inner.sources else ""
    denied_hearsay = outer.stance == "denies" and not inner.sources
    return inner.rule in words["attitudes"] or source in words["first_person"] or denied_hearsay


def _chain(attribution: Attribution, by_id: dict[str, Attribution], speaking: set[str]) -> tuple[Attribution, ...]:
    """Outermost to innermost."""
    chain = [attribution]
    seen = {attribution.id}
    outer = attribution.inside
    while outer is not None and outer in by_id and outer not in seen:
        seen.add(outer)
        if outer in speaking:
            chain.insert(0, by_id[outer])
        outer = by_id[outer].inside
    return tuple(chain)


def _owners(parse: Parse, attributions: Sequence[Attribution], chains: dict[str, tuple[Attribution, ...]]) -> list[int]:
    """For each token the number of the innermost attribution that it belongs to, or that it frames speech."""
    owner = [_OWN] * len(parse.tokens)
    order = sorted(range(len(attributions)), key=lambda n: len(chains[attributions[n].id]))
    for number in order:
        attribution = attributions[number]
        for span in attribution.contents:
            for i in parse.tokens_in(*span):
                owner[i] = number
        for span in (*attribution.sources, *attribution.cues):
            if not _within(span, attribution.contents):
                for i in parse.tokens_in(*span):
                    owner[i] = _FRAME
    return owner


def _within(span: Span, contents: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in contents)


def _runs(
    parse: Parse, speaking: Sequence[Attribution], owner: list[int], first: int, last: int
) -> Iterator[tuple[int, int, int]]:
    """(attribution, first token, last token) for the runs of one sentence, trimmed of punctuation."""
    runs: list[tuple[int, int, int]] = []
    for number, group in groupby(((owner[i], i) for i in range(first, last)), key=itemgetter(0)):
        tokens = [i for _, i in group]
        if number != _FRAME and (trimmed := _trimmed(parse, tokens[0], tokens[-1])):
            runs.append((number, *trimmed))
    joined = _joined(runs, owner)
    whole = _whole(parse, speaking, joined)
    times = Counter(number for number, _, _ in joined)
    for number, a, b in joined:
        # What is all that somebody says is said, however short ("no deaths were reported"); beside more it is a remnant.
        alone = times[number] == 1 and len(times) == 1
        if number == _OWN or alone or number in whole or _says_something(parse, a, b):
            yield number, a, b


def _whole(parse: Parse, speaking: Sequence[Attribution], runs: Sequence[tuple[int, int, int]]) -> set[int]:
    """Denials, refusals and accusations of a word or two, given whole: "denied involvement", "neither confirmed nor denied
    the raid", "blamed the rebels".
    """
    return {
        number
        for number, a, b in runs
        if number >= 0
        and speaking[number].stance in {"denies", "declines_comment", "accuses"}
        and len(speaking[number].contents) == 1
        and parse.span(a, b) == speaking[number].contents[0]
    }


def _joined(runs: list[tuple[int, int, int]], owner: list[int]) -> list[tuple[int, int, int]]:
    """Two runs of one attribution that only its own speech frame parts are one clause."""
    joined: list[tuple[int, int, int]] = []
    for run in runs:
        number, a, b = run
        if joined and joined[-1][0] == number:
            before = joined[-1]
            gap = owner[before[2] + 1 : a]
            if len(gap) <= _LONGEST_GAP and not any(o >= 0 and o != number for o in gap):
                joined[-1] = (number, before[1], b)
                continue
        joined.append(run)
    return joined


def _trimmed(parse: Parse, first: int, last: int) -> tuple[int, int] | None:
    """Without punctuation and joining words at either end."""
    while first <= last and (parse.tokens[first].pos == "PUNCT" or parse.tokens[first].lower in {"that", "and", "but"}):
        if parse.tokens[first].lower == "that" and parse.tokens[first].dep != "mark":
            break
        first += 1
    while last >= first and (parse.tokens[last].pos == "PUNCT" or parse.tokens[last].lower in {"and", "but", "that"}):
        last -= 1
    return (first, last) if first <= last else None


def _says_something(parse: Parse, first: int, last: int) -> bool:
    """A verb with something beside it, or a noun phrase of four words: less is a remnant of somebody else's clause."""
    words = [token for token in parse.tokens[first : last + 1] if token.pos not in {"PUNCT", "SYM"}]
    return len(words) > 3 or (len(words) > 1 and any(token.pos in _VERBS for token in words))


def _parts(parse: Parse, first: int, last: int) -> list[tuple[int, int]]:
    """ "…, and that …" and "…; …" are two statements of one speaker."""
    cuts = [first]
    for i in range(first + 1, last):
        token = parse.tokens[i]
        if (token.lower == "that" and token.dep == "mark" and _joins(parse, i - 1)) or (
            token.text == ";" and _has_subject(parse, i + 1, last)
        ):
            cuts.append(i + 1)
    if len(cuts) == 1:
        return [(first, last)]
    ends = [cut - 1 for cut in cuts[1:]] + [last]
    pieces = [_trimmed(parse, a, b) for a, b in zip(cuts, ends, strict=True)]
    return [piece for piece in pieces if piece and _says_something(parse, *piece)]


def _joins(parse: Parse, i: int) -> bool:
    return parse.tokens[i].lower in {"and", "but", ","}


def _has_subject(parse: Parse, first: int, last: int) -> bool:
    return any(token.dep in {"nsubj", "nsubjpass"} for token in parse.tokens[first : last + 1])
