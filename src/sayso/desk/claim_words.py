"""What the codes of a claim are called on its card, in the reader's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sayso.model.claim import Certainty, ClaimKind, CombatStatus, Modality, Outcome, Polarity, Realis, Stance
from sayso.model.ledger import Review
from sayso.model.quantity import PartOfDay, TimePrecision

KINDS: dict[ClaimKind, Promise] = {
    "event": _("event"),
    "casualty": _("casualties"),
    "attribution": _("who did it"),
    "responsibility_claim": _("claim of responsibility"),
    "denial": _("denial"),
    "agreement": _("agreement"),
    "signature": _("signature"),
    "violation_allegation": _("alleged violation"),
    "violation_finding": _("finding of a violation"),
    "authenticity_dispute": _("dispute over what is genuine"),
    "status": _("state of affairs"),
    "intent": _("intention"),
    "threat": _("threat"),
    "appeal": _("appeal"),
    "condemnation": _("condemnation"),
    "aggregate_count": _("total over a period"),
    "identity": _("identity"),
    "background": _("background"),
}
STANCES: dict[Stance, Promise] = {
    "states": _("says"),
    "reports": _("reports"),
    "claims": _("claims"),
    "confirms": _("confirms"),
    "denies": _("denies"),
    "accuses": _("accuses"),
    "suggests": _("suggests"),
    "identifies": _("identifies"),
    "quotes": _("quotes"),
    "declines_comment": _("does not comment"),
    "shows": _("shows"),
}
POLARITIES: dict[Polarity, Promise] = {
    "affirmed": _("said to be so"),
    "negated": _("said not to be so"),
    "denied": _("denied"),
    "not_addressed": _("left open"),
}
MODALITIES: dict[Modality, Promise] = {
    "asserted": _("asserted"),
    "reported": _("as something reported"),
    "alleged": _("as an allegation"),
    "possible": _("as a possibility"),
    "hypothetical": _("as a supposition"),
    "future": _("of the future"),
    "historical": _("of the past"),
    "conditional": _("on a condition"),
    "question": _("as a question"),
}
CERTAINTIES: dict[Certainty, Promise] = {
    "certain": _("no doubt expressed"),
    "reported": _("reportedly"),
    "alleged": _("allegedly"),
    "possible": _("possibly"),
    "doubtful": _("in doubt"),
    "unknown": _("certainty not known"),
}
OUTCOMES: dict[Outcome, Promise] = {
    "killed": _("Killed"),
    "injured": _("Injured"),
    "missing": _("Missing"),
    "trapped": _("Trapped"),
    "detained": _("Detained"),
    "abducted": _("Abducted"),
    "displaced": _("Displaced"),
    "unharmed": _("Unharmed"),
    "freed": _("Freed"),
    "harmed": _("Harmed"),
}
COMBATANTS: dict[CombatStatus, Promise] = {
    "civilian": _("civilians"),
    "presumed_civilian": _("presumed civilians"),
    "combatant": _("fighters"),
    "alleged_combatant_by_perpetrator": _("fighters, by the attacker's word alone"),
    "mixed": _("civilians and fighters"),
    "unknown": _("civilians or fighters: unknown"),
}
REALIS: dict[Realis, Promise] = {
    "happened": _("happened"),
    "attempted": _("attempted"),
    "threatened": _("threatened"),
    "planned": _("planned"),
}
TIMES: dict[TimePrecision, Promise] = {
    "exact_time": _("known to the hour"),
    "part_of_day": _("known to the part of the day"),
    "day": _("known to the day"),
    "days_2_6": _("known to a few days"),
    "week": _("known to the week"),
    "month": _("known to the month"),
    "year": _("known to the year"),
    "range": _("a stretch of time"),
    "unknown": _("not known how precisely"),
}
PARTS_OF_DAY: dict[PartOfDay, Promise] = {
    "dawn": _("dawn"),
    "morning": _("morning"),
    "noon": _("noon"),
    "afternoon": _("afternoon"),
    "evening": _("evening"),
    "night": _("night"),
    "overnight": _("overnight"),
}
REVIEWS: dict[Review, Promise] = {
    "suggested": _("suggested by sayso"),
    "accepted": _("accepted"),
    "rejected": _("rejected"),
    "amended": _("amended"),
    "stale": _("decided on an earlier reading"),
    "waiting": _("waits for another person"),
}
_READERS = {
    "rules": _("Read by rules."),
    "model": _("Read by a trained model."),
    "both": _("Read by rules and by a trained model, alike."),
}
_TENTHS = (
    _("Hardly any like this are right."),
    _("One in ten like this are right."),
    _("Two in ten like this are right."),
    _("Three in ten like this are right."),
    _("Four in ten like this are right."),
    _("Half of those like this are right."),
    _("Six in ten like this are right."),
    _("Seven in ten like this are right."),
    _("Eight in ten like this are right."),
    _("Nine in ten like this are right."),
    _("Nearly all like this are right."),
)


def read_by(engine: str) -> str:
    """Who read a claim: the rules, a trained model, both, or a reader of another name."""
    known = _READERS.get(engine)
    return str(known) if known else gettext("Read by %(reader)s.") % {"reader": engine}


def how_often_right(score: float | None) -> str:
    """A score as a share of claims like this one; nobody knows where there is none."""
    if score is None:
        return gettext("How often it is right was not measured.")
    return str(_TENTHS[max(0, min(10, round(score * 10)))])


def claims_counted(count: int) -> str:
    """ "1 claim", "12 claims"."""
    return ngettext("%(count)s claim", "%(count)s claims", count) % {"count": count}
