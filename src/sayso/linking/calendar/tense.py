"""Whether the verb over a time expression speaks of the future: "will resume on Monday", "due to start on Friday"."""

from __future__ import annotations

from sayso.reading.parse import Parse
from sayso.reading.times.vocabulary import listed
from sayso.reading.times.words import TimeExpression

_FURTHEST = 8  # governors climbed at most
_NEAR = 6  # words looked over where nothing is parsed
_OPENING = 2  # words before a time that opens its sentence
_COMMAS = {",", "،"}
_VERBS = {"VERB", "AUX"}


def is_future(parse: Parse, expression: TimeExpression, language: str = "en") -> bool:
    """Whether the governing verb puts the time ahead of the telling; without a parser, one of the words before it."""
    if language != "en":
        return _is_announced(parse, expression, language)
    verb = _verb_over(parse, expression)
    if verb is None:
        return False
    auxiliaries = [parse.tokens[i] for i in parse.dependents(verb, "aux", "auxpass")]
    words = {token.lower for token in auxiliaries}
    if words & listed("future_words", "en"):
        return "have" not in words or "will" in words
    token = parse.tokens[verb]
    if token.tag == "VB" and "to" in words:
        return _lies_ahead(parse, verb)
    return token.tag in {"VBZ", "VBP"} and token.lemma in listed("scheduled", "en")


def _is_announced(parse: Parse, expression: TimeExpression, language: str) -> bool:
    """ "سيعقد", "aura lieu lundi": a word of the future close before, or after a time that opens the sentence."""
    tokens, words = parse.tokens, listed("future_words", language)
    sentence = tokens[expression.first].sentence
    for token in reversed(tokens[max(0, expression.first - _NEAR) : expression.first]):
        if token.sentence != sentence or token.lower in _COMMAS:
            break
        if token.lower in words:
            return True
    if expression.first - parse.sentences[sentence][0] > _OPENING:
        return False
    after = tokens[expression.last + 1 : expression.last + 1 + _NEAR]
    return any(token.lower in words for token in after if token.sentence == sentence)


def _lies_ahead(parse: Parse, infinitive: int) -> bool:
    """ "plans to leave", "due to start", "is to meet"."""
    governor = parse.tokens[parse.tokens[infinitive].head]
    return governor.i != infinitive and governor.lemma in listed("future_heads", "en")


def _verb_over(parse: Parse, expression: TimeExpression) -> int | None:
    inside = range(expression.first, expression.last + 1)
    at = next((i for i in inside if parse.tokens[i].head not in inside), expression.first)
    for _ in range(_FURTHEST):
        head = parse.tokens[at].head
        if head == at:
            return None
        if parse.tokens[head].pos in _VERBS and head not in inside:
            return head
        at = head
    return None
