from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0002_jobs")]

    operations = [
        migrations.CreateModel(
            name="KeyEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("username", models.CharField(db_index=True, max_length=150)),
                ("by", models.CharField(max_length=150)),
                ("what", models.CharField(choices=[("made", "made"), ("revoked", "revoked")], max_length=8)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={"db_table": "desk_key_event"},
        ),
    ]
