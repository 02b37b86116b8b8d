"""Versions of the plan, kept by hand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from akker.meetings.frozen import freeze
from akker.meetings.models import PlanVersion
from akker.meetings.report.plan import grid
from akker.networks.actions import hold, record_in
from akker.networks.models import Network
from akker.people.models import Person
from akker.programmes.inverses import undoes
from akker.programmes.models import Event


@transaction.atomic
def keep(*, network: Network, reason: str, by: Person, now: datetime) -> Event:
    """Keep the plan as it stands now."""
    hold(network)
    highest = network.plan_versions.aggregate(highest=Max("number"))["highest"] or 0
    version = PlanVersion.objects.create(
        programme_id=network.programme_id, network=network, number=highest + 1, reason=reason,
        frozen=freeze(grid(network, now)), by=by, at=now,
    )  # fmt: skip
    return record_in(network, "meetings.plan.version_kept", version, by, now)


@undoes("meetings.plan.version_kept")
def unkeep(*, event: Event, by: Person, now: datetime) -> None:
    PlanVersion.objects.filter(pk=event.target_id).update(withdrawn_at=now)
