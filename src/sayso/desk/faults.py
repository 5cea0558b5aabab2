"""Pages for what cannot be shown: one sentence each, and what was asked for is never repeated as anything but text."""

from __future__ import annotations

import logging

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from sayso.desk.middleware import told

_log = logging.getLogger("sayso.desk")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponseBase:  # noqa: ARG001 - as Django calls it
    """Signed in, and not with this role."""
    sentence = _("Your role does not allow this. An administrator of the project can change it.")
    return told(request, sentence, 403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponseBase:  # noqa: ARG001
    """A form that did not come from a page of ours, or from one of before the last sign-in."""
    sentence = _("This form is no longer valid, and nothing was changed. Load the page again.")
    return told(request, sentence, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:  # noqa: ARG001
    """No such page."""
    return render(request, "desk/fault.html", {"sentence": _("There is no such page.")}, status=404)


def failed(request: HttpRequest) -> HttpResponseBase:
    """A fault of ours. Nothing half done is stored: every change is one transaction."""
    sentence = _("The desk failed on this. Nothing was changed. The terminal where it runs says more.")
    return render(request, "desk/fault.html", {"sentence": sentence}, status=500)
