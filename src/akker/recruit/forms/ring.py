from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.people import clock
from akker.recruit.models import RingRequest


class RingRequestForm(forms.Form):
    kind = forms.ChoiceField(label=_("What do you ask?"), choices=RingRequest.Kind.choices, widget=forms.RadioSelect)
    question = forms.CharField(
        label=_("Your question"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("As precise as you can: it is answered by people who were not there."),
    )  # fmt: skip
    minutes = forms.IntegerField(label=_("Minutes it takes"), min_value=1, max_value=600, initial=10)
    due_on = forms.DateField(label=_("Answer before"), widget=forms.DateInput(attrs={"type": "date"}))
    who = forms.MultipleChoiceField(label=_("Whom do you ask?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = people  # type: ignore[attr-defined]

    def clean_due_on(self) -> date:
        today, chosen = clock.now().date(), self.cleaned_data["due_on"]
        if not today <= chosen <= today + timedelta(days=366):
            raise forms.ValidationError(_("Choose a day within a year from now."))
        return chosen


class RingAnswerForm(forms.Form):
    text = forms.CharField(label=_("My answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))
    is_shown = forms.BooleanField(
        label=_("Everybody in the network may read it"), required=False,
        help_text=_("Else only who leads and who facilitates it. You can change this later."),
    )  # fmt: skip


class UsedForm(forms.Form):
    words = forms.CharField(
        label=_("What came of it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Whoever answered gets this in one mail."),
    )  # fmt: skip
