"""Readings in the database: what was read out of each report, its claims as rows of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from sayso.linking.folding import fold
from sayso.model.account import Account
from sayso.model.claim import Claim
from sayso.model.evidence import Capture
from sayso.model.grouped import PeriodTotal
from sayso.model.ledger import ClaimFilter
from sayso.model.reading import Reading
from sayso.model.record import sha256
from sayso.model.report import Text
from sayso.store.connect import Database
from sayso.store.faults import told
from sayso.store.models import (
    IncidentClaim,
    ReadClaim,
    StoredAccount,
    StoredClaim,
    StoredReading,
    StoredReport,
)
from sayso.store.publications import folded
from sayso.store.reports import captures_of
from sayso.store.search import put_words

if TYPE_CHECKING:
    from sayso.incidents.agreements.accounts import AgreementAccount

_READING = msgspec.json.Decoder(Reading)
_CLAIM = msgspec.json.Decoder(Claim)
_ACCOUNT = msgspec.json.Decoder(Account)
_TOTALS = msgspec.json.Decoder(tuple[PeriodTotal, ...])
_AT_ONCE = 500


class Outcome(NamedTuple):
    """What came of reading a report's bytes: its text, its reading with what grouping takes out of it, or the sentence that
    says why there is none. `stays_kept`: the reader is at fault, not the report; nothing is stored, and it is read later.
    """

    text: Text | None
    reading: Reading | None
    accounts: tuple[Account, ...] = ()
    sentence: str | None = None
    totals: tuple[PeriodTotal, ...] = ()
    agreements: tuple[AgreementAccount, ...] = ()
    stays_kept: bool = False


class Found(NamedTuple):
    """A claim of a current reading, and the report that it is in."""

    report: str
    claim: Claim


def put(database: Database, id: str, facts: Capture, outcome: Outcome) -> bool:
    """Store what came of reading a report, within a writing transaction. False when somebody else has done so, or when
    other facts have come in since: then it is to be read again.
    """
    row = StoredReport.objects.using(database.alias).get(id=id)
    if row.state != "kept" or folded(captures_of(database, id)) != facts:
        return False
    _put_report(row, facts, outcome)
    row.save(using=database.alias, force_update=True)
    _forget(database, id)
    if outcome.reading is not None:
        _put_reading(database, id, outcome.reading, outcome)
        put_accounts(database, id, outcome.accounts)
    if outcome.text is not None:
        put_words(database, row.number, (row.title, row.source, outcome.text.text, *_names(outcome.reading)))
    return True


def put_accounts(database: Database, id: str, accounts: Sequence[Account]) -> None:
    """The accounts of a report, in place of those that it had."""
    StoredAccount.objects.using(database.alias).filter(report_id=id).delete()
    StoredAccount.objects.using(database.alias).bulk_create(
        StoredAccount(id=account.id, report_id=id, place=place, body=_json(account))
        for place, account in enumerate(accounts)
    )


def reading_of(database: Database, id: str) -> Reading | None:
    """The current reading of a report, its claims in place."""
    row = StoredReading.objects.using(database.alias).filter(report_id=id).first()
    if row is None:
        return None
    claims = tuple(found.claim for found in _found(database, "rc.report_id = %s", (id,)))
    return msgspec.structs.replace(_READING.decode(bytes(row.body)), claims=claims)


def readings(database: Database, ids: Sequence[str]) -> dict[str, Reading]:
    """The current readings of some reports, by report."""
    read: dict[str, Reading] = {}
    for start in range(0, len(ids), _AT_ONCE):
        chunk = tuple(ids[start : start + _AT_ONCE])
        claims: dict[str, list[Claim]] = {report: [] for report in chunk}
        for report, claim in _found(database, f"rc.report_id IN ({_places(chunk)})", chunk):
            claims[report].append(claim)
        for row in StoredReading.objects.using(database.alias).filter(report_id__in=chunk):
            of = row.pk
            read[of] = msgspec.structs.replace(_READING.decode(bytes(row.body)), claims=tuple(claims[of]))
    return read


def claims(database: Database, wanted: ClaimFilter) -> Iterator[Found]:
    """Claims of the current readings, by report in the order in which they came, and place in it."""
    given = conditions_of(database, wanted)
    yield from _found(database, " AND ".join(given) or "1 = 1", tuple(given.values()))


def conditions_of(database: Database, wanted: ClaimFilter) -> dict[str, str]:
    """What a filter asks for, as conditions on reading_claim (rc), claim (c) and report (r) with their values."""
    conditions = {
        "c.kind = %s": wanted.kind,
        "rc.report_id = %s": wanted.report,
        "c.stance = %s": wanted.stance,
        f'r.published COLLATE "{database.collation}" >= %s': wanted.since,
        f'r.published COLLATE "{database.collation}" <= %s': wanted.until,
        "rc.key IN (SELECT claim FROM incident_claim WHERE incident_id = %s)": wanted.incident,
        "c.speaker_key LIKE %s ESCAPE '!'": f"%{_like(fold(wanted.speaker))}%" if wanted.speaker else None,
    }
    return {sql: value for sql, value in conditions.items() if value is not None}


def claims_of(database: Database, report: str) -> list[Found]:
    """The claims of a report's current reading, in their order."""
    return list(_found(database, "rc.report_id = %s", (report,)))


