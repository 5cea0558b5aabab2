"""Names of people harmed and of children on pages that tell of several reports: withheld until somebody asks for them.

What is withheld is not sent: the finished page is gone through, so that no title, value or quotation is forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _

from sayso.desk.middleware import DeskRequest
from sayso.incidents.sensitive import sensitive
from sayso.model.reading import Reading

_READ = {"title", "aria-label", "aria-description", "alt", "placeholder", "label"} | {
    "data-words",
    "data-name",
    "data-say",
}
_ATTRIBUTE = re.compile(r"""\s([^\s"'<>=]+)=(?:"[^"]*|'[^']*)\Z""")
_SENT_BACK = re.compile(r"""<(?:button|option|input[^>]*\stype=["']?(?:hidden|checkbox|radio|submit))\b""")


@dataclass(frozen=True)
class Care:
    """The reports of a page that name somebody so, and the names that are withheld now. `children`: minors are told of."""

    reports: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    children: bool = False

    @property
    def needed(self) -> bool:
        """Whether there is anything to ask for or to veil again."""
        return bool(self.reports)


def care_of(request: DeskRequest, readings: Mapping[str, Reading]) -> Care:
    """What is to be withheld of some reports from whoever asks."""
    texts = request.ledger().texts(sorted(readings))
    found = {report: sensitive(reading, texts.get(report, "")) for report, reading in readings.items()}
    asked = set(request.session.get("shown_names", ()))
    names = {name for report, one in found.items() if report not in asked for name in one.names}
    return Care(
        reports=tuple(report for report, one in found.items() if one.names),
        names=tuple(sorted(names, key=lambda name: (-len(name), name))),
        children=any(one.children for one in found.values()),
    )


def rendered(request: DeskRequest, template: str, shown: dict[str, Any], care: Care) -> HttpResponse:
    """The page without the names that are withheld."""
    return HttpResponse(without(render_to_string(template, {**shown, "care": care}, request), care.names))


def without(html: str, names: Iterable[str]) -> str:
    """A page with the names left out, wherever they stand as words of their own that somebody reads or hears: in the text and
    in what fields, titles and labels say. A code, a link or a hidden field that holds the same letters stays whole.
    """
    known = [re.escape(escape(name)).replace(r"\ ", r"\s+") for name in names]
    if not known:
        return html
    instead = escape(_("[name withheld]"))
    # Not within `&amp;` and `&#x27;` either, whatever somebody is called.
    words = re.compile(rf"(?<![\w&])(?<!&#)(?:{'|'.join(known)})(?!\w)")
    return words.sub(lambda found: instead if _is_read(html, found.start()) else found[0], html)


def _is_read(html: str, at: int) -> bool:
    """Whether what stands there is text, or the value of an attribute that people read or hear."""
    tag = html.rfind("<", 0, at)
    if tag <= html.rfind(">", 0, at):
        return True
    attribute = _ATTRIBUTE.search(html, tag, at)
    name = attribute[1] if attribute is not None else ""
    return name in _READ or (name == "value" and not _SENT_BACK.match(html, tag))
