from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _


class MarkForm(forms.Form):
    meeting = forms.UUIDField()


class ElementForm(forms.Form):
    words = forms.CharField(label=_("What did it leave?"), max_length=3000, widget=forms.Textarea(attrs={"rows": 3}))
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)


class AskForm(forms.Form):
    prompt = forms.CharField(
        label=_("What do you ask everybody?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class ExpectationForm(forms.Form):
    proposal = forms.CharField(
        label=_("A question I bring along"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    text = forms.CharField(
        label=_("What I expect of the network"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)


class ClusterForm(forms.Form):
    name = forms.CharField(label=_("What do these say together?"), max_length=120)
    voices = forms.MultipleChoiceField(label=_("Which belong together?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, voices: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["voices"].choices = [(str(pk), words) for pk, words in voices]  # type: ignore[attr-defined]
