"""From what was found and who speaks to claims: one clause, one chain, one proposition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TypeVar

import msgspec

from sayso.lexicon.load import lexicon
from sayso.model.claim import (
    Attribution,
    Certainty,
    Claim,
    ClaimKind,
    Hop,
    Modality,
    Occurrence,
    Polarity,
    Proposition,
    Responsibility,
    Stance,
    Statement,
    claim_key,
)
from sayso.model.record import passage, sha256
from sayso.reading.chains import chain_of, cue_of, hearsay
from sayso.reading.claim_scores import claim_score
from sayso.reading.clauses import Clause
from sayso.reading.found import Found, FoundToll, Status
from sayso.reading.parse import Parse
from sayso.reading.propositions import Said, kind_of, propositions_of, rank
from sayso.reading.stance import status
from sayso.reading.topics import is_about_conflict, kind_in_words, topic_of

_F = TypeVar("_F", Found, FoundToll)
_PASSED_ON = {"reported", "alleged"}
_HEDGED: dict[Modality, Certainty] = {
    "reported": "reported",
    "alleged": "alleged",
    "possible": "possible",
    "hypothetical": "possible",
    "conditional": "possible",
    "question": "unknown",
}


def assemble(
    parse: Parse,
    clauses: Sequence[Clause],
    found: Sequence[Found],
    tolls: Sequence[FoundToll],
    models: tuple[str, ...] = (),
) -> list[Claim]:
    """The report's claims in text order; the chains are named when the mentions are linked. `models` are the networks that
    saw the attributions which are not the rules' alone.
    """
    owner = _owners(parse, clauses)
    found_in, tolls_in = _grouped(owner, found), _grouped(owner, tolls)
    relevant = [n in found_in or n in tolls_in or _about_conflict(parse, clause) for n, clause in enumerate(clauses)]
    conflict_report = sum(relevant) >= lexicon("claims")["conflict_share"] * len(clauses)
    digest = sha256(parse.text)
    claims: dict[str, Claim] = {}
    for number, clause in enumerate(clauses):
        said = propositions_of(found_in[number], tolls_in[number], _told_next(parse, clauses, found_in, number))
        if clause.attribution is not None or _is_hearsay(said):
            said = _spoken(parse, clause, said, conflict_report or relevant[number])
        for one in said:
            claim = _seen_by(_claim(parse, digest, clause, one), clause.chain, models)
            claims.setdefault(claim.key, claim)
    return sorted(claims.values(), key=lambda c: (c.passage.start, -c.passage.end))


def _owners(parse: Parse, clauses: Sequence[Clause]) -> list[int]:
    """For each token the number of its clause; a speech frame ("accused") goes to the clause that follows it in the
    sentence, or else to the one before.
    """
    owner = [-1] * len(parse.tokens)
    for number, clause in enumerate(clauses):
        owner[clause.first : clause.last + 1] = [number] * (clause.last + 1 - clause.first)
    for step in (reversed(range(len(owner))), range(len(owner))):
        nearest = -1
        for i in step:
            if owner[i] >= 0:
                nearest = owner[i]
            elif nearest >= 0 and parse.tokens[clauses[nearest].first].sentence == parse.tokens[i].sentence:
                owner[i] = nearest
    return owner


def _grouped(owner: Sequence[int], found: Iterable[_F]) -> defaultdict[int, list[_F]]:
    groups: defaultdict[int, list[_F]] = defaultdict(list)
    for one in found:
        groups[owner[one.token]].append(one)
    return groups


def _told_next(
    parse: Parse, clauses: Sequence[Clause], found_in: Mapping[int, list[Found]], number: int
) -> Found | None:
    """The deed that the report itself goes on to tell after a speaker's few words in the same sentence: "pointed the finger
    at the rebels after gunmen stormed the school".
    """
    if clauses[number].attribution is None or number + 1 == len(clauses):
        return None
    after = clauses[number + 1]
    if (
        after.attribution is not None
        or parse.tokens[after.first].sentence != parse.tokens[clauses[number].last].sentence
    ):
        return None
    return next((one for one in found_in.get(number + 1, ()) if isinstance(one.proposition, Occurrence)), None)


def _about_conflict(parse: Parse, clause: Clause) -> bool:
    return is_about_conflict(parse, clause.first, clause.last)


def _is_hearsay(said: Sequence[Said]) -> bool:
    """The report itself hands the whole clause on: "were allegedly shot"."""
    return bool(said) and all(one.status.modality in _PASSED_ON for one in said)


def _spoken(parse: Parse, clause: Clause, said: list[Said], relevant: bool) -> list[Said]:
    """What a speaker says in a clause: the most specific proposition takes the whole clause as its passage, others
    keep their own words; a clause without any is a statement on its topic.
    """
    if not said:
        return [_statement(parse, clause)] if relevant else []
    first, *others = sorted(said, key=rank)
    whole = msgspec.structs.replace(first, span=clause.span)
    return [whole, *(one for one in others if one.span != whole.span)]


def _statement(parse: Parse, clause: Clause) -> Said:
    topic = topic_of(parse, clause.first, clause.last)
    root = next((i for i in range(clause.first, clause.last + 1) if _is_top(parse, clause, i)), clause.first)
    return Said(
        span=clause.span, proposition=Statement(topic=topic), status=status(parse, root), rule=f"topics.{topic}"
    )


def _is_top(parse: Parse, clause: Clause, i: int) -> bool:
    head = parse.tokens[i].head
    return parse.tokens[i].pos in {"VERB", "AUX"} and (head == i or not clause.holds(head))


def _claim(parse: Parse, digest: str, clause: Clause, said: Said) -> Claim:
    clause = _without_nobody(parse, _without_itself(parse, clause), said)
    stance = _stance(clause, said.proposition)
    modality = _modality(parse, clause, said.status)
    kind = _kind(parse, clause, said, denied=stance == "denies")
    return Claim(
        key=claim_key(digest, said.span, kind),
        digest="",
        kind=kind,
        passage=passage(parse.text, said.span),
        cue=cue_of(parse.text, clause.chain),
        chain=_chain(parse, clause, said.status),
        stance=stance,
        polarity=_polarity(stance, said.status),
        modality=modality,
        certainty=_HEDGED.get(modality, said.status.certainty),
        proposition=said.proposition,
        rule=said.rule,
        attribution=clause.attribution.id if clause.attribution else None,
        score=claim_score(clause.chain, kind),
    )


def _seen_by(claim: Claim, chain: Sequence[Attribution], models: tuple[str, ...]) -> Claim:
    """The claim with who found out who says it. What a report says in its own voice only rules have read."""
    readers = {one.reader for one in chain}
    if readers <= {"rules"}:
        return claim
    return msgspec.structs.replace(claim, engine="model" if readers == {"model"} else "both", models=models)


def _without_itself(parse: Parse, clause: Clause) -> Clause:
    """ "An earlier version of this report said …" is told by the report's own outlet."""
    chain = tuple(one for one in clause.chain if not _is_itself(parse, one))
    if len(chain) == len(clause.chain):
        return clause
    return msgspec.structs.replace(clause, attribution=chain[-1] if chain else None, chain=chain)


