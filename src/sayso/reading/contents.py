"""What is said: the content of a cue verb, by the frame it stands in."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sayso.reading.cues import Cue, VerbCues, cue_words
from sayso.reading.drafts import Range, without
from sayso.reading.parse import Parse
from sayso.reading.sources import agent, is_passive, trimmed


class Content(NamedTuple):
    """The class of the cue and the token ranges of what is said."""

    cue: Cue
    ranges: list[Range]
    link: int | None = None  # the preposition that ties it to the cue


def content(parse: Parse, verb: int, cues: VerbCues) -> Content | None:
    """The content of the verb: the first frame that fits."""
    for frame, find in _FRAMES:
        cue = cues.frames.get(frame)
        if cue is not None and _has_particle(parse, verb, cue) and (ranges := find(parse, verb, cues)):
            return Content(cue, ranges)
    return _prepositional(parse, verb, cues)


def _has_particle(parse: Parse, verb: int, cue: Cue) -> bool:
    return cue.particle is None or any(parse.tokens[c].lower == cue.particle for c in parse.children[verb])


def _object(parse: Parse, verb: int) -> int | None:
    """The object of an active verb, the subject of a passive one."""
    wanted = "nsubjpass" if is_passive(parse, verb) else "dobj"
    found = parse.dependents(verb, wanted)
    if not found and agent(parse, verb) is not None:  # "an attack claimed by the group"
        found = parse.dependents(verb, "nsubj")
        if not found and parse.tokens[verb].dep == "acl":
            return parse.tokens[verb].head
    return found[0] if found else None


def _clause(parse: Parse, verb: int, cues: VerbCues) -> list[Range]:
    for child in parse.dependents(verb, "ccomp"):
        if child < verb and not _is_fronted(parse, verb):
            rest = rest_of_sentence(parse, verb, loose=True)
            return [rest[0]] if rest and rest[0][0] > verb else []
        if _is_said(parse, verb, child):
            return _around(parse, child, verb)
    if (inside := _in_statement(parse, verb)) is not None:
        return [parse.subtree(inside)]
    if (above := _host(parse, verb)) is not None:
        whole = parse.subtree(above)
        return without(whole, [parse.subtree(verb)])
    return []


def _is_fronted(parse: Parse, verb: int) -> bool:
    """Whether a clause before the cue is what is said: a comma or a closing mark parts it from the speaker."""
    first = min((parse.subtree(c)[0] for c in parse.dependents(verb, "nsubj") if c < verb), default=verb)
    while first > 0 and parse.tokens[first - 1].dep in {"advmod", "aux", "det", "predet"}:
        first -= 1
    return first == 0 or parse.tokens[first - 1].text in _BEFORE_SPEAKER


_BEFORE_SPEAKER = {",", "”", '"', "''", '""', "’", "'", "?", "!", "—", "-", "--", "–", "»", ")"}


def _in_statement(parse: Parse, verb: int) -> int | None:
    """ "Said in a statement that …": the clause that the parser hangs on the statement."""
    for child in parse.dependents(verb, "prep"):
        for noun in parse.dependents(child, "pobj") if child > verb else ():
            for clause in parse.dependents(noun, "acl", "ccomp", "relcl"):
                if any(
                    parse.tokens[c].lower == "that" and parse.tokens[c].dep == "mark" for c in parse.children[clause]
                ):
                    return clause
    return None


def _is_said(parse: Parse, verb: int, clause: int) -> bool:
    first, last = parse.subtree(clause)
    return not first <= verb <= last or parse.tokens[clause].head == verb


def _around(parse: Parse, clause: int, verb: int) -> list[Range]:
    """A clause, with the cue and its source cut out where they stand in the midst of it."""
    holes = [parse.subtree(child) for child in parse.children[verb] if child != clause]
    holes.append((verb, verb))
    return without(parse.subtree(clause), holes)


def _host(parse: Parse, verb: int) -> int | None:
    """The verb of the clause into which "X said" or "as X said" is set."""
    token = parse.tokens[verb]
    if token.head == verb or not parse.dependents(verb, "nsubj", "nsubjpass"):
        return None
    if token.dep == "parataxis":
        return token.head
    if (
        token.dep == "advcl"
        and not parse.dependents(verb, "dobj", "xcomp")
        and any(parse.tokens[c].lower == "as" and c < verb for c in parse.children[verb])
    ):
        return token.head
    return None


def _infinitive(parse: Parse, verb: int, cues: VerbCues) -> list[Range]:
    if cues.frames["to"].sourceless:
        return _seeming(parse, verb)
    if parse.dependents(verb, "dobj"):
        return []
    for child in parse.dependents(verb, "xcomp", "ccomp"):
        if child > verb and _has_to(parse, child):
            return [*_passive_subject(parse, verb), parse.subtree(child)]
    return []


def _has_to(parse: Parse, verb: int) -> bool:
    return any(parse.tokens[c].tag == "TO" for c in parse.children[verb])


def _passive_subject(parse: Parse, verb: int) -> list[Range]:
    found = parse.dependents(verb, "nsubjpass")
    if found and not (parse.tokens[found[0]].lower == "it"):
        return [parse.subtree(found[0])]
    return []


def _believed(parse: Parse, verb: int, cues: VerbCues) -> list[Range]:
    """ "The pilot is believed to have …", "… believed to be …": whom it is about and what is held of them."""
    for child in parse.dependents(verb, "xcomp", "ccomp"):
        if child > verb and _has_to(parse, child) and parse.tokens[verb].tag == "VBN":
            if is_passive(parse, verb):
                return [*_passive_subject(parse, verb), parse.subtree(child)]
            if parse.tokens[verb].dep == "acl":  # "militants believed to be inside the city"
                noun = parse.tokens[verb].head
                return [(parse.subtree(noun)[0], noun), parse.subtree(child)]
            if parse.tokens[verb].dep == "ROOT" and not parse.dependents(verb, "nsubj", "dobj"):
                return [parse.subtree(child)]
    return []


def _seeming(parse: Parse, verb: int) -> list[Range]:
    """ "The convoy seems to have …": subject and complement are what seems so; nobody is named as saying it."""
    said = parse.dependents(verb, "xcomp", "ccomp", "oprd", "acomp")
    if not said or said[0] < verb:
        return []
    subjects = [parse.subtree(c) for c in parse.dependents(verb, "nsubj") if parse.tokens[c].lower != "it"]
    return [*subjects, parse.subtree(said[0])]


def _object_to(parse: Parse, verb: int, cues: VerbCues) -> list[Range]:
    cue = cues.frames["object_to"]
    for child in parse.dependents(verb, "xcomp", "ccomp", "advcl"):
        if child > verb and _has_to(parse, child):
            whom = _object(parse, verb)
            if whom is None:
                whom = _called_on(parse, verb)
            if cue.addressee:
                return [parse.subtree(child)]
            return [*([parse.subtree(whom)] if whom is not None else []), parse.subtree(child)]
    return []


def _called_on(parse: Parse, verb: int) -> int | None:
    """Whom "called on both sides to stop" is addressed to."""
    for child in parse.dependents(verb, "prep"):
        if parse.tokens[child].lower in {"on", "upon", "for"} and (whom := parse.dependents(child, "pobj")):
            return whom[0]
    return None


def _thing(parse: Parse, verb: int, cues: VerbCues) -> list[Range]:
    what = _object(parse, verb)
    if what is None:
        return []
    if (about := _about(parse, verb, what)) is not None:
        return [about]
    if is_passive(parse, verb) and parse.tokens[what].tag in {"WDT", "WP"} and agent(parse, verb) is None:
        return []
    first, last = parse.subtree(what)
    ranges = without((first, last), [parse.subtree(verb)]) if first <= verb <= last else [(first, last)]
    for child in parse.children[verb]:
        first, last = parse.subtree(child)
        if what > verb and first == ranges[-1][1] + 1 and _goes_with_object(parse, child):
            ranges.append((first, last))
    return ranges


def _goes_with_object(parse: Parse, child: int) -> bool:
    """Whether a phrase that the parser hangs on the verb may as well be the object's: not the channel of the speech."""
    token = parse.tokens[child]
    if token.dep == "npadvmod" or (token.dep in {"advcl", "xcomp"} and _has_to(parse, child)):
        return True
    if token.dep not in {"prep", "agent"} or token.lower not in _OF_THE_OBJECT:
        return False
    return not any(parse.tokens[c].lemma in cue_words("artefacts") for c in parse.dependents(child, "pobj"))


