"""How a predicate is put: negated, hedged, conditional, attempted, future, past background."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from sayso.lexicon.load import lexicon
from sayso.model.claim import Certainty, Modality, Polarity, Realis
from sayso.model.record import Record
from sayso.reading.found import Status
from sayso.reading.parse import Parse, Token

_CLIMB = 6
_GOVERNED = {"xcomp", "ccomp", "pcomp", "acl", "dobj", "pobj", "nsubjpass", "csubj", "nsubj", "advcl"}
_NOMINAL = {"NOUN", "PROPN"}


class Effect(Record, frozen=True, kw_only=True):
    """What one word makes of a predicate; None leaves a field as it is."""

    rule: str
    polarity: Polarity | None = None
    modality: Modality | None = None
    certainty: Certainty | None = None
    realis: Realis | None = None
    objects: bool = False
    passive: bool = False
    progressive: bool = False
    infinitive: bool = False


def status(parse: Parse, i: int) -> Status:
    """The status of the predicate at token `i` inside its own clause (who says it is not looked at)."""
    return _status(*_settled(effects(parse, i)))


def effects(parse: Parse, i: int) -> list[Effect]:
    """What bears on the predicate, nearest first: its own words, then those that govern it."""
    found = [*_own(parse, i), *_distance(parse, i)]
    at = i
    for _ in range(_CLIMB):
        above = _above(parse, at)
        if above is None:
            break
        effect = _governed(parse, at, above)
        if effect is not None:
            found.append(effect)
            if effect in (_NOT_SAID, _NOT_RULED_OUT):
                break
        elif not _transparent(parse, at, above):
            break
        if parse.tokens[at].dep != "conj":  # a coordinated predicate takes over only what `_shared` says
            found += _own(parse, above)
        at = above
    return found


def _undone(found: list[Effect]) -> list[Effect]:
    """Without what a later negation takes back: "failed to prevent", "did not fail to"."""
    for n, effect in enumerate(found):
        if effect.rule in {"stance.foils", "stance.fails"}:
            again = next((k for k in range(n + 1, len(found)) if found[k].polarity == "negated"), None)
            if again is not None:
                return [e for k, e in enumerate(found) if k not in (n, again)]
    return found


def _settled(found: list[Effect]) -> tuple[Polarity, Modality, Certainty, Realis]:
    found = _undone(found)
    polarity: Polarity = "affirmed"
    negations = [e for e in found if e.polarity == "negated"]
    if any(e.polarity == "not_addressed" for e in found):
        polarity = "not_addressed"
    elif (denied := next((n for n, e in enumerate(found) if e.polarity == "denied"), None)) is not None:
        undone = any(e.polarity == "negated" for e in found[denied + 1 :])  # "did not deny"
        polarity = "not_addressed" if undone else "denied"
    elif len(negations) % 2 == 1:
        polarity = "negated"
    modality = next((e.modality for e in found if e.modality), "asserted")
    certainty = next((e.certainty for e in found if e.certainty), "certain")
    realis = next((e.realis for e in found if e.realis), "happened")
    return polarity, modality, certainty, realis


@cache
def _status(polarity: Polarity, modality: Modality, certainty: Certainty, realis: Realis) -> Status:
    return Status(polarity=polarity, modality=modality, certainty=certainty, realis=realis)


_NEGATED = Effect(rule="stance.not", polarity="negated")
_NOTHING = Effect(rule="stance.nothing", polarity="negated")
_WITHOUT = Effect(rule="stance.without", polarity="negated")
_QUESTION = Effect(rule="stance.question", modality="question", certainty="unknown")
_SCARE = Effect(rule="stance.scare_quotes", modality="alleged", certainty="alleged")
_CONDITION = Effect(rule="stance.condition", modality="conditional", certainty="unknown", realis="planned")
_AGO = Effect(rule="stance.ago", modality="historical")
_NOT_SAID = Effect(rule="stance.neither", polarity="not_addressed")
_NOT_RULED_OUT = Effect(rule="stance.not_ruled_out", modality="possible", certainty="possible")


def _own(parse: Parse, i: int) -> list[Effect]:
    """What the words that hang on the predicate make of it."""
    found: list[Effect] = []
    for child in parse.children[i]:
        token = parse.tokens[child]
        effect = _dependent(parse, token, i)
        if effect is not None:
            found.append(effect)
    if parse.tokens[i].dep in {"pcomp", "pobj"} and parse.tokens[parse.tokens[i].head].lower == "without":
        found.append(_WITHOUT)
    found += _shared(parse, i)
    if parse.tokens[i].head == i and _asks(parse, i):
        found.append(_QUESTION)
    return found


def _dependent(parse: Parse, token: Token, head: int) -> Effect | None:
    dep = token.dep
    if dep == "neg":
        return None if _is_pseudo(parse, token.i) else _NEGATED
    if dep in {"aux", "auxpass"}:
        return _words("auxiliaries").get(token.lower)
    if dep in {"advmod", "preconj", "cc"}:
        return (
            _AGO
            if token.lower in _list("ago") and parse.children[token.i] and _is_long_ago(parse, token.i)
            else _words("adverbs").get(token.lower)
        )
    if dep == "mark":
        return _words("marks").get(token.lower)
    if dep in {"amod", "compound"}:
        return _words("adjectives").get(token.lower)
    if dep in {"nsubj", "nsubjpass", "dobj", "expl"}:
        return _NOTHING if _is_nothing(parse, token.i) else None
    if dep == "det":
        return _NOTHING if token.lower == "no" else None
    if dep == "advcl" and any(
        parse.tokens[c].lower in {"if", "unless"} and parse.tokens[c].dep == "mark" for c in parse.children[token.i]
    ):
        return _CONDITION
    return None


def _is_pseudo(parse: Parse, negation: int) -> bool:
    following = negation + 1
    return following < len(parse.tokens) and parse.tokens[following].lower in _list("pseudo")


def _is_nothing(parse: Parse, noun: int) -> bool:
    nothing = _list("nothing")
    return parse.tokens[noun].lower in nothing | {"nobody"} or any(
        parse.tokens[c].dep == "det" and parse.tokens[c].lower in {"no", "neither"} for c in parse.children[noun]
    )


def _is_long_ago(parse: Parse, ago: int) -> bool:
    return any(parse.tokens[c].lemma in {"year", "decade", "century", "generation"} for c in parse.children[ago])


def _shared(parse: Parse, i: int) -> list[Effect]:
    """What a coordinated predicate without a subject of its own takes over from the first: auxiliary, mark, "or" negation."""
    token = parse.tokens[i]
    if token.dep != "conj" or token.head == i or parse.tokens[token.head].pos != token.pos:
        return []
    if any(parse.tokens[c].dep in {"nsubj", "nsubjpass"} for c in parse.children[i]):
        return []
    first = token.head
    either = any(parse.tokens[c].lower in {"or", "nor"} for c in parse.children[first])
    wanted = {"mark", "preconj"} | ({"neg"} if either else set())
    if not any(parse.tokens[c].dep == "aux" for c in parse.children[i]):
        wanted.add("aux")
    shared = [
        _dependent(parse, parse.tokens[c], first)
        for c in parse.children[first]
        if parse.tokens[c].dep in wanted and c < first
    ]
    return [effect for effect in shared if effect is not None]


def _asks(parse: Parse, i: int) -> bool:
    last = parse.sentences[parse.tokens[i].sentence][1] - 1
    return parse.tokens[last].text == "?" or (last > 0 and parse.tokens[last - 1].text == "?")


def _distance(parse: Parse, i: int) -> list[Effect]:
    """A noun alone (or with one word more) between quotation marks: the writer keeps a distance."""
    quoted = parse.quoted[i]
    if quoted < 0 or parse.tokens[i].pos not in _NOMINAL:
        return []
    inner = parse.quotations[quoted].inner
    return [_SCARE] if " " not in parse.text[inner[0] : inner[1]].strip() else []


def _above(parse: Parse, i: int) -> int | None:
    """The word that governs the predicate's clause, or the first of a coordination."""
    token = parse.tokens[i]
    if token.head == i:
        return None
    if token.dep == "conj":
        return token.head
    if token.dep not in _GOVERNED:
        return None
    head = token.head
    if parse.tokens[head].pos == "ADP" and parse.tokens[head].head != head:
        return parse.tokens[head].head
    return head