def _is_itself(parse: Parse, speaker: Attribution) -> bool:
    return bool(speaker.sources) and _itself().match(parse.text, *speaker.sources[0]) is not None


@cache
def _itself() -> re.Pattern[str]:
    return re.compile(lexicon("claims")["itself"], re.IGNORECASE)


def _without_nobody(parse: Parse, clause: Clause, said: Said) -> Clause:
    """ "No group claimed responsibility" is told by whoever says so, not by "no group"."""
    speaker = clause.attribution
    if speaker is None or not speaker.sources or not isinstance(said.proposition, Responsibility):
        return clause
    if parse.text[slice(*speaker.sources[0])].split()[0].lower() not in lexicon("claims")["nobody"]:
        return clause
    outer = clause.chain[:-1]
    return msgspec.structs.replace(clause, attribution=outer[-1] if outer else None, chain=outer)


def _kind(parse: Parse, clause: Clause, said: Said, *, denied: bool) -> ClaimKind:
    """By what is said and, for a speaker's whole clause, by how: "the strikes must stop" is an appeal."""
    kind = kind_of(said.proposition, denied=denied)
    whole = clause.attribution is not None and said.span == clause.span
    return kind_in_words(parse, clause.first, clause.last, kind) if whole else kind


def _chain(parse: Parse, clause: Clause, state: Status) -> tuple[Hop, ...]:
    """ "Reportedly" hands the clause on to nobody in particular, unless the cue has done so already."""
    chain = chain_of(parse.text, clause.chain)
    passed_on = state.modality in _PASSED_ON and chain[-1].named != "unattributed"
    return (*chain, hearsay(state.modality)) if passed_on else chain


def _stance(clause: Clause, proposition: Proposition) -> Stance:
    """The innermost speaker's; "said it was not responsible" is a denial in other words."""
    stance: Stance = clause.attribution.stance if clause.attribution else "reports"
    denies = isinstance(proposition, Responsibility) and proposition.basis == "denied"
    return "denies" if denies and clause.attribution and stance in {"states", "claims"} else stance


def _polarity(stance: Stance, state: Status) -> Polarity:
    if stance == "denies":
        return "denied"
    if stance == "declines_comment":
        return "not_addressed"
    return state.polarity


def _modality(parse: Parse, clause: Clause, state: Status) -> Modality:
    """The clause's own hedge, else the cue's ("alleged that"); what is neither confirmed nor denied is possible."""
    if state.modality != "asserted" or clause.attribution is None:
        return state.modality
    return "possible" if _is_left_open(parse, clause.attribution) else clause.attribution.modality


def _is_left_open(parse: Parse, speaker: Attribution) -> bool:
    """ "Would neither confirm nor deny the raid"; who only will not comment on the raid does not doubt it."""
    words = {word for start, end in speaker.cues for word in parse.text[start:end].lower().split()}
    return speaker.stance == "declines_comment" and not words.isdisjoint(lexicon("claims")["undecided"])