def claims_by_key(database: Database, keys: Sequence[str]) -> list[Found]:
    """The claims with these keys in the current readings; a key is in two reports when their text is the same."""
    found: list[Found] = []
    for start in range(0, len(keys), _AT_ONCE):
        chunk = tuple(keys[start : start + _AT_ONCE])
        found += _found(database, f"rc.key IN ({_places(chunk)})", chunk)
    return found


def earlier(database: Database, key: str, digest: str) -> Found | None:
    """A claim as it was read once, by its digest; None when it never was read so. Of earlier readings there are those since
    the last rebuild, and for good what people decided on.
    """
    rows = StoredClaim.objects.using(database.alias).filter(key=key, digest=digest).order_by("report__number")
    row = rows.values_list("report_id", "body").first()
    return None if row is None else Found(row[0], _CLAIM.decode(bytes(row[1])))


def put_claim(database: Database, report: str, claim: Claim) -> None:
    """Put a claim of an earlier reading down, within a writing transaction, when the report is there."""
    if StoredReport.objects.using(database.alias).filter(id=report).exists():
        StoredClaim.objects.using(database.alias).bulk_create([_stored_claim(report, claim)], ignore_conflicts=True)


def keys_like(database: Database, beginning: str) -> list[str]:
    """Claim keys that begin so, a few at most."""
    rows = ReadClaim.objects.using(database.alias).filter(database.beginning("key", beginning))
    return sorted(rows.values_list("key", flat=True).distinct()[:3])


def accounts(database: Database, report: str | None = None) -> Iterator[Account]:
    """Accounts, by report in the order in which they came, and place in it."""
    rows = StoredAccount.objects.using(database.alias).order_by("report__number", "place")
    rows = rows.filter(report_id=report) if report is not None else rows
    with told(database.seconds):
        for (body,) in rows.values_list("body").iterator(_AT_ONCE):
            yield _ACCOUNT.decode(bytes(body))


