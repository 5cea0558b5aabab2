"""How a reader sends a correction: a small form in JSON, which a project takes in like any other report."""

from __future__ import annotations

import json
from urllib.parse import quote

_VERSION = 1


def correction_of(code: str, release: int) -> str:
    """The form, with what is known filled in."""
    form = {"sayso_correction": _VERSION, "code": code, "release": release, "what": "", "evidence": "", "by": ""}
    return json.dumps(form, ensure_ascii=False, indent=2)


def letter_of(code: str, release: int) -> str:
    """What follows the address in a mailto link: subject and body."""
    subject = f"Correction to {code}, release {release}" if code else f"Correction to release {release}"
    return f"?subject={quote(subject)}&body={quote(correction_of(code, release))}"