def _about(parse: Parse, verb: int, what: int) -> Range | None:
    """ "What he said about the signature": the words are not given, only what they were about."""
    if parse.tokens[what].lower != "what":
        return None
    for child in parse.dependents(verb, "prep"):
        if parse.tokens[child].lower in {"about", "of", "on"} and parse.dependents(child, "pobj", "pcomp"):
            return (child + 1, parse.subtree(child)[1])
    return None


def _naming(parse: Parse, verb: int, cues: VerbCues) -> list[Range]:
    for child in parse.dependents(verb, "oprd"):
        what = _object(parse, verb)
        return [*([parse.subtree(what)] if what is not None else []), parse.subtree(child)]
    for child in parse.dependents(verb, "ccomp"):  # "called the raid a crime" as a small clause
        if child > verb and not any(parse.tokens[c].dep in {"mark", "aux"} for c in parse.children[child]):
            return [parse.subtree(child)]
    return []


def _with_preposition(*wanted: str) -> Callable[[Parse, int, VerbCues], list[Range]]:
    def find(parse: Parse, verb: int, cues: VerbCues) -> list[Range]:
        what = _object(parse, verb)
        if what is None:
            return []
        for child in parse.dependents(verb, "prep"):
            if child > verb and parse.tokens[child].lower in wanted:
                return [parse.subtree(what), parse.subtree(child)]
        first, last = parse.subtree(what)
        for child in parse.dependents(what, "prep"):
            if parse.tokens[child].lower in wanted:
                return [(first, last)]
        return []

    return find


