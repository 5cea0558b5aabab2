import django.db.models.deletion
from django.db import migrations, models

STATES = [
    ("gathering", "receiving files"),
    ("waiting", "waiting"),
    ("running", "running"),
    ("done", "done"),
    ("failed", "failed"),
    ("cancelled", "cancelled"),
    ("interrupted", "interrupted"),
]


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_accounts")]

    operations = [
        migrations.RemoveField(model_name="job", name="lines"),
        migrations.AddField("job", "place", models.CharField(default="", max_length=16)),
        migrations.AddField("job", "started", models.DateTimeField(null=True)),
        migrations.AddField("job", "away", models.BooleanField(default=False)),
        migrations.AddField("job", "result", models.JSONField(default=dict)),
        migrations.AlterField(
            "job", "state", models.CharField(choices=STATES, db_index=True, default="waiting", max_length=12)
        ),
        migrations.CreateModel(
            name="JobLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.IntegerField()),
                ("outcome", models.CharField(max_length=12)),
                ("body", models.JSONField()),
                (
                    "job",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="desk.job"),
                ),
            ],
            options={"db_table": "desk_job_line"},
        ),
        migrations.AddConstraint(
            "jobline", models.UniqueConstraint(fields=("job", "number"), name="desk_job_line_number")
        ),
    ]
