from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("What came up in the talk"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("For who leads or facilitates this network, and the candidate. Nobody else reads it."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0)


class ConsentForm(forms.Form):
    """What one's answers may be used for beside the networks one applied to."""

    pool = forms.BooleanField(label=_("You may ask me for later questions too"), required=False)
    experts = forms.BooleanField(
        label=_("You may list me as an expert who can be asked for one meeting"), required=False
    )
