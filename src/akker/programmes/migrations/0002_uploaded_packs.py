import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import akker.people.keys


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0001_programmes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="UploadedPack",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=akker.people.keys.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("pack_version", models.CharField(max_length=40)),
                ("pages", models.JSONField(default=dict)),
                ("digest", models.CharField(max_length=64)),
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
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="packs", to="programmes.programme"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "slug", "pack_version"), name="a_version_of_a_pack_is_one"
                    )
                ],
            },
        ),
    ]
