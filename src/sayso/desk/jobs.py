"""Work that takes longer than a page may. A screen asks for it here; one thread (working.py) sees to it, one job after another,
each in a process of its own (job_process.py), so that pages stay quick and nothing that a report holds can harm the desk.

    job = jobs.ask("verify", by=request.user.username)
    jobs.cancel(job)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from sayso.desk import incoming
from sayso.desk.models import Job, JobLine

Kind = Literal["add", "read", "group", "rebuild", "verify"]
KINDS: tuple[Kind, ...] = ("add", "read", "group", "rebuild", "verify")

State = Job.State
ACTIVE = (State.GATHERING, State.WAITING, State.RUNNING)
STOPPED = (State.FAILED, State.INTERRUPTED)
"""How a job ended that can go on where it was."""

_AT_ONCE = 500
_SHOWN = 6


def ask(kind: Kind, asked: Mapping[str, Any] | None = None, *, by: str, gathering: bool = False) -> Job:
    """Ask for work in somebody's name. What is asked for twice without files or addresses is done once.

    add: {"folder", "files", "addresses", "published", "source", "title", "language", "feed", "reason"}; read: {"report"},
    one that was refused, or nothing; the others know what to do.
    """
    with transaction.atomic():
        waiting = Job.objects.filter(kind=kind, state=State.WAITING, asked=dict(asked or {}), place=place()).first()
        if waiting is not None and kind != "add":
            return waiting
        state = State.GATHERING if gathering else State.WAITING
        job = Job.objects.create(kind=kind, asked=dict(asked or {}), by=by, state=state, place=place())
    wake()
    return job


def start(job: Job) -> None:
    """All that it needs has come in."""
    Job.objects.filter(pk=job.pk, state=State.GATHERING).update(state=State.WAITING, asked=job.asked)
    wake()


def cancel(job: Job) -> None:
    """Take back what waits, and stop what runs: adding between two reports, anything else at once. What was kept stays kept."""
    with transaction.atomic():
        waiting = Job.objects.filter(pk=job.pk, state__in=(State.GATHERING, State.WAITING, *STOPPED))
        if waiting.update(state=State.CANCELLED, ended=timezone.now()):
            incoming.remove(settings.SAYSO_FOLDER, job.asked.get("folder", ""))
        else:
            Job.objects.filter(pk=job.pk, state=State.RUNNING).update(cancel=True)
    wake()


def resume(job: Job) -> None:
    """Go on with what was interrupted or failed: what is kept already is not kept again."""
    going_on = {"state": State.WAITING, "cancel": False, "sentence": "", "ended": None, "result": {}, "away": False}
    with transaction.atomic():
        if Job.objects.filter(pk=job.pk, state__in=STOPPED, place=place()).update(**going_on):
            JobLine.objects.filter(job=job, outcome__in=("rejected", "refused")).delete()
            if job.kind != "add":
                JobLine.objects.filter(job=job).delete()
    wake()


def put_away(job: Job) -> None:
    """It has been seen how it ended. What waited to be taken up again is given up."""
    if job.state in STOPPED:
        incoming.remove(settings.SAYSO_FOLDER, job.asked.get("folder", ""))
        Job.objects.filter(pk=job.pk).update(state=State.CANCELLED)
    Job.objects.filter(pk=job.pk).exclude(state__in=ACTIVE).update(away=True)


def shown() -> list[Job]:
    """What goes on, in the order in which it is done; then what ended and nobody has put away, the newest first."""
    jobs = list(_counted(Job.objects.filter(Q(state__in=ACTIVE) | Q(away=False))).order_by("-id")[: 4 * _SHOWN])
    active = [job for job in reversed(jobs) if job.state in ACTIVE]
    return [*active, *[job for job in jobs if job.state not in ACTIVE][:_SHOWN]]


def newest(kind: Kind, states: Sequence[Job.State] | None = None) -> Job | None:
    """The newest job of a kind, in one of these states: for a screen that shows how it goes or went."""
    found = _counted(Job.objects.filter(kind=kind))
    return (found.filter(state__in=states) if states else found).order_by("-id").first()


def job(number: int) -> Job | None:
    """A job by its number."""
    return _counted(Job.objects.filter(pk=number)).first()


def lines(job: Job, outcomes: Sequence[str] = ()) -> QuerySet[JobLine]:
    """What a job says of each report, in order; of some outcomes or of all."""
    found = JobLine.objects.filter(job=job).order_by("number")
    return found.filter(outcome__in=outcomes) if outcomes else found


def outcomes(wanted: Sequence[Job]) -> dict[int, dict[str, int]]:
    """How many lines of each outcome each of these jobs has."""
    rows = JobLine.objects.filter(job__in=wanted).values_list("job_id", "outcome").annotate(many=Count("id"))
    found: dict[int, dict[str, int]] = {}
    for number, outcome, many in rows.order_by():
        found.setdefault(number, {})[outcome] = many
    return found


def place() -> str:
    """The desk of this folder, of several that share a database of accounts."""
    return sha256(f"place {settings.SECRET_KEY}".encode()).hexdigest()[:16]


def project() -> Path:
    """The folder of the project."""
    folder: Path = settings.SAYSO_FOLDER
    return folder


def wake() -> None:
    """Let the thread look at once whether there is something to do."""
    from sayso.desk.working import wake as woken

    woken()


def _counted(jobs: QuerySet[Job]) -> QuerySet[Job]:
    return jobs.annotate(rejected=Count("lines", filter=Q(lines__outcome="rejected")))
