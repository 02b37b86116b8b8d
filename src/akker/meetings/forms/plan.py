from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from akker.meetings.grid import CYCLE, Grid
from akker.meetings.models import Meeting
from akker.people import clock
from akker.question.models import Subtheme

MOST_MEETINGS = 40
MOST_SEEN = 999_999_999  # of the versions of a cell
LENGTHS = forms.IntegerField(min_value=5, max_value=1440)


class DrawingForm(forms.Form):
    """A first plan: nothing but how many times, and whatever you know already."""

    count = forms.IntegerField(
        label=_("How many meetings, roughly?"), min_value=1, max_value=MOST_MEETINGS, initial=6,
        help_text=_("A guess is fine: meetings come and go later with one press."),
    )  # fmt: skip
    purposes = forms.CharField(
        label=_("What is each for?"), required=False, max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One meeting to a line, in order, as far as you know. No dates needed."),
    )  # fmt: skip
    starts_with_kickoff = forms.BooleanField(label=_("The first one is the kickoff"), required=False, initial=True)

    def lines(self) -> list[str]:
        """What each meeting is for, as many as were asked for, and more when there are more lines."""
        lines = [line.strip()[:300] for line in self.cleaned_data["purposes"].splitlines() if line.strip()]
        return (lines + [""] * self.cleaned_data["count"])[: max(self.cleaned_data["count"], len(lines))]

    def clean_purposes(self) -> str:
        text = str(self.cleaned_data["purposes"])
        if sum(bool(line.strip()) for line in text.splitlines()) > MOST_MEETINGS:
            raise ValidationError(_("That is more than %(most)d meetings."), params={"most": MOST_MEETINGS})
        return text


@dataclass(frozen=True, slots=True)
class Press:
    """On a cell of the plan. `key` is that of a membership or of the row of a vacancy; `state` "" is the next one.

    place: of row and column in the lists that stand beside the grid, as the button sends it.
    """

    place: str
    key: UUID
    meeting: UUID
    seen: int
    state: str


def press(sent: QueryDict) -> Press | None:
    """What was pressed, None for what no button of the plan sends.

    Not a form: nobody types it, nothing of it is shown again, and building one cost a tenth of the answer.
    """
    try:
        row, column, seen = (int(number) for number in str(sent["cell"]).split("."))
        rows, columns = str(sent["rows"]).split(), str(sent["columns"]).split()
        state = str(sent.get("state", ""))
        if min(row, column, seen) < 0 or seen > MOST_SEEN or state not in ("", *CYCLE):
            return None
        return Press(f"{row}.{column}", UUID(rows[row]), UUID(columns[column]), seen, state)
    except (KeyError, ValueError, IndexError):
        return None


class PlannedForm(forms.Form):
    """What a meeting is for; its date stands on a page of its own."""

    purpose = forms.CharField(
        label=_("What is it for?"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Meeting.Kind.choices)
    subtheme = forms.ModelChoiceField(
        Subtheme.objects.none(), label=_("Subtheme"), required=False, empty_label=_("none yet")
    )
    has_case = forms.BooleanField(label=_("We work on a case from practice"), required=False)
    minutes = forms.IntegerField(label=_("How long, in minutes"), min_value=5, max_value=1440, initial=120)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0, required=False)

    def __init__(
        self, *args: Any, subthemes: Any, named: Sequence[tuple[UUID, str]] | None = None, **kwargs: Any
    ) -> None:
        """`named`: the same subthemes, where a page has them at hand already."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["subtheme"]
        field.queryset = subthemes
        named = [(row.pk, str(row)) for row in subthemes] if named is None else named
        field.choices = [("", field.empty_label), *named]
        if not named:
            del self.fields["subtheme"]

    def values(self) -> dict[str, Any]:
        names = ("purpose", "kind", "subtheme", "has_case", "minutes", "on", "at")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class NewMeetingForm(PlannedForm):
    """The same for one that joins the plan, with a date or without."""

    on = forms.DateField(
        label=_("Date"), required=False, validators=clock.OUR_TIMES,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    at = forms.TimeField(
        label=_("Time"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Both may stay empty: the plan can do without."),
    )  # fmt: skip
    field_order = ("purpose", "kind", "subtheme", "has_case", "minutes", "on", "at")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if bool(values.get("on")) != bool(values.get("at")) and not self.errors:
            raise ValidationError(_("A date goes with a time. Leave both empty if there is none yet."))
        return values


class WishesForm(forms.Form):
    """How everybody takes part in one meeting: a choice and a version for each row of the plan."""

    def __init__(self, data: Any, *, grid: Grid) -> None:
        super().__init__(data)
        for row in grid.rows:
            self.fields[f"state-{row.key}"] = forms.ChoiceField(
                choices=[(state, state) for state in CYCLE], required=False
            )
            self.fields[f"seen-{row.key}"] = forms.IntegerField(required=False, min_value=0)

    def wishes(self) -> dict[UUID, tuple[str, int]]:
        states = {name[6:]: value for name, value in self.cleaned_data.items() if name.startswith("state-") and value}
        return {UUID(key): (state, self.cleaned_data[f"seen-{key}"] or 0) for key, state in states.items()}
