from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.people import clock
from akker.programmes.models import ThemeProposal


def _long(label: Any, help_text: Any = "") -> forms.CharField:
    rows = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, required=False, max_length=1000, widget=rows, help_text=help_text)


def _day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, validators=clock.OUR_TIMES, **more)


class ThemeForm(forms.Form):
    """One line is a proposal; the rest helps those who decide."""

    puzzles = forms.CharField(
        label=_("What puzzles us?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One line is enough to begin with."),
    )  # fmt: skip
    for_whom = _long(_("For whom?"), _("Who lives with it, who works with it?"))
    why_now = _long(_("Why now?"))
    together = _long(_("Why can no single unit solve it?"))
    unknown = _long(_("What do we not know?"))
    participants = _long(_("Who could take part?"))
    reference_leader = forms.CharField(
        label=_("Who could be its reference leader?"), required=False, max_length=200,
        help_text=_("Opens doors, without taking over."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)


class TalkForm(forms.Form):
    words = forms.CharField(
        label=_("What did we say about it?"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("What was decided?"), widget=forms.RadioSelect,
        choices=lambda: [(each.value, str(each.label).capitalize()) for each in ThemeProposal.Decision],
    )  # fmt: skip
    words = forms.CharField(
        label=_("In a line"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Why, and by whom. Who proposed it gets this by mail."),
    )  # fmt: skip


class CallForm(forms.Form):
    deadline_on = _day(_("Proposals until"))
    decides_on = _day(_("Decided on"), required=False)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("deadline_on") and values.get("decides_on") and values["decides_on"] < values["deadline_on"]:
            self.add_error("decides_on", _("Nobody decides before the last proposal is in."))
        return values


class BeginForm(forms.Form):
    name = forms.CharField(label=_("Short name"), max_length=120)
    handbook = forms.ChoiceField(label=_("Handbook"))
    leader = forms.ChoiceField(label=_("Who leads it?"), required=False)
    reference_leader = forms.ChoiceField(label=_("Reference leader"), required=False)

    def __init__(
        self, *args: Any, handbooks: list[tuple[str, str]], proposer: Any, leaders: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["handbook"].choices = handbooks
        fields["leader"].choices = [("", _("nobody yet")), *([("proposer", str(proposer))] if proposer else [])]
        fields["reference_leader"].choices = [("", _("none")), *leaders.items()]
