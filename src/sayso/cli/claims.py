"""`sayso claims`: who claims what, over the whole project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.project import AsLines, Folder, one_of, opened
from sayso.cli.terminal import draw, put_json, tell

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.model.ledger import ClaimFilter


def claims(  # noqa: PLR0913, PLR0917 - typer reads the options from the signature
    report: Annotated[str | None, typer.Option(help="Of this report.")] = None,
    kind: Annotated[str | None, typer.Option(help="casualty, denial, agreement …")] = None,
    speaker: Annotated[str | None, typer.Option(help="Part of the name of whose claims they are.")] = None,
    incident: Annotated[str | None, typer.Option(help="Of the incident with this code.")] = None,
    review: Annotated[
        str | None, typer.Option(help="suggested, accepted, rejected, amended, stale or waiting.")
    ] = None,
    project: Folder = None,
    as_json: AsLines = False,
) -> None:
    """List claims as sentences with their words, by report and place in it."""
    from sayso.cli.claims_view import claim_view
    from sayso.cli.drawing import numbered
    from sayso.wording.readings import Readings

    with opened(project) as ledger:
        found, count = ledger.claims(_filter(ledger, report, kind, speaker, incident, review)), 0
        readings = Readings(ledger)
        for count, row in enumerate(found, 1):
            if as_json:
                put_json(row, pretty=False)
            else:
                draw(numbered(count, claim_view(row, readings)))
    if not count:
        tell("No claim fits.")


def _filter(  # noqa: PLR0913, PLR0917 - as many as the command has
    ledger: Ledger,
    report: str | None,
    kind: str | None,
    speaker: str | None,
    incident: str | None,
    review: str | None,
) -> ClaimFilter:
    import msgspec

    from sayso.model.claim import ClaimKind
    from sayso.model.ledger import ClaimFilter, Review

    return msgspec.convert(
        {
            "report": _report_id(ledger, report),
            "kind": one_of(kind, ClaimKind, "--kind"),
            "speaker": speaker,
            "incident": _code(ledger, incident),
            "review": one_of(review, Review, "--review"),
        },
        ClaimFilter,
    )


def _report_id(ledger: Ledger, beginning: str | None) -> str | None:
    """The report whose id begins so. Raises UnknownIdError."""
    from sayso.errors import UnknownIdError
    from sayso.model.ledger import ReportPage

    if beginning is None:
        return None
    page = ledger.show(beginning)
    if not isinstance(page, ReportPage):
        raise UnknownIdError(beginning, "no report has this id")
    return page.report.id


def _code(ledger: Ledger, code: str | None) -> str | None:
    """The incident's present code. Raises UnknownIdError."""
    from sayso.errors import UnknownIdError
    from sayso.model.ledger import IncidentPage

    if code is None:
        return None
    page = ledger.show(code)
    if not isinstance(page, IncidentPage):
        raise UnknownIdError(code, "no incident has this code")
    return page.incident.code
