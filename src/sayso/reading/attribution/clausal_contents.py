"""Contents that are clauses or infinitives: "said that …", "…, he said", "is believed to have …"."""

from __future__ import annotations

from sayso.reading.attribution.drafts import Range, without
from sayso.reading.attribution.loose_contents import rest_of_sentence
from sayso.reading.attribution.sources import is_passive
from sayso.reading.attribution.things import has_to, object_of
from sayso.reading.parse import Parse

_BEFORE_SPEAKER = {",", "”", '"', "''", '""', "’", "'", "?", "!", "—", "-", "--", "–", "»", ")"}


def clause(parse: Parse, verb: int) -> list[Range]:
    """A clause that hangs on the cue, before or after it; or the one into which "X said" is set."""
    for child in parse.dependents(verb, "ccomp"):
        if child < verb and not _is_fronted(parse, verb):
            rest = rest_of_sentence(parse, verb, loose=True)
            return [rest[0]] if rest and rest[0][0] > verb else []
        if _is_said(parse, verb, child):
            return _around(parse, child, verb)
    if (inside := _in_statement(parse, verb)) is not None:
        return [parse.subtree(inside)]
    if (above := _host(parse, verb)) is not None:
        return without(parse.subtree(above), [parse.subtree(verb)])
    return []


def _is_fronted(parse: Parse, verb: int) -> bool:
    """Whether a clause before the cue is what is said: a comma or a closing mark parts it from the speaker."""
    first = min((parse.subtree(c)[0] for c in parse.dependents(verb, "nsubj") if c < verb), default=verb)
    while first > 0 and parse.tokens[first - 1].dep in {"advmod", "aux", "det", "predet"}:
        first -= 1
    return first == 0 or parse.tokens[first - 1].text in _BEFORE_SPEAKER


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


def infinitive(parse: Parse, verb: int) -> list[Range]:
    """ "Vowed to return"; with a passive, whom it is about too."""
    if parse.dependents(verb, "dobj"):
        return []
    for child in parse.dependents(verb, "xcomp", "ccomp"):
        if child > verb and has_to(parse, child):
            return [*_passive_subject(parse, verb), parse.subtree(child)]
    return []


def _passive_subject(parse: Parse, verb: int) -> list[Range]:
    found = parse.dependents(verb, "nsubjpass")
    if found and parse.tokens[found[0]].lower != "it":
        return [parse.subtree(found[0])]
    return []


def believed(parse: Parse, verb: int) -> list[Range]:
    """ "The pilot is believed to have …", "… believed to be …": whom it is about and what is held of them."""
    for child in parse.dependents(verb, "xcomp", "ccomp"):
        if child > verb and has_to(parse, child) and parse.tokens[verb].tag == "VBN":
            if is_passive(parse, verb):
                return [*_passive_subject(parse, verb), parse.subtree(child)]
            if parse.tokens[verb].dep == "acl":  # "militants believed to be inside the city"
                noun = parse.tokens[verb].head
                return [(parse.subtree(noun)[0], noun), parse.subtree(child)]
            if parse.tokens[verb].dep == "ROOT" and not parse.dependents(verb, "nsubj", "dobj"):
                return [parse.subtree(child)]
    return []


def seeming(parse: Parse, verb: int) -> list[Range]:
    """ "The convoy seems to have …": subject and complement are what seems so; nobody is named as saying it."""
    said = parse.dependents(verb, "xcomp", "ccomp", "oprd", "acomp")
    if not said or said[0] < verb:
        return []
    subjects = [parse.subtree(c) for c in parse.dependents(verb, "nsubj") if parse.tokens[c].lower != "it"]
    return [*subjects, parse.subtree(said[0])]


def object_to(parse: Parse, verb: int) -> list[Range]:
    """ "Urged both sides to stop": whom, and what they should do."""
    for child in parse.dependents(verb, "xcomp", "ccomp", "advcl"):
        if child > verb and has_to(parse, child):
            whom = object_of(parse, verb)
            if whom is None:
                whom = _called_on(parse, verb)
            if whom is None and not parse.dependents(child, "nsubj"):
                continue
            return [*([parse.subtree(whom)] if whom is not None else []), parse.subtree(child)]
    return []


def told_to(parse: Parse, verb: int) -> list[Range]:
    """ "Told them to leave": what they should do; whom it is said to is no part of what is said."""
    return object_to(parse, verb)[-1:]


def _called_on(parse: Parse, verb: int) -> int | None:
    """Whom "called on both sides to stop" is addressed to."""
    for child in parse.dependents(verb, "prep"):
        if parse.tokens[child].lower in {"on", "upon", "for"} and (whom := parse.dependents(child, "pobj")):
            return whom[0]
    return None
