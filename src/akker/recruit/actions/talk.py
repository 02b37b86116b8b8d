"""From a talk about the theme to an invitation for whom it was with."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import formats, translation
from django.utils.translation import gettext as _

from akker.networks import actions as networks
from akker.people.models import Person
from akker.question.models import Conversation
from akker.recruit.actions import invitation
from akker.recruit.models import Invitation


@transaction.atomic
def invite(*, conversation: Conversation, name: str, email: str, by: Person, now: datetime) -> Invitation:
    """Write an invitation to take part; nobody is told, and the talk stays as it was noted.

    Raises: NetworkClosed, AskedAlready.
    """
    network = conversation.network
    person = networks.find_person(name=name, email=email, language=network.language, time_zone=network.time_zone)
    with translation.override(person.language):
        day = formats.date_format(conversation.on, "DATE_FORMAT")
        why = _("We talked about the theme on %(day)s.") % {"day": day}
    return invitation.draft(network=network, person=person, why=why, by=by, now=now)
