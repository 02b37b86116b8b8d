from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from allauth.core.internal.cryptokit import compare_user_code
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from akker.people.models import LANGUAGES, Person

ZONES_FIRST = [
    "Europe/Amsterdam", "Europe/Copenhagen", "Europe/Brussels", "Europe/Berlin", "Europe/London", "Europe/Dublin",
    "Europe/Paris", "Europe/Madrid", "Europe/Lisbon", "Europe/Rome", "Europe/Vienna", "Europe/Zurich",
    "Europe/Warsaw", "Europe/Stockholm", "Europe/Oslo", "Europe/Helsinki", "Atlantic/Faroe", "America/Nuuk",
    "America/Curacao", "America/Paramaribo",
]  # fmt: skip


class AddressForm(forms.Form):
    """Who wants to sign in."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class PasswordForm(forms.Form):
    """The same, with the password they once chose."""

    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class CodeForm(forms.Form):
    """The code out of the mail; capitals, dashes and spaces do not matter."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )

    def __init__(self, *args: Any, expected: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if not compare_user_code(actual=code, expected=self.expected):
            raise forms.ValidationError(_("This is not the code of the last mail."))
        return code


class MeForm(forms.Form):
    """What a person says about themselves."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    time_zone = forms.CharField(
        label=_("Time zone"),
        help_text=_("Choose from the list or type another, such as Asia/Tokyo."),
        max_length=60,
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_name(self) -> str:
        """In one line: it stands in mails and calendars."""
        return " ".join(self.cleaned_data["name"].split())

    def clean_time_zone(self) -> str:
        zone = str(self.cleaned_data["time_zone"]).strip().replace(" ", "_")
        if zone not in available_timezones():
            raise forms.ValidationError(_("This time zone is not known. Write it as Europe/Amsterdam."))
        return zone

    def words(self) -> dict[str, str]:
        """The cleaned values, without the version."""
        return {name: self.cleaned_data[name] for name in ("name", "language", "time_zone")}


class LanguageForm(forms.Form):
    """The language a passer-by or a person wants to read."""

    language = forms.ChoiceField(choices=LANGUAGES)


class NewPasswordForm(forms.Form):
    """A password to choose; the old one is asked unless this session began with a code."""

    old = forms.CharField(
        label=_("Your password now"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=_("At least 10 characters; a short sentence is easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: Person, asks_old: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if not asks_old:
            del self.fields["old"]

    def clean_old(self) -> str:
        old = str(self.cleaned_data["old"])
        if not self.person.check_password(old):
            raise forms.ValidationError(_("This is not your password."))
        return old

    def clean_new(self) -> str:
        new = str(self.cleaned_data["new"])
        validate_password(new, self.person)
        return new
