from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.people import clock
from akker.recruit.models import Candidate, Invitation

ADDED = forms.CharField(
    label=_("A word of your own"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
    help_text=_("Stands in every mail, above the link. May stay empty."),
)  # fmt: skip


class SendForm(forms.Form):
    who = forms.MultipleChoiceField(label=_("Who gets this mail?"), widget=forms.CheckboxSelectMultiple)
    words = ADDED

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = people  # type: ignore[attr-defined]


class InvitationForm(forms.Form):
    """What one invitation says; it can be changed until it is sent."""

    why = forms.CharField(
        label=_("Why you"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Said to them, in their language."),
    )  # fmt: skip
    competence = forms.CharField(label=_("Asked for above all"), required=False, max_length=120)
    meeting_count = forms.IntegerField(label=_("Number of meetings"), required=False, min_value=1, max_value=100)
    hours = forms.DecimalField(
        label=_("Hours in all"), required=False, min_value=0, max_value=2000, decimal_places=1, localize=True
    )
    role = forms.ChoiceField(
        label=_("Proposed role"), required=False,
        help_text=_("With a yes they are put forward for it; the network divides its roles itself."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, roles: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("none in particular")), *roles.items()]  # type: ignore[attr-defined]
        if not roles:
            del self.fields["role"]

    @property
    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def word(self, name: str, value: Any) -> str:
        """What was said of one field, as people read it."""
        chosen = dict(self.fields["role"].choices) if name == "role" else {}  # type: ignore[attr-defined]
        return str(chosen.get(value, value) or "")


class NamedForm(forms.Form):
    """Whom to ask, by name and address."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("The invitation goes there, once you have looked at it and sent it."),
    )  # fmt: skip


class AskForm(forms.Form):
    """Whom to ask for which network, from the page of a candidate or an expert."""

    network = forms.ChoiceField(label=_("For which network"))

    def __init__(self, *args: Any, networks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["network"].choices = networks  # type: ignore[attr-defined]


class ContributionForm(forms.Form):
    contribution = forms.ChoiceField(label=_("What do you ask for?"), choices=Candidate.Contribution.choices)
    why = forms.CharField(
        label=_("Why you"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Said to them: what it is about, when, and why you think of them."),
    )  # fmt: skip
    hours = forms.DecimalField(
        label=_("Hours in all"), required=False, min_value=0, max_value=2000, decimal_places=1, localize=True
    )


class ReplacementForm(forms.Form):
    candidate = forms.UUIDField(widget=forms.HiddenInput)


# --- through the link ----------------------------------------------------------------------


class YesForm(forms.Form):
    brings = forms.CharField(
        label=_("What I bring"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One line is enough, and empty is fine. The members of the network read it."),
    )  # fmt: skip
    roles = forms.MultipleChoiceField(
        label=_("Put me forward for"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing is settled by it: the network divides its roles together."),
    )  # fmt: skip

    def __init__(self, *args: Any, roles: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [*roles.items()]  # type: ignore[attr-defined]
        if not roles:
            del self.fields["roles"]


class NoForm(forms.Form):
    words = forms.CharField(
        label=_("A word with it"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class LaterForm(forms.Form):
    later_on = forms.DateField(label=_("Ask me again from"), widget=forms.DateInput(attrs={"type": "date"}))

    def clean_later_on(self) -> Any:
        today, chosen = clock.now().date(), self.cleaned_data["later_on"]
        if not today < chosen <= today + timedelta(days=366):
            raise forms.ValidationError(_("Choose a day within a year from now."))
        return chosen


class ColleagueForm(forms.Form):
    colleague_name = forms.CharField(label=_("Name of the colleague"), max_length=120)
    colleague_email = forms.EmailField(
        label=_("E-mail address of the colleague"),
        help_text=_("They get no mail before somebody of the programme has looked at it. Ask them first."),
    )


ANSWERS: dict[str, type[forms.Form]] = {
    Invitation.Answer.ACCEPTED: YesForm,
    Invitation.Answer.DECLINED: NoForm,
    Invitation.Answer.LATER: LaterForm,
    Invitation.Answer.COLLEAGUE: ColleagueForm,
}
