"""How a predicate is put: negated, hedged, conditional, attempted, future, past background."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec

from sayso.lexicon.load import lexicon
from sayso.model.claim import Certainty, Modality, Polarity, Realis
from sayso.model.record import Record
from sayso.reading.attribution.cues import verb_cues
from sayso.reading.found import Status
from sayso.reading.parse import Parse, Token

_CLIMB = 6
_GOVERNED = {"xcomp", "ccomp", "pcomp", "acl", "dobj", "pobj", "nsubjpass", "csubj", "nsubj", "advcl"}
_NOMINAL = {"NOUN", "PROPN"}


class Effect(Record, frozen=True, kw_only=True):
    """What one word makes of a predicate; None leaves a field as it is. A governor acts on what hangs on it as a verb; with
    `objects` on objects too, with `passive` only in the passive, with `form` only in that form.
    """

    rule: str
    polarity: Polarity | None = None
    modality: Modality | None = None
    certainty: Certainty | None = None
    realis: Realis | None = None
    objects: bool = False
    passive: bool = False
    form: str | None = None


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
    if polarity == "negated":  # what cannot be is no possibility
        found = [e for e in found if e.rule != "stance.can"]
    modality: Modality = next((e.modality for e in found if e.modality), "asserted")
    certainty: Certainty = next((e.certainty for e in found if e.certainty), "certain")
    realis: Realis = next((e.realis for e in found if e.realis), "happened")
    return polarity, modality, certainty, realis


@cache
def _status(polarity: Polarity, modality: Modality, certainty: Certainty, realis: Realis) -> Status:
    return Status(polarity=polarity, modality=modality, certainty=certainty, realis=realis)


_WILL = Effect(rule="stance.will", modality="future", realis="planned")
_NEGATED = Effect(rule="stance.not", polarity="negated")
_NOTHING = Effect(rule="stance.nothing", polarity="negated")
_WITHOUT = Effect(rule="stance.without", polarity="negated")
_QUESTION = Effect(rule="stance.question", modality="question", certainty="unknown")
_SCARE = Effect(rule="stance.scare_quotes", modality="alleged", certainty="alleged")
_CONDITION = Effect(rule="stance.condition", modality="conditional", certainty="unknown", realis="planned")
_AGO = Effect(rule="stance.ago", modality="historical")
_UNTRUE = Effect(rule="stance.untrue", polarity="negated")
_NOT_SAID = Effect(rule="stance.neither", polarity="not_addressed")
_NOT_RULED_OUT = Effect(rule="stance.not_ruled_out", modality="possible", certainty="possible")


def _own(parse: Parse, i: int) -> list[Effect]:
    """What the words that hang on the predicate make of it."""
    found: list[Effect] = []
    for child in parse.children[i]:
        token = parse.tokens[child]
        effect = _dependent(parse, token)
        if effect is not None:
            found.append(_by_verb(parse, i, effect))
    if parse.tokens[i].dep in {"pcomp", "pobj"} and parse.tokens[parse.tokens[i].head].lower == "without":
        found.append(_WITHOUT)
    found += _shared(parse, i)
    if parse.tokens[i].head == i and _asks(parse, i):
        found.append(_QUESTION)
    return found


def _by_verb(parse: Parse, i: int, effect: Effect) -> Effect:
    """What the form of the verb makes of its auxiliary: "might bomb" is still to come, "might have bombed" is not."""
    if effect.rule == "stance.would" and _is_past_future(parse, i):
        return _WILL
    to_come = effect.rule in {"stance.may", "stance.can"} and parse.tokens[i].tag == "VB"
    return msgspec.structs.replace(effect, realis="planned") if to_come else effect


def _is_past_future(parse: Parse, i: int) -> bool:
    """ "Said they would hold on": what was to come, seen from then."""
    token = parse.tokens[i]
    head = parse.tokens[token.head]
    if head.pos == "ADJ":  # "made it clear that they would"
        head = parse.tokens[head.head]
    stated = token.dep == "ccomp" or any(parse.tokens[c].lower == "that" for c in parse.children[i])
    return stated and head.tag in {"VBD", "VBN"}


def _dependent(parse: Parse, token: Token) -> Effect | None:
    """What one word that hangs on the predicate makes of it."""
    part = _PARTS.get(token.dep)
    if part is not None and (effect := _words(part).get(token.lower)) is not None:
        return effect
    special = _SPECIAL.get(token.dep)
    return special(parse, token) if special is not None else None


def _negation(parse: Parse, token: Token) -> Effect | None:
    """ "Not", unless it is "not only"."""
    following = token.i + 1
    pseudo = following < len(parse.tokens) and parse.tokens[following].lower in _list("pseudo")
    return None if pseudo else _NEGATED


def _nobody(parse: Parse, token: Token) -> Effect | None:
    """A subject or object that is nobody or nothing: "no civilians"."""
    nothing = token.lower in _list("nothing") or any(
        parse.tokens[c].dep == "det" and parse.tokens[c].lower in {"no", "neither"} for c in parse.children[token.i]
    )
    return _NOTHING if nothing else None


def _no(_parse: Parse, token: Token) -> Effect | None:
    return _NOTHING if token.lower == "no" else None


def _years_ago(parse: Parse, token: Token) -> Effect | None:
    long = any(parse.tokens[c].lemma in _list("ages") for c in parse.children[token.i])
    return _AGO if token.lower == "ago" and long else None


def _condition(parse: Parse, token: Token) -> Effect | None:
    """A clause with "if" beside the predicate makes it conditional too."""
    for child in parse.children[token.i]:
        if parse.tokens[child].dep == "mark" and parse.tokens[child].lower in {"if", "unless"}:
            return None if token.pos in _NOMINAL else _CONDITION  # "weeks, if not months" is no condition
    return None


_PARTS = {
    "aux": "auxiliaries", "auxpass": "auxiliaries", "advmod": "adverbs", "preconj": "adverbs", "cc": "adverbs",
    "mark": "marks", "amod": "adjectives", "compound": "adjectives",
}  # fmt: skip
_SPECIAL: dict[str, Callable[[Parse, Token], Effect | None]] = {
    "neg": _negation, "nsubj": _nobody, "nsubjpass": _nobody, "dobj": _nobody, "expl": _nobody, "det": _no,
    "advmod": _years_ago, "advcl": _condition,
}  # fmt: skip


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
        _dependent(parse, parse.tokens[c]) for c in parse.children[first] if parse.tokens[c].dep in wanted and c < first
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
        return parse.tokens[token.head].head if _speaks_on(parse, i) else token.head
    if token.dep not in _GOVERNED:
        return None
    head = token.head
    if parse.tokens[head].pos == "ADP" and parse.tokens[head].head != head:
        return parse.tokens[head].head
    return head


def _speaks_on(parse: Parse, i: int) -> bool:
    """ "Denied bombing it and blamed the rebels": a second verb of speech, which the parser joins to what is denied."""
    token, first = parse.tokens[i], parse.tokens[parse.tokens[i].head]
    speaking = parse.tokens[first.head]
    return (
        first.dep == "ccomp"
        and token.tag == speaking.tag != first.tag
        and {token.lemma, speaking.lemma} <= verb_cues().keys()
        and not parse.dependents(i, "nsubj", "aux")
    )


def _governed(parse: Parse, i: int, above: int) -> Effect | None:
    token, governor = parse.tokens[i], parse.tokens[above]
    if token.dep == "conj":
        return None
    if governor.lemma in _list("hearsay") and _is_untrue(parse, above):
        return _UNTRUE
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


def _is_untrue(parse: Parse, noun: int) -> bool:
    """ "Reports of … are false", "… turned out to be untrue"."""
    token = parse.tokens[noun]
    if token.dep != "nsubj":
        return False
    verbs = [token.head, *parse.dependents(token.head, "xcomp")]
    said = [c for verb in verbs for c in parse.dependents(verb, "acomp", "oprd", "attr")]
    negated = any(parse.dependents(verb, "neg") for verb in verbs)
    return not negated and any(parse.tokens[c].lemma in _list("untrue") for c in said)


def _applies(parse: Parse, effect: Effect, i: int, above: int) -> bool:
    """Whether the governor bears on the predicate in this construction."""
    dep = parse.tokens[i].dep
    if effect.rule == "stance.denied":
        return dep != "nsubj"
    if dep in {"nsubj", "advcl"} or (
        dep == "ccomp" and not _is_infinitive(parse, i) and effect.rule not in _OVER_CLAUSES
    ):
        return False
    if dep in {"dobj", "nsubjpass"}:
        return effect.objects
    if effect.passive:
        return any(parse.tokens[c].dep in {"auxpass", "nsubjpass"} for c in parse.children[above])
    return effect.form is None or parse.tokens[above].lower == effect.form


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
