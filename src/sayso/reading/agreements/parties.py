"""Who is a party to an agreement, and what is said of each one's signature."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.model.claim import Party, Role, SignatureStatus
from sayso.model.mention import ActorMention
from sayso.reading.agreements.anaphors import signs_by_idiom
from sayso.reading.agreements.names import words
from sayso.reading.arguments import agents, conjuncts, mention_at, noun_phrase, objects, role, subjects, voice
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse
from sayso.reading.responsibility.deeds import is_negated

_NOMINAL = {"NOUN", "PROPN"}
_OWNERS = {"his", "her", "its", "their"}
_HIGHEST = 4  # clauses between "it" and who speaks
_CLOSE = 3  # words before the first name of a list


def parties_of(parse: Parse, mentions: Mentions, noun: int, verb: int | None, *, signed: bool) -> tuple[Party, ...]:
    """The parties that the words name, each once; an office and its holder side by side are one. `signed`: told as done."""
    between = [i for at in (noun, verb) if at is not None for i in objects(parse, at, "between")]
    signature: SignatureStatus = "unknown"
    doers: list[int] = []
    if verb is not None and _signs(parse, verb):
        doers = [*_doers(parse, verb), *listed(parse, verb)]
        if signed:
            signature = "denied" if is_unsigned(parse, verb) or is_denied(parse, verb) else "claimed"
    elif verb is not None and parse.tokens[verb].lemma in words()["by_parties"] and not between:
        doers = _doers(parse, verb)
    if len(between) == 1 and (halves := _halves(parse, mentions, between[0])):
        return halves
    meant = [_meant(parse, i) for i in doers]
    return tuple(_party(parse, mentions, i, signature) for i in _each(parse, [*between, *meant]))


def signers(parse: Parse, mentions: Mentions, noun: int) -> tuple[Party, ...]:
    """ "the signing of X", "X's signature": claimed, denied when somebody refutes it."""
    signature: SignatureStatus = "denied" if is_denied(parse, noun) else "claimed"
    people = [*objects(parse, noun, "of", "by"), *parse.dependents(noun, "poss")]
    people = [i for i in people if not _names_paper(parse, i)]
    return tuple(_party(parse, mentions, i, signature) for i in _each(parse, people))


def proposer(parse: Parse, mentions: Mentions, noun: int, verb: int | None) -> Role | None:
    """Who put it forward: "proposed by X", "X's initiative"."""
    if verb is not None and parse.tokens[verb].lemma in words()["proposing"]:
        doers = agents(parse, verb) if voice(parse, verb) == "passive" else subjects(parse, verb)
        return role(parse, mentions, doers[0]) if doers else None
    owners = parse.dependents(noun, "poss")
    return (
        role(parse, mentions, owners[0]) if owners and parse.tokens[noun].lemma in {"initiative", "proposal"} else None
    )


def _signs(parse: Parse, verb: int) -> bool:
    return parse.tokens[verb].lemma in words()["signing"] or signs_by_idiom(parse, verb)


def is_unsigned(parse: Parse, verb: int) -> bool:
    """ "has not signed", "has signed nothing", "left without signing it", "refused to sign"."""
    token = parse.tokens[verb]
    governor = parse.tokens[token.head]
    if is_negated(parse, verb) or any(parse.tokens[i].lower == "nothing" for i in parse.dependents(verb, "dobj")):
        return True
    without = token.dep == "pcomp" and governor.lower == "without"
    return without or (token.dep in {"xcomp", "ccomp"} and governor.lemma in words()["refusing"])


def is_denied(parse: Parse, i: int) -> bool:
    """Whether a verb of denial stands above ("refuted what he said about the signing")."""
    for _ in range(6):
        head = parse.tokens[i].head
        if head == i:
            return False
        i = head
        if parse.tokens[i].lemma in words()["denying"] and parse.tokens[i].pos == "VERB":
            return True
    return False


def _doers(parse: Parse, verb: int) -> list[int]:
    if voice(parse, verb) == "passive":
        besides = [i for p in parse.dependents(verb, "prep") for i in _besides(parse, p)]
        besides += [i for a in agents(parse, verb) for p in parse.dependents(a, "prep") for i in _besides(parse, p)]
        return [*agents(parse, verb), *besides]
    return subjects(parse, verb)


def listed(parse: Parse, verb: int) -> list[int]:
    """Who is named after "including", "among them" or a colon ("signed by four leaders: …")."""
    last = parse.sentences[parse.tokens[verb].sentence][1]
    for i in range(verb + 1, last - 1):
        token = parse.tokens[i]
        among = token.lower == "among" and parse.tokens[i + 1].lower in {"them", "whom"}
        if token.lower in words()["listing"] or token.text == ":" or among:
            return _names_from(parse, i + 1 + among, last)
    return []


def _names_from(parse: Parse, first: int, last: int) -> list[int]:
    """The names of the list that begins at a token."""
    top = next((i for i in range(first, last) if parse.tokens[i].pos in _NOMINAL), None)
    if top is None or top - first > _CLOSE:
        return []
    while first <= parse.tokens[top].head < last and parse.tokens[parse.tokens[top].head].pos in _NOMINAL:
        if parse.tokens[top].head == top or parse.tokens[top].dep == "conj":
            break
        top = parse.tokens[top].head
    return conjuncts(parse, top)


def _besides(parse: Parse, prep: int) -> list[int]:
    """ "in addition to X", "along with X"."""
    inner = [prep, *parse.dependents(prep, "pobj")]
    if not any(parse.tokens[i].lower in words()["besides"] for i in inner):
        return []
    return [i for at in inner for i in [*objects(parse, at, "to", "with"), *parse.dependents(prep, "pobj")]
            if parse.tokens[i].lower not in words()["besides"]]  # fmt: skip


def _each(parse: Parse, people: Iterable[int]) -> list[int]:
    """One token a party, in order: of "the speaker, X and Y" the name X instead of the office, and Y."""
    found: list[int] = []
    holders: dict[int, int] = {}
    for i in people:
        names = [n for a in _beside(parse, i) for n in conjuncts(parse, a)]
        office = bool(names) and parse.tokens[names[0]].pos == "PROPN" and not _is_named(parse, i)
        holders.update({i: names[0]} if office else {})
        found += names if office else [i, *names[1:]]
    allowed = [i for i in found if i not in holders and parse.tokens[i].lower not in words()["never_parties"]]
    return list(dict.fromkeys(allowed))


def _beside(parse: Parse, i: int) -> list[int]:
    """The holder's name after an office, also where the parser takes it for the next of a list."""
    beside = parse.dependents(i, "appos")
    if parse.tokens[i].lemma in words()["offices"] and not parse.dependents(i, "cc"):
        beside += [c for c in parse.dependents(i, "conj") if parse.tokens[c].pos == "PROPN"]
    return beside


