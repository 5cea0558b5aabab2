"""Which attribution stands inside another's content; from token ranges to records."""

from __future__ import annotations

from sayso.model.claim import Attribution
from sayso.model.record import Span
from sayso.reading.attribution.drafts import Draft
from sayso.reading.attribution.phrases import PHRASE
from sayso.reading.parse import Parse


def nested(parse: Parse, drafts: list[Draft]) -> list[Attribution]:
    """The drafts as attributions in text order; each `inside` the smallest one whose content holds its cue."""
    ordered = sorted(drafts, key=lambda d: (d.cue[0], d.token))
    held = _holders(ordered)
    return [_attribution(parse, d, number, held[number]) for number, d in enumerate(ordered)]


def _holders(drafts: list[Draft]) -> list[int]:
    """For each draft the number of the one with the smallest content that holds its cue, or -1.

    Two that hold each other are not both nested: "X said …, according to Y" is Y's word; else the larger holds the smaller.
    """
    sizes = [sum(last - first + 1 for first, last in d.contents) for d in drafts]
    at: dict[int, list[int]] = {}
    for number, draft in enumerate(drafts):
        at.setdefault(draft.token, []).append(number)
    held = [-1] * len(drafts)
    for number in sorted(range(len(drafts)), key=lambda n: -sizes[n]):
        for first, last in drafts[number].contents:
            for i in range(first, last + 1):
                for inner in at.get(i, ()):
                    if inner != number and _is_outer(drafts, sizes, number, inner):
                        held[inner] = number
    return held


def _is_outer(drafts: list[Draft], sizes: list[int], outer: int, inner: int) -> bool:
    """Whether of two drafts, the second's cue in the first's content, the first is the outer one."""
    token = drafts[outer].token
    if not any(first <= token <= last for first, last in drafts[inner].contents):
        return True
    ranks = [(drafts[n].rule == PHRASE, sizes[n], n) for n in (outer, inner)]
    return ranks[0] > ranks[1]


def _attribution(parse: Parse, draft: Draft, number: int, above: int) -> Attribution:
    return Attribution(
        id=f"a{number + 1}",
        sources=(parse.span(*draft.source),) if draft.source else (),
        cues=(parse.span(*draft.cue),),
        contents=tuple(_merged([parse.span(*r) for r in draft.contents])),
        inside=f"a{above + 1}" if above >= 0 else None,
        stance=draft.stance,
        modality=draft.modality,
        polarity=draft.polarity,
        basis=draft.basis,
        rule=draft.rule,
        reader=draft.reader,
        score=draft.score,
    )


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
