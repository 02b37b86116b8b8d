"""The meetings of one person, as entries of a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from akker.meetings import ics
from akker.meetings.grid import FOR_A_FEW
from akker.meetings.models import Attendee, Meeting, PlanCell
from akker.meetings.report.sending import entry
from akker.meetings.report.who import OPTIONAL, REQUIRED
from akker.networks.models import Membership
from akker.people.models import Person

BACK = timedelta(days=366)  # how much of the past a calendar still reads


def entries(person: Person, now: datetime) -> Iterator[ics.Entry]:
    """Those of all networks they are in, but of a few only when they are one of them; one query."""
    member = Membership.objects.present().filter(network=OuterRef("network"), person=person)
    those_named = Attendee.objects.filter(meeting=OuterRef("pk"))
    named = those_named.filter(person=person)
    planned = PlanCell.objects.filter(
        meeting=OuterRef("pk"), row__membership__person=person, state__in=(REQUIRED, OPTIONAL)
    )
    found = (
        Meeting.objects.standing()
        .filter(Exists(member), starts_at__gte=now - BACK)
        .filter((~Q(kind__in=FOR_A_FEW) & ~Exists(those_named)) | Exists(named) | Exists(planned))
        .select_related("network")
        .order_by("starts_at", "pk")
    )
    for meeting in found:
        yield entry(meeting, meeting.sequence, born(meeting))


def born(meeting: Meeting) -> datetime:
    """When its row was made, out of its key: the same at every reading, so that nothing seems to change."""
    return datetime.fromtimestamp((meeting.pk.int >> 80) / 1000, UTC)
