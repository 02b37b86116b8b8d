from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.recruit.models import Match


class MatchForm(forms.Form):
    """How somebody fits a role; both may stay open."""

    fit = forms.TypedChoiceField(
        label=_("How do they fit?"), required=False, choices=[("", _("not said")), *Match.Fit.choices], coerce=int,
        empty_value=None,
    )  # fmt: skip
    note = forms.CharField(
        label=_("Fit note"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    def __init__(self, *args: Any, criteria: list[str], **kwargs: Any) -> None:
        """criteria: what the handbook advises to think of."""
        super().__init__(*args, **kwargs)
        if criteria:
            self.fields["note"].help_text = _("Think of: %(criteria)s.") % {"criteria": ", ".join(criteria)}

    def word(self, name: str, value: Any) -> str:
        if name != "fit":
            return str(value)
        return str(Match.Fit(value).label if value is not None else _("not said"))
