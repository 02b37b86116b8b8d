from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from akker.people.models import Versioned
from akker.question.models.noted import Noted


class Conversation(Noted, Versioned):
    """A talk about the theme with somebody who might take part, and what it shifted."""

    who = models.CharField(_("with whom"), max_length=200)
    on = models.DateField(_("on"))
    shifted = models.TextField(_("what it shifted"), blank=True, max_length=1000)

    def __str__(self) -> str:
        return self.who


class Knowledge(Noted, Versioned):
    """Something that is known about the theme already, or said to be, with where it comes from."""

    class State(models.TextChoices):
        KNOWN = "known", _("known")
        UNKNOWN = "unknown", _("unknown")
        CONTESTED = "contested", _("contested")

    words = models.CharField(_("what"), max_length=500)
    source = models.CharField(_("where it comes from"), max_length=300, blank=True)
    vouched_by = models.CharField(_("who vouches for it"), max_length=200, blank=True)
    state = models.CharField(_("how sure"), max_length=10, choices=State)

    def __str__(self) -> str:
        return self.words
