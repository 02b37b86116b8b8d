from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from akker.meetings.models.meeting import Meeting
from akker.question.models import Noted


class Paper(Noted):
    """A file that goes with a meeting. Pictures are encoded anew; all else is only ever handed over to be saved."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="papers")
    name = models.CharField(_("name"), max_length=200)  # of the file, with its ending
    file = models.CharField(max_length=64)  # sha256 of what is on the disk
    bytes = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["file"], name="papers_of_a_file")]

    def __str__(self) -> str:
        return self.name
