"""Pairs of accounts that may tell of one incident, and people's decisions on them; taking any decision back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from msgspec import Meta

from sayso.desk.api import answers
from sayso.desk.api.asking import Few, Id, Named, Reason, Seen, asked, sent
from sayso.desk.api.faults import RefusedError
from sayso.desk.api.reports import reason_of
from sayso.desk.api.routes import ApiRequest, Routes, permit
from sayso.desk.api.withheld import account_shown, without_names
from sayso.desk.deciders import deed_of, deed_to_undo
from sayso.desk.named_pairs import pair_named
from sayso.desk.pairing import decision_on
from sayso.errors import UnknownIdError
from sayso.incidents.decisions import decision_of
from sayso.ledger import Ledger
from sayso.model.decision import Decision, Verb
from sayso.model.grouped import Comparison
from sayso.model.record import Record

pairs = Routes("pairs")


class PairsAsked(Named, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From which place in the queue, and how many."""

    start: Seen = 0
    limit: Few = 20


class PairAsked(Named, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The two: ids of accounts, or codes of incidents."""

    a: Id
    b: Id


class PairDecision(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A decision on two accounts or incidents. `part_of`: a is part of b; `holds`: b is part of a. `seen` is the pair's."""

    a: Id
    b: Id
    verb: Literal["same", "different", "part_of", "holds", "unsure"]
    seen: Annotated[Seen, Meta(description="The number of the decision on the pair that was seen; 0: there was none.")]
    reason: Reason


class TakenBack(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a decision is taken back."""

    reason: Reason


@pairs.get("/pairs", gives=answers.PairList, asks=PairsAsked)
def list_pairs(request: ApiRequest) -> Any:
    """Pairs that wait for a person, those of which least can be said first."""
    wanted, ledger = asked(request, PairsAsked), request.ledger()
    total = ledger.matching.waiting()
    found = ledger.matching.uncertain(wanted.start, wanted.limit)
    behind = wanted.start + len(found)
    told = answers.PairList(
        pairs=tuple(_told(ledger, found, shown=wanted.names)), total=total, next=behind if behind < total else None
    )
    return without_names(ledger, told, _reports(found), shown=wanted.names)


@pairs.get("/pairs/one", gives=answers.Pair, asks=PairAsked, names_some=True)
def one_pair(request: ApiRequest) -> Any:
    """Two accounts or incidents compared. Any two will do, also such as nobody put into the queue."""
    wanted, ledger = asked(request, PairAsked), request.ledger()
    found = _pair(ledger, wanted.a, wanted.b)
    told = _told(ledger, [found], shown=wanted.names)[0]
    return without_names(ledger, told, _reports([found]), shown=wanted.names)


@pairs.post("/pairs/decisions", gives=Decision, takes=PairDecision, status=201, conflict=answers.PairConflict)
def decide_on_pair(request: ApiRequest) -> Decision:
    """Say whether two are the same, different, one part of the other, or not to be told. Seen with the next grouping."""
    wish, ledger = sent(request, PairDecision), request.ledger()
    turned = wish.verb == "holds"
    verb: Verb = "part_of" if wish.verb == "holds" else wish.verb
    permit(request.user, deed_of(verb))
    pair = _pair(ledger, wish.a, wish.b)
    before = decision_on(pair, ledger.matching.decided([pair.a, pair.b]))
    if wish.seen != (before.number if before else 0):
        sentence = (
            f"{wish.a}, {wish.b}: the decision on these two is another than the one seen. Look again, then decide."
        )
        raise RefusedError(409, answers.PairConflict(error=sentence, decision=before))
    target, other = (wish.b, wish.a) if turned else (wish.a, wish.b)
    return ledger.decide(verb, target, value={"other": other}, reason=reason_of(wish.reason))


@pairs.post("/decisions/{int:number}/undo", gives=Decision, takes=TakenBack, status=201)
def undo_decision(request: ApiRequest, number: int) -> Decision:
    """Take a decision back, whatever it is on. A grade or a choice is for a reviewer to take back."""
    wish, ledger = sent(request, TakenBack), request.ledger()
    entry = ledger.entries([number]).get(number)
    if entry is None or entry.kind != "decision":
        raise UnknownIdError(str(number), "the log holds no decision of this number")
    decision = decision_of(entry)
    permit(request.user, deed_to_undo(ledger, decision))
    return ledger.decide("undo", decision.target, supersedes=number, reason=reason_of(wish.reason))


def _pair(ledger: Ledger, a: str, b: str) -> Comparison:
    found = pair_named(ledger, a, b)
    if found is None:
        raise UnknownIdError(f"{a}, {b}", "these are not two different accounts or incidents of this project")
    return found


def _told(ledger: Ledger, found: Sequence[Comparison], *, shown: bool) -> list[answers.Pair]:
    ids = sorted({account for pair in found for account in (pair.a, pair.b)})
    decided, incidents = ledger.matching.decided(ids), ledger.matching.incidents(ids)
    accounts = {one.id: account_shown(one, shown=shown) for one in ledger.matching.accounts(ids)}
    return [
        answers.Pair(
            pair=pair,
            seen=decision.number if (decision := decision_on(pair, decided)) else 0,
            decision=decision,
            accounts=tuple(accounts[one] for one in (pair.a, pair.b) if one in accounts),
            incidents=tuple(dict.fromkeys(incidents[one].code for one in (pair.a, pair.b) if one in incidents)),
        )
        for pair in found
    ]


def _reports(found: Sequence[Comparison]) -> set[str]:
    return {account.partition("/")[0] for pair in found for account in (pair.a, pair.b)}
