from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.meetings.forms.meeting import date_field, minutes_field, time_field
from akker.meetings.models import Series, SlotAnswer
from akker.people import clock

BY_HAND = 4  # rows for a moment that was not proposed
MOST = 60


class ProposalForm(forms.Form):
    """From when on and how often to propose moments; sent by GET, and it changes nothing."""

    first_on = date_field(_("From"), required=False)
    at = time_field(_("Time"), required=False)
    every = forms.ChoiceField(label=_("How often"), required=False, choices=Series.Every)
    many = forms.IntegerField(label=_("How many moments"), required=False, min_value=1, max_value=MOST)


class Moments(forms.MultipleChoiceField):
    """At least one moment is needed, so nobody is told that it is optional; but those given by hand count as well."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class PollForm(forms.Form):
    """What it is for, the moments, whom to ask, and until when."""

    meeting = forms.ChoiceField(label=_("For which meeting"), required=False)
    purpose = forms.CharField(label=_("What it is for"), required=False, max_length=300)
    minutes = minutes_field()
    place = forms.CharField(label=_("Where"), required=False, max_length=200)
    count = forms.IntegerField(label=_("How many dates are wanted"), min_value=1, max_value=30, initial=1)
    slots = Moments(label=_("Moments to ask about"), widget=forms.CheckboxSelectMultiple)
    who = forms.MultipleChoiceField(label=_("Whom you ask"), widget=forms.CheckboxSelectMultiple)
    required = forms.MultipleChoiceField(
        label=_("Without whom it cannot be"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("They count double, and you are warned when they cannot."),
    )  # fmt: skip
    closes_on = date_field(_("Answer before the end of"))

    def __init__(
        self, *args: Any, meetings: Sequence[tuple[str, str]], moments: Sequence[tuple[str, str]],
        people: Sequence[tuple[str, str]], today: date, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["meeting"].choices = [("", _("a new one")), *meetings]  # type: ignore[attr-defined]
        self.fields["slots"].choices = moments  # type: ignore[attr-defined]
        for name in ("who", "required"):
            self.fields[name].choices = people  # type: ignore[attr-defined]
        for n in range(1, BY_HAND + 1):
            self.fields[f"on_{n}"] = date_field(_("Another date"), required=False)
            self.fields[f"at_{n}"] = time_field(_("and its time"), required=False)

    @property
    def by_hand(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"on_{n}"], self[f"at_{n}"]) for n in range(1, BY_HAND + 1)]

    def clean_closes_on(self) -> date:
        on: date = self.cleaned_data["closes_on"]
        if on < self.today:
            raise forms.ValidationError(_("This day is over."))
        return on

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for n in range(1, BY_HAND + 1):
            if bool(said.get(f"on_{n}")) != (said.get(f"at_{n}") is not None):
                self.add_error(f"at_{n}", _("Give both the date and the time."))
        if not self.errors and not self.moments:
            self.add_error("slots", _("Ask about at least one moment."))
        if not self.errors and len(self.moments) < said["count"]:
            self.add_error("count", _("There are fewer moments than dates wanted."))
        if not self.errors and self.moments[0][0] <= said["closes_on"]:
            self.add_error("closes_on", _("By then a moment you ask about has passed. Choose a day before the first."))
        return said

    @property
    def moments(self) -> list[tuple[date, time]]:
        """All moments, proposed and by hand, each once and in order."""
        said = self.cleaned_data
        ticked = [datetime.fromisoformat(text) for text in said.get("slots", [])]
        found = {(moment.date(), moment.time()) for moment in ticked}
        found |= {(said[f"on_{n}"], said[f"at_{n}"]) for n in range(1, BY_HAND + 1) if said.get(f"on_{n}")}
        return sorted(found)


def well_formed(texts: Sequence[str]) -> list[str]:
    """Of moments that a form carries along, those that are one."""
    found = []
    for text in texts[:MOST]:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            continue
        if moment.tzinfo is None and clock.OUR_TIMES[0].limit_value <= moment.date() <= clock.OUR_TIMES[1].limit_value:
            found.append(moment.strftime("%Y-%m-%dT%H:%M"))
    return found


class SlotsForm(forms.Form):
    """When one can: a choice for each slot, named after it."""

    def __init__(self, *args: Any, slots: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in slots:
            self.fields[f"slot_{key}"] = forms.ChoiceField(
                label=label, choices=SlotAnswer.Can, widget=forms.RadioSelect(attrs={"class": "inline"})
            )

    @property
    def said(self) -> dict[UUID, str]:
        return {UUID(name.removeprefix("slot_")): value for name, value in self.cleaned_data.items()}


class ChoiceOfSlots(forms.Form):
    """The moments that become dates: one, or as many as are wanted."""

    def __init__(self, *args: Any, slots: Sequence[tuple[str, str]], count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slots"] = (
            forms.ChoiceField(label=_("This becomes the date"), choices=slots, widget=forms.RadioSelect)
            if count == 1
            else forms.MultipleChoiceField(
                label=_("These become the dates"), choices=slots, widget=forms.CheckboxSelectMultiple
            )
        )

    @property
    def chosen(self) -> list[UUID]:
        said = self.cleaned_data["slots"]
        return [UUID(key) for key in ([said] if isinstance(said, str) else said)]