def accounts_by_id(database: Database, ids: Sequence[str]) -> list[Account]:
    """The accounts with these ids, in their order."""
    rows = StoredAccount.objects.using(database.alias)
    chunks = (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
    found = dict(pair for chunk in chunks for pair in rows.filter(id__in=chunk).values_list("id", "body"))
    return [_ACCOUNT.decode(bytes(found[one])) for one in dict.fromkeys(ids) if one in found]


def totals(database: Database) -> Iterator[PeriodTotal]:
    """The totals that reports give, by report in the order in which they came."""
    for (body,) in _taken_out(database, "totals"):
        yield from _TOTALS.decode(bytes(body))


def agreement_accounts(database: Database) -> Iterator[AgreementAccount]:
    """What reports say of agreements, by report in the order in which they came."""
    from sayso.incidents.agreements.accounts import AgreementAccount

    decoder = msgspec.json.Decoder(tuple[AgreementAccount, ...])
    for (body,) in _taken_out(database, "agreements"):
        yield from decoder.decode(bytes(body))


def _taken_out(database: Database, column: str) -> Iterator[tuple[bytes]]:
    rows = StoredReading.objects.using(database.alias).exclude(**{column: b"[]"}).order_by("report__number")
    with told(database.seconds):
        yield from rows.values_list(column).iterator(_AT_ONCE)


def count(database: Database) -> int:
    """How many claims the current readings hold."""
    return ReadClaim.objects.using(database.alias).count()


def spoken(database: Database) -> Iterator[tuple[str, str | None, str | None, bytes]]:
    """All claims of the current readings by report and place in it: the report, its source and day, and the claim as JSON."""
    statement = """
        SELECT rc.report_id, r.source, r.published, c.body FROM reading_claim rc
        JOIN claim c ON c.report_id = rc.report_id AND c.key = rc.key AND c.digest = rc.digest
        JOIN report r ON r.id = rc.report_id ORDER BY r.number, rc.place"""
    for report, source, published, body in database.stream(statement):
        yield str(report), source, published, bytes(body)


def incidents_of_claim(database: Database, key: str) -> list[str]:
    """Codes of the incidents that have the claim among theirs."""
    return sorted(IncidentClaim.objects.using(database.alias).filter(claim=key).values_list("incident_id", flat=True))


def _found(database: Database, condition: str, values: tuple[Any, ...]) -> Iterator[Found]:
    statement = f"""
        SELECT rc.report_id, c.body FROM reading_claim rc
        JOIN claim c ON c.report_id = rc.report_id AND c.key = rc.key AND c.digest = rc.digest
        JOIN report r ON r.id = rc.report_id
        WHERE {condition} ORDER BY r.number, rc.place"""  # noqa: S608 - conditions are ours, values are bound
    with told(database.seconds):
        for report, body in database.each(statement, values):
            yield Found(report, _CLAIM.decode(bytes(body)))


def _put_report(row: StoredReport, facts: Capture, outcome: Outcome) -> None:
    text, reading = outcome.text, outcome.reading
    row.state = "refused" if reading is None else "read"
    row.sentence = outcome.sentence
    row.claims = len(reading.claims) if reading else 0
    row.incidents = len(reading.incidents) if reading else 0
    row.engine = reading.engine.sayso if reading else None
    if text is not None:
        row.text = text.text.encode("utf-8", "surrogatepass")
        row.source = _plain(facts.source or text.outlet)
        row.title = _plain(facts.title or text.title)
        row.published = facts.published or text.published
        row.language = facts.language or text.language
        row.text_sha256 = sha256(text.text)


def _put_reading(database: Database, id: str, reading: Reading, outcome: Outcome) -> None:
    bare = msgspec.structs.replace(reading, claims=())
    StoredReading.objects.using(database.alias).create(
        report_id=id, body=_json(bare), totals=_json(outcome.totals), agreements=_json(outcome.agreements)
    )
    StoredClaim.objects.using(database.alias).bulk_create(
        (_stored_claim(id, claim) for claim in reading.claims), ignore_conflicts=True
    )
    ReadClaim.objects.using(database.alias).bulk_create(
        ReadClaim(report_id=id, place=place, key=claim.key, digest=claim.digest)
        for place, claim in enumerate(reading.claims)
    )


def _stored_claim(id: str, claim: Claim) -> StoredClaim:
    speaker = claim.chain[-1].name if claim.chain else ""
    return StoredClaim(
        report_id=id,
        key=claim.key,
        digest=claim.digest,
        kind=claim.kind,
        stance=claim.stance,
        speaker=_plain(speaker),
        speaker_key=fold(speaker).replace("\x00", ""),
        body=_json(claim),
    )


def _forget(database: Database, id: str) -> None:
    """The reading that stood before; its claims stay in their append-only table."""
    for table in (StoredReading, ReadClaim, StoredAccount):
        table.objects.using(database.alias).filter(report_id=id).delete()


def _names(reading: Reading | None) -> Iterable[str]:
    """Who speaks, by the best name, which the words of the claim may not have."""
    chains = (claim.chain for claim in reading.claims) if reading else ()
    return dict.fromkeys(hop.name for chain in chains for hop in chain if hop.name and hop.name != hop.text)


def _json(record: Any) -> bytes:
    return msgspec.json.encode(record, order="deterministic")


def _plain(value: str | None) -> Any:
    """Without the one character that PostgreSQL's text does not take."""
    return value.replace("\x00", "\ufffd") if value else value


def _places(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))


def _like(value: str) -> str:
    return value.replace("!", "!!").replace("%", "!%").replace("_", "!_")