def _governed(parse: Parse, i: int, above: int) -> Effect | None:
    token, governor = parse.tokens[i], parse.tokens[above]
    if token.dep == "conj":
        return None
    if governor.lemma == "be" and token.dep == "xcomp" and _is_infinitive(parse, i):
        return _words("governors")["plan"]
    if _is_ruled_out(parse, above):
        return (
            _NOT_RULED_OUT
            if any(parse.tokens[c].dep == "neg" for c in parse.children[above])
            else _words("governors")["deny"]
        )
    for effect in _governors().get(governor.lemma, ()) or _governors().get(governor.lower, ()):
        if _applies(parse, effect, i, above):
            return _NOT_SAID if effect.rule == "stance.denied" and _is_neither(parse, above) else effect
    return None


def _applies(parse: Parse, effect: Effect, i: int, above: int) -> bool:
    token = parse.tokens[i]
    if effect.rule == "stance.denied":
        return token.dep != "nsubj"
    if token.dep == "ccomp" and not _is_infinitive(parse, i) and effect.rule not in _OVER_CLAUSES:
        return False
    if token.dep in {"dobj", "nsubjpass"}:
        return effect.objects or effect.rule in {"stance.plans", "stance.tries", "stance.threatens"}
    if token.dep in {"nsubj", "advcl"}:
        return False
    if effect.passive:
        return any(parse.tokens[c].dep in {"auxpass", "nsubjpass"} for c in parse.children[above])
    if effect.progressive:
        return parse.tokens[above].lower == "going"
    if effect.infinitive:
        return parse.tokens[above].lower == "used"
    return True


