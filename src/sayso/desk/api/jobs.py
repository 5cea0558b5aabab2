"""Work in the background: what goes on, what came of it, asking for it, cancelling it, taking it up again."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404
from msgspec import Meta

from sayso.desk import jobs as desk_jobs
from sayso.desk.api import answers
from sayso.desk.api.asking import Asked, Many, Seen, asked, sent
from sayso.desk.api.faults import refused
from sayso.desk.api.routes import ApiRequest, Routes, permit
from sayso.desk.deciders import WORK, may_change
from sayso.desk.models import Job
from sayso.model.record import Record

jobs = Routes("jobs")


class JobsAsked(Asked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which work: of a kind, before a number."""

    kind: answers.Work | None = None
    before: Seen | None = None
    limit: Many = 50


class LinesAsked(Asked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which lines: behind a number."""

    after: Annotated[int, Meta(ge=-1, le=2**31 - 1)] = -1
    limit: Many = 100


class Wanted(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Work that needs nothing but its kind."""

    kind: Literal["read", "group", "verify", "rebuild"]


@jobs.get("/jobs", gives=answers.JobList, asks=JobsAsked)
def list_jobs(request: ApiRequest) -> answers.JobList:
    """Work that goes on or ended, the newest first."""
    wanted = asked(request, JobsAsked)
    found = Job.objects.order_by("-id")
    found = found.filter(kind=wanted.kind) if wanted.kind else found
    found = found.filter(pk__lt=wanted.before) if wanted.before is not None else found
    some = list(found[: wanted.limit + 1])
    here = some[: wanted.limit]
    return answers.JobList(jobs=_told(here), next=here[-1].pk if len(some) > len(here) else None)


@jobs.post("/jobs", gives=answers.Job, takes=Wanted, status=202)
def ask_for_job(request: ApiRequest) -> answers.Job:
    """Have kept reports read, all grouped or all verified. A reviewer: everything made anew. What waits is not asked twice."""
    kind = sent(request, Wanted).kind
    permit(request.user, WORK[kind])
    return told_job(desk_jobs.ask(kind, by=request.user.username))


@jobs.get("/jobs/{int:number}", gives=answers.Job)
def one_job(request: ApiRequest, number: int) -> answers.Job:  # noqa: ARG001 - as Ninja calls it
    """How far some work is, and what came of it."""
    return told_job(_job(number))


@jobs.get("/jobs/{int:number}/lines", gives=answers.JobLines, asks=LinesAsked)
def job_lines(request: ApiRequest, number: int) -> answers.JobLines:
    """What became of each report, or each fault that was found."""
    wanted = asked(request, LinesAsked)
    some = list(desk_jobs.lines(_job(number)).filter(number__gt=wanted.after)[: wanted.limit + 1])
    here = some[: wanted.limit]
    lines = tuple(answers.JobLine(number=one.number, outcome=one.outcome, body=one.body) for one in here)
    return answers.JobLines(lines=lines, next=here[-1].number if len(some) > len(here) else None)


@jobs.post("/jobs/{int:number}/cancel", gives=answers.Job, status=202, refuses=True)
def cancel_job(request: ApiRequest, number: int) -> answers.Job:
    """Cancel one's own work; a reviewer anybody's. What was kept stays kept."""
    job = _changeable(request, number)
    if job.state not in (*desk_jobs.ACTIVE, *desk_jobs.STOPPED):
        raise refused(400, f"{number}: this work has ended ({job.state}).")
    desk_jobs.cancel(job)
    return told_job(_job(number))


@jobs.post("/jobs/{int:number}/resume", gives=answers.Job, status=202, refuses=True)
def resume_job(request: ApiRequest, number: int) -> answers.Job:
    """Go on with one's own work that failed or was interrupted; a reviewer with anybody's."""
    job = _changeable(request, number)
    if job.state not in desk_jobs.STOPPED or job.place != desk_jobs.place():
        raise refused(400, f"{number}: only work that failed or was interrupted at this desk goes on ({job.state}).")
    desk_jobs.resume(job)
    return told_job(_job(number))


def told_job(job: Job) -> answers.Job:
    """A job as it is told."""
    return _told([job])[0]


def _told(wanted: list[Job]) -> tuple[answers.Job, ...]:
    outcomes = desk_jobs.outcomes(wanted)
    return tuple(
        answers.Job(
            number=job.pk,
            kind=job.kind,  # type: ignore[arg-type]
            state=job.state,  # type: ignore[arg-type]
            by=job.by,
            created=_time(job.created),
            started=_time(job.started),
            ended=_time(job.ended),
            done=job.done,
            total=job.total,
            cancelling=job.cancel and job.state == Job.State.RUNNING,
            sentence=job.sentence,
            outcomes=outcomes.get(job.pk, {}),
            result=_plain(job.result),
        )
        for job in wanted
    )


def _plain(result: Any) -> dict[str, Any]:
    return result if isinstance(result, dict) else {}


def _time(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")


def _job(number: int) -> Job:
    job = desk_jobs.job(number)
    if job is None:
        raise Http404(number)
    return job


def _changeable(request: ApiRequest, number: int) -> Job:
    job = _job(number)
    if not may_change(request.user, job):
        raise refused(403, f"{number}: {job.by} asked for this work; another person's is for a reviewer to change.")
    return job
