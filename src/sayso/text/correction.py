"""A reader's correction to a release: a small form in JSON, read as the few sentences that it amounts to."""

from __future__ import annotations

from typing import Any

import msgspec

from sayso.errors import InputEmptyError, InputTooLargeError
from sayso.model.report import Text
from sayso.text.language import language_of

MARK = b'"sayso_correction"'
_MARKED_WITHIN = 4_096
_MAX_BYTES = 200_000  # a letter has a hundredth of it
_ENGLISH = "en"


def is_correction(data: bytes) -> bool:
    """Whether bytes are such a form."""
    head = data[:_MARKED_WITHIN].removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"{") and MARK in head and _form(data) is not None


def read_correction(data: bytes, name: str) -> Text:
    """The form as text: which incident it is about, what is wrong, and where the evidence is. Who sent it is the byline."""
    if len(data) > _MAX_BYTES:
        raise InputTooLargeError(name, f"a correction of more than {_MAX_BYTES // 1_000} kB")
    form = _form(data) or {}
    what = _words(form, "what")
    if not what:
        raise InputEmptyError(name)
    title = _title(form)
    evidence = _words(form, "evidence")
    text = "\n\n".join([f"{title}.", what, *([f"Evidence: {evidence}"] if evidence else [])]) + "\n"
    return Text(
        text=text,
        media_type="application/json",
        extractor="correction",
        title=title,
        byline=" ".join(_words(form, "by").split()) or None,
        language=language_of(what) or _ENGLISH,
    )


def _title(form: dict[str, Any]) -> str:
    """ "Correction to LY-2016-0001, release 3"."""
    code = " ".join(_words(form, "code").split())
    release = " ".join(_words(form, "release").split())
    about = [code] if code else []
    about += [f"release {release}"] if release else []
    return f"Correction to {', '.join(about)}" if about else "Correction"


def _words(form: dict[str, Any], name: str) -> str:
    value = form.get(name)
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _form(data: bytes) -> dict[str, Any] | None:
    """The form; None for anything else in JSON, or for what is no JSON."""
    try:
        found = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return found if isinstance(found, dict) and "sayso_correction" in found else None