def _halves(parse: Parse, mentions: Mentions, i: int) -> tuple[Party, ...]:
    """ "between the government and opposition factions", where the parser sees one noun phrase."""
    start, end = noun_phrase(parse, i)
    left, joint, right = parse.text[start:end].partition(" and ")
    if not joint:
        return ()
    spans = ((start, start + len(left)), (end - len(right), end))
    found = [next((m for m in mentions.touching(b - 1, b, ActorMention) if m.start >= a), None) for a, b in spans]
    return tuple(
        Party(name=parse.text[a:b], mention=m.id if m else None) for (a, b), m in zip(spans, found, strict=True)
    )


def _is_named(parse: Parse, i: int) -> bool:
    """A person's or group's own name, no office ("Speaker of the House")."""
    return parse.tokens[i].pos == "PROPN" and not parse.dependents(i, "det")


def _party(parse: Parse, mentions: Mentions, i: int, signature: SignatureStatus) -> Party:
    start, end = noun_phrase(parse, i)
    mention = mention_at(parse, mentions, i)
    return Party(name=parse.text[start:end], mention=mention.id if mention else None, signature=signature)


def _meant(parse: Parse, i: int) -> int:
    """Whom "it", "he" or "his faction" means where that is who speaks, or for whom; else the word itself."""
    token = parse.tokens[i]
    own = any(parse.tokens[c].lower in _OWNERS for c in parse.dependents(i, "poss"))
    side = token.lower in {"it", "they"} or (own and token.lemma in words()["speaking_sides"])
    if not side and token.lower not in {"he", "she"}:
        return i
    speaker = _speaker_over(parse, token.head, i)
    if speaker is None:
        return i
    known = [speaker, *parse.dependents(speaker, "appos")]
    if not side:
        owners = parse.dependents(speaker, "poss") if parse.tokens[speaker].lemma == "office" else []
        return next((k for k in [*owners, *known] if parse.tokens[k].pos == "PROPN"), i)
    sides = [k for one in known for k in objects(parse, one, "of", "for")]
    if sides or token.pos != "PRON" or parse.tokens[speaker].pos == "PRON":
        return sides[0] if sides else i
    return _meant(parse, speaker)  # "his group denied that it had signed"


def _speaker_over(parse: Parse, verb: int, i: int) -> int | None:
    """The subject of the verb that the clause hangs on ("denied that it had signed")."""
    for _ in range(_HIGHEST):
        token = parse.tokens[verb]
        if token.dep in {"ccomp", "xcomp"} and token.head != verb:
            above = subjects(parse, token.head)
            if above and above[0] != i:
                return above[0]
        if token.head == verb:
            return None
        verb = token.head
    return None


def _names_paper(parse: Parse, i: int) -> bool:
    lemma = parse.tokens[i].lemma
    return (
        lemma in words()["papers"] or lemma in words()["names"] or lemma in {"cessation", "fire", "document", "paper"}
    )
