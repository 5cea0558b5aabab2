"""Indexes for the list of reports: by state, outlet and story, the newest first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0003_publications")]
    operations = [
        migrations.AddIndex("storedreport", models.Index(fields=["state", "number"], name="report_state_number")),
        migrations.AddIndex("storedreport", models.Index(fields=["source", "number"], name="report_source_number")),
        migrations.AddIndex(
            "storedreport",
            models.Index(fields=["story", "number"], name="report_story", condition=models.Q(story__isnull=False)),
        ),
    ]
