from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("What came up in the talk"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("For who leads or facilitates this network, and the candidate. Nobody else reads it."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0)


FINDABLE = _("Networks of this programme may find me and ask me")
WHAT_IS_SHOWN = _("They see your name, function and what you are good at; no address. You can take this back.")
USES = ("pool", "findable", "experts")  # beside composing; each has its own moment on the candidate


class ConsentForm(forms.Form):
    """What one's answers may be used for beside the networks one applied to."""

    pool = forms.BooleanField(label=_("You may ask me for later questions too"), required=False)
    findable = forms.BooleanField(label=FINDABLE, required=False, help_text=WHAT_IS_SHOWN)
    experts = forms.BooleanField(
        label=_("You may list me as an expert who can be asked for one meeting"), required=False
    )
