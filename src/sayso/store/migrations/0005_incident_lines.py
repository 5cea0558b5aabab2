"""Incidents in one line each, for lists, maps and counts; and an index for the log by who made an entry.

What grouping concluded is sealed (derived.py): where the seal holds, the new table comes under it.
"""

import hashlib
from typing import Any

import msgspec
from django.db import migrations, models

from sayso.model.grouped import GroupedIncident
from sayso.store.address import SECONDS
from sayso.store.connect import Database
from sayso.store.derived import dump
from sayso.store.incident_lines import put

_BEFORE = ("incident_account", "incident_claim", "former_code", "incident", "pair", "agreement", "aggregate")


def fill(_apps: Any, schema_editor: Any) -> None:
    """The lines of the incidents that there are."""
    connection = schema_editor.connection
    database = Database(connection.alias, connection.vendor, SECONDS)
    seal = database.rows("SELECT value FROM mark WHERE name = 'groups'")
    if not seal:
        return
    held = _seal(database, _BEFORE) == seal[0][0]
    decoder = msgspec.json.Decoder(GroupedIncident)
    try:
        put(database, (decoder.decode(bytes(body)) for (body,) in database.each("SELECT body FROM incident")))
    except msgspec.MsgspecError:
        return  # altered, or of another time: `verify` tells of it, and a rebuild makes it anew
    if held:
        database.run(
            "UPDATE mark SET value = %s WHERE name = 'groups'", (_seal(database, ("incident_line", *_BEFORE)),)
        )


def _seal(database: Database, tables: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for line in dump(database, tables):
        digest.update(line)
        digest.update(b"\n")
    return digest.hexdigest()


class Migration(migrations.Migration):
    dependencies = [("store", "0004_report_list")]
    operations = [
        migrations.CreateModel(
            name="StoredLine",
            fields=[
                ("code", models.TextField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("title", models.TextField()),
                ("first", models.TextField(null=True)),
                ("last", models.TextField(null=True)),
                ("place", models.TextField(null=True)),
                ("country", models.TextField(null=True)),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("precision", models.TextField()),
                ("radius_m", models.IntegerField(null=True)),
                ("part_of", models.TextField(null=True)),
                ("strike_status", models.TextField(null=True)),
                ("harm", models.TextField(null=True)),
                ("contested", models.TextField()),
                ("laid_to", models.TextField()),
                ("killed_low", models.IntegerField(null=True)),
                ("killed_high", models.IntegerField(null=True)),
                ("injured_low", models.IntegerField(null=True)),
                ("injured_high", models.IntegerField(null=True)),
            ],
            options={"db_table": "incident_line"},
        ),
        migrations.AddIndex("storedentry", models.Index(fields=["by", "number"], name="log_by_number")),
        migrations.AddIndex("storedentry", models.Index(fields=["kind", "number"], name="log_kind_number")),
        migrations.AddIndex("storedentry", models.Index(fields=["target", "number"], name="log_target_number")),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
