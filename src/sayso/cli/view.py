"""The reading as a person wants to read it: what happened by whose account, what is contested, who claims what."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from sayso.cli.agreement_view import agreement_view, disputes_view
from sayso.cli.drawing import heading, indented, line, numbered
from sayso.cli.incident_view import incident_view
from sayso.model.claim import Claim
from sayso.model.incident import Incident
from sayso.model.reading import Reading
from sayso.wording.references import References
from sayso.wording.sentences import sentence
from sayso.wording.vocabulary import LANGUAGES, MODALITIES, TOLD_IN_SENTENCE
from sayso.wording.words import day, quoted, read_by


def view(reading: Reading, text: str) -> RenderableType:
    """The whole view of one report."""
    return Group(*_header(reading, text), *contents(reading), Text())


def contents(reading: Reading) -> list[RenderableType]:
    """What is read in the report, below its name."""
    known = References(reading)
    shapes: list[RenderableType] = []
    if reading.incidents:
        shapes += [heading("What is said to have happened"), *_incidents(reading, known)]
    if reading.agreements:
        shapes.append(heading("Agreements"))
        shapes += [agreement_view(one, str(n), known) for n, one in enumerate(reading.agreements, 1)]
    if reading.disputes:
        shapes += [heading("Called fake or genuine"), disputes_view(reading.disputes, known)]
    shapes.append(heading("Who claims what"))
    shapes += [_claim(claim, n, known) for n, claim in enumerate(reading.claims, 1)]
    if not reading.claims:
        shapes.append(line(("No claim about a conflict was found in this report.", "dim")))
    return shapes


def _header(reading: Reading, text: str) -> Iterator[RenderableType]:
    report = reading.report
    yield line((report.title or report.id, "bold underline"))
    published = f"published {day(report.published)}" if report.published else "day of publication not given"
    language = LANGUAGES.get(report.language, report.language)
    parts = [report.source or "source not given", published, language, f"{len(text.split()):,} words"]
    yield line(" · ".join(parts))
    yield line((f"Read by {read_by(reading.engine)}; no person has checked it yet.", "dim"))


def _incidents(reading: Reading, known: References) -> Iterator[RenderableType]:
    """Incidents in order, parts numbered under their whole."""
    labels: dict[str, str] = {}
    counts: dict[str | None, int] = {}
    for incident in _parts_below(reading.incidents):
        parent = incident.part_of if incident.part_of in labels else None
        counts[parent] = counts.get(parent, 0) + 1
        labels[incident.id] = f"{labels[parent]}.{counts[parent]}" if parent else str(counts[parent])
        depth = labels[incident.id].count(".")
        if len(labels) > 1:
            yield Text()
        yield indented(incident_view(incident, labels[incident.id], known), 3 * depth)


def _parts_below(incidents: tuple[Incident, ...]) -> Iterator[Incident]:
    """Every incident followed by its parts."""
    ids = {incident.id for incident in incidents}
    below: dict[str | None, list[Incident]] = {}
    for incident in incidents:
        below.setdefault(incident.part_of if incident.part_of in ids else None, []).append(incident)
    waiting = below.get(None, [])[::-1]
    while waiting:
        incident = waiting.pop()
        yield incident
        waiting += below.get(incident.id, [])[::-1]


def _claim(claim: Claim, count: int, known: References) -> RenderableType:
    """The claim as a sentence, its words, its kind and how sure it is put."""
    manner = MODALITIES[claim.modality] if claim.modality not in TOLD_IN_SENTENCE else ""
    doubt = claim.certainty if claim.certainty not in {"certain", claim.modality} else ""
    tags = [claim.kind.replace("_", " "), manner, doubt]
    kind = line((" · ".join(filter(None, tags)), "cyan"))
    said, words = sentence(claim, known), quoted(claim.passage.exact)
    below = kind if words in said else Text.assemble(line((words, "dim italic"), "  "), kind)
    return numbered(count, Group(line(said), below))
