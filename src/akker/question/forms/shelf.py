from __future__ import annotations

import time
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

SALT = "question.think-along"
QUICK = 3  # seconds in which nobody reads a question and writes a line
OPEN_FOR = 24 * 60 * 60  # seconds that a page may stand open


class ShelfForm(forms.Form):
    """What anybody may read of a network; nothing of it changes by itself."""

    question = forms.CharField(
        label=_("The question, for outsiders"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    theme = forms.CharField(
        label=_("The theme, in a few lines"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    is_named = forms.BooleanField(label=_("Show the name of the network"), required=False)
    contact = forms.CharField(
        label=_("Whom to reach"), max_length=200, required=False,
        help_text=_("Anybody can read this: a name with a number or an address, or nothing."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ThinkAlongForm(forms.Form):
    """Open to anybody, so it keeps machines out by itself: a field that people do not see, and a little time."""

    words = forms.CharField(
        label=_("How could you help?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One line is enough: what you know about it, or what you saw work."),
    )  # fmt: skip
    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("opened", fresh_mark())

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    @property
    def is_machine(self) -> bool:
        """It filled in what nobody sees."""
        return bool(self.cleaned_data.get("website"))

    @property
    def is_rushed(self) -> bool:
        """Sent at once, from a page of long ago, or from no page of ours."""
        try:
            opened: float = signing.loads(self.cleaned_data.get("opened", ""), salt=SALT)
        except signing.BadSignature:
            return True
        return not QUICK <= time.time() - opened <= OPEN_FOR

    def look_again(self) -> None:
        """Ask for one more press, with a fresh mark; what was typed stays."""
        self.data = dict(self.data.items()) | {"opened": fresh_mark()}
        self.add_error(None, _("That went very fast. Are you a person? Then press once more."))


def fresh_mark() -> str:
    """When the page was opened, signed."""
    return signing.dumps(time.time(), salt=SALT)
