"""The tables. `log` is given, and append-only; the rest is made from the vault and the log, and can be made again.

Bodies are records as JSON in bytes: the columns beside them are for finding, never for telling. Texts are bytes too, since
a text may hold characters that not every database takes.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import (
    BinaryField,
    FloatField,
    ForeignKey,
    IntegerField,
    OneToOneField,
    PositiveBigIntegerField,
    TextField,
)


class StoredEntry(models.Model):
    """One entry of the log (model/evidence.py: Entry). `data` is canonical JSON. Triggers refuse to change or delete it."""

    number: PositiveBigIntegerField[int, int] = PositiveBigIntegerField(primary_key=True)
    at: TextField[str, str] = TextField()
    by: TextField[str, str] = TextField()
    kind: TextField[str, str] = TextField()
    target: TextField[str, str] = TextField()
    data: TextField[str, str] = TextField()
    reason: TextField[str, str] = TextField()
    previous: TextField[str, str] = TextField()
    hash: TextField[str, str] = TextField()

    class Meta:
        db_table = "log"
        indexes: ClassVar = [
            models.Index(fields=["kind", "target"], name="log_kind_target"),
            models.Index(fields=["by", "number"], name="log_by_number"),
            models.Index(fields=["kind", "number"], name="log_kind_number"),
            models.Index(fields=["target", "number"], name="log_target_number"),
        ]


class StoredReport(models.Model):
    """One report: what the captures say of it, its text, and whether it has been read. `number` is the log entry that
    captured it first; `body` all captures of it. Two outlets that print the same bytes are two reports (publications.py).
    """

    id: TextField[str, str] = TextField(primary_key=True)
    number: PositiveBigIntegerField[int, int] = PositiveBigIntegerField(unique=True)
    sha256: TextField[str, str] = TextField(db_index=True)
    state: TextField[str, str] = TextField(db_index=True)
    name: TextField[str, str] = TextField()
    media_type: TextField[str, str] = TextField()
    size: PositiveBigIntegerField[int, int] = PositiveBigIntegerField()
    url: TextField[str | None, str | None] = TextField(null=True)
    source: TextField[str | None, str | None] = TextField(null=True)
    title: TextField[str | None, str | None] = TextField(null=True)
    published: TextField[str | None, str | None] = TextField(null=True, db_index=True)
    language: TextField[str | None, str | None] = TextField(null=True)
    text_sha256: TextField[str | None, str | None] = TextField(null=True)
    text: BinaryField[bytes | None, bytes | None] = BinaryField(null=True)
    story: TextField[str | None, str | None] = TextField(null=True)
    engine: TextField[str | None, str | None] = TextField(null=True)
    sentence: TextField[str | None, str | None] = TextField(null=True)
    claims: IntegerField[int, int] = IntegerField(default=0)
    incidents: IntegerField[int, int] = IntegerField(default=0)
    entries: TextField[str, str] = TextField()
    body: BinaryField[bytes, bytes] = BinaryField()

    class Meta:
        db_table = "report"
        indexes: ClassVar = [
            models.Index(fields=["state", "number"], name="report_state_number"),
            models.Index(fields=["source", "number"], name="report_source_number"),
            models.Index(fields=["story", "number"], name="report_story", condition=models.Q(story__isnull=False)),
        ]


class StoredReading(models.Model):
    """The current reading of a report, its claims left out: `reading_claim` names them. `totals` and `agreements` are what the
    report says of them, taken out of the reading so that thousands can be put together.
    """

    report: OneToOneField[StoredReport, StoredReport] = OneToOneField(
        StoredReport, models.CASCADE, primary_key=True, related_name="+"
    )
    body: BinaryField[bytes, bytes] = BinaryField()
    totals: BinaryField[bytes, bytes] = BinaryField()
    agreements: BinaryField[bytes, bytes] = BinaryField()

    class Meta:
        db_table = "reading"


class StoredClaim(models.Model):
    """A claim as some reading had it. Append-only: a better reader adds rows; triggers refuse to change or delete them."""

    pk = models.CompositePrimaryKey("report_id", "key", "digest")
    report: ForeignKey[StoredReport, StoredReport] = ForeignKey(StoredReport, models.CASCADE, related_name="+")
    key: TextField[str, str] = TextField(db_index=True)
    digest: TextField[str, str] = TextField()
    kind: TextField[str, str] = TextField()
    stance: TextField[str, str] = TextField()
    speaker: TextField[str, str] = TextField()
    speaker_key: TextField[str, str] = TextField()
    body: BinaryField[bytes, bytes] = BinaryField()

    class Meta:
        db_table = "claim"


class ReadClaim(models.Model):
    """Which claims the current reading of a report holds, in their order."""

    pk = models.CompositePrimaryKey("report_id", "place")
    report: ForeignKey[StoredReport, StoredReport] = ForeignKey(StoredReport, models.CASCADE, related_name="+")
    place: IntegerField[int, int] = IntegerField()
    key: TextField[str, str] = TextField(db_index=True)
    digest: TextField[str, str] = TextField()

    class Meta:
        db_table = "reading_claim"


class StoredAccount(models.Model):
    """One report's account of an incident (model/account.py)."""

    id: TextField[str, str] = TextField(primary_key=True)
    report: ForeignKey[StoredReport, StoredReport] = ForeignKey(StoredReport, models.CASCADE, related_name="+")
    place: IntegerField[int, int] = IntegerField()
    body: BinaryField[bytes, bytes] = BinaryField()

    class Meta:
        db_table = "account"


