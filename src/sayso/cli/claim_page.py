"""The page of a claim: the sentence, the words around it, the chain of speakers, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from sayso.cli.claims_view import decisions_view, tags
from sayso.cli.drawing import heading, line, rows
from sayso.model.claim import Hop
from sayso.model.ledger import ClaimPage
from sayso.wording.ledger_words import REVIEWS
from sayso.wording.readings import Readings
from sayso.wording.vocabulary import STANCES


def claim_page(page: ClaimPage, readings: Readings) -> RenderableType:
    """The whole page."""
    row = page.claim
    shapes: list[RenderableType] = [line((readings.sentence(row), "bold"))]
    if amended := readings.amended(row):
        shapes.append(line(("Amended: ", "green"), amended))
    shapes += [rows(_rows(page)), heading("The words"), _words(page)]
    shapes += [heading("Who passes it on"), *map(_hop, row.claim.chain)]
    if row.decisions:
        shapes += [heading("Decisions"), decisions_view(row.decisions)]
    return Group(*shapes, Text())


def _rows(page: ClaimPage) -> Iterator[tuple[str, Text]]:
    claim, report = page.claim.claim, page.report
    yield "Kind", line(tags(claim))
    yield "Review", line(REVIEWS[page.claim.review])
    yield "Report", line(report.id, f"  {report.title or report.name}", (f"  {report.source or ''}", "dim"))
    if page.incidents:
        yield "Tells of", line(", ".join(page.incidents))
    yield "Key", line(claim.key, ("  what decisions are on", "dim"))
    yield "Digest", line(claim.digest, ("  of this reading of it", "dim"))
    yield "Made by", line(f"{claim.engine}, {claim.rule}")


def _words(page: ClaimPage) -> Text:
    before = f"… {page.before}" if page.claim.claim.passage.start > len(page.before) else page.before
    return line(
        (before, "dim"), (page.claim.claim.passage.exact, "bold"), (f"{page.after} …" if page.after else "", "dim")
    )


def _hop(hop: Hop) -> Text:
    cue = f" “{' '.join(hop.cue.split())}”" if hop.cue else ""
    said = STANCES[hop.stance][0].removesuffix(" that")
    return line(f"  {hop.name or 'nobody named'} {said}{cue}", (f"  {hop.basis.replace('_', ' ')}", "dim"))