def _gerund(parse: Parse, verb: int, cues: VerbCues) -> list[Range]:
    for child in parse.dependents(verb, "xcomp", "ccomp"):
        if child > verb and parse.tokens[child].tag == "VBG":
            return [parse.subtree(child)]
    return []


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
    while parse.tokens[at].head != at and at - first < 30:
        at = parse.tokens[at].head
        if parse.tokens[at].dep in {"relcl", "advcl"}:
            left, right = parse.subtree(at)
            return right if left >= first else None
    return None


def rest_of_sentence(parse: Parse, verb: int, loose: bool) -> tuple[Range, Range | None] | None:
    """What stands before a cue at the end of its sentence ("<…>, X said"), or, for verbs that hardly ever stand without
    words said (`loose`), after it, where the grammar gives no content; and in the first case the source.
    """
    tokens = parse.tokens
    subjects = parse.dependents(verb, "nsubj")
    if tokens[verb].tag not in {"VBD", "VBZ", "VBP"} or not subjects:
        return None
    start, end = parse.sentences[tokens[verb].sentence]
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


_OF_THE_OBJECT = frozenset(
    "of by between about against toward towards as for to into over with from in on at near".split()
)
_ASIDES = {"prep", "npadvmod", "advmod", "prt", "dative", "dobj", "nsubj", "punct"}


def _has_verb(parse: Parse, span: Range) -> bool:
    return any(parse.tokens[i].pos in {"VERB", "AUX"} for i in range(span[0], span[1] + 1))


_FRAMES: list[tuple[str, Callable[[Parse, int, VerbCues], list[Range]]]] = [
    ("clause", _clause),
    ("believed", _believed),
    ("naming", _naming),
    ("of", _with_preposition("of")),
    ("as", _with_preposition("as")),
    ("for", _with_preposition("for")),
    ("compared", _with_preposition("to", "with")),
    ("object_to", _object_to),
    ("to", _infinitive),
    ("gerund", _gerund),
    ("object", _thing),
]
