from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class WordingForm(forms.Form):
    text = forms.CharField(max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    reason = forms.CharField(
        label=_("Why this change?"), max_length=500, required=False, help_text=_("May stay empty.")
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class SubthemesForm(forms.Form):
    names = forms.CharField(
        label=_("Subthemes"), required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One to a line. Under these you will collect what you learn."),
    )  # fmt: skip

    seen = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)  # the names last read

    def clean_names(self) -> list[str]:
        names = (" ".join(line.split())[:120] for line in self.cleaned_data["names"].splitlines())
        return list(dict.fromkeys(name for name in names if name))[:30]

    def clean_seen(self) -> list[str]:
        return [name for name in self.cleaned_data["seen"].splitlines() if name]
