"""In a loaded demo: a session of somebody who leads, and the addresses of the pages to measure, as JSON."""

from __future__ import annotations

import json
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "akker.web.settings")

import django

django.setup()

from django.conf import settings
from django.db.models import Count
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from akker.meetings.models import PlanCell
from akker.networks.models import Membership, Network
from akker.post.models import Job

network = Network.objects.running().annotate(size=Count("memberships")).order_by("-size", "slug")[0]
seated = Membership.objects.present().with_seats().filter(network=network)
leader = next(one for one in seated if any(network.acts_as(seat.role) == "leader" for seat in one.current_seats))
step = network.book.phases[0].steps[0].key
where = [network.programme.slug, network.slug]
now = timezone.now()
job = Job.objects.create(person=leader.person, kind="bench", total=100, done_count=40, queued_at=now, started_at=now)
client = Client()
client.force_login(leader.person)
name, cookie = next(iter(client.cookies.items()))
pages = {
    "now": reverse("web:now"),
    "overview": reverse("web:overview", args=where),
    "journey": reverse("web:journey", args=where),
    "people": reverse("networks:people", args=where),
    "results": reverse("journey:results", args=where),
    "one step": reverse("journey:step", args=[*where, step]),
    "settings": reverse("networks:settings", args=where),
    "plan": reverse("meetings:plan", args=where),
    "fragment": reverse("post:job", args=[job.pk]),
    "cell": reverse("meetings:plan-cells", args=where),
}
noted = PlanCell.objects.filter(row__membership=leader).values("meeting")
meeting = network.meetings.standing().filter(sendings=None).exclude(pk__in=noted).in_order()[0]  # a press that acts
cell = {
    "csrfmiddlewaretoken": get_random_string(32), "once": "", "cell": "0.0", "rows": leader.pk.hex,
    "columns": meeting.pk.hex,
}  # fmt: skip
visitor = {"name": name, "value": cookie.value, "pages": pages, "cell": cell, "token": settings.CSRF_COOKIE_NAME}
print(json.dumps(visitor))
