"""Which attribution stands inside another's content; from token ranges to records."""

from __future__ import annotations

from sayso.model.claim import Attribution
from sayso.model.record import Span
from sayso.reading.drafts import Draft
from sayso.reading.parse import Parse


def nested(parse: Parse, drafts: list[Draft]) -> list[Attribution]:
    """The drafts as attributions in text order; each `inside` the smallest one whose content holds its cue."""
    ordered = sorted(drafts, key=lambda d: (d.cue[0], d.token))
    holder = _holders(parse, ordered)
    return [_attribution(parse, d, number, holder) for number, d in enumerate(ordered)]


def _holders(parse: Parse, drafts: list[Draft]) -> list[int]:
    """For each token the number of the draft with the smallest content that holds it, or -1."""
    holder = [-1] * len(parse.tokens)
    sizes = [sum(last - first + 1 for first, last in d.contents) for d in drafts]
    for number in sorted(range(len(drafts)), key=lambda n: -sizes[n]):
        for first, last in drafts[number].contents:
            for i in range(first, last + 1):
                if not drafts[number].cue[0] <= i <= drafts[number].cue[1]:
                    holder[i] = number
    return holder


def _attribution(parse: Parse, draft: Draft, number: int, holder: list[int]) -> Attribution:
    above = holder[draft.token]
    return Attribution(
        id=f"a{number + 1}",
        sources=(parse.span(*draft.source),) if draft.source else (),
        cues=(parse.span(*draft.cue),),
        contents=tuple(_merged([parse.span(*r) for r in draft.contents])),
        inside=f"a{above + 1}" if above not in (-1, number) else None,
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
