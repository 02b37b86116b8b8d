"""Make the floor's database, its user and ten rows; print a session of that user as JSON."""

from __future__ import annotations

import json
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.floor.project")

import django

django.setup()

from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client

call_command("migrate", "-v0")
Group.objects.bulk_create([Group(name=f"Group {number}") for number in range(10)])
client = Client()
client.force_login(User.objects.create_user("somebody"))
name, cookie = next(iter(client.cookies.items()))
print(json.dumps({"name": name, "value": cookie.value, "pages": {"floor": "/"}}))
