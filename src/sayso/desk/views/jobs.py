"""Jobs on the page: asked for, watched, cancelled, taken up again, put away."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from sayso.desk import job_words, jobs
from sayso.desk.access import may, needs
from sayso.desk.deciders import WORK, may_change
from sayso.desk.models import Job

_LINES = 100


def part(request: HttpRequest) -> dict[str, Any]:
    """What the part of a page needs that shows how jobs go. `mark` changes whenever something has come of one: also where
    one that ends sends an earlier one away.
    """
    found = job_words.shown(jobs.shown())
    active, done = sum(one.active for one in found), sum(one.job.done for one in found)
    newest = max((one.job.pk for one in found), default=0)
    return {
        "jobs": found,
        "mark": f"{newest}.{active}.{done}",
        "active": active > 0,
        "own": request.user.get_username(),
    }


@needs("look")
@require_safe
def running(request: HttpRequest) -> HttpResponseBase:
    """How jobs go, as a part of a page."""
    return render(request, "desk/inbox_jobs.html", part(request))


@needs("look")
@require_safe
def every(request: HttpRequest) -> HttpResponseBase:
    """Every job that there was, the newest first."""
    found = Paginator(Job.objects.order_by("-id"), _LINES).get_page(request.GET.get("page"))
    return render(request, "desk/jobs.html", {"jobs": job_words.shown(list(found)), "found": found})


@needs("look")
@require_safe
def one(request: HttpRequest, number: int) -> HttpResponseBase:
    """One job with all that it has to say."""
    job = _job(number)
    lines = Paginator(jobs.lines(job), _LINES).get_page(request.GET.get("page"))
    rows = [(line, job_words.outcome(line.outcome)) for line in lines]
    return render(request, "desk/job.html", {"shown": job_words.shown([job])[0], "lines": lines, "rows": rows})


@needs("record")
@require_POST
def ask(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Ask for work that needs no files."""
    if kind not in WORK:
        raise Http404(kind)
    if not may(request.user, WORK[kind]):
        raise PermissionDenied(kind)
    jobs.ask(kind, by=request.user.get_username())  # type: ignore[arg-type]
    return answered(request)


@needs("record")
@require_POST
def read_again(request: HttpRequest, report: str) -> HttpResponseBase:
    """Read a report again that could not be read."""
    jobs.ask("read", {"report": report}, by=request.user.get_username())
    return answered(request)


@needs("record")
@require_POST
def change(request: HttpRequest, number: int, deed: str) -> HttpResponseBase:
    """Cancel, take up again or put away: one's own jobs, and a reviewer anybody's."""
    job = _job(number)
    if not may_change(request.user, job):
        raise PermissionDenied(deed)
    {"cancel": jobs.cancel, "resume": jobs.resume, "away": jobs.put_away}[deed](job)
    return answered(request)


@needs("record")
@require_POST
def again(request: HttpRequest, number: int, line: int) -> HttpResponseBase:
    """Try the one thing again that a line says went wrong: an address is asked for again, a kept report read again."""
    job = _job(number)
    found = jobs.lines(job).filter(number=line).first()
    if found is None or not job_words.can_be_tried_again(found):
        raise Http404(str(line))
    if report := found.body.get("report"):
        jobs.ask("read", {"report": report}, by=request.user.get_username())
    else:
        address = found.body["name"]
        kept = {name: value for name, value in job.asked.items() if name in {"published", "source", "reason"}}
        feed = bool(job.asked.get("feed")) and address in job.asked.get("addresses", ())
        jobs.ask("add", {**kept, "addresses": [address], "feed": feed}, by=request.user.get_username())
    return answered(request)


def answered(request: HttpRequest) -> HttpResponseBase:
    """The part that shows jobs, or the page that the form stood on."""
    if request.headers.get("HX-Request"):
        return render(request, "desk/inbox_jobs.html", part(request))
    onward = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(onward)
    return redirect("desk:inbox")


def _job(number: int) -> Job:
    job = jobs.job(number)
    if job is None:
        raise Http404(str(number))
    return job


pages = [
    path("jobs/", every, name="jobs"),
    path("jobs/running/", running, name="running_jobs"),
    path("jobs/<int:number>/", one, name="job"),
    path("jobs/ask/<str:kind>/", ask, name="ask_job"),
    path("jobs/<int:number>/again/<int:line>/", again, name="again"),
    path("jobs/<int:number>/cancel/", change, {"deed": "cancel"}, name="cancel_job"),
    path("jobs/<int:number>/resume/", change, {"deed": "resume"}, name="resume_job"),
    path("jobs/<int:number>/away/", change, {"deed": "away"}, name="put_away_job"),
    path("inbox/again/<str:report>/", read_again, name="read_again"),
]
