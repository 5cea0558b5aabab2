"""Signing in, the first account, and the accounts of a project."""

from __future__ import annotations

import hmac
import re
from typing import Any

from axes.models import AccessFailureLog, AccessLog
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, password_validation
from django.contrib.auth.forms import UsernameField
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from sayso.desk import keys
from sayso.desk.access import needs
from sayso.desk.models import Account, Role
from sayso.evidence.wording import plain

_LOG_INS = 100
_NO_NAME = re.compile(r"[/\\?#%<>\x00-\x1f]|\.{1,2}\Z")  # what an address takes for something else


class NewAccount(forms.Form):
    """A name for the log and a password."""

    username = UsernameField(label=gettext_lazy("Name, as the log will have it"), max_length=150)
    password = forms.CharField(
        label=gettext_lazy("Password"),
        help_text=gettext_lazy("At least twelve characters. A sentence is good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def clean(self) -> dict[str, Any]:
        """A name that is free, and a password that is hard to guess."""
        given = super().clean() or {}
        name = given.get("username", "")
        if Account.objects.filter(username__iexact=name).exists():
            self.add_error("username", _("Somebody has this name."))
        if name and (plain(name, 150) != name or _NO_NAME.search(name)):
            self.add_error("username", _("A name is one line of letters, digits and spaces, without / \\ ? # % < >."))
        if password := given.get("password"):
            try:
                password_validation.validate_password(password, Account(username=name))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return given


class NewMember(NewAccount):
    """An account that an administrator makes for somebody."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices, initial=Role.RECORDER)


@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest) -> HttpResponseBase:
    """The first account, for whoever started the desk: the address that it opened carries a key that nobody else has."""
    key = request.GET.get("key", "")
    if Account.objects.exists():
        return redirect("desk:sign_in")
    if not settings.SAYSO_WELCOME or not hmac.compare_digest(key.encode(), settings.SAYSO_WELCOME.encode()):
        raise PermissionDenied("welcome")
    form = NewAccount(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = Account.objects.make(form.cleaned_data["username"], form.cleaned_data["password"], Role.ADMIN)
        login(request, account, backend="django.contrib.auth.backends.ModelBackend")
        return redirect("desk:inbox")
    return render(request, "desk/welcome.html", {"form": form, "key": key})


@needs("manage")
@require_http_methods(["GET", "POST"])
def accounts(request: HttpRequest) -> HttpResponseBase:
    """Everybody who may sign in, and who did."""
    form = NewMember(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = _made(form.cleaned_data)
        messages.success(request, _("%(name)s may sign in now.") % {"name": account.username})
        return redirect("desk:accounts")
    return render(
        request,
        "desk/accounts.html",
        {
            "form": form,
            "accounts": Account.objects.order_by("username"),
            "roles": Role.choices,
            "log_ins": AccessLog.objects.order_by("-attempt_time")[:_LOG_INS],
            "key_events": keys.events(most=_LOG_INS),
            "failures": AccessFailureLog.objects.order_by("-attempt_time")[:_LOG_INS],
        },
    )


@needs("manage")
@require_POST
def change(request: HttpRequest, name: str) -> HttpResponseBase:
    """Another role for somebody, or the door shut. The last administrator stays one."""
    account = get_object_or_404(Account, username=name)
    role = Role(request.POST["role"]) if request.POST.get("role") in Role.values else Role(account.role)
    active = request.POST.get("active") == "yes"
    if account.role == Role.ADMIN and (role != Role.ADMIN or not active) and _is_last(account):
        messages.error(request, _("This is the only administrator: name another one first."))
    else:
        account.role, account.is_active = role, active
        account.save(update_fields=["role", "is_active"])
        messages.success(request, _("Saved."))
    return redirect("desk:accounts")


@needs("manage")
@require_POST
def revoke_key(request: HttpRequest, name: str) -> HttpResponseBase:
    """Take back the key by which somebody's programs use the API."""
    account = get_object_or_404(Account, username=name)
    if keys.revoke(account, by=request.user.get_username()):
        messages.success(request, _("The key of %(name)s is revoked.") % {"name": account.username})
    return redirect("desk:accounts")


def nobodys_address(_request: HttpRequest) -> None:
    """Where somebody signed in from is not kept: it may endanger them, and it says little on one machine."""
    return


def _made(given: dict[str, Any]) -> Account:
    return Account.objects.make(given["username"], given["password"], Role(given["role"]))


def _is_last(account: Account) -> bool:
    others = Account.objects.filter(role=Role.ADMIN, is_active=True).exclude(pk=account.pk)
    return not others.exists()
