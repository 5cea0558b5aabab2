"""What the codes of a reading are called in plain English."""

from __future__ import annotations

from sayso.model.claim import (
    AgreementStatus,
    Certainty,
    CombatStatus,
    EventKind,
    Modality,
    ResponsibilityBasis,
    Stance,
    Verdict,
)
from sayso.model.mention import PlacePrecision

LANGUAGES = {"en": "English", "ar": "Arabic", "fr": "French"}

# An event as a noun phrase, and the word that ties what it struck to it.
EVENTS: dict[EventKind, tuple[str, str]] = {
    "air_strike": ("an air strike", "on"),
    "drone_strike": ("a drone strike", "on"),
    "shelling": ("shelling", "of"),
    "missile_rocket": ("a rocket or missile attack", "on"),
    "ied_mine": ("a mine or planted bomb explosion", "against"),
    "suicide_attack": ("a suicide attack", "on"),
    "armed_clash": ("an armed clash", "with"),
    "attack_on_civilians": ("an attack", "on"),
    "abduction": ("an abduction", "of"),
    "execution": ("an execution", "of"),
    "siege_blockade": ("a siege", "of"),
    "territory_change": ("a change of control", "of"),
    "shootdown": ("a shooting down", "of"),
    "arrest": ("an arrest", "of"),
    "agreement": ("an agreement", "with"),
    "ceasefire_declared": ("a declared ceasefire", "with"),
    "ceasefire_in_force": ("a ceasefire in force", "with"),
    "ceasefire_violation": ("a breach of the ceasefire", "against"),
    "statement": ("a statement", "on"),
    "leak_publication": ("a publication of leaked material", "on"),
    "bombing": ("a bomb attack", "on"),
    "arson": ("an arson attack", "on"),
    "robbery": ("a robbery", "of"),
    "hijacking": ("a hijacking", "of"),
    "forced_work_stoppage": ("a forced work stoppage", "at"),
    "other": ("an act of violence", "against"),
}
# How a speaker puts it: for one speaker and for several.
STANCES: dict[Stance, tuple[str, str]] = {
    "states": ("says that", "say that"),
    "reports": ("reports that", "report that"),
    "claims": ("claims that", "claim that"),
    "confirms": ("confirms that", "confirm that"),
    "denies": ("denies that", "deny that"),
    "accuses": ("makes the accusation that", "make the accusation that"),
    "suggests": ("suggests that", "suggest that"),
    "identifies": ("says that", "say that"),
    "quotes": ("quotes the words that", "quote the words that"),
    "declines_comment": ("does not comment on whether", "do not comment on whether"),
    "shows": ("shows that", "show that"),
}
MODALITIES: dict[Modality, str] = {
    "asserted": "",
    "reported": "as something reported",
    "alleged": "as an allegation",
    "possible": "as a possibility",
    "hypothetical": "as a supposition",
    "future": "of the future",
    "historical": "of the past",
    "conditional": "on a condition",
    "question": "as a question",
}
HEDGES: dict[Certainty, str] = {
    "certain": "",
    "reported": "reportedly ",
    "alleged": "allegedly ",
    "possible": "possibly ",
    "doubtful": "doubtfully ",
    "unknown": "",
}
# Manners without which the sentence alone would say too much.
TOLD_IN_SENTENCE = frozenset({"alleged", "possible", "hypothetical", "future", "conditional", "question"})
# On what basis somebody is held to have done it; the speakers' names follow.
BASES: dict[ResponsibilityBasis, str] = {
    "reported_as_fact": "reported as fact by",
    "claimed": "claimed by",
    "accused": "accused by",
    "accused_by_authorities": "accused by authorities:",
    "suspected": "suspected by",
    "possible": "named as possible by",
    "denied": "denied by",
    "acquitted": "acquitted, says",
    "inferred": "inferred from evidence by",
}
# The same where nobody is named who says it.
BASES_ALONE: dict[ResponsibilityBasis, str] = {
    "reported_as_fact": "reported as fact",
    "claimed": "as they claim",
    "accused": "accused",
    "accused_by_authorities": "accused by authorities",
    "suspected": "suspected",
    "possible": "possibly",
    "denied": "which is denied",
    "acquitted": "acquitted",
    "inferred": "inferred from evidence",
}
PRECISIONS: dict[PlacePrecision, str] = {
    "exact": "exact spot",
    "landmark": "landmark",
    "street": "street",
    "neighbourhood": "neighbourhood",
    "village": "village",
    "town": "town",
    "city": "city",
    "adm3": "sub-district",
    "adm2": "district",
    "adm1": "region",
    "country": "country",
    "between_places": "between places",
    "offshore_air": "off shore or in the air",
    "unknown": "precision unknown",
}
COMBATANTS: dict[CombatStatus, str] = {
    "civilian": "civilians",
    "presumed_civilian": "",
    "combatant": "fighters",
    "alleged_combatant_by_perpetrator": "fighters, by the attacker's word alone",
    "mixed": "civilians and fighters",
    "unknown": "civilians or fighters: unknown",
}
AGREEMENT_STATUSES: dict[AgreementStatus, str] = {
    "rumoured": "is rumoured",
    "proposed": "is proposed",
    "announced": "is announced",
    "claimed_signed": "is signed",
    "text_published": "is published",
    "signature_verified": "bears a verified signature",
    "in_force": "is in force",
    "violated": "is broken",
    "lapsed": "has lapsed",
    "ended": "has ended",
    "denied": "is denied",
    "declared_fake": "is fake",
    "rejected": "is rejected",
    "extended": "is extended",
}
VERDICTS: dict[Verdict, str] = {
    "authentic": "genuine",
    "authentic_but_misdescribed": "genuine but misdescribed",
    "altered": "altered",
    "fabricated": "fake",
    "unverifiable": "impossible to verify",
    "undetermined": "of unknown authenticity",
}
