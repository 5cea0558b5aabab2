"""What a person does in the reader: accept, reject, amend, undo, note. Each answers with the card that it changed, alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal
from urllib.parse import urlencode

import msgspec
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from sayso.desk.access import may, needs
from sayso.desk.amending import UnreadableError, added, filled_in, form, removed
from sayso.desk.claim_cards import amended_claim
from sayso.desk.deciders import deed_on
from sayso.desk.middleware import DeskRequest
from sayso.desk.opened_report import (
    OpenedReport,
    forget_decided,
    newest,
    opened,
    remember_decided,
    undoable,
)
from sayso.errors import DecisionError, StaleDecisionError
from sayso.ledger.misfits import told
from sayso.model.claim import Proposition
from sayso.model.decision import Decision
from sayso.model.ledger import ClaimRow
from sayso.wording.retold import reworded

_LONGEST = 2_000  # characters of a reason
_NOTE = 20_000
_DIGITS = 19  # of any number that there is
_ID = re.compile(r"\w{1,80}")
Verb = Literal["accept", "reject", "amend", "undo"]


@needs("record")
@require_POST
def reason(request: DeskRequest) -> HttpResponseBase:
    """What is said with every decision until the person signs out, unless they say something else."""
    request.session["reason"] = request.POST.get("reason", "").strip()[:_LONGEST]
    if request.headers.get("HX-Request"):
        return render(request, "desk/report/reason.html", {"reason": request.session["reason"], "said": True})
    report = request.POST.get("report", "")
    return redirect("desk:report", report) if _ID.fullmatch(report) else redirect("desk:inbox")


@needs("record")
@require_POST
def decide(request: DeskRequest, id: str, key: str) -> HttpResponseBase:
    """Accept or reject a claim, or confirm what another person accepted or amended."""
    found = opened(request, id)
    row = found.row(key)
    verb: Verb = "reject" if request.POST.get("verb") == "reject" else "accept"
    if not may(request.user, deed_on(verb, row, request.user.get_username())):
        return _refused(found, key, _("Confirming what another person accepted is for a reviewer."), 403)
    return _decided(found, key, verb, {})


@needs("record")
@require_http_methods(["GET", "POST"])
def amend(request: DeskRequest, id: str, key: str) -> HttpResponseBase:
    """The form that amends a claim: filled in with what it says, with one thing more or less in it, or saved."""
    found = opened(request, id)
    row = found.row(key)
    if found.card(key).veiled:
        return _refused(found, key, _("This claim holds names that are withheld: show the names, then amend it."), 400)
    around = found.around(row.claim)
    proposition = _drafted(request, row)
    if request.method == "GET":
        return _form(found, row, proposition)
    proposition, wrong = filled_in(proposition, request.POST.dict(), around)
    if {"add", "remove"} & request.POST.keys():
        return _redrawn(found, row, proposition, wrong)
    wrong = wrong or _misfit(proposition)
    if not _reason(request):
        wrong = (*wrong, _("Say why."))
    if wrong:
        return _form(found, row, proposition, wrong, 400)
    return _decided(found, key, "amend", {"proposition": proposition})


@needs("record")
@require_http_methods(["GET", "POST"])
def above(request: DeskRequest, id: str, key: str) -> HttpResponseBase:
    """Accept all claims up to one on which nobody decided yet: asked first, then done at once, and undone by one key."""
    found = opened(request, id)
    rows = found.above(key)
    seen = found.seen(rows)
    if request.method == "GET" or request.POST.get("seen") != seen or not rows or not _reason(request):
        changed = request.method == "POST" and request.POST.get("seen") != seen
        context = found.context(rows=rows, seen=seen, key=key, changed=changed, number=found.cards.numbers.get(key, 0))
        return _asked(request, context, 409 if changed else 200)
    wanted = [_decision(row, "accept", _reason(request)) for row in rows]
    try:
        done = found.ledger.decide_all(wanted, {row.claim.key: newest(row) for row in rows})
    except (StaleDecisionError, DecisionError) as error:
        context = found.context(rows=rows, seen=seen, key=key, sentence=reworded(str(error)))
        return _asked(request, context, 409)
    _remember_reason(request)
    remember_decided(request, found.id, [decision.number for decision in done])
    said = ngettext("%(count)s claim accepted.", "%(count)s claims accepted.", len(done)) % {"count": len(done)}
    return _all_cards(found, key, said)


@needs("record")
@require_POST
def undo(request: DeskRequest, id: str) -> HttpResponseBase:
    """Take back the decision with a number; without one, what this person did last here, though it be many decisions."""
    found = opened(request, id)
    number = request.POST.get("number", "")
    batches = undoable(request, found.id)
    numbers = [int(number)] if number.isdecimal() and len(number) < _DIGITS else batches[-1] if batches else []
    decisions = [d for d in found.page.decisions if d.number in set(numbers)]
    if not decisions:
        forget_decided(request, found.id, numbers)
        return _all_cards(found, request.POST.get("claim", ""), _("There is nothing to undo here."))
    why = request.POST.get("reason", "").strip()[:_LONGEST] or _("taken back in the reader")
    wanted = [msgspec.structs.replace(d, verb="undo", supersedes=d.number, value={}, reason=why) for d in decisions]
    found.ledger.decide_all(wanted)
    forget_decided(request, found.id, numbers)
    said = ngettext("%(count)s decision undone.", "%(count)s decisions undone.", len(wanted)) % {"count": len(wanted)}
    if number:
        return _changed(request, found.id, decisions[0].target, said)
    return _all_cards(found, decisions[-1].target, said)


@needs("record")
@require_POST
def note(request: DeskRequest, id: str) -> HttpResponseBase:
    """A note on the report, or on the claim that is named."""
    found = opened(request, id)
    key, text = request.POST.get("claim", ""), request.POST.get("text", "").strip()[:_NOTE]
    if key:
        found.row(key)
    if text:
        found.ledger.note("note", key or found.id, {"text": text})
    if key:
        return _changed(request, found.id, key, _("Note kept.") if text else "")
    if request.headers.get("HX-Request"):
        return render(request, "desk/report/notes.html", opened(request, found.id).context(said=_("Note kept.")))
    return redirect("desk:report", found.id)


def _asked(request: DeskRequest, context: dict[str, Any], status: int) -> HttpResponse:
    """How many would be accepted: in the dialog, or on a page of its own."""
    name = "above" if request.headers.get("HX-Request") else "above_page"
    return render(request, f"desk/report/{name}.html", context, status=status)


def _redrawn(found: OpenedReport, row: ClaimRow, proposition: Any, wrong: Sequence[str]) -> HttpResponse:
    """The form with one thing more or less in it."""
    request = found.request
    try:
        if path := request.POST.get("add"):
            proposition = added(proposition, path, found.around(row.claim))
        elif path := request.POST.get("remove"):
            proposition = removed(proposition, path)
    except UnreadableError as error:
        return _form(found, row, proposition, error.sentences, 400)
    return _form(found, row, proposition, wrong)


def _misfit(proposition: Any) -> tuple[str, ...]:
    """Why this can be no claim's content."""
    try:
        msgspec.convert(proposition, Proposition)
    except msgspec.ValidationError as error:
        return (_("This cannot be what the claim says: %(why)s.") % {"why": told(str(error))},)
    return ()


