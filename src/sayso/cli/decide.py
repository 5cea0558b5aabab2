"""`sayso decide`: what a person decides, with a reason, into the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.cli.project import By, Folder, opened
from sayso.cli.terminal import put, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.errors import StaleDecisionError
    from sayso.ledger import Ledger

_VERBS = ("accept", "reject", "amend", "same", "different", "part-of", "unsure", "grade", "select", "publish", "undo")
_PAIRS = {"same", "different", "part-of", "unsure"}
_GRADES = {"strike": "strike_status", "strike_status": "strike_status", "harm": "harm"}


def decide(  # noqa: PLR0913, PLR0917 - typer reads the options from the signature
    verb: Annotated[str, typer.Argument(metavar="VERB", help=", ".join(_VERBS) + ".")],
    target: Annotated[
        str,
        typer.Argument(
            metavar="TARGET",
            help="A claim's key (accept, reject, amend), an incident's code or an account's id, a decision's number (undo); "
            "release for all incidents at once (publish).",
        ),
    ],
    values: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[VALUE]...",
            help="The other incident or account (same, different, part-of, unsure); strike=likely harm=fair (grade); "
            "killed=12 (select); names=redact, embargo=withhold until=2027-01-31 (publish, see sayso gate); "
            "tolls.0.count.high=12 or a JSON object (amend).",
        ),
    ] = None,
    reason: Annotated[str, typer.Option(help="Why; every decision has a reason.")] = "",
    digest: Annotated[
        str, typer.Option(help="The digest of the claim that you looked at (default: as it is read now).")
    ] = "",
    by: By = None,
    project: Folder = None,
) -> None:
    """Decide: accept, reject or amend a claim; join or part incidents; grade one; select a value; undo a decision."""
    if verb not in _VERBS:
        raise typer.BadParameter(f"{verb!r} is none of {', '.join(_VERBS)}", param_hint="VERB")
    if not reason.strip():
        raise typer.BadParameter("a decision needs a reason", param_hint="--reason")
    from sayso.errors import StaleDecisionError

    with opened(project, by) as ledger:
        try:
            _decide(ledger, verb, target, values or [], reason, digest)
        except StaleDecisionError as error:
            _tell_difference(ledger, error)
            raise


def _decide(  # noqa: PLR0913, PLR0917 - a decision has as many parts
    ledger: Ledger, verb: str, target: str, values: Sequence[str], reason: str, digest: str
) -> None:
    from sayso.wording.ledger_words import VERBS, decided

    if verb == "undo":
        if not target.isdigit() or values:
            raise typer.BadParameter("undo takes the number of a decision, and nothing else", param_hint="TARGET")
        done = ledger.decide("undo", "", supersedes=int(target), reason=reason)
    else:
        name: Any = verb.replace("-", "_")
        done = ledger.decide(name, target, value=_value(ledger, verb, target, values), digest=digest, reason=reason)
    shown = f"{target} {VERBS[done.verb]} {values[0]}" if verb in _PAIRS else f"{done.target} {decided(done)}"
    put(f"{done.number}  {shown if verb != 'undo' else decided(done)}\n")
    if ledger.status().ungrouped:
        tell("The incidents know of it after: sayso group")


def _value(ledger: Ledger, verb: str, target: str, values: Sequence[str]) -> dict[str, Any]:
    """What the verb needs beside its target."""
    if verb in {"accept", "reject"}:
        return _none(verb, values)
    if verb in _PAIRS:
        return {"other": _one(verb, values, "the other incident or account")}
    if verb == "grade":
        return {_GRADES.get(name, name): value for name, value in map(_assigned, values)}
    if verb == "publish":
        return _ruling(values)
    if verb == "select":
        field, value = _assigned(_one(verb, values, "FIELD=VALUE, such as killed=12"))
        return {"field": field, "value": value}
    return {"proposition": _amended(ledger, target, values)}


def _ruling(values: Sequence[str]) -> dict[str, Any]:
    """ "embargo=withhold until=2027-01-31" as a flag, a verdict and a day."""
    said = dict(map(_assigned, values))
    until = said.pop("until", None)
    if len(said) != 1:
        raise typer.BadParameter("publish needs FLAG=VERDICT, such as names=redact", param_hint="VALUE")
    flag, verdict = next(iter(said.items()))
    return {"flag": flag, "verdict": verdict, **({"until": until} if until else {})}


def _none(verb: str, values: Sequence[str]) -> dict[str, Any]:
    if values:
        raise typer.BadParameter(f"{verb} takes a claim's key, and nothing else", param_hint="VALUE")
    return {}


def _one(verb: str, values: Sequence[str], what: str) -> str:
    if len(values) != 1:
        raise typer.BadParameter(f"{verb} needs {what}", param_hint="VALUE")
    return values[0]


def _assigned(words: str) -> tuple[str, str]:
    """ "harm=fair" as its name and value."""
    name, mark, value = words.partition("=")
    if not mark or not name.strip() or not value.strip():
        raise typer.BadParameter(f"{words!r}: write NAME=VALUE", param_hint="VALUE")
    return name.strip(), value.strip()


def _amended(ledger: Ledger, target: str, values: Sequence[str]) -> Any:
    """What the claim says now, with the changes that are asked for."""
    import msgspec

    from sayso.cli.amending import amended
    from sayso.errors import UnknownIdError
    from sayso.model.ledger import ClaimPage

    page = ledger.show(target)
    if not isinstance(page, ClaimPage):
        raise UnknownIdError(target, "no claim has this key")
    if not values:
        raise typer.BadParameter("amend needs what is to be changed, such as tolls.0.count.high=12", param_hint="VALUE")
    try:
        return amended(msgspec.to_builtins(page.claim.claim.proposition), values)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="VALUE") from error


def _tell_difference(ledger: Ledger, error: StaleDecisionError) -> None:
    """What a stale decision was on, and what is read now, as sentences."""
    from sayso.model.ledger import ClaimPage
    from sayso.wording.readings import Readings

    page = ledger.show(error.target)
    if isinstance(page, ClaimPage):
        readings = Readings(ledger)
        before = ledger.earlier(error.target, error.seen)
        if before is not None:
            tell(f"Then: {readings.told(page.claim.report, before)}")
        tell(f"Now: {readings.sentence(page.claim)} (digest {page.claim.claim.digest})")
