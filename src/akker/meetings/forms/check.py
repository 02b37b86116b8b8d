from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.meetings.models import PlanCheck
from akker.meetings.report.checks import ANSWERS


class CheckForm(forms.Form):
    """The answer to one check; its prefix says to which."""

    answer = forms.ChoiceField(choices=PlanCheck.Answer.choices, widget=forms.RadioSelect, required=False)
    words = forms.CharField(
        label=_("In your own words"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_aloud = forms.BooleanField(label=_("The others may read this"), required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        answer = values.get("answer")
        if answer and answer not in ANSWERS[str(self.prefix)]:
            raise forms.ValidationError(_("That is no answer to this question."))
        return values
