"""Agreements with the state of every party's signature, and what is called fake."""

from __future__ import annotations

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.cli.drawing import indented, line, rows
from sayso.cli.incident_view import CONTESTED
from sayso.model.claim import Authenticity, Claim
from sayso.model.incident import Agreement, Dispute, Signatory
from sayso.wording.references import References
from sayso.wording.vocabulary import AGREEMENT_STATUSES, VERDICTS
from sayso.wording.words import duration, listed

_REJECTED = {"denied", "declared_fake"}
SIGNATURES = {"claimed": "claimed", "shown": "shown", "denied": "denied", "unknown": "not said"}


def agreement_view(agreement: Agreement, label: str, known: References) -> RenderableType:
    """An agreement: its terms, the table of parties and signatures, and what each speaker makes of it."""
    title = line((f"{label}  ", "bold"), (f"{agreement.kind.capitalize()}: {agreement.title}", "bold"))
    shapes: list[RenderableType] = [title, indented(rows(_rows(agreement, known)), len(label) + 2)]
    if agreement.parties:
        shapes.append(indented(_parties(agreement, known), len(label) + 1))
    return Group(*shapes)


def disputes_view(disputes: tuple[Dispute, ...], known: References) -> RenderableType:
    """What is called fake, altered or genuine, and by whom; said twice, it is shown once."""
    said = dict.fromkeys((one.artefact.exact, one.verdict, known.who_says(one.claim)) for one in disputes)
    return indented(
        Group(*(line(f"“{what}” is {VERDICTS[verdict]}", (f" — {who}", "italic")) for what, verdict, who in said)), 3
    )


def _rows(agreement: Agreement, known: References) -> Iterator[tuple[str, Text]]:
    if agreement.proposed_by:
        yield "Proposed by", line(known.name(agreement.proposed_by, agreement.proposed_by))
    if agreement.area:
        yield "Where", line(known.name(agreement.area, agreement.area))
    if agreement.start or agreement.duration:
        start = f"from {known.day(agreement.start)}" if agreement.start else ""
        term = f"for {duration(agreement.duration)}" if agreement.duration else ""
        yield "When", line(", ".join(filter(None, [start, term])))
    said = dict.fromkeys((status.value, known.who_says(status.claim)) for status in agreement.status)
    for value, speaker in said:
        words = line(AGREEMENT_STATUSES[value], (f" — {speaker}", "italic"))
        yield "Said to be", Text.assemble(words, "  ", CONTESTED) if value in _REJECTED else words
    broken = [incident.title for key in agreement.violations_alleged if (incident := known.incident(key))]
    if broken:
        yield "Broken by", line(listed(list(dict.fromkeys(broken))), (" (alleged)", "dim"))


def _parties(agreement: Agreement, known: References) -> RenderableType:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=True, header_style="dim")
    for name in ("Party", "Signature", "Who says so"):
        table.add_column(name, overflow="fold")
    for party in agreement.parties:
        style = "bold yellow" if party.signature == "denied" else ""
        table.add_row(line(party.name), line((SIGNATURES[party.signature], style)), _voices(party, known))
    return table


def _voices(party: Signatory, known: References) -> Text:
    """Who says that the party signed, and who denies it or calls the signature fake."""
    claims = [claim for key in party.claims if (claim := known.claim(key))]
    words = [f"{known.who_says(claim.key)} ({'no' if _rejects(claim) else 'yes'})" for claim in claims]
    return line(", ".join(dict.fromkeys(words)) or "nobody")


def _rejects(claim: Claim) -> bool:
    turned = claim.polarity in {"denied", "negated"}
    said = claim.proposition
    return turned != (isinstance(said, Authenticity) and said.verdict in {"fabricated", "altered"})
