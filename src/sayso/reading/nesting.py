"""Which attribution stands inside another's content; from token ranges to records."""

from __future__ import annotations

from sayso.model.claim import Attribution
from sayso.model.record import Span
from sayso.reading.drafts import Draft
from sayso.reading.parse import Parse


def nested(parse: Parse, drafts: list[Draft]) -> list[Attribution]:
    """The drafts as attributions in text order; each `inside` the smallest one whose content holds its cue."""
    ordered = sorted(drafts, key=lambda d: (d.cue[0], d.token))
    held = _holders(parse, ordered)
    return [_attribution(parse, d, number, held[number]) for number, d in enumerate(ordered)]


def _holders(parse: Parse, drafts: list[Draft]) -> list[int]:
    """For each draft the number of the one with the smallest content that holds its cue, or -1.

    Two that hold each other (the parser's slip) are not nested: only the larger can hold the smaller.
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
                    if (sizes[inner], inner) < (sizes[number], number):
                        held[inner] = number
    return held


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
    )


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
