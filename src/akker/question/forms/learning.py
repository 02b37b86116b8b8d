from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.question.models.learning import LONGEST


def _long(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class LearningQuestionForm(forms.Form):
    question = forms.CharField(
        label=_("My question"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("About your own work, and what you do in it."),
    )  # fmt: skip
    context = _long(_("Where it comes from"))
    tried = _long(_("What I have tried"))
    differently = _long(_("What I would do differently with an answer"))
    brings = _long(_("What I bring"))
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
