"""The words that say people were harmed, taken or freed."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, NamedTuple

from sayso.lexicon.load import lexicon
from sayso.model.claim import Outcome
from sayso.reading.parse import Parse

Form = Literal["transitive", "subject", "adjective", "of", "toll"]


class Cue(NamedTuple):
    """A word at token `i` that says what happened to people; `form` says where they stand to it.

    `start` is the first of several side by side ("killed and wounded"), None for one alone.
    """

    i: int
    outcome: Outcome
    form: Form
    start: int | None = None


def find_cues(parse: Parse, first: int, last: int) -> list[Cue]:
    """The words of harm among the tokens `[first, last)`, in text order, those side by side made one."""
    words = harm_words()
    cues: list[Cue] = []
    skip = -1
    for i in range(first, last):
        if i > skip and parse.tokens[i].lower in words.triggers:
            cue, skip = _cue(parse, i, first, last)
            if cue:
                cues.append(cue)
    return _together(parse, cues)


def _cue(parse: Parse, i: int, first: int, last: int) -> tuple[Cue | None, int]:
    """The cue at token `i` and the last token that it takes up."""
    token, words = parse.tokens[i], harm_words()
    following = parse.tokens[i + 1].lower if i + 1 < last else ""
    if following in words.not_verbs.get(token.lower, ()):
        return None, i
    if token.lower in words.made_fatal and i > first and parse.tokens[i - 1].lower in words.fatally:
        return Cue(i, "killed", "transitive"), i
    turned = _turned(parse, i, last)
    if turned:
        return turned
    if token.lower in words.fatally:  # "five were shot, one fatally"
        alone = i > first and parse.tokens[i - 1].tag == "CD"
        return (Cue(i, "killed", "adjective") if alone else None), i
    noun = _noun_cue(parse, i, first, last)
    return (noun or _verb_cue(parse, i, first)), i


def _noun_cue(parse: Parse, i: int, first: int, last: int) -> Cue | None:
    """ "toll", "number of dead", "the death of"."""
    token, words = parse.tokens[i], harm_words()
    if token.lower in words.tolls or token.lower in words.toll_counted:
        outcome = _toll_outcome(parse, i, first, last)
        if outcome:
            return Cue(i, outcome, "toll")
    if token.lower in words.made_fatal and i > first and parse.tokens[i - 1].lower in words.fatal:
        return Cue(i, "killed", "of")
    if token.lower in words.lives and not are_lost(parse, i, first, last):
        return None
    of = words.of.get(token.lower) if token.tag in ("NN", "NNS", "VBG") else None
    return Cue(i, of, "of") if of and i + 1 < last and parse.tokens[i + 1].lower == "of" else None


def are_lost(parse: Parse, i: int, first: int, last: int) -> bool:
    """Whether the lives at token `i` were lost: "claimed 12 lives", "12 lives were lost", none that were saved."""
    near = parse.tokens[max(first, i - 6) : min(i + 4, last)]
    return any(token.lower in harm_words().lost_lives for token in near)


def _verb_cue(parse: Parse, i: int, first: int) -> Cue | None:
    """ "killed", "killing" (a noun too, to the tagger), "dead"."""
    token = parse.tokens[i]
    form = harm_words().forms.get(token.lower)
    if form is None or _names_people(parse, i, first):
        return None
    if token.tag in ("JJ", "RB") and form[1] != "adjective" and token.lower.endswith("e"):
        return None  # "free"
    if token.tag.startswith("NN") and token.dep == "compound":
        return None  # "killing season"
    verbal = form[1] == "adjective" or not token.tag.startswith("NN") or token.lower.endswith(("ing", "ed", "dead"))
    return Cue(i, *form) if verbal else None


def _names_people(parse: Parse, i: int, first: int) -> bool:
    """ "the wounded", "the dead": people named by what happened to them, no news of it."""
    token = parse.tokens[i]
    if i == first or parse.tokens[i - 1].tag not in ("DT", "PRP$") or token.tag in ("VBD", "VBZ", "VBP"):
        return False
    return not (token.dep == "amod" and token.head > i)


def _turned(parse: Parse, i: int, last: int) -> tuple[Cue | None, int] | None:
    """ "shot … dead", "hacked … to death": the outcome that words near after the verb give it."""
    rules = harm_words().turned.get(parse.tokens[i].lower)
    if not rules:
        return None
    near = tuple(token.lower for token in parse.tokens[i + 1 : min(i + 9, last)])
    for rule in rules:
        if not rule.rest:
            return (Cue(i, rule.outcome, rule.form) if rule.outcome else None), i
        for words in rule.rest:
            at = next((k for k in range(len(near) - len(words) + 1) if near[k : k + len(words)] == words), None)
            if at is not None and rule.outcome:
                return Cue(i, rule.outcome, rule.form), i + len(words) if at == 0 else i
    return None


def _toll_outcome(parse: Parse, i: int, first: int, last: int) -> Outcome | None:
    """What a toll counts: "death toll", "number of wounded"; a bare "toll" the dead."""
    tokens, words = parse.tokens, harm_words()
    if tokens[i].lower in words.tolls:
        near = [tokens[i - 1].lower] if i > first else []
        return next((words.toll_of[word] for word in near if word in words.toll_of), "killed")
    if tokens[i].lower in words.toll_of and tokens[i].lower in words.toll_counted:
        goes_on = any(token.lower in words.updates for token in tokens[i + 1 : min(i + 20, last)])
        return words.toll_of[tokens[i].lower] if goes_on else None
    if i + 2 < last and tokens[i + 1].lower == "of" and (i == first or tokens[i - 1].lower not in ("a", "an")):
        near = [token.lower for token in tokens[i + 2 : min(i + 6, last)]]
        return next((words.toll_of[word] for word in near if word in words.toll_of), None)
    return None


def _together(parse: Parse, cues: list[Cue]) -> list[Cue]:
    """ "killed and wounded 12" harms twelve, "shot and killed" kills, "kidnapped and killed" stays two."""
    made: list[Cue] = []
    for cue in cues:
        before = made[-1] if made else None
        if before is None or not _side_by_side(parse, before.i, cue.i) or _has_its_own(parse, before, cue):
            made.append(cue)
        elif before.outcome == cue.outcome or parse.tokens[before.i].lower in harm_words().shot:
            made[-1] = cue._replace(start=_start(before))
        elif frozenset((before.outcome, cue.outcome)) in harm_words().together or _either(parse, before.i, cue.i):
            made[-1] = cue._replace(outcome="harmed", start=_start(before))
        else:
            made.append(cue)
    return made


def _has_its_own(parse: Parse, before: Cue, cue: Cue) -> bool:
    """ "left three dead and injured another": each of the two has people of its own."""
    first, after = _start(before) - 1, cue.i + 1
    if first < 0 or after >= len(parse.tokens):
        return False
    return parse.tokens[first].tag in ("CD", "NNS", "NN") and parse.tokens[after].tag in ("CD", "DT")


def _start(cue: Cue) -> int:
    return cue.i if cue.start is None else cue.start


def _side_by_side(parse: Parse, i: int, j: int) -> bool:
    between = parse.tokens[i + 1 : j]
    return 0 < len(between) < 4 and all(t.lower in _BETWEEN or t.tag == "RB" for t in between)


_BETWEEN = frozenset({"and", "or", ",", "/", "&", "then", "dead", "alive", "later"})


def _either(parse: Parse, i: int, j: int) -> bool:
    return any(token.lower in ("or", "/") for token in parse.tokens[i + 1 : j])


class _Turned(NamedTuple):
    rest: tuple[tuple[str, ...], ...]
    outcome: Outcome | None
    form: Form


class _HarmWords(NamedTuple):
    forms: dict[str, tuple[Outcome, Form]]
    turned: dict[str, list[_Turned]]
    fatally: frozenset[str]
    fatal: frozenset[str]
    made_fatal: frozenset[str]
    not_verbs: dict[str, tuple[str, ...]]
    shot: frozenset[str]
    of: dict[str, Outcome]
    counted: dict[str, Outcome]
    lives: frozenset[str]
    lost_lives: frozenset[str]
    tolls: frozenset[str]
    toll_counted: frozenset[str]
    toll_of: dict[str, Outcome]
    toll_before: frozenset[str]
    toll_best: frozenset[str]
    updates: frozenset[str]
    not_known: frozenset[str]
    reported: frozenset[str]
    together: frozenset[frozenset[str]]
    triggers: frozenset[str]
    without_cue: frozenset[str]  # words that may tell of harm without a cue: "12 deaths", "among the dead"


@cache
def harm_words() -> _HarmWords:
    """The lexicon of casualties, turned for look-up by word."""
    data: dict[str, Any] = lexicon("casualties")
    forms: dict[str, tuple[Outcome, Form]] = {}
    for outcome, by_form in data["verbs"].items():
        forms |= {word: (outcome, form) for form, rows in by_form.items() for row in rows for word in row.split()}
    for outcome, words in data["adjectives"].items():
        forms |= {word: (outcome, "adjective") for word in words if word not in forms}
    turned: dict[str, list[_Turned]] = {}
    for row in data["turned"]:
        rest = tuple(tuple(words.split()) for words in row["with"])
        for verb in row["verbs"]:
            turned.setdefault(verb, []).append(_Turned(rest, row["outcome"], row.get("form", "transitive")))
    of = {word: outcome for outcome, words in data["of"].items() for word in words}
    counted = {word: outcome for outcome, words in data["counted"].items() for word in words}
    tolls = data["tolls"]
    return _HarmWords(
        forms=forms,
        turned=turned,
        fatally=frozenset(data["fatally"]["adverbs"]),
        fatal=frozenset(data["fatally"]["adjectives"]),
        made_fatal=frozenset(data["fatally"]["verbs"]),
        not_verbs=data["not_verbs"],
        shot=frozenset(data["verbs"]["harmed"]["transitive"][0].split()),
        of=of,
        counted=counted,
        lives=frozenset(data["lives"]),
        lost_lives=frozenset(data["lost_lives"]),
        tolls=frozenset(tolls["nouns"]),
        toll_counted=frozenset(tolls["counted"]),
        toll_of=tolls["outcomes"],
        toll_before=frozenset(tolls["before"]),
        toll_best=frozenset(tolls["best"]),
        updates=frozenset(tolls["update"]),
        not_known=frozenset(tolls["not_known"]),
        reported=frozenset(data["reported"]),
        together=frozenset(frozenset(pair) for pair in data["together"]),
        triggers=frozenset().union(forms, turned, *data["fatally"].values(), of, tolls["nouns"], tolls["counted"]),
        without_cue=frozenset(counted) | frozenset(data["harmed_ones"]) - frozenset((*data["of_them"], "us")),
    )
