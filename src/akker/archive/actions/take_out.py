from __future__ import annotations

from typing import Any

from django.db import transaction

from akker.archive.report import network_at, scenario
from akker.programmes.models import Event


class Changed(Exception):
    """Somebody changed the network after it was written down."""


@transaction.atomic
def take_out(*, network: str, document: dict[str, Any]) -> None:
    """Remove a network that `document` holds, with its events; people and their mail stay.

    Raises: Changed when the document no longer tells all of it.
    """
    if scenario(network) != document:
        raise Changed
    row = network_at(network)
    Event.objects.filter(network_id=row.pk).delete()
    row.delete()
