"""The API put together: all its addresses under /api/v1/, and the document that describes them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import Any

import msgspec
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI

from sayso.desk.api import agreements, claims, incidents, jobs, log, pairs, project, reports, searches
from sayso.desk.api.answers import Fault
from sayso.desk.api.document import Document, document_of
from sayso.desk.api.faults import answer, told_by

_SUBJECTS = (
    project.project,
    project.people,
    reports.reports,
    claims.claims,
    incidents.incidents,
    pairs.pairs,
    agreements.agreements,
    log.log,
    jobs.jobs,
    searches.searches,
)


def _made() -> NinjaAPI:
    made = NinjaAPI(title="sayso desk", urls_namespace="sayso-api", docs_url=None, openapi_url=None)
    for subject in _SUBJECTS:
        made.add_router("", subject.router)
    told_by(made)
    return made


api = _made()


@cache
def document() -> Document:
    """The OpenAPI document."""
    return document_of(api)


def openapi(request: HttpRequest) -> HttpResponse:
    """The document. It tells nothing of the project: no key is asked for."""
    if request.method not in {"GET", "HEAD"}:
        return _no_such_method("GET, HEAD")
    return HttpResponse(msgspec.json.encode(document()), content_type="application/json")


@csrf_exempt
def nothing(_request: HttpRequest) -> HttpResponse:
    """Whatever else is asked for here."""
    return answer(Fault(error="There is nothing at this address. All addresses: /api/v1/openapi.json"), 404)


def _shaped(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view to which nobody is signed in by a session, and that says in JSON which methods it has."""

    @wraps(view)
    def shaped(request: HttpRequest, **given: Any) -> HttpResponseBase:
        request.user = AnonymousUser()
        found = view(request, **given)
        return _no_such_method(found["Allow"]) if found.status_code == 405 else found

    return shaped


def _no_such_method(allowed: str) -> HttpResponse:
    methods = ", ".join(sorted(one.strip() for one in allowed.split(",")))
    told = answer(Fault(error=f"This address knows other methods: {methods}."), 405)
    told["Allow"] = methods
    return told


def _addresses() -> list[URLPattern]:
    found: list[URLPattern] = []
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            pattern.callback = _shaped(pattern.callback)
            found.append(pattern)
    return found


addresses = [path("openapi.json", csrf_exempt(openapi), name="openapi"), *_addresses(), re_path("^.*$", nothing)]
