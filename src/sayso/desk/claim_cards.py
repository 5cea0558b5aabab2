"""The card of a claim: who says what as one sentence, the chain of speakers, what it was read from, what people made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from sayso.desk import claim_words
from sayso.desk.claim_facts import Fact, by_label, facts
from sayso.desk.deciders import is_own
from sayso.desk.highlights import shown
from sayso.incidents.decisions import deciding, persons_of
from sayso.incidents.sensitive import Sensitive
from sayso.model.claim import Claim
from sayso.model.decision import Decision
from sayso.model.evidence import Entry
from sayso.model.ledger import ClaimRow, ReportPage, Review
from sayso.model.reading import Engine, Reading
from sayso.model.record import Record
from sayso.model.report import Report
from sayso.wording.quantities import called, own
from sayso.wording.readings import with_proposition
from sayso.wording.references import References
from sayso.wording.sentences import sentence

_NOTHING = Sensitive()


class Link(Record, frozen=True, kw_only=True):
    """One speaker of the chain and how they put it."""

    name: str
    says: str
    cue: str | None = None


class Card(Record, frozen=True, kw_only=True):
    """All that the page shows of a claim. `number` is its place in the text, `seen` the newest decision that stands on it;
    `own`: whoever looks made the decision that stands, or confirmed it; `amended` the sentence that a person made of it.
    """

    number: int
    key: str
    digest: str
    seen: int
    review: Review
    state: str
    sentence: str
    amended: str | None
    chain: tuple[Link, ...]
    tags: tuple[str, ...]
    facts: tuple[Fact, ...]
    quote: str
    start: int
    end: int
    read_by: str
    right: str
    rule: str
    decisions: tuple[Decision, ...]
    notes: tuple[Entry, ...]
    own: bool
    sensitive: bool
    veiled: bool


class Cards:
    """Makes the cards of one report. With `masked` the names of harmed people and children are left out."""

    def __init__(
        self,
        page: ReportPage,
        rows: Sequence[ClaimRow],
        *,
        user: str,
        sensitive: Sensitive = _NOTHING,
        masked: bool = False,
    ) -> None:
        self.rows = sorted(rows, key=lambda row: (row.claim.passage.start, row.claim.passage.end))
        self.numbers = {row.claim.key: number for number, row in enumerate(self.rows, 1)}
        self._known = References(page.reading or nothing_of(page.report.id))
        self._user = user
        self._sensitive = sensitive
        self._masked = masked

    def some(self, start: int, count: int, notes: Mapping[str, Sequence[Entry]]) -> list[Card]:
        """The cards of a stretch of claims; the first is number 1."""
        return [
            self.card(row, notes.get(row.claim.key, ())) for row in self.rows[max(0, start - 1) : start - 1 + count]
        ]

    def card(self, row: ClaimRow, notes: Sequence[Entry] = ()) -> Card:
        """The card of a claim of this report."""
        claim, made = row.claim, deciding(row.decisions)
        read = sentence(claim, self._known)
        persons = persons_of(made, row.decisions) if made else []
        return Card(
            number=self.numbers[claim.key],
            key=claim.key,
            digest=claim.digest,
            seen=max((d.number for d in row.decisions), default=0),
            review=row.review,
            state=state(row, persons),
            sentence=self._plain(read),
            amended=self._amended(row),
            chain=self._chain(claim),
            tags=tags(claim),
            facts=self._facts(amended_claim(row)),
            quote=self._plain(claim.passage.exact),
            start=claim.passage.start,
            end=claim.passage.end,
            read_by=claim_words.read_by(claim.engine),
            right=claim_words.how_often_right(claim.score),
            rule=claim.rule,
            decisions=row.decisions,
            notes=tuple(notes),
            own=is_own(row, self._user),
            sensitive=(named := self._sensitive.named_in(claim, read)),
            veiled=named and self._masked,
        )

    def difference(self, row: ClaimRow, seen: Claim) -> list[tuple[str, str, str]]:
        """Field by field what differs between the reading that was seen and the present one."""
        before = self._laid_out(seen, References(_bare(self._known.reading)))
        now = self._laid_out(row.claim, self._known)
        labels = dict.fromkeys((*before, *now))
        rows = [(label, before.get(label, ""), now.get(label, "")) for label in labels]
        return [(label, old, new) for label, old, new in rows if old != new]

    def _laid_out(self, claim: Claim, known: References) -> dict[str, str]:
        chain = (" ← " if get_language_bidi() else " → ").join(
            f"{own(link.name)} {link.says}" for link in self._chain(claim)
        )
        told = {
            _("Sentence"): self._plain(sentence(claim, known)),
            _("Words"): self._plain(claim.passage.exact),
            _("Chain"): chain,
            _("Kind and manner"): " · ".join(tags(claim)),
        }
        found = {label: self._plain(words) for label, words in by_label(facts(claim, known)).items()}
        return {**told, **found, _("Read by"): f"{claim_words.read_by(claim.engine)} ({own(claim.rule)})"}

    def _amended(self, row: ClaimRow) -> str | None:
        claim = amended_claim(row)
        return None if claim is row.claim else self._plain(sentence(claim, self._known))

    def _chain(self, claim: Claim) -> tuple[Link, ...]:
        return tuple(
            Link(
                name=self._plain(called(hop.name or hop.text or "") or _("nobody named")),
                says=str(claim_words.STANCES[hop.stance]),
                cue=self._plain(hop.cue) if hop.cue else None,
            )
            for hop in claim.chain
        )

    def _facts(self, claim: Claim) -> tuple[Fact, ...]:
        return tuple(
            msgspec.structs.replace(
                fact, words=self._plain(fact.words), quote=self._plain(fact.quote) if fact.quote else None
            )
            for fact in facts(claim, self._known)
        )

    def _plain(self, words: str) -> str:
        """Words as the page can carry them, names left out where they are to be."""
        line = shown(" ".join(words.split()))
        return self._sensitive.without_names(line, _("[name withheld]")) if self._masked else line


def amended_claim(row: ClaimRow) -> Claim:
    """The claim as a person left it: with another content where somebody amended this reading of it."""
    made = deciding(row.decisions)
    if made is None or made.verb != "amend" or row.review == "stale":
        return row.claim
    return with_proposition(row.claim, made.value["proposition"])


def tags(claim: Claim) -> tuple[str, ...]:
    """Its kind, and how it is put."""
    return tuple(
        map(
            str,
            (
                claim_words.KINDS[claim.kind],
                claim_words.STANCES[claim.stance],
                claim_words.POLARITIES[claim.polarity],
                claim_words.MODALITIES[claim.modality],
                claim_words.CERTAINTIES[claim.certainty],
            ),
        )
    )


def state(row: ClaimRow, persons: Sequence[str]) -> str:
    """What people made of it in a sentence: "accepted by Basma, waits for another person"."""
    made = deciding(row.decisions)
    if made is None:
        return str(claim_words.REVIEWS["suggested"])
    if row.review == "stale":
        return _("decided by %(who)s on an earlier reading; it is read otherwise now") % {"who": own(made.by)}
    first, others = own(persons[0]), _(", ").join(map(own, persons[1:]))
    words = {
        "accept": _("accepted by %(who)s") % {"who": first},
        "reject": _("rejected by %(who)s") % {"who": first},
        "amend": _("amended by %(who)s") % {"who": first},
    }[made.verb]
    confirmed = _(", confirmed by %(who)s") % {"who": others} if others and made.verb != "reject" else ""
    waits = _(", waits for another person") if row.review == "waiting" else ""
    return f"{words}{confirmed}{waits}"


def notes_by_target(notes: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Notes by what they are on."""
    found: dict[str, list[Entry]] = {}
    for note in notes:
        if isinstance(note.data.get("text"), str):
            found.setdefault(note.target, []).append(note)
    return found


def nothing_of(report: str) -> Reading:
    """The reading of a report that was not read."""
    bare = Report(id=report, source=None, title=None, published=None, language="en", text_sha256="", length=0)
    return Reading(report=bare, engine=Engine(sayso=""))


def _bare(reading: Reading) -> Reading:
    """The report alone: the mentions of an earlier reading are gone, then the words as written do."""
    return Reading(report=reading.report, engine=reading.engine)
