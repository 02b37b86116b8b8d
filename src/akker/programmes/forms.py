from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.handbooks.packing import MOST_PACKED
from akker.people import clock, zones
from akker.people.models import LANGUAGES
from akker.programmes.models import Forum, Office, Organisation

Choices = list[tuple[Any, Any]]


class NameForm(forms.Form):
    """One field is enough to add an organisation, a forum or a programme."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = label or self.fields["name"].label

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class RenameForm(NameForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class SettingsForm(RenameForm):
    about = forms.CharField(
        label=_("What is this programme about?"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=LANGUAGES,
        help_text=_("New networks begin in this language; each can choose its own."),
    )
    time_zone = forms.ChoiceField(label=_("Time zone"))
    handbook = forms.ChoiceField(
        label=_("Handbook"), help_text=_("New networks begin with this one; each can choose another.")
    )

    def __init__(self, *args: Any, time_zone: str, handbooks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handbook"].choices = handbooks  # type: ignore[attr-defined]
        self.fields["time_zone"].choices = zones.choices(time_zone)  # type: ignore[attr-defined]


class DateForm(forms.Form):
    on = forms.DateField(
        label=_("Date on which it sits"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        validators=clock.OUR_TIMES,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on < self.today:
            raise forms.ValidationError(_("This day has passed."))
        return on


class AppointmentForm(forms.Form):
    """Who becomes what; the office and what it is for are one choice, so that they always fit."""

    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    name = forms.CharField(
        label=_("Name"), required=False, max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Only used for somebody who is new here; others wrote their own."),
    )  # fmt: skip
    office = forms.ChoiceField(label=_("Becomes"))
    tell = forms.BooleanField(
        label=_("Mail them about it"), required=False, help_text=_("You read the mail first, and then send it.")
    )

    def __init__(self, *args: Any, organisations: list[Organisation], forums: list[Forum], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {f"{Office.Role.HOME_MANAGER}:{row.pk}": row for row in organisations}
        self.forums = {f"{Office.Role.FORUM}:{row.pk}": row for row in forums}
        self.fields["office"].choices = self._offices()  # type: ignore[attr-defined]

    def _offices(self) -> Choices:
        roles = Office.Role
        plain: Choices = [("", "")] + [
            (role.value, role.label) for role in (roles.PROGRAMME_MANAGER, roles.REFERENCE_LEADER)
        ]
        groups = ((_("Manages a home organisation"), self.organisations), (_("Sits in a forum"), self.forums))
        return plain + [(label, [(key, str(row)) for key, row in rows.items()]) for label, rows in groups if rows]

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def office_chosen(self) -> dict[str, Any]:
        """Role, organisation and forum, as `actions.bring` takes them."""
        key = self.cleaned_data["office"]
        return {
            "role": key.partition(":")[0],
            "organisation": self.organisations.get(key),
            "forum": self.forums.get(key),
        }


class NoticeForm(forms.Form):
    subject = forms.CharField(label=_("Subject"), max_length=150)
    text = forms.CharField(label=_("Message"), max_length=5000, widget=forms.Textarea(attrs={"rows": 12}))


class PackForm(forms.Form):
    """A handbook as a ZIP; `file` is cleaned to its bytes. What is in them the action judges."""

    file = forms.FileField(
        label=_("Handbook as a ZIP"), widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        help_text=_("At most 2 MB and 200 files, with nothing in it but .md, .yaml and .svg."),
    )  # fmt: skip

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > MOST_PACKED:
            raise forms.ValidationError(_("This file is larger than 2 MB."))
        data: bytes = file.read()
        return data
