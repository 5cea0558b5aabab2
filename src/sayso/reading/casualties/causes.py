"""What harmed the people of a figure, where the words give it."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from sayso.lexicon.load import lexicon
from sayso.reading.casualties.harm_words import harm_words
from sayso.reading.casualties.people import kind_of
from sayso.reading.parse import Parse


def cause_of(parse: Parse, cue: int) -> int | None:
    """The token that says what harmed them: "airstrike" in "an airstrike killed 12", "bombed" in "bombed it, killing 12"."""
    t = cue
    for _ in range(4):
        found = _beside(parse, t)
        if found is not None:
            return found
        token = parse.tokens[t]
        if token.dep in ("relcl", "acl"):
            return _thing(parse, token.head)
        if token.dep not in _UPWARD or token.head >= t:
            return None
        act = _act_above(parse, t)
        if act is not None:
            return act
        t = token.head
    return None


_UPWARD = frozenset({"advcl", "xcomp", "oprd", "acomp", "dobj", "ccomp", "conj"})


def _act_above(parse: Parse, t: int) -> int | None:
    """What was done to harm them: "bombed" in "bombed the port, killing 12" and in "bombed the port and killed 12"."""
    token = parse.tokens[t]
    above = parse.tokens[token.head]
    words = _words()
    if above.pos != "VERB" or above.lower in harm_words().forms or above.lemma in words.saying | words.passing:
        return None
    if token.dep == "conj" or (token.dep in ("advcl", "ccomp") and token.tag in ("VBG", "VBN", "JJ")):
        found = _beside(parse, token.head) if token.dep == "conj" else None
        return found if found is not None and parse.tokens[found].lemma in words.acts else _act(parse, token.head)
    return None


def _beside(parse: Parse, t: int) -> int | None:
    """The cause among the dependents of a verb: its subject, "in a raid", "by a mine", "when a bomb went off"."""
    passive = bool(parse.dependents(t, "nsubjpass", "auxpass"))
    for child in parse.children[t]:
        token = parse.tokens[child]
        if token.dep == "nsubj" and not passive and child < t:
            found = parse.tokens[t].head if token.tag in ("WDT", "WP") and parse.tokens[t].dep == "relcl" else child
            if _thing(parse, found) is not None:
                return found
        if token.dep in ("prep", "agent") and token.lower in (
            "in",
            "by",
            "during",
            "from",
            "after",
            "under",
            "following",
        ):
            for noun in parse.dependents(child, "pobj", "pcomp"):
                if _thing(parse, noun) is not None and (
                    token.lower == "by" or parse.tokens[noun].lemma in _words().acts
                ):
                    return noun
        if token.dep == "advcl" and child > t and token.lemma not in _words().saying and _opens(parse, child):
            return child
    return None


def _act(parse: Parse, verb: int) -> int:
    """The verb, or the object that says what was done: "carried out raids"."""
    if parse.tokens[verb].lemma not in _words().light:
        return verb
    return next((child for child in parse.dependents(verb, "dobj") if _thing(parse, child) is not None), verb)


def _opens(parse: Parse, verb: int) -> bool:
    """Whether "when" or "after" opens the clause: "killed when a mine exploded"."""
    return any(parse.tokens[c].lower in ("when", "after") and c < verb for c in parse.children[verb])


def _thing(parse: Parse, i: int) -> int | None:
    """The token if it is a common noun for a thing or an act, no person, place or day."""
    token = parse.tokens[i]
    if (
        token.tag not in ("NN", "NNS", "VBG")
        or kind_of(token.lower) is not None
        or token.lower in _words().no_causes
        or token.lower in harm_words().forms
    ):
        return None
    return i


class _Words(NamedTuple):
    acts: frozenset[str]
    passing: frozenset[str]
    light: frozenset[str]
    saying: frozenset[str]
    no_causes: frozenset[str]


@cache
def _words() -> _Words:
    data: dict[str, Any] = lexicon("casualties")
    acts = {
        words.split()[-1]
        for row in lexicon("occurrences")["triggers"]
        if row["pos"] == "noun"
        for words in row["words"]
    }
    return _Words(
        acts=frozenset(acts) | frozenset(data["circumstances"]),
        passing=frozenset(data["passing"]),
        light=frozenset(data["light_verbs"]),
        saying=frozenset(data["saying"]),
        no_causes=frozenset(data["no_causes"]),
    )
