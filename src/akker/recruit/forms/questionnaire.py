from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.recruit import questions


class QuestionnaireForm(forms.Form):
    """Which questions an application holds; name, mail and a yes to the hours are always there."""

    asks = forms.MultipleChoiceField(
        label=_("What we ask of who applies"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Ask no more than you use. Nobody has to answer, and everybody reads what it is for."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asks"].choices = [(key, question.asks) for key, question in questions.QUESTIONS.items()]  # type: ignore[attr-defined]
