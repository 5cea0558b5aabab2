"""How jobs are told: what each is, how far it is, what came of it and what went wrong, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sayso.desk import jobs
from sayso.desk.models import Job, JobLine
from sayso.wording.retold import reworded

_TROUBLES = 5
_TROUBLED = ("rejected", "refused")
_State = Job.State


class Trouble(NamedTuple):
    """A line of a job that went wrong. `again`: it can be tried again by itself."""

    line: JobLine
    again: bool


class Shown(NamedTuple):
    """A job on a page. `sums` is what came of it, `sentence` what went wrong with all of it, `troubles` some of its lines that
    went wrong, `more` how many other such lines there are.
    """

    job: Job
    title: str
    name: str
    sums: str
    sentence: str
    troubles: list[Trouble]
    more: int
    active: bool
    stopped: bool
    ending: bool


def shown(wanted: Sequence[Job]) -> list[Shown]:
    """Jobs as they are shown."""
    outcomes = jobs.outcomes(wanted)
    return [_shown(job, outcomes.get(job.pk, {})) for job in wanted]


def title(job: Job) -> str:
    """What it is."""
    match job.kind:
        case "add":
            return _adding(job.asked)
        case "read":
            return _("Reading a report again") if job.asked.get("report") else _("Reading what is kept")
        case "group":
            return _("Grouping reports to incidents")
        case "rebuild":
            return _("Making everything anew from the kept reports and the log")
        case _:
            return _("Verifying the kept files and the log")


def outcome(name: str) -> str:
    """What became of a report, or what kind of fault it is."""
    return {
        "new": _("new"),
        "known": _("known already"),
        "changed": _("read anew"),
        "resumed": _("read now"),
        "refused": _("kept, not read"),
        "rejected": _("not kept"),
        "note": _("left alone"),
        "altered": _("altered"),
        "missing": _("missing"),
        "unlogged": _("not in the log"),
        "chain": _("the log itself"),
        "derived": _("made from the log"),
        "timestamp": _("timestamp"),
    }.get(name, name)


def can_be_tried_again(line: JobLine) -> bool:
    """A report that is kept is read again, an address asked for again; what was sent is not there any more."""
    if line.outcome not in _TROUBLED:
        return False
    name = str(line.body.get("name", ""))
    return bool(line.body.get("report")) or (name.startswith(("https://", "http://")) and " " not in name)


def _shown(job: Job, outcomes: Mapping[str, int]) -> Shown:
    troubled = sum(outcomes.get(name, 0) for name in _TROUBLED) if job.kind != "verify" else sum(outcomes.values())
    found = list(jobs.lines(job, () if job.kind == "verify" else _TROUBLED)[:_TROUBLES]) if troubled else []
    return Shown(
        job=job,
        title=title(job),
        name=_name(job.asked),
        sums=_sums(job, outcomes),
        sentence=_sentence(job),
        troubles=[Trouble(line, can_be_tried_again(line)) for line in found],
        more=troubled - len(found),
        active=job.state in jobs.ACTIVE,
        stopped=job.state in jobs.STOPPED and job.place == jobs.place(),
        ending=job.cancel and job.state == _State.RUNNING,
    )


def _adding(asked: Mapping[str, Any]) -> str:
    files, addresses = int(asked.get("many", 0)), len(asked.get("addresses", ()))
    parts = []
    if asked.get("pasted"):
        parts.append(_("a pasted text"))
    if files:
        parts.append(ngettext("%(many)d file", "%(many)d files", files) % {"many": files})
    if addresses:
        parts.append(ngettext("%(many)d address", "%(many)d addresses", addresses) % {"many": addresses})
    return _("Adding %(what)s") % {"what": _(" and ").join(parts) or _("nothing yet")}


def _name(asked: Mapping[str, Any]) -> str:
    """The name of the one thing that is added, or of the first of several."""
    names = [*asked.get("told", ()), *asked.get("addresses", ())]
    if asked.get("pasted"):
        return str(asked.get("title") or "")
    return f"{names[0]} …" if len(names) > 1 else "".join(names)


def _sums(job: Job, outcomes: Mapping[str, int]) -> str:
    result = job.result or {}
    if job.kind == "verify" and job.state == _State.DONE:
        return _verified(result)
    if job.kind in {"group", "rebuild"} and "incidents" in result:
        return _grouped(result)
    return ", ".join(f"{many} {outcome(name)}" for name, many in sorted(outcomes.items()) if many)


def _verified(result: Mapping[str, Any]) -> str:
    faults = int(result.get("faults", 0))
    if faults:
        return ngettext("%(many)d fault", "%(many)d faults", faults) % {"many": faults}
    told = {"files": result.get("files", 0), "entries": result.get("entries", 0)}
    return _("Nothing was altered: %(files)d kept files, %(entries)d entries of the log") % told


def _grouped(result: Mapping[str, Any]) -> str:
    incidents, new, pairs = result["incidents"], len(result.get("new_codes", ())), result.get("pairs", 0)
    parts = [ngettext("%(many)d incident", "%(many)d incidents", incidents) % {"many": incidents}]
    if new:
        parts.append(ngettext("%(many)d of them new", "%(many)d of them new", new) % {"many": new})
    if merged := len(result.get("merged_codes", ())):
        parts.append(ngettext("%(many)d merged into another", "%(many)d merged into others", merged) % {"many": merged})
    if pairs:
        parts.append(ngettext("%(many)d pair to match", "%(many)d pairs to match", pairs) % {"many": pairs})
    return ", ".join(parts)


def _sentence(job: Job) -> str:
    if job.state == _State.INTERRUPTED:
        return _("The desk ended while this ran. What was kept stays kept; the rest can be taken up again.")
    if job.state == _State.FAILED and job.result.get("killed"):
        return _("The process that did it was ended: by somebody, or for want of memory. What was kept stays kept.")
    if job.state == _State.CANCELLED and job.kind in {"add", "read"} and job.done:
        told = {"done": job.done, "total": max(job.total, job.done)}
        return _("Cancelled after %(done)d of %(total)d. What was kept until then stays kept.") % told
    return reworded(job.sentence)
