from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.question.actions.motives import Given
from akker.question.sheets import Box

MOST = 12  # in own words


class MotivesForm(forms.Form):
    chosen = forms.MultipleChoiceField(
        label=_("What speaks to you?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=_("In our own words"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One to a line."),
    )  # fmt: skip
    seen = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)  # as `told` gave them

    def __init__(self, *args: Any, listed: tuple[Box, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(box.key, box.name) for box in listed]  # type: ignore[attr-defined]

    def clean_words(self) -> list[str]:
        lines = (" ".join(line.split())[:300] for line in self.cleaned_data["words"].splitlines())
        return list(dict.fromkeys(line for line in lines if line))[:MOST]

    def clean_seen(self) -> list[Given]:
        pairs = (line.partition("=") for line in self.cleaned_data["seen"].splitlines() if line)
        return [(box, words) for box, _is, words in pairs]

    @property
    def motives(self) -> list[Given]:
        """Those from the list first, then those in own words."""
        return [(box, "") for box in self.cleaned_data["chosen"]] + [("", line) for line in self.cleaned_data["words"]]


def told(motives: list[Given]) -> str:
    """For `seen`: a motive to a line."""
    return "\n".join(f"{box}={words}" for box, words in motives)
