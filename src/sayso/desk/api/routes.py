"""The addresses of one subject: each says who may ask, what it takes and gives, and what can go wrong. The document of the
whole API (document.py) is made of that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import msgspec
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Router
from ninja.security import HttpBearer

from sayso.desk import keys
from sayso.desk.access import Deed, may
from sayso.desk.api.faults import answer
from sayso.desk.middleware import DeskRequest, LazyLedger
from sayso.desk.models import Account
from sayso.errors import UnknownIdError

View = Callable[..., Any]
_GREATEST = 2**31 - 1  # of a number that something may have


class ApiRequest(DeskRequest):
    """A request with the project, in the name of whoever's key it bears."""

    user: Account


@dataclass(frozen=True)
class Operation:
    """What can be asked at one address by one method. `conflict` is what a 409 holds; `files`: it takes multipart/form-data;
    `refuses`: what is there may not allow it; `names_some`: its parameters name something that may not be there.
    """

    name: str
    deed: Deed
    gives: Any
    status: int = 200
    asks: type[msgspec.Struct] | None = None
    takes: type[msgspec.Struct] | None = None
    conflict: type[msgspec.Struct] | None = None
    files: bool = False
    refuses: bool = False
    names_some: bool = False


class Bearer(HttpBearer):
    """The key of an account. Whoever has none, or one of an account that is shut, is nobody."""

    def __init__(self, deed: Deed) -> None:
        super().__init__()
        self._deed = deed

    def authenticate(self, request: HttpRequest, token: str) -> Account | None:
        """Who asks; the request is in their name from here on. Raises PermissionDenied when their role does not do."""
        account = keys.account_of(token)
        if account is None:
            return None
        request.user = account
        request.ledger = LazyLedger(account.username)  # type: ignore[attr-defined]
        permit(account, self._deed)
        return account


class Routes:
    """The addresses of one subject."""

    operations: list[Operation] = []  # noqa: RUF012 - of all subjects

    def __init__(self, subject: str) -> None:
        self.router = Router(tags=[subject])

    def get(self, path: str, deed: Deed = "look", **told: Any) -> Callable[[View], View]:
        """An address that is read; `told` are the fields of its Operation."""
        return self._at("GET", path, deed, told)

    def post(self, path: str, deed: Deed = "record", **told: Any) -> Callable[[View], View]:
        """An address that something is sent to."""
        return self._at("POST", path, deed, told)

    def delete(self, path: str, deed: Deed = "look", **told: Any) -> Callable[[View], View]:
        """An address of which something is taken away."""
        return self._at("DELETE", path, deed, told)

    def _at(self, method: str, path: str, deed: Deed, told: dict[str, Any]) -> Callable[[View], View]:
        def decorated(view: View) -> View:
            operation = Operation(name=view.__name__, deed=deed, **told)
            Routes.operations.append(operation)
            self.router.api_operation(
                [method],
                path,
                auth=Bearer(deed),
                operation_id=operation.name,
                summary=_first_sentence(view),
                url_name=operation.name,
            )(_guarded(view, operation))
            return view

        return decorated


def permit(account: Account, deed: Deed) -> None:
    """Go on only if the account's role does. Raises PermissionDenied."""
    if not may(account, deed):
        raise PermissionDenied(deed)


def _guarded(view: View, operation: Operation) -> View:
    @wraps(view)
    def guarded(request: ApiRequest, **given: Any) -> HttpResponseBase:
        for value in given.values():
            if (isinstance(value, int) and value > _GREATEST) or (isinstance(value, str) and "\x00" in value):
                raise UnknownIdError(repr(value)[:80])
        found = view(request, **given)
        return found if isinstance(found, HttpResponseBase) else answer(found, operation.status)

    return guarded


def _first_sentence(view: View) -> str:
    return " ".join((view.__doc__ or "").split()).partition(". ")[0].rstrip(".")
