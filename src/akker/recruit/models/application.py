from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Network
from akker.people.models import LANGUAGES, Versioned
from akker.programmes.models import Programme

KEPT = timedelta(days=7)  # how long it waits for its mail to be confirmed


class ApplicationQuerySet(models.QuerySet["Application"]):
    def overdue(self, now: datetime) -> ApplicationQuerySet:
        """Untouched for a week, and never confirmed."""
        return self.filter(saved_at__lt=now - KEPT)


class Application(Versioned):
    """What somebody without an account fills in; a draft first, and gone once their mail is confirmed or a week passed.

    Confirming makes a candidate out of it. Until then nobody but who holds its links sees it.
    """

    # Random keys: the order of applying is told by candidates alone.
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")  # on whose page it was begun
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    answers = models.JSONField(_("answers"), default=dict)  # field of a candidate -> what was typed
    wishes = models.JSONField(default=list)  # ids of networks, the dearest first
    language = models.CharField(max_length=5, choices=LANGUAGES)
    draft_hash = models.CharField(max_length=64, unique=True)  # of the link of the draft; the browser knows it
    confirm_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - null is "not sent"; only mailed
    origin = models.CharField(max_length=64, blank=True)  # keyed hash of where it came from, to hold off floods
    saved_at = models.DateTimeField(_("saved"))
    sent_at = models.DateTimeField(_("sent"), null=True)

    is_mailed = False  # whether it was reached by the link that only its mailbox got; the door says so

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_sent_application_can_be_confirmed",
                condition=Q(sent_at=None, confirm_hash=None) | Q(sent_at__isnull=False, confirm_hash__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "origin", "saved_at"], name="applications_from_one_place"),
            models.Index(fields=["programme", "email", "saved_at"], name="applications_of_one_address"),
        ]

    def __str__(self) -> str:
        return self.name or self.email
