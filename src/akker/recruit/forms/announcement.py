from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_PEOPLE = 500


def _words(label: Any, help_text: Any, rows: int = 4, most: int = 4000) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=most, widget=area)


def _hours(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_value=200, max_digits=4, decimal_places=1,
        widget=forms.NumberInput(attrs={"step": "0.5"}),
    )  # fmt: skip


def _count(label: Any, least: int = 1, most: int = MOST_PEOPLE) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=least, max_value=most)


class AnnouncementForm(forms.Form):
    """All of it on one page, in four blocks and who is looked for; nothing has to be filled in."""

    BLOCKS = (
        ("value", _("What it brings"), ("added_value",)),
        ("nature", _("What it is and aims at"), ("nature",)),
        ("practical", _("Practical matters"), ("practical",)),
        ("numbers", _("What it asks of you, in numbers"),
         ("meeting_count", "meeting_hours", "between_hours", "reporting")),
        ("who", _("Who we look for"), ("seeks", "apply_until", "least", "most", "has_waiting_list")),
    )  # fmt: skip

    added_value = _words(
        _("Why would somebody join?"), _("What it gives them and their work that they do not find alone.")
    )
    nature = _words(_("What kind of network is it?"), _("What you work on together, how, and what you aim at."))
    practical = _words(
        _("What should one know?"), _("Days and times, place, costs, whom to call with a question, how many take part.")
    )
    meeting_count = _count(_("Number of meetings"), most=200)
    meeting_hours = _hours(_("Hours a meeting"))
    between_hours = _hours(_("Hours of work between two meetings"))
    reporting = _words(
        _("How do members report at home?"),
        _("For example: after each meeting you tell your own team what you take along."), rows=2, most=1000,
    )  # fmt: skip
    seeks = _words(
        _("Whom do you look for?"), _("The mix of people that the question needs: work, experience, points of view.")
    )
    apply_until = forms.DateField(
        label=_("Apply by"), required=False, help_text=_("The last day on which one can apply."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    least = _count(_("Fewest to start with"))
    most = _count(_("Most that can take part"))
    has_waiting_list = forms.BooleanField(label=_("Keep a waiting list when it is full"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        least, most = values.get("least"), values.get("most")
        if least and most and least > most:
            self.add_error("most", _("This is fewer than the fewest to start with."))
        return values

    @property
    def words(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @property
    def blocks(self) -> list[tuple[str, Any, list[forms.BoundField]]]:
        """Key, heading and fields of each block, as the page shows them."""
        return [(key, heading, [self[name] for name in names]) for key, heading, names in self.BLOCKS]
