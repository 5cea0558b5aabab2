"""What Django has no words for: the guards of the append-only tables, and the index of words."""

from typing import Any

from django.db import migrations

from sayso.store import guards, search


def put_up(_apps: Any, schema_editor: Any) -> None:
    guards.prepare(schema_editor.connection)
    for table in guards.GUARDED:
        guards.put_up(schema_editor.connection, table)
    search.make_index(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("store", "0001_tables")]
    operations = [migrations.RunPython(put_up)]
