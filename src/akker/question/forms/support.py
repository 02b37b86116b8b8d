from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.people.models import Person
from akker.question.models import SupportRequest


class SupportForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What would help?"), widget=forms.RadioSelect,
        choices=lambda: [(kind.value, str(kind.label).capitalize()) for kind in SupportRequest.Kind],
    )  # fmt: skip
    words = forms.CharField(
        label=_("In a line"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What is it about, and by when would you like an answer?"),
    )  # fmt: skip


class OwnerForm(forms.Form):
    owner = forms.ChoiceField(label=_("Who sees to it?"))

    def __init__(self, *args: Any, managers: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.managers = {str(person.pk): person for person in managers}
        self.fields["owner"].choices = [(key, str(person)) for key, person in self.managers.items()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Person:
        return self.managers[self.cleaned_data["owner"]]


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Answer"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who asked gets it by mail, and it stands on the page of the network."),
    )  # fmt: skip
