"""Short passages with the facts that a careful monitor reads out of them (tests/passages/*.yaml), and how many are read.

An entry has `id`, `published`, `text` and what is expected:

claims      `by` (words of the innermost speaker's name, "outer > inner" for a chain, `outlet` for the report's own voice),
            `words` of the passage, and any of kind, stance, polarity, modality; "a|b" allows either
agreements  `parties` (name: signature), `status` (all of these are told), duration, `conditions`, `start` and `broken` (some
            incident breaks it)
disputes    `verdict`, `words` of the artefact, `by`
incidents   `kind`, `place`, `by` (perpetrator: basis), `killed` and `injured` as [low, high]; with `within`, how far a figure
            may be off
never       one fact of these kinds that must not be read: `claim`, `agreement`, `dispute` or `incident`

A third of the ids, by their hash, are held out: of them only the score is looked at, never a failure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from sayso.model.claim import Authenticity, Casualties, Claim
from sayso.model.incident import Agreement, Dispute, Incident
from sayso.model.reading import Reading
from sayso.reader import Piece, read_pieces

FOLDER = Path(__file__).parents[1] / "tests" / "passages"
Fact = Mapping[str, Any]


class Entry(NamedTuple):
    """A passage and what it says."""

    id: str
    text: str
    published: str
    expected: Fact

    @property
    def held_out(self) -> bool:
        """Whether only the score of this passage may be looked at."""
        return int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % 3 == 0


class Outcome(NamedTuple):
    """What was right of a passage, and each fact that was not."""

    entry: Entry
    right: int
    missed: tuple[str, ...]


def entries(folder: Path = FOLDER) -> list[Entry]:
    """All passages in the order of their files."""
    rows = [row for path in sorted(folder.glob("*.yaml")) for row in yaml.safe_load(path.read_text(encoding="utf-8"))]
    return [Entry(row["id"], row["text"], str(row["published"]), row) for row in rows]


def outcomes(of: Sequence[Entry]) -> Iterator[Outcome]:
    """Read the passages and hold each against what is expected."""
    pieces = [Piece(text=e.text, id=e.id, published=e.published, source="Example Wire") for e in of]
    for entry, reading in zip(of, read_pieces(pieces), strict=True):
        yield outcome(entry, reading)


def outcome(entry: Entry, reading: Reading) -> Outcome:
    """Hold a reading against what is expected of its passage."""
    facts = list(_facts(entry.expected))
    missed = [words for words, holds in facts if not holds(reading)]
    return Outcome(entry, len(facts) - len(missed), tuple(missed))


def passage_figures() -> dict[str, float | None]:
    """Shares of facts and of whole passages read, for the part to develop on and the part held out."""
    found = list(outcomes(entries()))
    figures: dict[str, float | None] = {}
    for name, held_out in (("develop", False), ("held_out", True)):
        part = [one for one in found if one.entry.held_out is held_out]
        facts = sum(one.right + len(one.missed) for one in part)
        figures[f"{name}_facts"] = sum(one.right for one in part) / facts
        figures[f"{name}_passages"] = sum(not one.missed for one in part) / len(part)
    return figures


def _facts(expected: Fact) -> Iterator[tuple[str, Callable[[Reading], bool]]]:
    for key, one in _KINDS.items():
        for fact in expected.get(key, ()):
            yield f"{one}: {fact}", lambda reading, one=one, fact=fact: _any(one, fact, reading)  # type: ignore[misc]
    for never in expected.get("never", ()):
        [(one, fact)] = never.items()
        yield f"never {one}: {fact}", lambda reading, one=one, fact=fact: not _any(one, fact, reading)  # type: ignore[misc]


_KINDS = {"claims": "claim", "agreements": "agreement", "disputes": "dispute", "incidents": "incident"}


def _any(kind: str, fact: Fact, reading: Reading) -> bool:
    if kind == "claim":
        return any(_is_claim(fact, claim) for claim in reading.claims)
    if kind == "agreement":
        return any(_is_agreement(fact, one) for one in reading.agreements)
    if kind == "dispute":
        return any(_is_dispute(fact, one, reading) for one in reading.disputes)
    return any(_is_incident(fact, one, reading) for one in reading.incidents)


def _is_claim(fact: Fact, claim: Claim) -> bool:
    plain = all(_either(fact[name], str(getattr(claim, name))) for name in _PLAIN if name in fact)
    by = "by" not in fact or _spoken_by(str(fact["by"]), claim)
    return plain and by and _holds(str(fact.get("words", "")), claim.passage.exact) and _counts(fact, claim)


_PLAIN = ("kind", "stance", "polarity", "modality")


def _spoken_by(by: str, claim: Claim) -> bool:
    names = [
        f"{hop.name} {hop.text}" for hop in claim.chain[1:] if hop.basis != "hearsay" or hop.name != "unattributed"
    ]
    if by == "outlet":
        return not names
    wanted = by.split(" > ")
    told = names[-len(wanted) :]
    return len(told) == len(wanted) and all(
        any(_holds(one, name) for one in w.split("|")) for w, name in zip(wanted, told, strict=True)
    )


def _counts(fact: Fact, claim: Claim) -> bool:
    if "killed" not in fact:
        return True
    said = claim.proposition
    tolls = said.tolls if isinstance(said, Casualties) else ()
    return any(t.outcome == "killed" and [t.count.low, t.count.high] == fact["killed"] for t in tolls)


def _is_agreement(fact: Fact, one: Agreement) -> bool:
    told = {status.value for status in one.status}
    wanted = fact.get("status", [])
    return (
        told.issuperset([wanted] if isinstance(wanted, str) else wanted)
        and all(_has_party(one, name, signature) for name, signature in fact.get("parties", {}).items())
        and ("signature" not in fact or any(p.signature == fact["signature"] for p in one.parties))
        and ("duration" not in fact or _either(fact["duration"], str(one.duration)))
        and ("conditions" not in fact or any(_holds(fact["conditions"], c.exact) for c in one.conditions))
        and (not fact.get("start") or one.start is not None)
        and (not fact.get("broken") or bool(one.violations_alleged))
    )


def _has_party(one: Agreement, name: str, signature: str) -> bool:
    return any(_holds(name, party.name) and _either(signature, party.signature) for party in one.parties)


def _is_dispute(fact: Fact, one: Dispute, reading: Reading) -> bool:
    claim = next(claim for claim in reading.claims if claim.key == one.claim)
    by = "by" not in fact or _spoken_by(str(fact["by"]), claim)
    fits = _either(fact.get("verdict", one.verdict), one.verdict) and isinstance(claim.proposition, Authenticity)
    return fits and by and _holds(str(fact.get("words", "")), one.artefact.exact)


def _is_incident(fact: Fact, one: Incident, reading: Reading) -> bool:
    return (
        _either(fact.get("kind", one.kind), one.kind)
        and _either(fact.get("realis", one.realis), one.realis)
        and ("place" not in fact or _is_placed(str(fact["place"]), one, reading))
        and all(_has_done(one, who, basis) for who, basis in fact.get("by", {}).items())
        and (
            not ({"perpetrator", "basis"} & set(fact))
            or _has_done(one, str(fact.get("perpetrator", "")), fact.get("basis"))
        )
        and all(_has_toll(one, outcome, fact[outcome]) for outcome in ("killed", "injured") if outcome in fact)
    )


def _is_placed(words: str, one: Incident, reading: Reading) -> bool:
    at = {role.mention for role in one.places if role.role == "struck"}
    told = [mention.exact for mention in reading.mentions if mention.id in at]
    return any(_holds(word, place) for word in words.split("|") for place in told)


def _has_done(one: Incident, who: str, basis: str | None) -> bool:
    return any(
        any(_holds(name, a.exact) for name in who.split("|")) and (basis is None or _either(basis, a.basis))
        for a in one.perpetrators
    )


def _has_toll(one: Incident, outcome: str, wanted: Sequence[int | None]) -> bool:
    return any(row.outcome == outcome and [row.low, row.high] == list(wanted) for row in one.casualties)


def _either(wanted: str, value: str) -> bool:
    return value in wanted.split("|")


def _holds(words: str, text: str) -> bool:
    return words.casefold() in " ".join(text.split()).casefold()
