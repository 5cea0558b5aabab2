"""People decide: checked against what is there, then appended. What a decision changes is seen after the next grouping."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, get_args

import msgspec

from sayso.errors import DecisionError, StaleDecisionError, UnknownIdError
from sayso.incidents.decisions import decision_data, decision_of, standing
from sayso.ledger.grouping import decisions
from sayso.ledger.misfits import told
from sayso.ledger.opened import Opened
from sayso.ledger.reviewing import confirming, decisions_on, look_again
from sayso.model.claim import Claim, Proposition
from sayso.model.decision import Decision, Verb
from sayso.model.evidence import Entry
from sayso.model.grouped import GroupedIncident, HarmGrade, StrikeStatus
from sayso.model.publishing import Flag, Verdict
from sayso.model.record import Record
from sayso.store import groups, log, readings

ON_CLAIMS = frozenset({"accept", "reject", "amend"})
"""Decisions on a claim; the others are on accounts and incidents."""
RELEASE = "release"
"""The target of a decision on publishing that holds for every incident."""


class _Publishing(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    flag: Flag
    verdict: Verdict
    until: Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None


class SeenClaim(Record, frozen=True, kw_only=True):
    """What a log entry keeps of the claim that was decided on."""

    report: str
    claim: Claim


def decide(opened: Opened, wanted: Decision, after: int | None = None) -> Decision:
    """Check a decision and append it; `after` is the newest decision on the claim that was seen (0: none; None: whatever
    there is). Raises UnknownIdError, StaleDecisionError, DecisionError.
    """
    _say_enough(wanted)
    with opened.database.writing():
        return _decide(opened, wanted, after)


def decide_all(opened: Opened, wanted: Sequence[Decision], after: Mapping[str, int]) -> list[Decision]:
    """Append decisions in one transaction: all of them, or none. `after` is what was seen on each claim, by its key."""
    for one in wanted:
        _say_enough(one)
    with opened.database.writing():
        return [_decide(opened, one, after.get(one.target)) for one in wanted]


def _say_enough(wanted: Decision) -> None:
    """A decision has a verb that is one, and a reason."""
    if wanted.verb not in get_args(Verb):
        raise DecisionError(wanted.target, f"{wanted.verb!r} is no decision; write {', '.join(get_args(Verb))}")
    if not wanted.reason.strip():
        raise DecisionError(wanted.target, "a decision needs a reason")


def _decide(opened: Opened, wanted: Decision, after: int | None) -> Decision:
    """Check and append one, within a writing transaction."""
    checked = _CHECKS[wanted.verb](opened, wanted)
    if after is not None:
        look_again(opened, checked.target, after)
    entry = log.append(
        opened.database,
        **opened.now_by(),
        kind="decision",
        target=checked.target,
        data={**decision_data(checked), **_seen(opened, checked)},
        reason=checked.reason,
    )
    return decision_of(entry)


def _seen(opened: Opened, decision: Decision) -> dict[str, Any]:
    """The claim that is decided on, in full: a newer reader may read it otherwise, or not at all, and readings are derived."""
    if decision.verb not in ON_CLAIMS:
        return {}
    found = readings.claims_by_key(opened.database, [decision.target])
    report, claim = next(each for each in found if each.claim.digest == decision.digest)
    return {"seen": msgspec.to_builtins(SeenClaim(report=report, claim=claim))}


def pairs_decided(opened: Opened, accounts: Sequence[str], after: int) -> list[Decision]:
    """The decisions that stand on pairs with one of these accounts, and all on pairs since a log entry."""
    aimed = log.aimed_at(opened.database, "decision", list(accounts))
    since = log.decided_since(opened.database, after)
    on_pairs = standing(map(decision_of, (*aimed, *since)))
    return [d for d in on_pairs if _CHECKS[d.verb] is _on_pair]


def put_back(opened: Opened, entry: Entry) -> None:
    """Put a claim that was decided on back among the earlier ones, within a writing transaction; no reading may have it now.
    One of a form that this sayso does not know is told by the log alone.
    """
    try:
        seen = msgspec.convert(entry.data.get("seen"), SeenClaim | None)
    except msgspec.ValidationError:
        return
    if seen is not None:
        readings.put_claim(opened.database, seen.report, seen.claim)


def stale(opened: Opened) -> list[Decision]:
    """Decisions that stand, on claims that are read otherwise now or not at all; they are not applied."""
    on_claims = [d for d in standing(decisions(opened)) if d.verb in ON_CLAIMS]
    found = readings.claims_by_key(opened.database, [d.target for d in on_claims])
    digests: dict[str, set[str]] = {}
    for _, claim in found:
        digests.setdefault(claim.key, set()).add(claim.digest)
    return [d for d in on_claims if d.digest not in digests.get(d.target, ())]


def _on_claim(opened: Opened, wanted: Decision) -> Decision:
    """The claim is there and is still what was seen."""
    keys = readings.keys_like(opened.database, wanted.target)
    if len(keys) != 1:
        raise UnknownIdError(wanted.target, "no claim has this key" if not keys else "more than one claim begins so")
    digests = {claim.digest for _, claim in readings.claims_by_key(opened.database, keys)}
    if wanted.digest and wanted.digest not in digests:
        raise StaleDecisionError(keys[0], wanted.digest, min(digests))
    return msgspec.structs.replace(wanted, target=keys[0], digest=wanted.digest or min(digests))


def _accept(opened: Opened, wanted: Decision) -> Decision:
    """The claim is there; of what another person accepted it is the confirmation, where the project wants more than one."""
    return confirming(opened, _on_claim(opened, wanted))


def _amend(opened: Opened, wanted: Decision) -> Decision:
    """The new proposition is one."""
    try:
        msgspec.convert(wanted.value.get("proposition"), Proposition)
    except msgspec.ValidationError as error:
        raise DecisionError(wanted.target, f"this cannot be what the claim says: {told(str(error))}") from error
    return _on_claim(opened, wanted)


def _on_pair(opened: Opened, wanted: Decision) -> Decision:
    """Both sides are incidents or accounts, and not the same one; of an incident the accounts are put down, too. A side may
    also be some accounts of an incident, all of them named: so one decision takes it apart.
    """
    other = str(wanted.value.get("other", ""))
    if other == wanted.target:
        raise DecisionError(other, "this is compared with itself; name another incident or account")
    mine, theirs = _side(opened, wanted, "accounts", wanted.target), _side(opened, wanted, "others", other)
    if wanted.value.get("accounts") and set(mine) & set(theirs):
        raise DecisionError(wanted.target, "an account cannot stand on both sides")
    if set(mine) & set(theirs) and wanted.verb != "different":
        raise DecisionError(wanted.target, f"this and {other} are one incident already")
    value = {**wanted.value, "other": theirs[0], "accounts": list(mine), "others": list(theirs)}
    return msgspec.structs.replace(wanted, target=mine[0], value=value)


def _side(opened: Opened, wanted: Decision, name: str, id: str) -> tuple[str, ...]:
    """The accounts of one side: those that are named in full, else those of its id."""
    named = wanted.value.get(name)
    if not named:
        return _accounts(opened, id)
    if not isinstance(named, list) or id not in named:
        raise DecisionError(id, "the accounts of a side must hold the one that it is called by")
    return tuple(account for one in named for account in _accounts(opened, str(one)))


def _accounts(opened: Opened, id: str) -> tuple[str, ...]:
    """The account with this id, or those of the incident with this code."""
    if codes := groups.codes_of(opened.database, account=id):
        return (id,) if codes else ()
    if (incident := groups.incident(opened.database, id)) is not None:
        return incident.accounts
    raise UnknownIdError(id, "no incident or account has this id")


def _grade(opened: Opened, wanted: Decision) -> Decision:
    incident = _incident(opened, wanted.target)
    allowed = {"strike_status": get_args(StrikeStatus), "harm": get_args(HarmGrade)}
    given = {name: wanted.value[name] for name in allowed if wanted.value.get(name) is not None}
    if not given:
        raise DecisionError(wanted.target, "grade needs a strike status or a harm grade")
    for name, value in given.items():
        if value not in allowed[name]:
            raise DecisionError(wanted.target, f"{value!r} is none of {', '.join(allowed[name])}")
    return msgspec.structs.replace(wanted, target=incident.code)


def _select(opened: Opened, wanted: Decision) -> Decision:
    """The value is one of those reported: nobody may make one up."""
    incident = _incident(opened, wanted.target)
    facet = next((f for f in incident.facets if f.field == wanted.value.get("field")), None)
    if facet is None:
        fields = ", ".join(f.field for f in incident.facets) or "none"
        raise DecisionError(wanted.target, f"select needs a field; this incident has {fields}")
    if wanted.value.get("value") not in {p.value for p in facet.positions}:
        reported = ", ".join(p.value for p in facet.positions)
        raise DecisionError(wanted.target, f"{facet.field} is reported as {reported}")
    return msgspec.structs.replace(wanted, target=incident.code)


def _publish(opened: Opened, wanted: Decision) -> Decision:
    """What becomes of a flag, of one incident or (target "release") wherever it stands; an embargo has a day."""
    try:
        said = msgspec.convert(wanted.value, _Publishing)
    except msgspec.ValidationError as error:
        raise DecisionError(
            wanted.target, f"publish needs a flag ({', '.join(get_args(Flag))}) and publish, redact or withhold"
        ) from error
    if (said.flag == "embargo") != (said.until is not None) and said.verdict != "publish":
        raise DecisionError(wanted.target, "an embargo, and nothing else, has a day until which it holds (YYYY-MM-DD)")
    if wanted.target == RELEASE:
        return wanted
    return msgspec.structs.replace(wanted, target=_incident(opened, wanted.target).code)


def _undo(opened: Opened, wanted: Decision) -> Decision:
    """The decision is there and still stands (or is an `undo` that nobody undid)."""
    entry = log.entry(opened.database, wanted.supersedes or 0)
    if entry is None or entry.kind != "decision":
        number = "undo" if wanted.supersedes is None else str(wanted.supersedes)
        raise DecisionError(
            number, "the log holds no decision of this number; see them with: sayso log --kind decision"
        )
    undone = decision_of(entry)
    before = {d.number: d for d in decisions_on(opened, undone.target)}
    if any(d.supersedes == undone.number for d in standing_undos(before)):
        raise DecisionError(str(undone.number), "this decision was undone already")
    return msgspec.structs.replace(wanted, target=undone.target, digest=undone.digest)


def standing_undos(before: Mapping[int, Decision]) -> list[Decision]:
    """The undos that nobody undid."""
    undone = {d.supersedes for d in before.values() if d.verb == "undo"}
    return [d for d in before.values() if d.verb == "undo" and d.number not in undone]


def _incident(opened: Opened, code: str) -> GroupedIncident:
    incident = groups.incident(opened.database, code)
    if incident is None:
        raise UnknownIdError(code, "no incident has this code")
    return incident


_CHECKS: dict[str, Callable[[Opened, Decision], Decision]] = {
    "accept": _accept,
    "reject": _on_claim,
    "amend": _amend,
    "same": _on_pair,
    "different": _on_pair,
    "part_of": _on_pair,
    "unsure": _on_pair,
    "grade": _grade,
    "select": _select,
    "publish": _publish,
    "undo": _undo,
}
