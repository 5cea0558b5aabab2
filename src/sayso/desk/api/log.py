"""The log and what proves it: who did what and why, and whether it is still whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from django.http import Http404
from msgspec import Meta
from msgspec.structs import fields, replace

from sayso.desk.api import answers
from sayso.desk.api.asking import Day, Many, Name, Named, asked
from sayso.desk.api.routes import ApiRequest, Routes
from sayso.desk.api.withheld import without_names
from sayso.evidence.chain import entry_hash
from sayso.model.evidence import Entry
from sayso.model.log import LogFilter

log = Routes("log")


class LogAsked(LogFilter, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which entries, before a number. With `names` a decision's entry holds the claim as it was seen, too."""

    by: Name | None = None
    target: Name | None = None
    since: Day | None = None
    until: Day | None = None
    before: Annotated[int, Meta(ge=1, le=2**31 - 1)] | None = None
    limit: Many = 50
    names: bool = False


@log.get("/log", gives=answers.EntryList, asks=LogAsked)
def list_entries(request: ApiRequest) -> Any:
    """Entries of the log, the newest first. Without names what a decision saw of its claim is left out: ask for the entry."""
    wanted, ledger = asked(request, LogAsked), request.ledger()
    plain = LogFilter(**{one.name: getattr(wanted, one.name) for one in fields(LogFilter)})
    found = ledger.log_page(plain, before=wanted.before, many=wanted.limit + 1)
    here = found[: wanted.limit]
    told = here if wanted.names else [replace(one, data=_without_claim(one.data)) for one in here]
    entries = answers.EntryList(entries=tuple(told), next=here[-1].number if len(found) > len(here) else None)
    return without_names(ledger, entries, _reports(here), shown=wanted.names)


@log.get("/log/{int:number}", gives=answers.EntryShown, asks=Named)
def one_entry(request: ApiRequest, number: int) -> Any:
    """An entry of the log and its place in the chain. To reckon its hash again, ask for it with names."""
    wanted, ledger = asked(request, Named), request.ledger()
    known = ledger.entries([number - 1, number])
    entry, before = known.get(number), known.get(number - 1)
    if entry is None:
        raise Http404(number)
    follows = before.hash == entry.previous if before else number == 1
    shown = answers.EntryShown(entry=entry, whole=entry_hash(entry) == entry.hash, follows=follows)
    return without_names(ledger, shown, _reports([entry]), shown=wanted.names)


@log.get("/timestamps", gives=answers.Timestamps)
def list_timestamps(request: ApiRequest) -> answers.Timestamps:
    """What an authority said of the time at which entries were there."""
    known = request.ledger().timestamps()
    return answers.Timestamps(timestamps=tuple(known[number] for number in sorted(known)))


def _without_claim(data: dict[str, Any]) -> dict[str, Any]:
    """Without the claim in full, and what it was amended to."""
    told = {name: value for name, value in data.items() if name != "seen"}
    if isinstance(value := data.get("value"), dict) and "proposition" in value:
        told["value"] = {name: one for name, one in value.items() if name != "proposition"}
    return told


def _reports(entries: Iterable[Entry]) -> set[str]:
    """The reports of which entries tell something that may hold a name."""
    found: set[str] = set()
    for entry in entries:
        seen = entry.data.get("seen")
        if isinstance(seen, dict):
            found.add(str(seen.get("report", "")))
        elif entry.kind in {"decision", "note"}:
            found.add(entry.target.partition("/")[0])
    return found
