from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.people import clock
from akker.roles.models import Precondition

WAYS = ("move", "add", "end")
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class MoveForm(forms.Form):
    membership = forms.UUIDField()
    seat = forms.UUIDField(required=False)
    seen = forms.CharField(max_length=1000)
    way = forms.ChoiceField(choices=[(way, way) for way in WAYS])
    role = forms.ChoiceField(required=False)
    back = forms.CharField(required=False, max_length=10)

    def __init__(self, *args: Any, roles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role, role) for role in roles]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        wanted = "seat" if values.get("way") == "end" else "role"
        if not values.get(wanted):
            self.add_error(wanted, _("Choose a role from the list."))
        return values


class TasksForm(forms.Form):
    text = forms.CharField(
        label=_("What is taken on here"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One task to a line. Change them until they fit."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class NominationForm(forms.Form):
    """Four short notes in leernetwerk; another pack may think of other things."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    def __init__(self, *args: Any, criteria: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for key, name in criteria.items():
            self.fields[f"note_{key}"] = forms.CharField(
                label=name, required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
            )

    @property
    def notes(self) -> dict[str, str]:
        """What was written, by criterion; silence is left out."""
        said = {key: self.cleaned_data[f"note_{key}"].strip() for key in self.criteria}
        return {key: note for key, note in said.items() if note}


class LineForm(forms.Form):
    """One free line is enough."""

    words = forms.CharField(
        label=_("What is needed?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class PreconditionForm(LineForm):
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", "–"), *Precondition.Kind.choices])
    amount = forms.CharField(
        label=_("How much"), required=False, max_length=120, help_text=_("For example: four hours a month.")
    )
    giver = forms.CharField(label=_("Who can give it"), required=False, max_length=120)
    needed_on = forms.DateField(label=_("Needed by"), required=False, widget=DAY, validators=clock.OUR_TIMES)
    state = forms.ChoiceField(
        label=_("How it stands"), required=False, choices=[("", "–"), *Precondition.State.choices]
    )
    recheck_on = forms.DateField(label=_("Look again on"), required=False, widget=DAY, validators=clock.OUR_TIMES)


class EditForm(PreconditionForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class LetterForm(forms.Form):
    to = forms.CharField(
        label=_("To"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Name and address, a line each."),
    )  # fmt: skip
    subject = forms.CharField(label=_("Subject"), max_length=150)
    text = forms.CharField(label=_("Letter"), max_length=5000, widget=forms.Textarea(attrs={"rows": 14}))
    closing = forms.CharField(label=_("Closing"), required=False, max_length=100)
    signed = forms.CharField(
        label=_("Signed by"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class ResultForm(forms.Form):
    text = forms.CharField(
        label=_("Roles and division of tasks"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 18})
    )
    agreed_on = forms.DateField(label=_("When"), widget=DAY, validators=clock.OUR_TIMES)
    agreed_by = forms.CharField(
        label=_("By whom"), required=False, max_length=300,
        help_text=_("Leave empty for: agreed aloud, noted by you."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
