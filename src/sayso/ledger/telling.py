"""Who tells of an incident, and what it rests on: what a page shows beside what grouping concluded."""

from __future__ import annotations

from sayso.incidents.decisions import decision_of, standing
from sayso.incidents.facets.voices import Voices, voices_of
from sayso.ledger.opened import Opened
from sayso.model.account import Account
from sayso.model.decision import Decision
from sayso.model.evidence import Entry
from sayso.model.ledger import IncidentPage
from sayso.model.reading import Reading
from sayso.model.record import Record
from sayso.store import log, readings


class Telling(Record, frozen=True, kw_only=True):
    """The accounts of an incident with their voices. `readings` by report; `captures` are the log entries that brought the
    reports in, `codes` those that gave the incident its code. `history` are all decisions on it and its claims, in order, and
    `stands` the numbers of those that stand.
    """

    accounts: tuple[Account, ...]
    voices: Voices
    readings: dict[str, Reading]
    captures: tuple[Entry, ...]
    codes: tuple[Entry, ...]
    history: tuple[Decision, ...]
    stands: frozenset[int]


def telling(opened: Opened, page: IncidentPage) -> Telling:
    """All that is told of the incident of a page."""
    database = opened.database
    with database.reading():
        accounts = readings.accounts_by_id(database, page.incident.accounts)
        read = readings.readings(database, sorted({account.report for account in accounts}))
        kept = {number for report in page.reports for number in report.entries}
        captured = log.aimed_at(database, "capture", sorted({report.sha256 for report in page.reports}))
        codes = [page.incident.code, *page.incident.previous_codes]
        targets = [*codes, *page.incident.accounts, *sorted({member.claim for member in page.incident.claims})]
        history = [decision_of(entry) for entry in log.aimed_at(database, "decision", targets)]
        stand = standing(history)
        return Telling(
            accounts=tuple(accounts),
            voices=voices_of(accounts, read, stand),
            readings=read,
            captures=tuple(entry for entry in captured if entry.number in kept),
            codes=tuple(log.aimed_at(database, "code", codes)),
            history=tuple(history),
            stands=frozenset(decision.number for decision in stand),
        )
