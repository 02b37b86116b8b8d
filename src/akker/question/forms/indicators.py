from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.question.models import IndicatorReading

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class IndicatorForm(forms.Form):
    words = forms.CharField(label=_("What do we look at?"), max_length=300)
    noticed_by = forms.CharField(label=_("How do we notice?"), max_length=300, required=False)
    target = forms.CharField(label=_("Where do we hope it will be?"), max_length=300, required=False)


class IndicatorEditForm(IndicatorForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class ReadingForm(forms.Form):
    moment = forms.ChoiceField(label=_("Moment"), choices=IndicatorReading.Moment.choices)
    value = forms.CharField(label=_("How does it stand?"), max_length=200, help_text=_("A number or a few words."))
    on = forms.DateField(label=_("On"), widget=DAY)
