from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ChoiceForm(forms.Form):
    """Which handbook, and which one it was compared with."""

    pin = forms.ChoiceField(label=_("Handbook"))
    seen = forms.CharField(max_length=80)

    def __init__(self, *args: Any, pins: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pin"].choices = [(pin, pin) for pin in pins]  # type: ignore[attr-defined]
