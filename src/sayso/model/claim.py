"""Who claims what: the record that everything else stands on."""

from __future__ import annotations

from typing import Literal

import msgspec

from sayso.model.quantity import Count
from sayso.model.record import Passage, Record, Span, sha256

ClaimKind = Literal[
    "event", "casualty", "attribution", "responsibility_claim", "denial", "agreement", "signature",
    "violation_allegation", "violation_finding", "authenticity_dispute", "status", "intent", "threat", "appeal",
    "condemnation", "aggregate_count", "identity", "background",
]  # fmt: skip
Polarity = Literal["affirmed", "negated", "denied", "not_addressed"]
Modality = Literal[
    "asserted", "reported", "alleged", "possible", "hypothetical", "future", "historical", "conditional", "question",
]  # fmt: skip
Certainty = Literal["certain", "reported", "alleged", "possible", "doubtful", "unknown"]
Stance = Literal[
    "states", "reports", "claims", "confirms", "denies", "accuses", "suggests", "identifies", "quotes",
    "declines_comment", "shows",
]  # fmt: skip
Named = Literal["named", "office_only", "anonymous", "unattributed", "social_media"]
Basis = Literal["outlet", "direct_quote", "indirect", "mixed", "document", "recording", "hearsay", "inference"]
EventKind = Literal[
    "air_strike", "drone_strike", "shelling", "missile_rocket", "ied_mine", "suicide_attack", "armed_clash",
    "attack_on_civilians", "abduction", "execution", "siege_blockade", "territory_change", "shootdown", "arrest",
    "agreement", "ceasefire_declared", "ceasefire_in_force", "ceasefire_violation", "statement", "leak_publication",
    "bombing", "arson", "robbery", "hijacking", "forced_work_stoppage", "other",
]  # fmt: skip
Realis = Literal["happened", "attempted", "threatened", "planned"]
Outcome = Literal[
    "killed", "injured", "missing", "trapped", "detained", "abducted", "displaced", "unharmed", "freed", "harmed"
]
CombatStatus = Literal[
    "civilian", "presumed_civilian", "combatant", "alleged_combatant_by_perpetrator", "mixed", "unknown",
]  # fmt: skip
ResponsibilityBasis = Literal[
    "reported_as_fact", "claimed", "accused", "accused_by_authorities", "suspected", "possible", "denied", "acquitted",
    "inferred",
]  # fmt: skip
SignatureStatus = Literal["claimed", "shown", "denied", "unknown"]
AgreementStatus = Literal[
    "rumoured", "proposed", "announced", "claimed_signed", "text_published", "signature_verified", "in_force",
    "violated", "lapsed", "ended", "denied", "declared_fake", "rejected", "extended",
]  # fmt: skip
Spoke = Literal["rules", "model", "both"]
Verdict = Literal["authentic", "authentic_but_misdescribed", "altered", "fabricated", "unverifiable", "undetermined"]


class Attribution(Record, frozen=True, kw_only=True):
    """A passage that the text gives to a speaker, on whatever subject (contract: `attributions[]`).

    `sources`, `cues`, `contents` are spans as written; no source named: an empty tuple. `speaker` is the mention of
    whom the source means; `inside` the attribution whose content holds this one. `reader` says who saw it: the rules, the
    trained model, or both; `score` is how often such an attribution is right (None: nobody knows).
    """

    id: str
    sources: tuple[Span, ...]
    cues: tuple[Span, ...]
    contents: tuple[Span, ...]
    speaker: str | None = None
    inside: str | None = None
    stance: Stance = "states"
    modality: Modality = "asserted"
    polarity: Polarity = "affirmed"
    basis: Basis = "indirect"
    rule: str = ""
    reader: Spoke = "rules"
    score: float | None = None


class Hop(Record, frozen=True, kw_only=True):
    """One speaker of a chain. `text` as written, `name` the best full name, `cue` the words that give the passage to them."""

    speaker: str | None
    text: str
    name: str
    cue: str | None = None
    stance: Stance = "states"
    named: Named = "named"
    basis: Basis = "indirect"


class Role(Record, frozen=True, kw_only=True):
    """Words that fill a slot, and the mention that they are (None: words alone)."""

    exact: str
    start: int
    end: int
    mention: str | None = None


class Perpetrator(Role, frozen=True, kw_only=True):
    """Who is said to have done it, and on what basis; never from accusation to fact."""

    basis: ResponsibilityBasis = "reported_as_fact"
    individual: bool = False
    state: bool | None = None


class Weapon(Record, frozen=True, kw_only=True):
    """A weapon: `exact` None when inferred from the verb ("shot")."""

    kind: str
    exact: str | None = None
    start: int | None = None
    end: int | None = None


class Target(Role, frozen=True, kw_only=True):
    """What or who was struck."""

    kind: Literal["physical", "human"] = "physical"
    name: str | None = None
    description: str | None = None
    type: str | None = None
    nation: str | None = None
    number: tuple[int, int | None] | None = None
    effect: tuple[str, ...] = ()


class Toll(Record, frozen=True, kw_only=True):
    """One casualty figure. `subset_of` is the `id` of the larger figure, in the same reading, that these people are part
    of; `overlap` says whether two figures are known to be of different people. `update`: the words say that the figure
    replaces an earlier one ("rising to").
    """

    id: str
    outcome: Outcome
    count: Count
    start: int
    end: int
    who: str | None = None
    type: CombatStatus = "presumed_civilian"
    sex_age: tuple[str, ...] = ()
    subset_of: str | None = None
    overlap: Literal["disjoint", "subset", "unknown"] = "unknown"
    certainty: Certainty = "certain"
    update: bool = False


