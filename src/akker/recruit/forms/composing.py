from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.recruit.dayparts import DAYPARTS, label
from akker.recruit.models import PlacingRule
from akker.recruit.report.pool import ATTRIBUTES

MATTERS = [("0", _("does not matter")), ("1", _("matters")), ("2", _("matters more")), ("3", _("matters most"))]
Choices = Sequence[tuple[str, str]]


class BeginForm(forms.Form):
    name = forms.CharField(label=_("What do you call it?"), max_length=120)
    networks = forms.MultipleChoiceField(
        label=_("Which networks do you compose?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one network.")},
    )  # fmt: skip

    def __init__(self, *args: Any, networks: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["networks"].choices = networks  # type: ignore[attr-defined]


class OpeningForm(forms.Form):
    least = forms.IntegerField(label=_("At least"), min_value=0, max_value=200)
    most = forms.IntegerField(label=_("At most"), min_value=1, max_value=200)
    times = forms.MultipleChoiceField(
        label=_("Can meet on"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(part, label(part)) for part in DAYPARTS],
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("least", 0) > said.get("most", said.get("least", 0)):
            raise forms.ValidationError(_("The smallest size is larger than the largest."))
        return said


class WeightsForm(forms.Form):
    """How much each attribute, the wishes and staying put matter; 0 to 3."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words: dict[str, Any] = {
            **ATTRIBUTES,
            "wishes": _("their own choices"),
            "stability": _("who already sits well stays"),
        }
        for name, word in words.items():
            self.fields[name] = forms.TypedChoiceField(label=word, choices=MATTERS, coerce=int)

    @property
    def weights(self) -> dict[str, int]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class RuleForm(forms.Form):
    """One rule; which fields count depends on its kind."""

    kind = forms.ChoiceField(label=_("Rule"), choices=PlacingRule.Kind.choices)
    count = forms.IntegerField(label=_("How many"), required=False, min_value=1, max_value=200)
    attribute = forms.ChoiceField(label=_("The same"), required=False)
    competence = forms.CharField(label=_("Good at"), required=False, max_length=80)
    network = forms.ChoiceField(label=_("In which network"), required=False)
    candidate = forms.ChoiceField(label=_("Who"), required=False)
    other = forms.ChoiceField(label=_("And who"), required=False)
    letter = forms.RegexField(r"[A-Z]", required=False, widget=forms.HiddenInput)
    who = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, networks: Choices, candidates: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody: Choices = [("", "—")]
        choices: dict[str, Iterable[tuple[str, Any]]] = {
            "attribute": [*nobody, *ATTRIBUTES.items()],
            "network": [("", _("each network")), *networks],
            "candidate": [*nobody, *candidates],
            "other": [*nobody, *candidates],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in self._needed(said.get("kind", "")):
            if not said.get(name):
                self.add_error(name, _("This rule needs it."))
        if said.get("candidate") and said.get("candidate") == said.get("other"):
            self.add_error("other", _("Choose somebody else."))
        return said

    @staticmethod
    def _needed(kind: str) -> tuple[str, ...]:
        return {
            "at-most": ("count", "attribute"),
            "requires": ("count", "competence"),
            "facilitator": ("count",),
            "availability": ("count",),
            "together": ("candidate", "other"),
            "apart": ("candidate", "other"),
            "pin": ("candidate", "network"),
            "forbid": ("candidate", "network"),
        }.get(kind, ())

    @property
    def values(self) -> dict[str, Any]:
        """What the rule says, by the names of its columns; keys of candidates and network as text."""
        said = self.cleaned_data
        kind = said["kind"]
        is_pair, is_place = kind in PlacingRule.PAIRS, kind in PlacingRule.PLACES
        return {
            "kind": kind,
            "what": {"at-most": said["attribute"], "requires": said["competence"].strip()}.get(kind, ""),
            "count": said["count"] if kind in ("at-most", "requires", "facilitator", "availability") else None,
            "network_id": said["network"] or None if not is_pair else None,
            "candidate_id": said["candidate"] if is_pair or is_place else None,
            "other_id": said["other"] if is_pair else None,
        }


class AskForm(forms.Form):
    leaning = forms.ChoiceField(
        choices=[("balanced", ""), ("diversity", ""), ("wishes", "")], required=False, initial="balanced"
    )
    warm = forms.UUIDField(required=False)


class MoveForm(forms.Form):
    """One name to another place, or two names that change places; `seen` is the version of the proposal."""

    candidate = forms.ChoiceField()
    place = forms.ChoiceField(required=False)
    partner = forms.ChoiceField(required=False)
    seen = forms.IntegerField()

    def __init__(self, *args: Any, candidates: Iterable[str], networks: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(key, key) for key in candidates]
        self.fields["candidate"].choices = people  # type: ignore[attr-defined]
        self.fields["partner"].choices = [("", ""), *people]  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", ""), *((key, key) for key in networks)]  # type: ignore[attr-defined]


class SeenForm(forms.Form):
    seen = forms.IntegerField()
