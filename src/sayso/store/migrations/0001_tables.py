"""The tables of the ledger."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("name", models.TextField(primary_key=True, serialize=False)),
                ("value", models.TextField()),
            ],
            options={
                "db_table": "mark",
            },
        ),
        migrations.CreateModel(
            name="StoredAggregate",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("body", models.BinaryField()),
            ],
            options={
                "db_table": "aggregate",
            },
        ),
        migrations.CreateModel(
            name="StoredAgreement",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("body", models.BinaryField()),
            ],
            options={
                "db_table": "agreement",
            },
        ),
        migrations.CreateModel(
            name="StoredIncident",
            fields=[
                ("code", models.TextField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("title", models.TextField()),
                ("first", models.TextField(db_index=True, null=True)),
                ("last", models.TextField(null=True)),
                ("country", models.TextField(null=True)),
                ("place", models.TextField()),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("part_of", models.TextField(null=True)),
                ("strike_status", models.TextField(null=True)),
                ("harm", models.TextField(null=True)),
                ("body", models.BinaryField()),
            ],
            options={
                "db_table": "incident",
            },
        ),
        migrations.CreateModel(
            name="StoredPair",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey("a", "b", blank=True, editable=False, primary_key=True, serialize=False),
                ),
                ("a", models.TextField()),
                ("b", models.TextField(db_index=True)),
                ("score", models.FloatField()),
                ("body", models.BinaryField()),
            ],
            options={
                "db_table": "pair",
            },
        ),
        migrations.CreateModel(
            name="StoredReport",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("number", models.PositiveBigIntegerField(unique=True)),
                ("sha256", models.TextField(unique=True)),
                ("state", models.TextField(db_index=True)),
                ("name", models.TextField()),
                ("media_type", models.TextField()),
                ("size", models.PositiveBigIntegerField()),
                ("url", models.TextField(null=True)),
                ("source", models.TextField(null=True)),
                ("title", models.TextField(null=True)),
                ("published", models.TextField(db_index=True, null=True)),
                ("language", models.TextField(null=True)),
                ("text_sha256", models.TextField(null=True)),
                ("text", models.BinaryField(null=True)),
                ("story", models.TextField(null=True)),
                ("engine", models.TextField(null=True)),
                ("sentence", models.TextField(null=True)),
                ("claims", models.IntegerField(default=0)),
                ("incidents", models.IntegerField(default=0)),
                ("entries", models.TextField()),
                ("body", models.BinaryField()),
            ],
            options={
                "db_table": "report",
            },
        ),
        migrations.CreateModel(
            name="StoredEntry",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("at", models.TextField()),
                ("by", models.TextField()),
                ("kind", models.TextField()),
                ("target", models.TextField()),
                ("data", models.TextField()),
                ("reason", models.TextField()),
                ("previous", models.TextField()),
                ("hash", models.TextField()),
            ],
            options={
                "db_table": "log",
                "indexes": [models.Index(fields=["kind", "target"], name="log_kind_target")],
            },
        ),
        migrations.CreateModel(
            name="IncidentClaim",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "incident_id", "claim", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("claim", models.TextField(db_index=True)),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.storedincident"
                    ),
                ),
            ],
            options={
                "db_table": "incident_claim",
            },
        ),
        migrations.CreateModel(
            name="IncidentAccount",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "incident_id", "account", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("account", models.TextField(db_index=True)),
                ("report", models.TextField(db_index=True)),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.storedincident"
                    ),
                ),
            ],
            options={
                "db_table": "incident_account",
            },
        ),
        migrations.CreateModel(
            name="FormerCode",
            fields=[
                ("code", models.TextField(primary_key=True, serialize=False)),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.storedincident"
                    ),
                ),
            ],
            options={
                "db_table": "former_code",
            },
        ),
        migrations.CreateModel(
            name="StoredReading",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="store.storedreport",
                    ),
                ),
                ("body", models.BinaryField()),
                ("totals", models.BinaryField()),
                ("agreements", models.BinaryField()),
            ],
            options={
                "db_table": "reading",
            },
        ),
        migrations.CreateModel(
            name="StoredClaim",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "report_id", "key", "digest", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.TextField(db_index=True)),
                ("digest", models.TextField()),
                ("kind", models.TextField()),
                ("stance", models.TextField()),
                ("speaker", models.TextField()),
                ("speaker_key", models.TextField()),
                ("body", models.BinaryField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.storedreport"
                    ),
                ),
            ],
            options={
                "db_table": "claim",
            },
        ),
        migrations.CreateModel(
            name="StoredAccount",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("place", models.IntegerField()),
                ("body", models.BinaryField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.storedreport"
                    ),
                ),
            ],
            options={
                "db_table": "account",
            },
        ),
        migrations.CreateModel(
            name="ReadClaim",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "report_id", "place", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("place", models.IntegerField()),
                ("key", models.TextField(db_index=True)),
                ("digest", models.TextField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.storedreport"
                    ),
                ),
            ],
            options={
                "db_table": "reading_claim",
            },
        ),
    ]
