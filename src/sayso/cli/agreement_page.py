"""The page of an agreement over many reports: whose signature stands on whose word, its state over time, what is disputed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.cli.agreement_view import SIGNATURES
from sayso.cli.claims_view import claims_view
from sayso.cli.drawing import heading, indented, line, rows
from sayso.cli.incident_view import CONTESTED
from sayso.cli.reports_view import reports_view
from sayso.model.grouped import GroupedAgreement, Signing, Violation, Word
from sayso.model.ledger import AgreementPage
from sayso.wording.ledger_words import counted
from sayso.wording.readings import Readings
from sayso.wording.vocabulary import AGREEMENT_STATUSES, VERDICTS
from sayso.wording.words import country, day, days, inside, listed


def agreement_page(page: AgreementPage, readings: Readings) -> RenderableType:
    """The whole page, what is disputed first."""
    agreement = page.agreement
    shapes: list[RenderableType] = [
        line((agreement.id, "bold"), "  ", (f"{agreement.kind.capitalize()}: {agreement.title}", "bold underline")),
        rows(_rows(agreement)),
    ]
    if agreement.disputes:
        shapes += [heading("Called fake or genuine"), *_said(agreement.disputes, _verdict)]
    if agreement.parties:
        shapes += [heading("Signatures, each on whose word"), indented(_parties(agreement.parties), 1)]
    if agreement.status:
        shapes += [heading("Said of it, in time order"), *_said(agreement.status, _status)]
    if agreement.violations:
        shapes += [heading("Alleged breaches"), *map(_violation, agreement.violations)]
    if page.claims:
        shapes += [heading("Who claims what"), claims_view(page.claims, readings)]
    shapes += [heading("Told by"), reports_view(page.reports)]
    return Group(*shapes, Text())


def _rows(agreement: GroupedAgreement) -> Iterator[tuple[str, Text]]:
    where = [*agreement.area, *([country(agreement.country)] if agreement.country else [])]
    yield "Where", line(", ".join(dict.fromkeys(where)) or "not said")
    held = agreement.first or agreement.last
    yield "When", line(f"said to hold {days(agreement.first, agreement.last)}" if held else "not said")
    told = f"{counted(len(agreement.reports), 'report')} of {counted(len(agreement.outlets), 'outlet')}"
    yield "Told by", line(told)


def _parties(parties: Sequence[Signing]) -> RenderableType:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    for name in ("Party", "Signature", "Who says so"):
        table.add_column(name, overflow="fold")
    for party in parties:
        words = line((SIGNATURES[party.signature], "bold yellow" if party.signature == "denied" else ""))
        mark = ("  ", line(CONTESTED)) if party.contested else ()
        said = (f"{inside(w.by)}: {SIGNATURES.get(w.value, w.value)}{_when(w)}" for w in party.words)
        table.add_row(line(party.name), Text.assemble(words, *mark), line("; ".join(dict.fromkeys(said)) or "nobody"))
    return table


def _said(words: Sequence[Word], told: object) -> Iterator[RenderableType]:
    """One line for each thing that is said, with all who say it on that day."""
    by_day: dict[tuple[str | None, str], list[str]] = {}
    for word in words:
        by_day.setdefault((word.day, word.value), []).append(inside(word.by))
    for (at, value), voices in by_day.items():
        said = told(value) if callable(told) else value
        who = listed(list(dict.fromkeys(voices)))
        yield indented(line(f"{day(at) if at else 'day not given'}  ", (said, "bold"), (f" — {who}", "italic")), 2)


def _status(value: str) -> str:
    return AGREEMENT_STATUSES.get(value, value)  # type: ignore[call-overload, no-any-return]


def _verdict(value: str) -> str:
    """ "signature: fabricated" in words."""
    what, _, verdict = value.partition(": ")
    return f"the {what} is {VERDICTS.get(verdict, verdict)}"  # type: ignore[call-overload]


def _violation(violation: Violation) -> RenderableType:
    who = listed(list(dict.fromkeys(inside(word.by) for word in violation.by)))
    said = f" — alleged by {who}" if who else ""
    return indented(line((violation.incident, "bold"), f"  {violation.title}", (said, "italic")), 2)


def _when(word: Word) -> str:
    return f" ({day(word.day)})" if word.day else ""
