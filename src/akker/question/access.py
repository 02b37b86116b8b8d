"""Who reads what members say of the question, and their own learning questions. The door is that of networks."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from akker.networks.access import Visit
from akker.networks.models import Membership
from akker.question.models import LearningQuestion, ShownQuestion


def own(visit: Visit) -> Membership:
    """The person's own membership; one query. Raises: PermissionDenied for an office without one."""
    if visit.membership is None:
        raise PermissionDenied
    return visit.membership


def leading(visit: Visit) -> None:
    """What a network shows to the world is for who leads or facilitates it, not for its programme.

    Raises: PermissionDenied.
    """
    if not visit.powers & {"leader", "facilitator"}:
        raise PermissionDenied


def shown(programme: str, pk: UUID) -> ShownQuestion:
    """A question on the public shelf: anybody may read it, as long as it is shown; one query. Raises: Http404."""
    found: ShownQuestion = get_object_or_404(on_the_shelf(programme), pk=pk)
    return found


def on_the_shelf(programme: str) -> QuerySet[ShownQuestion]:
    """What the networks of a programme that run show of their questions, newest first."""
    rows = ShownQuestion.objects.filter(programme__slug=programme, withdrawn_at=None, network__closed_at=None)
    return rows.select_related("network__programme", "by").order_by("-at", "pk")


def own_question(visit: Visit, pk: UUID) -> LearningQuestion:
    """A learning question of one's own; two queries.

    Raises: PermissionDenied for another's and for none alike, so that nobody learns what is there.
    """
    found = LearningQuestion.objects.of(own(visit)).select_related("network").filter(pk=pk).first()
    if found is None:
        raise PermissionDenied
    return found
