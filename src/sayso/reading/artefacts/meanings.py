"""Documents, recordings and pictures: what they are said to show, and who calls them fake, altered or genuine."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model.claim import Meaning, Role
from sayso.model.record import Span, passage
from sayso.reading.arguments import agents, joined, noun_phrase, objects, role, subjects, whole
from sayso.reading.artefacts.authenticity import find_verdicts
from sayso.reading.artefacts.words import is_artefact, kind_of, naming_words, told_of, words
from sayso.reading.found import Found
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse
from sayso.reading.responsibility.deeds import is_negated
from sayso.reading.stance import status

_WHICH = {"which", "that", "who"}


def find_artefacts(parse: Parse, mentions: Mentions) -> list[Found]:
    """All found in the report, in text order."""
    known = words()
    found: dict[Span, Found] = {}
    last: int | None = None  # the artefact named last, which "it" may mean
    for token in parse.tokens:
        if is_artefact(parse, token.i):
            last = token.i
        for one in find_verdicts(parse, token.i, last):
            found.setdefault(one.span, one)
        if token.lemma in known.showing and token.pos == "VERB":
            for one in _shown(parse, mentions, token.i):
                found.setdefault(one.span, one)
    return sorted(found.values(), key=lambda one: one.span)


def _shown(parse: Parse, mentions: Mentions, verb: int) -> Iterator[Found]:
    """ "leaked tapes show …", "a video purporting to show …"."""
    artefact = next((i for i in _showing(parse, verb) if is_artefact(parse, i)), None)
    content = _content(parse, verb, artefact) if artefact is not None and not is_negated(parse, verb) else None
    if artefact is None or content is None:
        return
    obtained = [*parse.dependents(artefact, "relcl", "amod"), *told_of(parse, artefact)]
    named = noun_phrase(parse, artefact)
    yield Found(
        token=verb,
        span=joined(named, content) if content[0] > parse.tokens[verb].start else content,
        proposition=Meaning(
            artefact=passage(parse.text, naming_words(parse, artefact)),
            artefact_kind=kind_of(parse, artefact),
            shows=passage(parse.text, content),
            obtained_from=_role_of(parse, mentions, obtained, "from"),
            obtained_by=_role_of(parse, mentions, obtained, "by"),
        ),
        status=status(parse, verb),
        rule="artefacts.shows",
    )


def _showing(parse: Parse, verb: int) -> list[int]:
    """What shows: the subject, also of "appears to show", or the noun before "which shows"."""
    own = parse.dependents(verb, "nsubj")
    if own and parse.tokens[own[0]].lower in _WHICH:
        return [parse.tokens[verb].head]
    token = parse.tokens[verb]
    if not own and verb and is_artefact(parse, verb - 1):
        return [verb - 1]  # "…, leaked tapes show", where the parser hangs the tapes elsewhere
    if own or token.dep != "xcomp" or parse.tokens[token.head].lemma in words().seeming:
        return subjects(parse, verb)
    return []


def _content(parse: Parse, verb: int, artefact: int) -> Span | None:
    """What is shown: the verb's object or clause; of "…, leaked tapes show" what stands before."""
    said = parse.dependents(verb, "ccomp", "dobj", "xcomp")
    if said and said[0] > verb:
        last = max(parse.subtree(i)[1] for i in [*said, *parse.dependents(verb, "advcl")])
        return joined(whole(parse, said[0]), parse.span(last, last))
    return whole(parse, said[0]) if said else _before(parse, verb, artefact)


def _before(parse: Parse, verb: int, artefact: int) -> Span | None:
    first, end = parse.sentences[parse.tokens[verb].sentence]
    comma = parse.subtree(artefact)[0] - 1
    while comma > first and parse.tokens[comma].pos in {"ADJ", "VERB", "DET"}:
        comma -= 1
    closes = all(parse.tokens[i].pos == "PUNCT" for i in range(verb + 1, end))
    if closes and comma > first + 2 and parse.tokens[comma].text == ",":
        return parse.span(first, comma - 1)
    return None


def _role_of(parse: Parse, mentions: Mentions, verbs: list[int], prep: str) -> Role | None:
    """ "obtained from …", "leaked by …"."""
    known = words()
    for verb in verbs:
        if parse.tokens[verb].lemma in known.obtaining | known.publishing:
            who = agents(parse, verb) if prep == "by" else objects(parse, verb, prep)
            if who:
                return role(parse, mentions, who[0])
    return None
