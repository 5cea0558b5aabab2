"""The match desk: pairs of accounts that may tell of one incident, side by side, and incidents taken apart."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sayso.desk.access import needs
from sayso.desk.care import care_of, rendered
from sayso.desk.middleware import DeskRequest
from sayso.desk.named_pairs import pair_named
from sayso.desk.pairing import Side, Waiting, decision_on, facts_of
from sayso.desk.views.grouping import bar
from sayso.desk.views.incident import page_of
from sayso.desk.views.pages import page_number
from sayso.errors import DecisionError, UnknownIdError
from sayso.ledger import Ledger
from sayso.model.account import Account
from sayso.model.decision import Decision
from sayso.model.grouped import Comparison, GroupedIncident
from sayso.model.ledger import IncidentPage
from sayso.wording.readings import Readings

_A_PAGE = 20
_VERBS = ("same", "different", "part_of", "unsure")


@needs("look")
@require_GET
def match(request: DeskRequest) -> HttpResponseBase:
    """The queue, and one pair of it in full: the one that is asked for, else the first that nobody decided on."""
    ledger = request.ledger()
    total = ledger.matching.waiting()
    page, last = page_number(request, total, _A_PAGE)
    queue = ledger.matching.uncertain((page - 1) * _A_PAGE, _A_PAGE)
    a, b = (request.GET.get(name, "").strip() for name in ("a", "b"))
    asked = pair_named(ledger, a, b)
    both = [*queue, *([asked] if asked is not None else [])]
    accounts = sorted({account for pair in both for account in (pair.a, pair.b)})
    decided, incidents = ledger.matching.decided(accounts), ledger.matching.incidents(accounts)
    rows = [Waiting(p, incidents.get(p.a), incidents.get(p.b), decision_on(p, decided)) for p in queue]
    pair = asked or next((row.pair for row in rows if row.decision is None), rows[0].pair if rows else None)
    shown = {
        "rows": rows,
        "page_number": page,
        "pages": last,
        "waiting": total,
        **bar(request),
        "last": _last_own(ledger, request),
        "given": {"a": a, "b": b, "none": bool(a and b and asked is None)},
        "sent": (a, b)
        if asked is not None and "/" not in a + b
        else (pair.a, pair.b)
        if pair is not None
        else ("", ""),
        **(_pair_shown(ledger, pair, rows, decided) if pair is not None else {}),
    }
    named = ledger.readings([account.partition("/")[0] for account in (pair.a, pair.b)] if pair is not None else [])
    return rendered(request, "desk/match.html", shown, care_of(request, named))


@needs("record")
@require_POST
def decide(request: DeskRequest) -> HttpResponseBase:
    """Decide on a pair, unless somebody else did since it was shown, and go on to the next."""
    ledger, given = request.ledger(), request.POST
    one, other, verb = given.get("a", ""), given.get("b", ""), given.get("verb", "")
    turned = verb == "holds"  # the second is part of the first
    verb = "part_of" if turned else verb
    if verb not in _VERBS:
        raise DecisionError(one, _("this is no decision on a pair"))
    pair = pair_named(ledger, one, other) or Comparison(a=one, b=other, score=0, features=())
    before = decision_on(pair, ledger.matching.decided([pair.a, pair.b]))
    if given.get("seen", "0") != str(before.number if before else 0):
        shown = {"verb": given.get("verb"), "reason": given.get("reason", ""), "before": before, "a": one, "b": other}
        return render(request, "desk/match_stale.html", shown, status=409)
    reason = given.get("reason", "").strip() or _usual_reason(pair)
    target, against = (other, one) if turned else (one, other)
    decision = ledger.decide(verb, target, value={"other": against}, reason=reason)  # type: ignore[arg-type]
    messages.success(request, _("Decision %(number)s is in the log.") % {"number": decision.number})
    return _to(given.get("page", "1"), given.get("next_a", ""), given.get("next_b", ""))


@needs("record")
@require_POST
def undo(request: DeskRequest, number: int) -> HttpResponseBase:
    """Take a decision on a pair back, and go back to the pair."""
    ledger = request.ledger()
    known = ledger.matching.decided([request.POST.get("a", ""), request.POST.get("b", "")])
    decision = next((one for one in known if one.number == number), None)
    if decision is None:
        raise UnknownIdError(str(number), "no decision on these two has this number, or it was undone already")
    reason = request.POST.get("reason", "").strip() or _("Taken back on the match desk")
    ledger.decide("undo", decision.target, supersedes=number, reason=reason)
    messages.success(request, _("Decision %(number)s is undone; it stays in the log.") % {"number": number})
    return _to(request.POST.get("page", "1"), request.POST.get("a", ""), request.POST.get("b", ""))


@needs("record")
@require_http_methods(["GET", "POST"])
def split(request: DeskRequest, code: str) -> HttpResponseBase:
    """Take an incident apart: the accounts that are ticked are of another."""
    page = page_of(request, code)
    if page.incident.code != code:
        return redirect("desk:split", page.incident.code)
    if request.method == "POST":
        return _split(request, page)
    ledger = request.ledger()
    accounts = ledger.matching.accounts(page.incident.accounts)
    shown = {"incident": page.incident, "sides": _sides(ledger, accounts), **bar(request)}
    named = ledger.readings(sorted({account.report for account in accounts}))
    return rendered(request, "desk/split.html", shown, care_of(request, named))


def _split(request: DeskRequest, page: IncidentPage) -> HttpResponseBase:
    accounts = list(page.incident.accounts)
    if request.POST.getlist("all") != accounts:
        messages.error(request, _("Nothing was changed: the incident has other accounts by now. Look again."))
        return redirect("desk:split", page.incident.code)
    ticked = [account for account in accounts if account in request.POST.getlist("account")]
    rest = [account for account in accounts if account not in ticked]
    reason = request.POST.get("reason", "").strip()
    if not ticked or not rest or not reason:
        messages.error(request, _("Tick some of the accounts, not all, and say why."))
        return redirect("desk:split", page.incident.code)
    value = {"other": rest[0], "accounts": ticked, "others": rest}
    decision = request.ledger().decide("different", ticked[0], value=value, reason=reason)
    messages.success(
        request, _("Decision %(number)s: taken apart with the next grouping.") % {"number": decision.number}
    )
    return redirect("desk:incident", page.incident.code)


def _pair_shown(ledger: Ledger, pair: Comparison, rows: list[Waiting], decided: list[Decision]) -> dict[str, Any]:
    """The pair in full, and its neighbours in the queue."""
    sides = _sides(ledger, ledger.matching.accounts([pair.a, pair.b]))
    pairs = [row.pair for row in rows]
    place = pairs.index(pair) if pair in pairs else -1
    open_ = [row.pair for row in rows[place + 1 :] + rows[: max(place, 0)] if row.decision is None]
    weighty = sorted(pair.features, key=lambda feature: (-abs(feature.weight), feature.name))
    return {
        "pair": pair,
        "sides": sides,
        "facts": facts_of(*sides) if len(sides) == 2 else [],
        "features": weighty,
        "decision": decision_on(pair, decided),
        "next_open": open_[0] if open_ else None,
        "earlier": pairs[place - 1] if place > 0 else None,
        "later": pairs[place + 1] if 0 <= place < len(pairs) - 1 else None,
    }


def _sides(ledger: Ledger, accounts: list[Account]) -> list[Side]:
    """Accounts with what they say in sentences."""
    known = ledger.readings(sorted({account.report for account in accounts}))
    incidents = ledger.matching.incidents([account.id for account in accounts])
    told = Readings(ledger)
    told.put(known)
    return [_side(account, incidents.get(account.id), told) for account in accounts]


def _side(account: Account, incident: GroupedIncident | None, told: Readings) -> Side:
    read = told.of(account.report)
    speakers = tuple(dict.fromkeys(read.who_says(key) for key in account.claims))
    return Side(account, incident, tuple(_claims(account, told)), speakers)


def _claims(account: Account, told: Readings) -> list[tuple[str, str, str]]:
    """Key, sentence and words of each claim of an account."""
    read = told.of(account.report)
    claims = [claim for key in account.claims if (claim := read.claim(key)) is not None]
    return [(c.key, told.told(account.report, c), " ".join(c.passage.exact.split())) for c in claims]


def _last_own(ledger: Ledger, request: DeskRequest) -> Decision | None:
    """The last decision on a pair by whoever asks that the incidents do not know of yet: `u` takes it back."""
    own = [d for d in ledger.matching.decided([]) if d.by == request.user.get_username()]
    return own[-1] if own else None


def _usual_reason(pair: Comparison) -> str:
    return _("Compared side by side on the match desk (%(score)s of 100)") % {"score": round(100 * pair.score)}


def _to(page: str, a: str, b: str) -> HttpResponseRedirect:
    asked = {"page": page if page.isascii() and page.isdigit() else "1", **({"a": a, "b": b} if a and b else {})}
    return HttpResponseRedirect(f"{reverse('desk:match')}?{urlencode(asked)}")


pages = [
    path("match/", match, name="match"),
    path("match/decide/", decide, name="match_decide"),
    path("match/undo/<int:number>/", undo, name="match_undo"),
    path("match/split/<str:code>/", split, name="split"),
]
