import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import akker.people.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("networks", "0002_people_import"),
        ("programmes", "0001_programmes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CardRead",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=akker.people.keys.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("role", models.SlugField(max_length=40)),
                ("at", models.DateTimeField()),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="networks.membership"
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="networks.network"
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
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "membership", "role"), name="a_card_is_read_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LeftVacant",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=akker.people.keys.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("role", models.SlugField(max_length=40)),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="networks.network"
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("programme", "network", "role"),
                        name="a_role_is_left_vacant_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Nomination",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=akker.people.keys.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("role", models.SlugField(max_length=40)),
                ("notes", models.JSONField(blank=True, default=dict)),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="networks.membership"
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="networks.network"
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "membership", "role"), name="put_forward_once_for_a_role"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Precondition",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=akker.people.keys.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("role", models.SlugField(max_length=40)),
                ("words", models.TextField(blank=True, max_length=1000, verbose_name="what is needed")),
                ("is_none_needed", models.BooleanField(default=False)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("time", "time"),
                            ("information", "access to information"),
                            ("support", "support"),
                            ("mandate", "mandate"),
                            ("money", "money"),
                            ("other", "something else"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("amount", models.CharField(blank=True, max_length=120, verbose_name="how much")),
                ("giver", models.CharField(blank=True, max_length=120, verbose_name="who can give it")),
                ("needed_on", models.DateField(blank=True, null=True, verbose_name="needed by")),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[("asked", "asked"), ("promised", "promised"), ("met", "met"), ("refused", "refused")],
                        max_length=8,
                        verbose_name="how it stands",
                    ),
                ),
                ("recheck_on", models.DateField(blank=True, null=True, verbose_name="look again on")),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="networks.network"
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
                "indexes": [models.Index(fields=["programme", "network", "role"], name="preconditions_of_a_role")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_none_needed", False), models.Q(("words", ""), _negated=True)),
                            models.Q(("is_none_needed", True), ("words", "")),
                            _connector="OR",
                        ),
                        name="nothing_needed_needs_no_words",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_none_needed", True), ("withdrawn_at", None)),
                        fields=("programme", "network", "role"),
                        name="nothing_needed_is_said_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeatTasks",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=akker.people.keys.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="tasks")),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programme"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="networks.seat"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "seat"), name="a_seat_has_one_list_of_tasks")
                ],
            },
        ),
        migrations.CreateModel(
            name="SignalAside",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=akker.people.keys.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("signal", models.SlugField(max_length=60)),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="networks.network"
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("programme", "network", "signal"),
                        name="a_signal_is_aside_once",
                    )
                ],
            },
        ),
    ]
