from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class BoxForm(forms.Form):
    text = forms.CharField(max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class SentenceForm(forms.Form):
    text = forms.CharField(
        label=_("My sentence"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Some time from now something is different, namely … Empty it to take it back."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