def _drafted(request: DeskRequest, row: ClaimRow) -> Any:
    """What the form was filled in with so far; at first what the claim says, as a person left it."""
    draft = request.POST.get("draft", "")
    try:
        if draft:
            given = msgspec.json.decode(draft.encode("utf-8", "surrogatepass"))
            if isinstance(given, dict) and given.get("type") == _plain(row)["type"]:
                return given
    except msgspec.DecodeError as error:
        raise DecisionError(row.claim.key, f"the form cannot be read ({error})") from error
    return _plain(row)


def _plain(row: ClaimRow) -> Any:
    return msgspec.json.decode(msgspec.json.encode(amended_claim(row).proposition))


def _form(
    found: OpenedReport, row: ClaimRow, proposition: Any, wrong: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    """The form in the card's place."""
    request, key = found.request, row.claim.key
    context = found.context(
        card=found.card(key),
        form=form(proposition, found.around(row.claim)),
        draft=msgspec.json.encode(proposition).decode(),
        wrong=wrong,
        seen=request.POST.get("seen") or newest(row),
        digest=request.POST.get("digest") or row.claim.digest,
        own_reason=request.POST.get("reason", ""),
    )
    if request.headers.get("HX-Request"):
        return render(request, "desk/report/amend.html", context, status=status)
    return render(request, "desk/report/amend_page.html", context, status=status)


def _decided(found: OpenedReport, key: str, verb: Verb, value: dict[str, Any]) -> HttpResponse:
    """Decide on what was seen, and show the card anew; or say what has changed since."""
    request = found.request
    if not (why := _reason(request)):
        return _refused(found, key, _("Say why."), 400)
    given = request.POST.get("seen", "")
    after = int(given) if given.isdecimal() and len(given) < _DIGITS else 0
    digest = request.POST.get("digest", "") or "-"
    try:
        done = found.ledger.decide(verb, key, value=value, digest=digest, reason=why, after=after)
    except StaleDecisionError as error:
        return _stale(found, key, digest, reworded(str(error)))
    except DecisionError as error:
        return _refused(found, key, reworded(str(error)), 400)
    _remember_reason(request)
    remember_decided(request, found.id, [done.number])
    return _changed(request, found.id, key, "")


def _stale(found: OpenedReport, key: str, digest: str, sentence: str) -> HttpResponse:
    """What was seen and what is there now, side by side; nothing was decided."""
    row = found.row(key)
    before = found.ledger.earlier(key, digest) if digest != row.claim.digest else row.claim
    context = found.context(
        card=found.card(key),
        stale=sentence,
        lost=before is None,
        difference=found.cards.difference(row, before) if before is not None else [],
    )
    return _card(found, key, context, 409)


def _refused(found: OpenedReport, key: str, sentence: str, status: int) -> HttpResponse:
    return _card(found, key, found.context(card=found.card(key), fault=sentence), status)


def _changed(request: DeskRequest, report: str, key: str, said: str) -> HttpResponse:
    """The card as it is now, and how far the report is."""
    found = opened(request, report)
    card = found.card(key)
    return _card(found, key, found.context(card=card, said=said or card.state), 200)


def _card(found: OpenedReport, key: str, context: dict[str, Any], status: int) -> HttpResponse:
    """The card alone for a page that is there; for a browser without scripts the way back, or the whole page."""
    request = found.request
    if request.headers.get("HX-Request"):
        return render(request, "desk/report/changed.html", context, status=status)
    if status < 400:
        return redirect(f"{reverse('desk:report', args=[found.id])}?{urlencode({'claim': key})}")
    return render(request, "desk/report/card_page.html", context, status=status)


def _all_cards(found: OpenedReport, key: str, said: str) -> HttpResponse:
    """The stretch of cards that a claim is in, in place of the one that is there."""
    again = opened(found.request, found.id)
    context = again.context(window=again.window_of(key), at=key, said=said)
    if found.request.headers.get("HX-Request"):
        answer = render(found.request, "desk/report/all_cards.html", context)
        answer["HX-Retarget"], answer["HX-Reswap"] = "#cards", "innerHTML"
        return answer
    return redirect(f"{reverse('desk:report', args=[found.id])}?{urlencode({'claim': key})}")


def _decision(row: ClaimRow, verb: Verb, why: str) -> Decision:
    claim = row.claim
    return Decision(number=0, target=claim.key, digest=claim.digest, verb=verb, value={}, by="", at="", reason=why)


def _reason(request: DeskRequest) -> str:
    """Why: as said now, else as said before."""
    return request.POST.get("reason", "").strip()[:_LONGEST] or str(request.session.get("reason", ""))


def _remember_reason(request: DeskRequest) -> None:
    """What was said first is said with the next decisions, too."""
    if not request.session.get("reason"):
        request.session["reason"] = _reason(request)
