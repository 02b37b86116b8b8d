from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.journey.models import Consent


class RoundForm(forms.Form):
    prompt = forms.CharField(
        label=_("What do you ask everybody?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class VoiceForm(forms.Form):
    text = forms.CharField(
        label=_("What does this question do to you?"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    proposal = forms.CharField(
        label=_("How would you word it?"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)


class ProposalForm(forms.Form):
    """A proposal on its way to become the question."""

    text = forms.CharField(label=_("The question becomes"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    reason = forms.CharField(
        label=_("Why this change?"),
        max_length=500,
        required=False,
        help_text=_("May stay empty. A reference leader reads this too: leave out who said what."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class SeenForm(forms.Form):
    """An act on the question as somebody read it: `seen` is the version they saw."""

    seen = forms.UUIDField(widget=forms.HiddenInput)


class ConsentForm(SeenForm):
    answer = forms.ChoiceField(label=_("My answer"), choices=Consent.Answer, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In my words"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A reservation needs them. It stays inside the network and stops nobody."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("answer") == Consent.Answer.RESERVATION and not values.get("words"):
            self.add_error("words", _("Say in a line what your reservation is."))
        return values
