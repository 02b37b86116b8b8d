from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from akker.people.keys import uuid7
from akker.people.models import Versioned
from akker.programmes.models import Programme


class Questionnaire(Versioned):
    """What a programme asks of who applies, beside name and mail; without a row it asks `questions.USUAL`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.OneToOneField(Programme, models.CASCADE, related_name="+")
    asks = models.JSONField(_("what we ask"), default=list)  # keys of `questions.QUESTIONS`, in their order there

    def __str__(self) -> str:
        return f"{self.programme}"
