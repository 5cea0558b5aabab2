"""Files, texts and addresses come in. What is sent in several parts is one job: its page sends the files a few at a time, names
the job with every further part, and says with the last one that there is no more.
"""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sayso.desk import jobs
from sayso.desk.access import needs
from sayso.desk.models import Job
from sayso.desk.taking import MOST_ADDRESSES, asked, take
from sayso.desk.views.jobs import answered


class Known(forms.Form):
    """What whoever adds reports knows of them."""

    published = forms.DateField(required=False, error_messages={"invalid": gettext_lazy("The day is no date.")})
    source = forms.CharField(required=False, max_length=500)
    title = forms.CharField(required=False, max_length=1_000)
    reason = forms.CharField(required=False, max_length=2_000)
    feed = forms.BooleanField(required=False)
    text = forms.CharField(required=False, strip=False)
    addresses = forms.CharField(required=False)


@needs("record")
@require_POST
def add(request: HttpRequest) -> HttpResponseBase:
    """Take in what was sent; a job adds it."""
    form = Known(request.POST)
    if not form.is_valid():
        return _wrong(request, " ".join(str(words) for found in form.errors.values() for words in found))
    given = form.cleaned_data
    addresses = [line.strip() for line in given["addresses"].splitlines() if line.strip()]
    files = request.FILES.getlist("files")
    job = _begun(request)
    if job is None and not (files or addresses or given["text"].strip()):
        return _wrong(request, _("There is nothing to add: choose files, or paste a text or addresses."))
    if len(addresses) > MOST_ADDRESSES:
        return _wrong(request, _("These are too many addresses at once; 2,000 at most."))
    job = job or jobs.ask("add", asked(given, addresses), by=request.user.get_username(), gathering=True)
    take(job, files, _names(request, files), given["text"], given["title"])
    return _taken(request, job)


def _taken(request: HttpRequest, job: Job) -> HttpResponseBase:
    if request.POST.get("more") == "yes":
        job.save(update_fields=["asked"])
        return JsonResponse({"job": job.pk})
    jobs.start(job)
    if request.POST.get("more") == "no":
        return JsonResponse({"job": job.pk})
    return answered(request)


def _begun(request: HttpRequest) -> Job | None:
    """The job that these files are a further part of: of the same person, and not yet begun."""
    number = request.POST.get("job", "")
    if not number.isdecimal() or len(number) > 18:
        return None
    mine = Job.objects.filter(by=request.user.get_username(), state=Job.State.GATHERING, place=jobs.place())
    return mine.filter(pk=int(number)).first()


def _names(request: HttpRequest, files: list[UploadedFile[Any]]) -> list[str]:
    """What each file is called where it comes from, with its folders when the page knows them."""
    try:
        told = json.loads(request.POST.get("names", "[]"))
    except ValueError:
        told = []
    own = [file.name or "" for file in files]
    fitting = isinstance(told, list) and len(told) == len(files) and all(isinstance(name, str) for name in told)
    return told if fitting else own


def _wrong(request: HttpRequest, sentence: str) -> HttpResponseBase:
    """Why nothing was taken in."""
    if request.POST.get("more"):
        return JsonResponse({"sentence": sentence}, status=400)
    messages.error(request, sentence)
    return redirect("desk:inbox")
