from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.people import clock


class AgainForm(forms.Form):
    """An act on agreements as somebody read them: `seen` is the sheet, `looked` the last time it was looked at."""

    seen = forms.UUIDField(widget=forms.HiddenInput)
    looked = forms.UUIDField(widget=forms.HiddenInput, required=False)


class StandForm(AgainForm):
    look_on = forms.DateField(
        label=_("Look again on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=clock.OUR_TIMES, help_text=_("May stay empty: then nobody is asked."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_look_on(self) -> date | None:
        look_on: date | None = self.cleaned_data["look_on"]
        if look_on and look_on <= self.today:
            raise forms.ValidationError(_("Choose a day that is still to come, or leave it empty."))
        return look_on


class OnAgendaForm(AgainForm):
    meeting = forms.UUIDField(widget=forms.HiddenInput)
