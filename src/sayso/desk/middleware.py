"""Around every request: the project opened in the name of whoever asks, and faults told in a sentence."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sayso.errors import LockedLedgerError, SaysoError, StaleDecisionError, UnknownIdError
from sayso.ledger import Ledger
from sayso.wording.retold import reworded

Answer = Callable[[HttpRequest], HttpResponseBase]


class DeskRequest(HttpRequest):
    """A request with the project that it is about."""

    ledger: LazyLedger


class LazyLedger:
    """The project, opened when a view first asks for it and closed after the answer."""

    def __init__(self, name: str | None) -> None:
        self._name = name
        self._opened: Ledger | None = None

    def __call__(self) -> Ledger:
        """The ledger, in the name of whoever is signed in."""
        if self._opened is None:
            self._opened = Ledger.open(settings.SAYSO_FOLDER, user=self._name)
        return self._opened

    def close(self) -> None:
        """Let go of it."""
        if self._opened is not None:
            self._opened.close()


class PrivacyMiddleware:
    """Nothing of the desk is of use to another site, not even that it runs; and no page stays behind in a browser's store."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request."""
        answer = self._answer(request)
        answer["Cross-Origin-Resource-Policy"] = "same-origin"
        answer["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        if not answer.has_header("Cache-Control"):  # files of the desk itself have one
            answer["Cache-Control"] = "no-store"
        return answer


class LedgerMiddleware:
    """Gives every request a `ledger`, and turns what the ledger refuses into a page that says why."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: DeskRequest) -> HttpResponseBase:
        """Answer a request."""
        request.ledger = LazyLedger(request.user.get_username() or None)
        try:
            return self._answer(request)
        finally:
            request.ledger.close()

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """A fault that has a sentence is told; any other is Django's to log."""
        if not isinstance(error, SaysoError):
            return None
        return told(request, reworded(str(error)), status_of(error))


def told(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """A sentence on a page of its own; to a part of a page that is open, where that page tells things: the rest stays."""
    if not request.headers.get("HX-Request"):
        return render(request, "desk/fault.html", {"sentence": sentence}, status=status)
    answer = render(request, "desk/fault_told.html", {"sentence": sentence}, status=status)
    answer["HX-Retarget"], answer["HX-Reswap"] = "#told", "innerHTML"
    return answer


def status_of(error: SaysoError) -> int:
    """The status of an answer that says so."""
    if isinstance(error, UnknownIdError):
        return 404
    if isinstance(error, StaleDecisionError):
        return 409
    return 503 if isinstance(error, LockedLedgerError) else 400
