"""Claims of a ledger as sentences, with their words, where they stand and what people made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Group, RenderableType
from rich.text import Text

from sayso.cli.drawing import line, numbered
from sayso.model.claim import Claim
from sayso.model.decision import Decision
from sayso.model.ledger import ClaimRow
from sayso.wording.ledger_words import REVIEWS, decided
from sayso.wording.readings import Readings
from sayso.wording.vocabulary import MODALITIES, TOLD_IN_SENTENCE
from sayso.wording.words import quoted

_STYLES = {"accepted": "green", "amended": "green", "rejected": "red", "stale": "yellow"}


_ROLES = {"contradicts": "  against it", "context": "  beside it"}


def claims_view(
    claims: Iterable[ClaimRow], readings: Readings, roles: Mapping[str, str] | None = None
) -> RenderableType:
    """Claims one under another, numbered; `roles` is what each is to the incident."""
    known = roles or {}
    return Group(
        *(numbered(n, claim_view(row, readings, known.get(row.claim.key, ""))) for n, row in enumerate(claims, 1))
    )


def claim_view(row: ClaimRow, readings: Readings, role: str = "") -> RenderableType:
    """A claim: the sentence, its words, its key, and what a person made of it."""
    said, words = readings.sentence(row), quoted(row.claim.passage.exact)
    struck = "strike dim" if row.review == "rejected" else ""
    shapes = [line((said, struck))]
    if words not in said:
        shapes.append(line((words, "dim italic")))
    shapes.append(
        Text.assemble(
            line((tags(row.claim), "cyan"), (_ROLES.get(role, ""), "yellow")),
            line((f"  {row.report}  {row.claim.key}  ", "dim")),
            line((REVIEWS[row.review], _STYLES.get(row.review, "dim"))),
        )
    )
    if amended := readings.amended(row):
        shapes.append(line(("Amended: ", "green"), amended))
    return Group(*shapes)


def tags(claim: Claim) -> str:
    """Its kind, how it is put, and how sure."""
    manner = MODALITIES[claim.modality] if claim.modality not in TOLD_IN_SENTENCE else ""
    doubt = claim.certainty if claim.certainty not in {"certain", claim.modality} else ""
    return " · ".join(filter(None, [claim.kind.replace("_", " "), manner, doubt]))


def decisions_view(decisions: Iterable[Decision]) -> RenderableType:
    """Decisions in the order of the log: what, by whom, when and why."""
    return Group(*_decisions(sorted(decisions, key=lambda decision: decision.number)))


def _decisions(decisions: Iterable[Decision]) -> Iterator[Text]:
    for one in decisions:
        where = line((f"{one.number:>5}  ", "dim"), (decided(one), "bold"), (f"  {one.by}, {one.at}", "dim"))
        yield Text.assemble(where, line(f"  {one.reason}"))
