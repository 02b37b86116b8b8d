from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.meetings.models import Meeting, Series
from akker.people import clock


def date_field(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, validators=clock.OUR_TIMES, **more)


def time_field(label: Any, **more: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **more)


def minutes_field() -> forms.IntegerField:
    return forms.IntegerField(label=_("How long, in minutes"), min_value=5, max_value=1440, initial=120)


class MeetingForm(forms.Form):
    """When and where; what is `more` stands folded, and may stay empty."""

    on = date_field(_("Date"))
    at = time_field(_("Time"))
    minutes = minutes_field()
    place = forms.CharField(label=_("Where"), required=False, max_length=200)
    purpose = forms.CharField(label=_("What it is for"), required=False, max_length=300)
    kind = forms.ChoiceField(label=_("What kind of meeting"), required=False, choices=Meeting.Kind)
    people = forms.MultipleChoiceField(
        label=_("For whom, when it is not for everybody"), required=False, widget=forms.CheckboxSelectMultiple
    )
    where = forms.ChoiceField(label=_("In a room or online"), required=False, choices=Meeting.Where)
    video_link = forms.URLField(label=_("Video link"), required=False, max_length=500, assume_scheme="https")
    directions = forms.CharField(
        label=_("How to get there"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    capacity = forms.IntegerField(
        label=_("How many places"), required=False, min_value=1, max_value=2000,
        help_text=_("Empty: everybody fits. Who comes when all places are taken waits for one."),
    )  # fmt: skip
    notice_hours = forms.IntegerField(
        label=_("Say off how many hours ahead, as agreed"), required=False, min_value=0, max_value=720
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    MAIN = ("on", "at", "minutes", "place", "purpose")
    USUAL: tuple[Any, ...] = (None, "", [], Meeting.Kind.MEETING, Meeting.Where.ROOM)
    MORE = ("kind", "people", "where", "video_link", "directions", "capacity", "notice_hours")

    def __init__(
        self, *args: Any, people: Sequence[tuple[str, str]] = (), is_undated: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = people  # type: ignore[attr-defined]
        if is_undated:  # it may stay without one
            self.fields["on"].required = self.fields["at"].required = False

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and bool(said["on"]) != (said["at"] is not None):
            self.add_error("at", _("Give both the date and the time."))
        return said

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Meeting.Kind.MEETING

    def clean_where(self) -> str:
        return self.cleaned_data["where"] or Meeting.Where.ROOM

    @property
    def main(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MAIN]

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]

    @property
    def is_more_open(self) -> bool:
        """Whether something of it is filled in, or wrong."""
        return any(field.errors or self.initial.get(field.name) not in self.USUAL for field in self.more)


class SeriesForm(forms.Form):
    """A rhythm, and the days that follow from it."""

    first_on = date_field(_("The first"))
    at = time_field(_("Time"))
    every = forms.ChoiceField(label=_("How often"), choices=Series.Every)
    count = forms.IntegerField(label=_("How many"), min_value=2, max_value=30, initial=7)
    minutes = minutes_field()
    place = forms.CharField(label=_("Where"), required=False, max_length=200)


class AnswerForm(forms.Form):
    words = forms.CharField(label=_("A line with it"), required=False, max_length=200)


class SendForm(forms.Form):
    """Who gets what was shown, with a line of one's own."""

    who = forms.MultipleChoiceField(label=_("Who gets a mail"), widget=forms.CheckboxSelectMultiple)
    words = forms.CharField(
        label=_("A line of your own"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = people  # type: ignore[attr-defined]


class ReminderForm(forms.Form):
    who = forms.MultipleChoiceField(label=_("Who gets a mail"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = people  # type: ignore[attr-defined]
