from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.networks import roster
from akker.networks.models import Membership, Network
from akker.people import clock

MOST_AT_ONCE = 100  # people typed in one go; more come from a spreadsheet


def read_people(text: str) -> list[roster.Named]:
    """The people typed, or a refusal that names the line."""
    people = roster.read(text)
    if wrong := roster.wrong_address(people):
        raise forms.ValidationError(_("“%(email)s” is not an e-mail address.") % {"email": wrong})
    if len(people) > MOST_AT_ONCE:
        raise forms.ValidationError(
            _("That is a lot at once. Bring more than %(most)d people in from a spreadsheet.") % {"most": MOST_AT_ONCE}
        )
    return people


class PeopleForm(forms.Form):
    people = forms.CharField(
        label=_("Who comes in?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One person to a line: a name, an e-mail address, or both. Nobody gets mail yet."),
        max_length=20_000,
    )
    ring = forms.ChoiceField(
        label=_("They are"), choices=Membership.Ring.choices, widget=forms.RadioSelect, initial="core"
    )

    def clean_people(self) -> list[roster.Named]:
        return read_people(self.cleaned_data["people"])


class CardForm(forms.Form):
    """What somebody tells of themselves in one network; everything may stay empty."""

    brings = forms.CharField(
        label=_("What I bring"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=1000
    )
    needs = forms.CharField(
        label=_("What I need"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=1000
    )
    competences = forms.CharField(
        label=_("What I am good at"),
        required=False,
        max_length=600,
        help_text=_("In your own words, with commas between them."),
    )
    function = forms.CharField(
        label=_("Function"),
        required=False,
        max_length=120,
        help_text=_("Only if you want it shown. Here everybody counts the same."),
    )
    kind = forms.ChoiceField(
        label=_("I am here as"), required=False, choices=[("", _("rather not say")), *Membership.Kind.choices]
    )
    kind_words = forms.CharField(label=_("Or in your own words"), required=False, max_length=120)
    show_kind = forms.BooleanField(
        label=_("The others in this network may see this"),
        required=False,
        help_text=_("Without your consent it stays yours alone and is never used to put groups together."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_competences(self) -> list[str]:
        words = (" ".join(word.split()) for word in self.cleaned_data["competences"].replace("\n", ",").split(","))
        return list(dict.fromkeys(word[:60] for word in words if word))[:20]


class ArrangementsForm(forms.Form):
    """What the leader arranges for a member."""

    ring = forms.ChoiceField(label=_("Place"), choices=Membership.Ring.choices)
    organisation = forms.CharField(label=_("Home organisation"), required=False, max_length=120)
    hours_agreed = forms.DecimalField(
        label=_("Hours agreed a month"), required=False, min_value=Decimal(0), max_value=Decimal(744), max_digits=5,
        decimal_places=1, localize=True,
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)


class SeatForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: Any, roles: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles  # type: ignore[attr-defined]


class SeatEndForm(forms.Form):
    to = forms.ChoiceField(label=_("Who takes over?"), required=False)
    note = forms.CharField(
        label=_("Note for who comes after"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, others: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("nobody yet")), *others]  # type: ignore[attr-defined]


class DepartureForm(forms.Form):
    thanks = forms.CharField(
        label=_("A word of thanks"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("May stay empty. It is kept with the name, for the people of this network."),
    )  # fmt: skip


class InvitationForm(forms.Form):
    who = forms.MultipleChoiceField(label=_("Who gets this mail?"), widget=forms.CheckboxSelectMultiple)
    subject = forms.CharField(label=_("Subject"), max_length=150)
    text = forms.CharField(
        label=_("Message"), widget=forms.Textarea(attrs={"rows": 14}), max_length=5000,
        help_text=_("[link] becomes the personal link of each person."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = people  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if "[link]" not in text:
            raise forms.ValidationError(_("Keep [link] in the message: without it nobody can answer."))
        return text


class JoinForm(forms.Form):
    brings = forms.CharField(
        label=_("What I bring"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One line is enough, and empty is fine."),
    )  # fmt: skip


class NetworkForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    rhythm = forms.CharField(
        label=_("Rhythm"), required=False, max_length=120, help_text=_("For example: every three weeks on Thursday.")
    )
    starts_on = forms.DateField(
        label=_("Starts on"),
        required=False,
        validators=clock.OUR_TIMES,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    ends_on = forms.DateField(
        label=_("Expected to end on"),
        required=False,
        validators=clock.OUR_TIMES,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    language = forms.ChoiceField(
        label=_("Language of the network"), choices=Network._meta.get_field("language").choices or []
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("Meetings that have a date keep the time on the clock they were given.")
    )
    reference_leader = forms.ChoiceField(label=_("Reference leader"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, zones: list[tuple[str, str]], leaders: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = zones  # type: ignore[attr-defined]
        self.fields["reference_leader"].choices = [("", _("none")), *leaders]  # type: ignore[attr-defined]
        if not leaders:
            del self.fields["reference_leader"]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("starts_on") and values.get("ends_on") and values["ends_on"] < values["starts_on"]:
            self.add_error("ends_on", _("A network cannot end before it starts."))
        return values
