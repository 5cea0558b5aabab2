"""What the parser hangs on the wrong word, where the words beside it leave no doubt.

- Verbs of speech taken for adjectives: "the general refuted reports that …" as "general, refuted reports". Such a sentence
  has no verb at its root, but a noun of speech; a person's word stands before the participle, and no other noun could be the
  subject.
- Victims taken for the speaker: "…, among them five clerks, the governor, Omar Said, said" makes the clerks say it.
- Two who speak in one sentence parted by a semicolon, the first made to say what the second says.
- Accusations taken for a part of what is denied: "denied that its forces did it and blamed the rebels" is no denial of blame.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from sayso.lexicon.load import lexicon

if TYPE_CHECKING:
    from sayso.reading.parse import Token


def read_anew(tokens: list[Token]) -> list[Token]:
    """The tokens of a report, with subject, verb and object where the tagger saw a noun with two adjectives."""
    forms = _forms()
    verbs = [t.i for t in tokens if t.dep == "amod" and t.lower in forms and _is_verb(tokens, t)]
    for i in verbs:
        _make_clause(tokens, i)
    for token in tokens:
        if token.dep == "nsubj" and token.i > 1 and tokens[token.head].lemma in _loose():
            _part_from_speaker(tokens, token)
        elif token.text == ";" and token.i > 0:
            _part_at_semicolon(tokens, token.i)
        elif token.dep == "conj" and token.lemma in _turning():
            _part_from_denied(tokens, token)
    return tokens


def _part_at_semicolon(tokens: list[Token], i: int) -> None:
    """ "A said 12 died; nine died, B said": what stands before the semicolon is A's, what stands after it B's."""
    begin = next((k + 1 for k in range(i, -1, -1) if tokens[k].sentence != tokens[i].sentence), 0)
    end = next((k for k in range(i, len(tokens)) if tokens[k].sentence != tokens[i].sentence), len(tokens))
    speaking = {t.head for t in tokens[begin:end] if t.dep == "nsubj" and tokens[t.head].lemma in _loose()}
    first = next((k for k in range(begin, i) if k in speaking), None)
    second = next((k for k in range(i + 1, end) if k in speaking), None)
    if first is None or second is None:
        return
    if tokens[second].head == first and tokens[second].dep == "ccomp":
        tokens[second] = msgspec.structs.replace(tokens[second], dep="conj")
        for k in range(first + 1, i + 1):
            if tokens[k].head >= i and k != i:
                dep = "ccomp" if tokens[k].pos in ("VERB", "AUX") else tokens[k].dep
                tokens[k] = msgspec.structs.replace(tokens[k], head=first, dep=dep)
    elif i < tokens[first].head < second and any(t.head == first and t.dep == "ccomp" for t in tokens[first + 1 : i]):
        tokens[first] = msgspec.structs.replace(tokens[first], head=second, dep="conj")


def _part_from_speaker(tokens: list[Token], victims: Token) -> None:
    """Give a verb of speech the noun in apposition for its subject where the one it has stands after "among them"."""
    verb = tokens[victims.head]
    within = range(victims.i + 1, verb.i)
    speaker = next((k for k in within if _is_beside(tokens, k, victims)), None)
    first = next((k for k in range(victims.i - 1, max(victims.i - _LONG, 0), -1) if tokens[k].head != victims.i), 0)
    opens = " ".join(token.lower for token in tokens[max(first - 1, 0) : first + 1])
    opener = first if tokens[first].lower in _openers() else first - 1 if opens in _openers() else None
    if speaker is None or opener is None:
        return
    tokens[speaker] = msgspec.structs.replace(tokens[speaker], head=verb.i, dep="nsubj")
    tokens[victims.i] = msgspec.structs.replace(victims, head=opener, dep="pobj")
    for k in within:
        if tokens[k].head == victims.i:
            aside = k > speaker and tokens[k].dep != "punct"
            tokens[k] = msgspec.structs.replace(tokens[k], head=speaker if aside else verb.i)


def _is_beside(tokens: list[Token], k: int, noun: Token) -> bool:
    """Whether a noun with an article is set beside another by a comma alone: ", the mayor"."""
    if tokens[k].head != noun.i or tokens[k].dep not in ("appos", "conj"):
        return False
    first = next((j for j in range(k - 1, noun.i, -1) if tokens[j].dep == "det" and tokens[j].head == k), None)
    return first is not None and tokens[first].lower in ("the", "a", "an") and tokens[first - 1].text == ","


def _part_from_denied(tokens: list[Token], verb: Token) -> None:
    """Join an accusation that has no subject of its own to the verb of denial, not to what is denied."""
    said = tokens[verb.head]
    denial = tokens[said.head]
    if said.dep != "ccomp" or denial.lemma not in _denying() or verb.tag not in ("VBD", "VBZ", "VBP"):
        return
    joint = tokens[verb.i - 1]
    if joint.lower != "and" or verb.i < said.i or denial.tag not in ("VBD", "VBZ", "VBP"):
        return
    tokens[verb.i] = msgspec.structs.replace(verb, head=denial.i)
    tokens[joint.i] = msgspec.structs.replace(joint, head=denial.i)


def _is_verb(tokens: list[Token], token: Token) -> bool:
    """Whether a noun of speech at the root comes right after it, a person right before it."""
    noun = tokens[token.head]
    if token.i == 0 or noun.i != token.i + 1 or noun.head != noun.i or noun.lemma not in _said():
        return False
    before = tokens[token.i - 1]
    person = before.lemma in _persons() or before.tag in ("NNP", "NNPS")
    return person and before.head in (noun.i, token.i) and before.sentence == token.sentence


def _make_clause(tokens: list[Token], i: int) -> None:
    verb, noun, person = tokens[i], tokens[i + 1], tokens[i - 1]
    lemma = _forms()[verb.lower]
    tokens[i] = msgspec.structs.replace(verb, head=i, dep="ROOT", tag="VBD", pos="VERB", lemma=lemma)
    tokens[i + 1] = msgspec.structs.replace(noun, head=i, dep="dobj")
    tag, pos = (person.tag, person.pos) if person.tag in ("NNP", "NNPS", "NN", "NNS") else ("NN", "NOUN")
    tokens[i - 1] = msgspec.structs.replace(person, head=i, dep="nsubj", tag=tag, pos=pos)
    for k in range(i - 2, -1, -1):  # what stood before the noun belongs to the person; what stands after it, stays
        if tokens[k].sentence != verb.sentence:
            break
        if tokens[k].head == noun.i:
            own = tokens[k].dep in _BEFORE_NOUNS
            tokens[k] = msgspec.structs.replace(tokens[k], head=i - 1 if own else i)
    for k in range(i + 2, len(tokens)):
        if tokens[k].sentence != verb.sentence:
            break
        if tokens[k].head == noun.i and tokens[k].dep == "punct":
            tokens[k] = msgspec.structs.replace(tokens[k], head=i)


_LONG = 6  # words of a noun before its head
_BEFORE_NOUNS = frozenset(("det", "amod", "compound", "poss", "nummod", "nmod", "predet"))


@cache
def _forms() -> dict[str, str]:
    """Past forms by what verb they are of."""
    forms: dict[str, str] = lexicon("speech")["taken_for_adjectives"]
    return forms


@cache
def _said() -> frozenset[str]:
    return frozenset(lexicon("speech")["words_denied"].split())


@cache
def _persons() -> frozenset[str]:
    return frozenset(word for group in lexicon("actors")["persons"].values() for word in group)


@cache
def _loose() -> frozenset[str]:
    return frozenset(lexicon("speech")["loose"].split())


@cache
def _turning() -> frozenset[str]:
    return frozenset(lexicon("speech")["turning"].split())


@cache
def _denying() -> frozenset[str]:
    return frozenset(lexicon("responsibility")["denying_verbs"])


@cache
def _openers() -> frozenset[str]:
    """What opens a list of some of those before: "including", "among them"."""
    words = lexicon("casualties")
    pairs = (f"{one} {two}" for one in words["among"] for two in words["of_them"])
    return frozenset((*words["openers"], *pairs))