class StoredIncident(models.Model):
    """One incident over many reports (model/grouped.py: GroupedIncident)."""

    code: TextField[str, str] = TextField(primary_key=True)
    kind: TextField[str, str] = TextField()
    title: TextField[str, str] = TextField()
    first: TextField[str | None, str | None] = TextField(null=True, db_index=True)
    last: TextField[str | None, str | None] = TextField(null=True)
    country: TextField[str | None, str | None] = TextField(null=True)
    place: TextField[str, str] = TextField()
    lat: FloatField[float | None, float | None] = FloatField(null=True)
    lon: FloatField[float | None, float | None] = FloatField(null=True)
    part_of: TextField[str | None, str | None] = TextField(null=True)
    strike_status: TextField[str | None, str | None] = TextField(null=True)
    harm: TextField[str | None, str | None] = TextField(null=True)
    body: BinaryField[bytes, bytes] = BinaryField()

    class Meta:
        db_table = "incident"


class StoredLine(models.Model):
    """An incident in one line (model/exploring.py: IncidentLine): a narrow table for lists, maps and counts. `contested` and
    `laid_to` are lists as JSON.
    """

    code: TextField[str, str] = TextField(primary_key=True)
    kind: TextField[str, str] = TextField()
    title: TextField[str, str] = TextField()
    first: TextField[str | None, str | None] = TextField(null=True)
    last: TextField[str | None, str | None] = TextField(null=True)
    place: TextField[str | None, str | None] = TextField(null=True)
    country: TextField[str | None, str | None] = TextField(null=True)
    lat: FloatField[float | None, float | None] = FloatField(null=True)
    lon: FloatField[float | None, float | None] = FloatField(null=True)
    precision: TextField[str, str] = TextField()
    radius_m: IntegerField[int | None, int | None] = IntegerField(null=True)
    part_of: TextField[str | None, str | None] = TextField(null=True)
    strike_status: TextField[str | None, str | None] = TextField(null=True)
    harm: TextField[str | None, str | None] = TextField(null=True)
    contested: TextField[str, str] = TextField()
    laid_to: TextField[str, str] = TextField()
    killed_low: IntegerField[int | None, int | None] = IntegerField(null=True)
    killed_high: IntegerField[int | None, int | None] = IntegerField(null=True)
    injured_low: IntegerField[int | None, int | None] = IntegerField(null=True)
    injured_high: IntegerField[int | None, int | None] = IntegerField(null=True)

    class Meta:
        db_table = "incident_line"


class IncidentAccount(models.Model):
    """Which accounts tell of an incident. `former`: codes that were merged into it are found by `incident_code`."""

    pk = models.CompositePrimaryKey("incident_id", "account")
    incident: ForeignKey[StoredIncident, StoredIncident] = ForeignKey(StoredIncident, models.CASCADE, related_name="+")
    account: TextField[str, str] = TextField(db_index=True)
    report: TextField[str, str] = TextField(db_index=True)

    class Meta:
        db_table = "incident_account"


class IncidentClaim(models.Model):
    """Which claims an incident has for it, against it or beside it."""

    pk = models.CompositePrimaryKey("incident_id", "claim")
    incident: ForeignKey[StoredIncident, StoredIncident] = ForeignKey(StoredIncident, models.CASCADE, related_name="+")
    claim: TextField[str, str] = TextField(db_index=True)

    class Meta:
        db_table = "incident_claim"


class FormerCode(models.Model):
    """A code that an incident once had, before it was merged into another."""

    code: TextField[str, str] = TextField(primary_key=True)
    incident: ForeignKey[StoredIncident, StoredIncident] = ForeignKey(StoredIncident, models.CASCADE, related_name="+")

    class Meta:
        db_table = "former_code"


class StoredPair(models.Model):
    """Two accounts that may tell of one incident: the queue for a person (model/grouped.py: Comparison)."""

    pk = models.CompositePrimaryKey("a", "b")
    a: TextField[str, str] = TextField()
    b: TextField[str, str] = TextField(db_index=True)
    score: FloatField[float, float] = FloatField()
    body: BinaryField[bytes, bytes] = BinaryField()

    class Meta:
        db_table = "pair"


class StoredAgreement(models.Model):
    """One agreement over many reports."""

    id: TextField[str, str] = TextField(primary_key=True)
    body: BinaryField[bytes, bytes] = BinaryField()

    class Meta:
        db_table = "agreement"


class StoredAggregate(models.Model):
    """A total over a period or a campaign: never an incident, never added to one."""

    id: TextField[str, str] = TextField(primary_key=True)
    body: BinaryField[bytes, bytes] = BinaryField()

    class Meta:
        db_table = "aggregate"


class Mark(models.Model):
    """How far the making of derived tables has come: `grouped` is the last log entry that the incidents know of."""

    name: TextField[str, str] = TextField(primary_key=True)
    value: TextField[str, str] = TextField()

    class Meta:
        db_table = "mark"
