from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.networks import roster
from akker.people import clock


class StartForm(forms.Form):
    """The three questions that start a network; only the first needs an answer."""

    about = forms.CharField(
        label=_("What is it about?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One line is enough: a question from your practice. You can sharpen it together later."),
    )  # fmt: skip
    who = forms.CharField(
        label=_("Who joins in?"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One person to a line: a name, an e-mail address, or both. Nobody gets mail yet."),
    )  # fmt: skip
    on = forms.DateField(
        label=_("When do you first meet?"),
        required=False,
        validators=clock.OUR_TIMES,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Not known yet is fine."),
    )
    at = forms.TimeField(
        label=_("At what time?"),
        required=False,
        initial="13:30",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    name = forms.CharField(
        label=_("Short name"), required=False, max_length=120, help_text=_("Empty: the first words of your line.")
    )
    programme = forms.ChoiceField(label=_("Part of"), required=False)
    handbook = forms.ChoiceField(label=_("Handbook"), required=False)

    def __init__(
        self, *args: Any, programmes: list[tuple[str, str]], handbooks: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handbook"].choices = [("", _("I do not know yet")), *handbooks]  # type: ignore[attr-defined]
        self.fields["programme"].choices = [("", _("just us, no programme")), *programmes]  # type: ignore[attr-defined]
        if not programmes:
            del self.fields["programme"]

    def clean_who(self) -> list[roster.Named]:
        people = roster.read(self.cleaned_data["who"])
        if wrong := roster.wrong_address(people):
            raise forms.ValidationError(_("“%(email)s” is not an e-mail address.") % {"email": wrong})
        if len(people) > 100:
            raise forms.ValidationError(
                _("That is a lot at once. Start without them and bring them in from a spreadsheet.")
            )
        return people