class Occurrence(Record, tag_field="type", tag="occurrence", frozen=True, kw_only=True):
    """Something is said to have happened (or been tried, threatened, planned) at a place and time.

    `places` (struck), `within` (the wider places that these are said to lie in), `launched_from`, `spoken_at` (where
    somebody said it), `dateline` (where the report was written from) and `when` are mentions;
    `number` is how many raids, strikes or blasts; with `alternatives` one of the perpetrators is meant, not all.
    `reference` says how the words bring it up: `new` ("an air strike", "warplanes bombed"), `definite` ("the attack"),
    `generic` ("air strikes kill civilians").
    """

    event: EventKind
    realis: Realis
    trigger: Passage
    perpetrators: tuple[Perpetrator, ...] = ()
    targets: tuple[Target, ...] = ()
    places: tuple[Role, ...] = ()
    launched_from: tuple[Role, ...] = ()
    within: tuple[Role, ...] = ()
    spoken_at: tuple[Role, ...] = ()
    dateline: tuple[Role, ...] = ()
    when: str | None = None
    weapons: tuple[Weapon, ...] = ()
    number: Count | None = None
    reference: Literal["new", "definite", "generic"] = "new"
    alternatives: bool = False


class Casualties(Record, tag_field="type", tag="casualties", frozen=True, kw_only=True):
    """People are said to have been harmed; `occurrence` is what harmed them, where the clause says it."""

    tolls: tuple[Toll, ...]
    occurrence: Occurrence | None = None


class Responsibility(Record, tag_field="type", tag="responsibility", frozen=True, kw_only=True):
    """Somebody is said to have done it: claimed, accused, denied, inferred. With `alternatives` the actors are a set of
    which one is meant ("either the regime or Russia"), else all together.
    """

    basis: ResponsibilityBasis
    actors: tuple[Role, ...]
    alternatives: bool = False
    about: Passage | None = None
    occurrence: Occurrence | None = None


class Party(Record, frozen=True, kw_only=True):
    """A party to an agreement with the state of its signature as this claim has it."""

    name: str
    mention: str | None = None
    signature: SignatureStatus = "unknown"


class AgreementStep(Record, tag_field="type", tag="agreement_step", frozen=True, kw_only=True):
    """A step in the life of a ceasefire, truce or initiative. `duration` is ISO 8601 (P2W)."""

    agreement: Passage
    status: AgreementStatus | None
    title: str | None = None
    kind: str = "ceasefire"
    parties: tuple[Party, ...] = ()
    area: tuple[Role, ...] = ()
    start: str | None = None
    duration: str | None = None
    conditions: Passage | None = None
    proposed_by: Role | None = None


class Authenticity(Record, tag_field="type", tag="authenticity", frozen=True, kw_only=True):
    """A document, signature or recording is called genuine, fake or altered."""

    artefact: Passage
    artefact_kind: str
    verdict: Verdict
    grounds: Passage | None = None


class Meaning(Record, tag_field="type", tag="meaning", frozen=True, kw_only=True):
    """What a document or recording is said to show, and who is said to have obtained it from where."""

    artefact: Passage
    artefact_kind: str
    shows: Passage
    obtained_from: Role | None = None
    obtained_by: Role | None = None


class Aggregate(Record, tag_field="type", tag="aggregate", frozen=True, kw_only=True):
    """A total over a period or a campaign: never an incident, never added to one."""

    tolls: tuple[Toll, ...]
    period: str | None = None
    scope: Passage | None = None


class Statement(Record, tag_field="type", tag="statement", frozen=True, kw_only=True):
    """Anything else said about the conflict: an intention, appeal, condemnation, state of affairs."""

    topic: ClaimKind
    occurrence: Occurrence | None = None


Proposition = Occurrence | Casualties | Responsibility | AgreementStep | Authenticity | Meaning | Aggregate | Statement


class Claim(Record, frozen=True, kw_only=True):
    """One clause's worth of what somebody says. `chain` runs from the outermost speaker (the report's own source) to the
    innermost; `stance` and `polarity` are the innermost speaker's.

    `key` comes from the raw words alone (text hash, span, kind), so a better reader keeps people's decisions;
    `digest` is the reading's own hash, so a decision can name what was seen.

    `engine` is who spoke: `rules`, `model`, `both`, or the name of another reader; `models` are the networks that had a say, by
    name and first digits of their hash. `score` is how often claims like this one give the right words to the right
    speaker (docs/method.md).
    """

    key: str
    digest: str
    kind: ClaimKind
    passage: Passage
    cue: Passage | None
    chain: tuple[Hop, ...]
    stance: Stance
    polarity: Polarity
    modality: Modality
    certainty: Certainty
    proposition: Proposition
    rule: str
    engine: str = "rules"
    models: tuple[str, ...] = ()
    attribution: str | None = None
    score: float | None = None


def claim_key(text_sha256: str, span: Span, kind: str) -> str:
    """The claim's identity: 20 hexadecimal digits over the raw words' place and the kind, never over our reading."""
    return sha256(f"{text_sha256}\n{span[0]}\n{span[1]}\n{kind}")[:20]


def with_digest(claim: Claim) -> Claim:
    """The claim with the digest of its reading, in canonical JSON: what is claimed by whom, and by which rule that was read.

    Who else would have read it so, and how sure they are, is no part of it: a network trained anew leaves decisions alone
    unless it reads otherwise.
    """
    bare = msgspec.structs.replace(claim, key="", digest="", engine="rules", score=None)
    fields = msgspec.to_builtins(bare)
    del fields["models"]
    return msgspec.structs.replace(claim, digest=sha256(msgspec.json.encode(fields, order="deterministic"))[:20])
