from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.handbooks import workforms
from akker.meetings.report.library import Wish


class WishForm(forms.Form):
    """What somebody looks for in the library; sent by GET, and what makes no sense chooses nothing."""

    kind = forms.ChoiceField(label=_("What for?"), required=False)
    minutes = forms.IntegerField(label=_("At most, in minutes"), min_value=1, max_value=600, required=False)
    people = forms.IntegerField(label=_("How many people?"), min_value=1, max_value=500, required=False)
    case = forms.BooleanField(label=_("Works on a case from practice"), required=False)
    online = forms.BooleanField(label=_("Works online"), required=False)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = workforms.words(language).kinds
        kinds = [("", _("anything")), *((kind, str(words[kind])) for kind in workforms.library().kinds)]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    @property
    def wish(self) -> Wish:
        self.is_valid()
        given = self.cleaned_data
        return Wish(
            given.get("kind") or "", given.get("minutes"), given.get("people"), bool(given.get("case")),
            bool(given.get("online")),
        )  # fmt: skip


class UseForm(forms.Form):
    meeting = forms.UUIDField(label=_("In the agenda of"))
