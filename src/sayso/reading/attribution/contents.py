"""What is said: the content of a cue verb, by the frame it stands in."""

from __future__ import annotations

from typing import NamedTuple

from sayso.reading.attribution.clausal_contents import believed, clause, infinitive, object_to, seeming, told_to
from sayso.reading.attribution.cues import Cue, VerbCues
from sayso.reading.attribution.drafts import Range
from sayso.reading.attribution.things import Find, counted, gerund, holding, naming, put_at, thing, with_preposition
from sayso.reading.parse import Parse

_FRAMES: list[tuple[str, Find]] = [
    ("clause", clause),
    ("believed", believed),
    ("seeming", seeming),
    ("naming", naming),
    ("of", with_preposition("of")),
    ("as", with_preposition("as")),
    ("for", with_preposition("for")),
    ("holding", holding),
    ("put_at", put_at),
    ("counted", counted),
    ("compared", with_preposition("to", "with")),
    ("object_to", object_to),
    ("told_to", told_to),
    ("to", infinitive),
    ("gerund", gerund),
    ("object", thing),
]


class Content(NamedTuple):
    """The class of the cue and the token ranges of what is said."""

    cue: Cue
    ranges: list[Range]
    link: int | None = None  # the preposition that ties it to the cue


def content(parse: Parse, verb: int, cues: VerbCues) -> Content | None:
    """The content of the verb: the first frame that fits."""
    for frame, find in _FRAMES:
        cue = cues.frames.get(frame)
        if cue is not None and _has_particle(parse, verb, cue) and (ranges := find(parse, verb)):
            return Content(cue, ranges)
    return _prepositional(parse, verb, cues)


def _has_particle(parse: Parse, verb: int, cue: Cue) -> bool:
    return cue.particle is None or any(parse.tokens[c].lower == cue.particle for c in parse.children[verb])


def _prepositional(parse: Parse, verb: int, cues: VerbCues) -> Content | None:
    if not cues.prepositions:
        return None
    for child in parse.dependents(verb, "prep"):
        cue = cues.prepositions.get(parse.tokens[child].lower)
        if cue is not None and child > verb:
            said = parse.dependents(child, "pobj", "pcomp")
            if said:
                first = min(parse.subtree(c)[0] for c in said)
                as_what = [parse.subtree(c) for c in parse.dependents(verb, "prep") if parse.tokens[c].lower == "as"]
                return Content(cue, [(first, parse.subtree(child)[1]), *(r for r in as_what if r[0] > first)], child)
    return None
