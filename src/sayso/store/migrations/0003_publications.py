"""The same bytes may be two reports: of two outlets."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0002_guards_and_search")]
    operations = [
        migrations.AlterField(model_name="storedreport", name="sha256", field=models.TextField(db_index=True))
    ]
