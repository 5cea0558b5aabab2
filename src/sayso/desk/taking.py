"""What somebody sends for a job that adds reports: what the job is asked for, and the files that it will find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from sayso.desk import incoming, jobs
from sayso.desk.models import Job
from sayso.errors import VaultError
from sayso.evidence.incoming import reason
from sayso.evidence.wording import plain

MOST_ADDRESSES = 2_000
"""Addresses at once."""

_TOLD = 50  # names that a job remembers of its files


def asked(given: Mapping[str, Any], addresses: list[str]) -> dict[str, Any]:
    """What a job is asked for, out of what whoever adds reports knows of them."""
    told = {name: given[name].strip() for name in ("source", "title", "reason") if given[name].strip()}
    if given["published"]:
        told["published"] = given["published"].isoformat()
    return {**told, "addresses": addresses, "feed": given["feed"], "files": [], "told": []}


def take(job: Job, files: Sequence[UploadedFile[Any]], names: Sequence[str], text: str, title: str) -> None:
    """Write what was sent into the job's folder; the job is given up where that fails. Raises VaultError."""
    try:
        _take(job, files, names, text, title)
    except OSError as error:
        jobs.cancel(job)
        raise VaultError(str(incoming.private(jobs.project())), reason(error)) from error


def _take(job: Job, files: Sequence[UploadedFile[Any]], names: Sequence[str], text: str, title: str) -> None:
    if not files and not text.strip():
        return
    if "folder" not in job.asked:
        job.asked["folder"] = incoming.new_folder(jobs.project())
    folder = incoming.folder_of(jobs.project(), job.asked["folder"])
    for file, name in zip(files, names, strict=True):
        _take_one(job, incoming.put(folder, name, file.chunks()), name)
    if text.strip():
        # As a text file it is taken as it stands, also where it looks like a page.
        stored = incoming.put(
            folder, f"{incoming.fit(title or _('pasted text'))}.txt", [text.encode("utf-8", "replace")]
        )
        job.asked |= {"files": [*job.asked["files"], stored], "pasted": True}


def _take_one(job: Job, stored: str, name: str) -> None:
    """A file that came in by itself is an input; of a folder, the folder is."""
    top = stored.split("/", 1)[0]
    if top not in job.asked["files"]:
        job.asked["files"].append(top)
    if len(job.asked["told"]) < _TOLD:
        job.asked["told"].append(plain(name, 200))
    job.asked["many"] = job.asked.get("many", 0) + 1
