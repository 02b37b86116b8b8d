from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.question.forms.indicators import DAY
from akker.question.models import Knowledge


class ConversationForm(forms.Form):
    who = forms.CharField(label=_("With whom?"), max_length=200)
    on = forms.DateField(label=_("When"), widget=DAY)
    shifted = forms.CharField(
        label=_("What did it shift?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ConversationEditForm(ConversationForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class KnowledgeForm(forms.Form):
    words = forms.CharField(label=_("What do we know, or want to?"), max_length=500)
    state = forms.ChoiceField(label=_("How sure is it?"), choices=Knowledge.State.choices)
    source = forms.CharField(label=_("Where does it come from?"), max_length=300, required=False)
    vouched_by = forms.CharField(label=_("Who vouches for it?"), max_length=200, required=False)


class KnowledgeEditForm(KnowledgeForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
