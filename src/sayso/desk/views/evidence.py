"""Evidence and log: what is kept under which hash and how it came here, whether all of it is still as it was, who did what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, get_args

import msgspec
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from sayso.desk import jobs
from sayso.desk.access import needs
from sayso.desk.entry_words import told_entry
from sayso.desk.middleware import DeskRequest
from sayso.desk.models import Job
from sayso.evidence.chain import entry_hash
from sayso.ledger import Ledger
from sayso.model.evidence import Entry, EntryKind
from sayso.model.inbox import ListedReport, ReportFilter
from sayso.model.log import LogFilter
from sayso.wording.ledger_words import ENTRIES

_MANY = 50
_FAULTS = 200
_HASH = re.compile(r"[0-9a-f]{64}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Custody:
    """A report, and every entry that captured it."""

    listed: ListedReport
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Verified:
    """How the last verification went: `faults` are sentences."""

    job: Job
    faults: tuple[str, ...]
    count: int

    @property
    def active(self) -> bool:
        """Whether it still goes on."""
        return self.job.state in jobs.ACTIVE


@needs("look")
@require_GET
def evidence(request: DeskRequest) -> HttpResponseBase:
    """What is kept, with its hash and custody, and what the last verification said."""
    words = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:400]
    if _HASH.fullmatch(words.lower()):
        return redirect(f"/evidence/log/?{urlencode({'target': words.lower()})}")
    ledger = request.ledger()
    page = ledger.report_page(ReportFilter(words=words), _number(request.GET.get("page", "")) or 1)
    known = ledger.entries([number for one in page.reports for number in one.report.entries])
    kept = [
        Custody(one, tuple(known[number] for number in one.report.entries if number in known)) for one in page.reports
    ]
    shown = {"kept": kept, "page": page, "words": words, "counts": ledger.report_counts()}
    return render(request, "desk/evidence.html", {**shown, **_verified(ledger), "authority": ledger.project.authority})


@needs("record")
@require_POST
def verify(request: DeskRequest) -> HttpResponseBase:
    """Have everything verified now, in the background."""
    jobs.ask("verify", by=request.user.get_username())
    return redirect("desk:evidence")


@needs("look")
@require_GET
def verified(request: DeskRequest) -> HttpResponseBase:
    """How the last verification goes, for the page that watches it."""
    return render(request, "desk/evidence_verified.html", _verified(request.ledger()))


@needs("look")
@require_GET
def log(request: DeskRequest) -> HttpResponseBase:
    """The log a page at a time, the newest first."""
    ledger, wanted = request.ledger(), _wanted(request)
    before = _number(request.GET.get("before", "")) or None
    entries = ledger.log_page(wanted, before=before, many=_MANY + 1)
    stamps = _stamps(ledger)
    given = {name: value for name in wanted.__struct_fields__ if (value := getattr(wanted, name))}
    shown = {
        "entries": [told_entry(one, _stamped(one.number, stamps)) for one in entries[:_MANY]],
        "wanted": wanted,
        "query": urlencode(given),
        "next": entries[_MANY - 1].number if len(entries) > _MANY else None,
        "before": before,
        "kinds": [(kind, ENTRIES[kind]) for kind in get_args(EntryKind)],
        "people": ledger.people(),
    }
    return render(request, "desk/log.html", shown)


@needs("look")
@require_GET
def entry(request: DeskRequest, number: int) -> HttpResponseBase:
    """One entry with its place in the chain, reckoned again."""
    ledger = request.ledger()
    known = ledger.entries([number - 1, number, number + 1]) if number < 2**63 - 1 else {}
    if number not in known:
        raise Http404(number)
    one, before = known[number], known.get(number - 1)
    shown: dict[str, Any] = {
        "told": told_entry(one, _stamped(number, _stamps(ledger))),
        "one": one,
        "data": msgspec.json.format(msgspec.json.encode(one.data), indent=2).decode(),
        "before": before,
        "after": known.get(number + 1),
        "is_whole": entry_hash(one) == one.hash,
        "follows": before.hash == one.previous if before else number == 1,
    }
    return render(request, "desk/entry.html", shown)


def _verified(ledger: Ledger) -> dict[str, Any]:
    """The newest verification that was asked for here, and the newest that the log tells of, whoever asked for it."""
    job = jobs.newest("verify")
    logged = next(iter(ledger.log_page(LogFilter(kind="verify"), many=1)), None)
    if job is None:
        return {"verified": None, "logged": logged}
    lines = jobs.lines(job)
    faults = tuple(str(line.body.get("sentence", "")) for line in lines[:_FAULTS])
    return {"verified": Verified(job, faults, lines.count()), "logged": logged}


def _wanted(request: DeskRequest) -> LogFilter:
    given = request.GET
    kind = given.get("kind", "")
    return LogFilter(
        kind=kind if kind in get_args(EntryKind) else None,  # type: ignore[arg-type]
        by=given.get("by") or None,
        target=given.get("target", "").strip() or None,
        since=given["since"] if _DAY.fullmatch(given.get("since", "")) else None,
        until=given["until"] if _DAY.fullmatch(given.get("until", "")) else None,
    )


def _stamps(ledger: Ledger) -> list[tuple[int, str]]:
    """Confirmed timestamps by the number of the entry that they are of."""
    known = ledger.timestamps().values()
    return sorted((one.entry, one.time) for one in known if one.state == "confirmed" and one.time is not None)


def _stamped(number: int, stamps: list[tuple[int, str]]) -> str | None:
    """When an authority first said that the entry was there: with the first later one that it stamped."""
    times = [time for entry, time in stamps if entry >= number]
    return min(times, default=None)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


pages = [
    path("evidence/", evidence, name="evidence"),
    path("evidence/verify/", verify, name="verify"),
    path("evidence/verified/", verified, name="verified"),
    path("evidence/log/", log, name="log"),
    path("evidence/log/<int:number>/", entry, name="entry"),
]
