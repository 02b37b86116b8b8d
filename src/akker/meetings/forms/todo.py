from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.people import clock


class ToDoForm(forms.Form):
    what = forms.CharField(label=_("What will be done?"), max_length=300)
    who = forms.ChoiceField(label=_("Who?"), required=False)
    due_on = forms.DateField(
        label=_("Done before"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=clock.OUR_TIMES,
    )  # fmt: skip

    def __init__(self, *args: Any, members: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [("", _("nobody yet")), *((str(pk), name) for pk, name in members)]
        self.fields["who"].choices = people  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        who = self.cleaned_data["who"]
        return {
            "what": self.cleaned_data["what"], "due_on": self.cleaned_data["due_on"],
            "who_id": UUID(who) if who else None,
        }  # fmt: skip


class ToDoEditForm(ToDoForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class DecisionForm(forms.Form):
    words = forms.CharField(label=_("What did we decide?"), max_length=500)
