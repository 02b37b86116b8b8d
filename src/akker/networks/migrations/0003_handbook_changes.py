import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import akker.people.keys


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0002_people_import"),
        ("programmes", "0002_uploaded_packs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="network",
            name="handbook",
            field=models.CharField(default="akker@2026.1", max_length=80),
        ),
        migrations.CreateModel(
            name="HandbookChange",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=akker.people.keys.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("before", models.CharField(max_length=80)),
                ("after", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handbook_changes",
                        to="networks.network",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programme"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["programme", "network", "at"], name="handbook_changes_in_order")],
            },
        ),
    ]
