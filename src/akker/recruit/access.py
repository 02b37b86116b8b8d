"""Who may read what of recruiting. Inside, the doors are those of networks and programmes; outside, the two below.

Source: docs/decisions/0012-applying-without-an-account.md.
"""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from akker.networks.access import Visit
from akker.post import links
from akker.recruit.models import Announcement, Application, Candidate, RingAnswer


def read(programme: str, network: str) -> Announcement:
    """The door of a public page: the standing announcement of a network, with `taken_count`; one query.

    Raises: Http404 for a network without one and for what does not exist alike; the middleware answers nobody
    signed in as for any other address.
    """
    rows = Announcement.objects.standing().with_taken().select_related("network__programme", "programme")
    found: Announcement = get_object_or_404(rows, network__slug=network, programme__slug=programme)
    return found


def own(token: str) -> Application | Candidate:
    """The door of an applicant's own link: a draft, an application to confirm, or who they are as candidate.

    An application found here says by `is_mailed` which of its two links was used. At most three queries.
    Raises: Http404.
    """
    hashed = links.hashed(token)
    applications = Application.objects.select_related("network__programme", "programme")
    for name in ("draft_hash", "confirm_hash"):
        if found := applications.filter(**{name: hashed}).first():
            found.is_mailed = name == "confirm_hash"
            return found
    candidates = Candidate.objects.select_related("person", "programme")
    return get_object_or_404(candidates, token_hash=hashed, person__is_active=True)


def drafted(token: str) -> Application:
    """A draft, by the link of its draft. Raises: Http404."""
    return get_object_or_404(
        Application.objects.select_related("network__programme", "programme"), draft_hash=links.hashed(token)
    )


def to_confirm(token: str) -> Application:
    """An application that was sent, by the link that only its mailbox got. Raises: Http404."""
    return get_object_or_404(
        Application.objects.select_related("network__programme", "programme"), confirm_hash=links.hashed(token)
    )


def own_candidate(token: str) -> Candidate:
    """A candidate, by their own link. Raises: Http404."""
    rows = Candidate.objects.select_related("person", "programme")
    return get_object_or_404(rows, token_hash=links.hashed(token), person__is_active=True)


def takes_intake(visit: Visit) -> bool:
    """Whoever leads or facilitates the network reads and writes its intake notes; an office lets nobody."""
    return bool(visit.powers & {"leader", "facilitator"})


def applicant(visit: Visit, pk: UUID) -> Candidate:
    """A candidate who wishes to join this network; two queries.

    Raises: PermissionDenied for another's and for none alike, so that nobody learns who applied elsewhere.
    """
    found = Candidate.objects.for_network(visit.network).with_preferences().filter(pk=pk).first()
    if found is None:
        raise PermissionDenied
    return found


def asks_the_ring(visit: Visit) -> bool:
    """Whoever leads or facilitates the network asks its second ring, and reads what it says."""
    return takes_intake(visit)


def answers_read_by(visit: Visit) -> QuerySet[RingAnswer]:
    """What somebody may read of what the ring said: who leads and facilitates all of it, others what its author showed
    to everybody, and their own. An office reads what was shown, and nothing else.
    """
    rows = RingAnswer.objects.filter(request__network=visit.network, answered_at__isnull=False)
    if asks_the_ring(visit):
        return rows
    return rows.filter(Q(shown_at__isnull=False) | Q(membership__person=visit.person))