_OVER_CLAUSES = {"stance.seems", "stance.unlikely_to"}


def _is_infinitive(parse: Parse, verb: int) -> bool:
    return any(parse.tokens[c].tag == "TO" for c in parse.children[verb])


def _is_ruled_out(parse: Parse, verb: int) -> bool:
    return parse.tokens[verb].lemma == "rule" and any(parse.tokens[c].lower == "out" for c in parse.children[verb])


def _is_neither(parse: Parse, verb: int) -> bool:
    """ "Neither confirmed nor denied", "refused to confirm or deny"."""
    token = parse.tokens[verb]
    group = (
        {verb, token.head}
        if token.dep == "conj"
        else {verb, *(c for c in parse.children[verb] if parse.tokens[c].dep == "conj")}
    )
    return any(parse.tokens[g].lemma == "confirm" for g in group)


def _transparent(parse: Parse, i: int, above: int) -> bool:
    """Whether the word above only carries the predicate: coordination, "managed to", "launched an attack"."""
    token, governor = parse.tokens[i], parse.tokens[above]
    if token.dep == "conj":
        return True
    if governor.lemma in _list("plain") and token.dep in {"xcomp", "ccomp"}:
        return True
    return governor.lemma in _list("light") and token.dep in {"dobj", "nsubj", "nsubjpass", "pobj"}


@cache
def _words(kind: str) -> dict[str, Effect]:
    """Word → effect of one part of the lexicon; the first that names a word has it."""
    found: dict[str, Effect] = {}
    for row in lexicon("stance")[kind]:
        effect = _effect(row)
        for word in str(row["words"]).split():
            found.setdefault(word, effect)
    return found


@cache
def _governors() -> dict[str, list[Effect]]:
    found: dict[str, list[Effect]] = {}
    for row in lexicon("stance")["governors"]:
        effect = _effect(row)
        for word in row["words"].split():
            found.setdefault(word, []).append(effect)
    return found


def _effect(row: dict[str, Any]) -> Effect:
    fields = {name: row[name] for name in Effect.__struct_fields__ if name in row}
    return msgspec.convert(fields, Effect)


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(lexicon("stance")[name].split())
