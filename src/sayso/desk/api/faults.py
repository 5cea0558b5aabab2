"""What goes wrong, told to programs: always one JSON object whose `error` is a sentence that names what is at fault."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import msgspec
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from sayso.desk.api.answers import Fault
from sayso.desk.middleware import status_of
from sayso.errors import SaysoError

_log = logging.getLogger("sayso.desk")
_NO_KEY = (
    "Authorization: send the key of your account: Bearer, a space, the key. It is made on the page of your account."
)
_TOO_LARGE = "The body of the request is larger than 25 MB; send less at once."


class RefusedError(Exception):
    """Something is refused with a status and a record whose `error` says why."""

    def __init__(self, status: int, fault: Fault) -> None:
        self.status = status
        self.fault = fault
        super().__init__(fault.error)


def refused(status: int, sentence: str) -> RefusedError:
    """A refusal that is told in a sentence alone."""
    return RefusedError(status, Fault(error=sentence))


def answer(record: Any, status: int = 200) -> HttpResponse:
    """A record as JSON. Nobody on the way may keep it."""
    told = HttpResponse(msgspec.json.encode(record), status=status, content_type="application/json")
    told["Cache-Control"] = "no-store"
    return told


def told_by(api: NinjaAPI) -> None:
    """Have a service tell its faults so."""
    for kind, tell in _TOLD.items():
        api.add_exception_handler(kind, tell)


def _sentence(status: int, sentence: str) -> Callable[[HttpRequest, Any], HttpResponse]:
    return lambda _request, _error: answer(Fault(error=sentence), status)


def _refusal(_request: HttpRequest, error: RefusedError) -> HttpResponse:
    return answer(error.fault, error.status)


def _ours(_request: HttpRequest, error: SaysoError) -> HttpResponse:
    return answer(Fault(error=str(error)), status_of(error))


def _nobody(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    told = answer(Fault(error=_NO_KEY), 401)
    told["WWW-Authenticate"] = 'Bearer realm="sayso"'
    return told


def _unfit(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    first = error.errors[0]
    return answer(Fault(error=f"{first['loc'][-1]}: {first['msg']}."), 422)


def _failed(request: HttpRequest, error: Exception) -> HttpResponse:
    """A fault of ours: the terminal has all of it, whoever asked has a sentence."""
    _log.error("%s %s failed", request.method, request.path, exc_info=error)
    return answer(
        Fault(error="The desk failed on this; nothing was changed. The terminal where it runs says more."), 500
    )


_TOLD: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    Exception: _failed,
    RefusedError: _refusal,
    SaysoError: _ours,
    AuthenticationError: _nobody,
    ValidationError: _unfit,
    Http404: _sentence(404, "There is nothing at this address."),
    PermissionDenied: _sentence(403, "The role of this account does not allow this. An administrator can change it."),
    RequestDataTooBig: _sentence(413, _TOO_LARGE),
    SuspiciousOperation: _sentence(400, "The request cannot be read: it has too many parts."),
    MultiPartParserError: _sentence(400, "The body cannot be read: it is no multipart/form-data."),
    UnreadablePostError: _sentence(400, "The body broke off."),
}
