from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from akker.meetings.actions.competence import Named
from akker.meetings.grid import Grid
from akker.meetings.models import Competence, Meeting
from akker.networks.models import Membership

MOST_COMPETENCES = 8


class MeetingsField(forms.ModelMultipleChoiceField):
    """Meetings of one network: their day and what they are for, without its name."""

    def label_from_instance(self, obj: Any) -> str:
        day = date_format(obj.on, "DATE_FORMAT") if obj.on else ""
        return " · ".join(filter(None, (day, obj.purpose))) or str(obj.get_kind_display())


class VacancyForm(forms.Form):
    """Who or what is needed."""

    needed = forms.CharField(
        label=_("Who or what do you need?"), max_length=200,
        help_text=_("For example: somebody who works at night, or a parent of a pupil."),
    )  # fmt: skip
    competence = forms.ModelChoiceField(
        Competence.objects.none(), label=_("Which competence would that bring?"), required=False,
        empty_label=_("none in particular"),
    )  # fmt: skip
    meetings = MeetingsField(
        Meeting.objects.none(), label=_("At which meetings?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    ring = forms.ChoiceField(
        label=_("Where would they come in?"), choices=reversed(Membership.Ring.choices), widget=forms.RadioSelect,
        initial=Membership.Ring.SECOND,
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0, required=False)

    def __init__(
        self,
        *args: Any,
        competences: Any,
        meetings: Any = (),
        named: Sequence[tuple[UUID, str]] | None = None,
        **kwargs: Any,
    ) -> None:
        """`named`: the same competences, where a page has them at hand already."""
        super().__init__(*args, **kwargs)
        for name, rows in (("competence", competences), ("meetings", meetings)):
            field: Any = self.fields[name]
            if named and name == "competence":
                field.queryset = rows
                field.choices = [("", field.empty_label), *named]
            elif (named is None or name != "competence") and rows:
                field.queryset = rows
            else:
                del self.fields[name]

    def values(self) -> dict[str, Any]:
        names = ("needed", "competence", "meetings", "ring")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class FillingForm(forms.Form):
    """Who was found."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=254)
    ring = forms.ChoiceField(label=_("They come into"), choices=reversed(Membership.Ring.choices))


class AskingForm(forms.Form):
    """Whom to ask for a vacancy."""

    candidate = forms.UUIDField(widget=forms.HiddenInput)


class DivisionForm(forms.Form):
    """Which competence each row brings; a field for each."""

    def __init__(self, data: Any = None, *, grid: Grid) -> None:
        super().__init__(data, auto_id="id_%s")
        choices = [("", _("none yet")), *((str(key), name) for key, name in grid.competences)]
        self.rows, self.has_competences = grid.rows, bool(grid.competences)
        for row in grid.rows:
            self.fields[f"row-{row.key}"] = forms.ChoiceField(
                label=row.name, choices=choices, required=False, initial=str(row.competence or "")
            )
            self.fields[f"seen-{row.key}"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=row.version, required=False
            )

    def lines(self) -> list[tuple[Any, Any, Any]]:
        """(row, field, hidden field), in the order of the plan."""
        return [(row, self[f"row-{row.key}"], self[f"seen-{row.key}"]) for row in self.rows]

    def competences(self) -> dict[UUID, tuple[UUID | None, int]]:
        values = self.cleaned_data
        return {
            row.key: (
                UUID(values[f"row-{row.key}"]) if values[f"row-{row.key}"] else None,
                values[f"seen-{row.key}"] or 0,
            )
            for row in self.rows
        }


class CompetencesForm(forms.Form):
    """Up to eight competences, each with a word on what it means here."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1000)
    framework = forms.CharField(
        label=_("From which framework?"), required=False, max_length=120,
        help_text=_("If it comes from one, such as that of a profession. Otherwise leave it empty."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(MOST_COMPETENCES):
            self.fields[f"name_{place}"] = forms.CharField(label=_("Competence"), required=False, max_length=80)
            self.fields[f"about_{place}"] = forms.CharField(
                label=_("What it means here"), required=False, max_length=300
            )
            self.fields[f"key_{place}"] = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def lines(self) -> list[tuple[int, Any, Any, Any]]:
        return [
            (place + 1, self[f"name_{place}"], self[f"about_{place}"], self[f"key_{place}"])
            for place in range(MOST_COMPETENCES)
        ]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        names = [named.name.casefold() for named in self.named(values)]
        if not names:
            raise forms.ValidationError(_("Give at least one of them a name."))
        if len(set(names)) < len(names):
            raise forms.ValidationError(_("Two competences have the same name."))
        return values

    def named(self, values: dict[str, Any] | None = None) -> list[Named]:
        """The competences that have a name, in their order."""
        values = self.cleaned_data if values is None else values
        lines = (
            (values.get(f"{name}_{place}") for name in ("name", "about", "key")) for place in range(MOST_COMPETENCES)
        )
        return [Named(name, about or "", key) for name, about, key in lines if name]


class ReasonForm(forms.Form):
    """Why the plan changed; may stay empty."""

    reason = forms.CharField(
        label=_("Why does it change?"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For whoever reads it later, for example: the night shift is missing."),
    )  # fmt: skip
