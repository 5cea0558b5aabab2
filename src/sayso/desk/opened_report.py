"""One report as the reader's screen has it: its text, its cards, and what its reader asked to see."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sayso.desk.access import may
from sayso.desk.amending import Around
from sayso.desk.claim_cards import Card, Cards, notes_by_target
from sayso.desk.deciders import deed_on, is_own
from sayso.desk.highlights import drawn, marks
from sayso.desk.middleware import DeskRequest
from sayso.errors import UnknownIdError
from sayso.incidents.decisions import reviewed
from sayso.incidents.sensitive import Sensitive, sensitive
from sayso.ledger import Ledger
from sayso.model.claim import Claim
from sayso.model.decision import Decision
from sayso.model.evidence import Entry
from sayso.model.ledger import ClaimRow, ReportPage

AT_ONCE = 30
"""Cards on a page; the others come as they are wanted."""

_REMEMBERED = 200  # reports whose text or names somebody asked to see, and decisions that can be undone by one key


@dataclass(frozen=True)
class Window:
    """A stretch of the cards. `before` and `after` are the numbers from which the neighbouring stretches begin."""

    cards: Sequence[Card]
    before: int | None = None
    after: int | None = None
    left: int = 0


@dataclass
class OpenedReport:
    """A report that somebody looks at."""

    request: DeskRequest
    page: ReportPage
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The report's id."""
        return self.page.report.id

    @property
    def ledger(self) -> Ledger:
        """The project, in the name of whoever looks."""
        return self.request.ledger()

    @cached_property
    def rows(self) -> list[ClaimRow]:
        """Its claims with what people made of them, in the order of the reading."""
        by_target: dict[str, list[Decision]] = {}
        for decision in self.page.decisions:
            by_target.setdefault(decision.target, []).append(decision)
        persons = self.ledger.project.review
        rows = []
        for claim in self.page.reading.claims if self.page.reading else ():
            own = by_target.get(claim.key, [])
            review = reviewed(claim, own, persons)
            rows.append(ClaimRow(report=self.id, claim=claim, review=review, decisions=tuple(own)))
        return rows

    @cached_property
    def sensitive(self) -> Sensitive:
        """What is to be veiled of it."""
        return sensitive(self.page.reading, self.page.text or "") if self.page.reading else Sensitive()

    @property
    def shows_text(self) -> bool:
        """Whether its text may be sent: nothing graphic is told in it, or the person asked."""
        session = self.request.session
        asked = session.get("always_texts") or self.id in session.get("shown_texts", ())
        return not self.sensitive.graphic or bool(asked)

    @property
    def shows_names(self) -> bool:
        """Whether names of harmed people and of children may be sent: the person asked."""
        return self.id in self.request.session.get("shown_names", ())

    @cached_property
    def cards(self) -> Cards:
        """Makes its cards."""
        return Cards(
            self.page,
            self.rows,
            user=self.request.user.get_username(),
            sensitive=self.sensitive,
            masked=not self.shows_names,
        )

    @cached_property
    def text(self) -> SafeString:
        """The text as kept, with all that is seen in it."""
        text = self.page.text or ""
        hidden = () if self.shows_names else self.sensitive.spans
        found = marks(self.page.reading, [row.claim for row in self.cards.rows]) if self.page.reading else ()
        return drawn(text, found, hidden, _("[name withheld]"))

    @property
    def decided(self) -> int:
        """On how many claims somebody decided."""
        return sum(row.review in {"accepted", "rejected", "amended"} for row in self.rows)

    @cached_property
    def notes(self) -> Sequence[Entry]:
        """What people noted on the report itself."""
        return notes_by_target(self.ledger.notes([self.id])).get(self.id, ())

    def window(self, start: int) -> Window:
        """The cards from a number on."""
        rows = self.cards.rows
        start = max(1, min(start, len(rows) or 1))
        keys = [row.claim.key for row in rows[start - 1 : start - 1 + AT_ONCE]]
        cards = self.cards.some(start, AT_ONCE, notes_by_target(self.ledger.notes(keys)) if keys else {})
        after = start + AT_ONCE
        return Window(
            cards=cards,
            before=max(1, start - AT_ONCE) if start > 1 else None,
            after=after if after <= len(rows) else None,
            left=max(0, len(rows) - after + 1),
        )

    def window_of(self, key: str) -> Window:
        """The stretch of cards that a claim is in; the first when it is in none."""
        number = self.cards.numbers.get(key, 1)
        return self.window((number - 1) // AT_ONCE * AT_ONCE + 1)

    def row(self, key: str) -> ClaimRow:
        """A claim of the present reading. Raises UnknownIdError."""
        found = next((row for row in self.rows if row.claim.key == key), None)
        if found is None:
            raise UnknownIdError(key, "the report is read otherwise now, and no claim has this key any more")
        return found

    def card(self, key: str) -> Card:
        """The card of a claim. Raises UnknownIdError."""
        return self.cards.card(self.row(key), notes_by_target(self.ledger.notes([key])).get(key, ()))

    def around(self, claim: Claim) -> Around:
        """What the form that amends a claim is filled in with."""
        reading = self.page.reading
        if reading is None:
            raise UnknownIdError(claim.key, "its report is not read")
        return Around(self.page.text or "", reading, claim.passage.start, claim.passage.end)

    def above(self, key: str) -> list[ClaimRow]:
        """The claims up to one, itself included, on which this person can still decide without looking at an older reading."""
        number = self.cards.numbers.get(key, 0)
        return [row for row in self.cards.rows[:number] if self._can_accept(row)]

    def seen(self, rows: Sequence[ClaimRow]) -> str:
        """What somebody saw of claims, in one word: another one as soon as one is read or decided otherwise."""
        told = "\n".join(f"{row.claim.key} {row.claim.digest} {newest(row)}" for row in rows)
        return hashlib.sha256(told.encode()).hexdigest()[:20]

    def context(self, **more: Any) -> dict[str, Any]:
        """What every part of the page knows."""
        return {
            "open": self,
            "report": self.page.report,
            "base": reverse("desk:report", args=[self.id]),
            "persons": self.ledger.project.review,
            "reason": self.request.session.get("reason", ""),
            "total": len(self.rows),
            "decided": self.decided,
            "undoable": bool(undoable(self.request, self.id)),
            "faults": self.faults,
            **more,
        }

    def _can_accept(self, row: ClaimRow) -> bool:
        if row.review == "suggested":
            return True
        name = self.request.user.get_username()
        return (
            row.review == "waiting" and may(self.request.user, deed_on("accept", row, name)) and not is_own(row, name)
        )


def opened(request: DeskRequest, report: str) -> OpenedReport:
    """A report for whoever looks. Raises UnknownIdError."""
    return OpenedReport(request, request.ledger().report(report))


def newest(row: ClaimRow) -> int:
    """The number of the newest decision that stands on a claim; 0 when there is none."""
    return max((decision.number for decision in row.decisions), default=0)


def undoable(request: DeskRequest, report: str) -> list[list[int]]:
    """What this person decided on a report since they signed in, oldest first; what was decided at once is one."""
    made: Mapping[str, list[list[int]]] = request.session.get("undoable", {})
    return made.get(report, [])


def remember_decided(request: DeskRequest, report: str, numbers: list[int]) -> None:
    """Let one key undo it."""
    made = dict(request.session.get("undoable", {}))
    made[report] = [*made.pop(report, []), numbers][-_REMEMBERED:]
    request.session["undoable"] = dict(list(made.items())[-_REMEMBERED:])


def forget_decided(request: DeskRequest, report: str, numbers: list[int]) -> None:
    """It is undone."""
    made = dict(request.session.get("undoable", {}))
    gone = set(numbers)
    made[report] = [left for one in made.get(report, []) if (left := [n for n in one if n not in gone])]
    request.session["undoable"] = made


def remember_shown(request: DeskRequest, what: str, report: str, *, shown: bool) -> None:
    """What a person asked to see of a report, or to see no more."""
    others = [one for one in request.session.get(what, []) if one != report]
    request.session[what] = [*others, report][-_REMEMBERED:] if shown else others
