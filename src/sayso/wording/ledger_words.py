"""What the codes of a ledger are called in plain English."""

from __future__ import annotations

from sayso.model.decision import Decision, Verb
from sayso.model.evidence import EntryKind
from sayso.model.grouped import FacetField, HarmGrade, StrikeStatus
from sayso.model.ledger import Review
from sayso.model.publishing import Flag, Verdict
from sayso.model.release import Change, Exclusion

STRIKE_STATUSES: dict[StrikeStatus, str] = {
    "declared": "declared",
    "likely": "likely",
    "single_source": "single source",
    "contested": "contested",
    "no_strike_indicated": "no strike indicated",
    "unassessed": "not assessed",
}
HARM_GRADES: dict[HarmGrade, str] = {
    "confirmed": "confirmed",
    "fair": "fair",
    "weak": "weak",
    "contested": "contested",
    "discounted": "discounted",
    "unassessed": "not assessed",
}
FACETS: dict[FacetField, str] = {
    "killed": "Killed",
    "injured": "Injured",
    "when": "When",
    "where": "Where",
    "who": "Who did it",
    "weapon": "Weapon",
    "target": "Target",
    "civilian_status": "Civilians",
    "strikes": "Strikes",
}
CIVILIANS: dict[str, str] = {
    "civilian": "civilians",
    "presumed_civilian": "presumed civilians",
    "combatant": "fighters",
    "alleged_combatant_by_perpetrator": "fighters, by the attacker's word alone",
    "mixed": "civilians and fighters",
}
REVIEWS: dict[Review, str] = {
    "suggested": "suggested by sayso",
    "accepted": "accepted",
    "rejected": "rejected",
    "amended": "amended",
    "stale": "decided on an earlier reading",
    "waiting": "waits for another person",
}
VERBS: dict[Verb, str] = {
    "accept": "accepted",
    "reject": "rejected",
    "amend": "amended",
    "same": "one with",
    "different": "different from",
    "part_of": "part of",
    "unsure": "left open against",
    "grade": "graded",
    "select": "selected",
    "publish": "for publication",
    "undo": "undone",
}
FLAGS: dict[Flag, str] = {
    "names": "names of people harmed",
    "minors": "names of children",
    "medical_site": "medical site",
    "sensitive_site": "site where people shelter, learn or pray",
    "exact_coordinates": "place known to the street or closer",
    "source_at_risk": "private person quoted by name",
    "embargo": "embargo",
}
EXCLUSIONS: dict[Exclusion, str] = {
    "withheld": "withheld by a person",
    "embargo": "under an embargo",
    "not_reviewed": "looked at by no person",
    "no_strike": "found to be no strike",
    "discounted": "discounted by a person",
}
CHANGES: dict[Change, str] = {
    "added": "added",
    "changed": "changed",
    "merged": "merged into another",
    "removed": "removed",
}
FIELDS: dict[str, str] = {
    "kind": "kind",
    "title": "title",
    "place": "place",
    "first": "first day",
    "last": "last day",
    "when_said": "words for the day",
    "previous_codes": "earlier codes",
    "part_of": "what it is part of",
    "parts": "parts",
    "strike_status": "strike status",
    "harm": "harm grade",
    "grade_rule": "rule of the grade",
    "grade_why": "why it is graded so",
    "graded": "whether a person graded it",
    "reviewed": "whether a person looked at it",
    "facets": "reported facts",
    "tellers": "independent voices",
    "claims": "claims",
    "reports": "reports",
    "beside": "totals beside it",
    "withheld": "what is withheld",
}
"""What of an incident reads otherwise than in the release before."""
VERDICTS_ON_FLAGS: dict[Verdict, str] = {
    "publish": "publish as it is",
    "redact": "publish without it",
    "withhold": "withhold the incident",
}
ENTRIES: dict[EntryKind, str] = {
    "capture": "captured",
    "timestamp": "timestamp",
    "decision": "decided",
    "code": "code given",
    "verify": "verified",
    "backup": "backed up",
    "restore": "restored",
    "note": "note",
    "release": "released",
}


def decided(decision: Decision) -> str:
    """A decision in words: "one with SY-2016-0004", "graded harm: fair"."""
    verb = VERBS[decision.verb]
    match decision.verb:
        case "same" | "different" | "part_of" | "unsure":
            return f"{verb} {decision.value.get('other', '')}"
        case "grade":
            told = (f"{name.replace('_', ' ')}: {value}" for name, value in sorted(decision.value.items()))
            return f"{verb} {', '.join(told)}"
        case "select":
            return f"{verb} {decision.value.get('field', '')}: {decision.value.get('value', '')}"
        case "publish":
            flag, verdict = decision.value.get("flag", ""), decision.value.get("verdict", "")
            until = f" until {decision.value['until']}" if decision.value.get("until") else ""
            return f"{verb}: {FLAGS.get(flag, flag)}: {VERDICTS_ON_FLAGS.get(verdict, verdict)}{until}"
        case "undo":
            return f"decision {decision.supersedes} undone"
        case _:
            return verb


def counted(count: int, noun: str, several: str | None = None) -> str:
    """ "1 report", "2,000 reports"."""
    return f"{count:,} {noun if count == 1 else several or noun + 's'}"
