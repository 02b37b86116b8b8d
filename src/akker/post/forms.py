from __future__ import annotations

from typing import Any

from django import forms

from akker.post import kinds


class PreferencesForm(forms.Form):
    """One choice per kind of mail; fields are named after the kinds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, label in kinds.CHOOSABLE.items():
            ways = list(kinds.WAYS.items())
            self.fields[kind] = forms.ChoiceField(label=label, choices=ways, widget=forms.RadioSelect)
