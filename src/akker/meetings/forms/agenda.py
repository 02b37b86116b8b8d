from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.handbooks import workforms
from akker.meetings.models import AgendaBlock

LINE = "line"  # in "what it serves": the question as a whole
LEARNING = "learning-"  # and what somebody of the network wants to learn


def forms_by_kind(language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The library for a list to choose from: kind in words -> key and title of its forms."""
    library, words = workforms.library(), workforms.words(language)
    return [
        (str(words.kinds[kind]), [(form.key, words.forms[form.key].title) for form in library.of_kind(kind)])
        for kind in library.kinds
    ]


class AddForm(forms.Form):
    """A part in one line: our own words, a work form, or a work form under another name."""

    title = forms.CharField(label=_("What happens?"), max_length=200, required=False)
    form = forms.ChoiceField(label=_("Work form"), required=False)
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=1, max_value=1440, required=False,
        help_text=_("Empty: as long as the work form takes, or ten minutes."),
    )  # fmt: skip

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = [("", _("none, in our own way")), *forms_by_kind(language)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not (values.get("title") or values.get("form") or self.errors):
            self.add_error("title", _("Say what happens, or choose a work form."))
        return values


class BlockForm(forms.Form):
    """All of a part."""

    title = forms.CharField(label=_("What happens?"), max_length=200)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440)
    lead = forms.ChoiceField(label=_("Who leads it?"), required=False)
    serves = forms.ChoiceField(label=_("What does it serve?"), required=False)
    captured = forms.CharField(
        label=_("What do we write down?"), max_length=300, required=False,
        help_text=_("Empty: as the work form says."),
    )  # fmt: skip
    mode = forms.ChoiceField(
        label=_("What do people mostly do?"), required=False,
        choices=[("", _("as the work form says")), *AgendaBlock.Mode.choices],
    )  # fmt: skip
    has_case = forms.BooleanField(label=_("Works on a case from practice"), required=False)
    is_exchange = forms.BooleanField(label=_("Exchange: learning from and with each other"), required=False)
    is_external = forms.BooleanField(label=_("Brings something in from outside"), required=False)
    is_beside = forms.BooleanField(label=_("At the same time as the part above it"), required=False)
    group = forms.CharField(label=_("Which group?"), max_length=80, required=False)
    note = forms.CharField(
        label=_("To know or to say"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self, *args: Any, members: Iterable[tuple[UUID, str]], subthemes: Iterable[tuple[UUID, str]],
        questions: Iterable[tuple[UUID, str]], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        people = [("", _("nobody in particular")), *((str(pk), name) for pk, name in members)]
        serves: list[tuple[str, Any]] = [("", _("nothing in particular")), (LINE, _("the question we work on"))]
        self.fields["lead"].choices = people  # type: ignore[attr-defined]
        serves += [(str(pk), name) for pk, name in subthemes]
        serves += [(f"{LEARNING}{pk}", text) for pk, text in questions]
        self.fields["serves"].choices = serves  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        """As the fields of the row are called."""
        given = {name: self.cleaned_data[name] for name in self.fields if name not in ("lead", "serves", "version")}
        serves, lead = self.cleaned_data["serves"], self.cleaned_data["lead"]
        learning = UUID(serves.removeprefix(LEARNING)) if serves.startswith(LEARNING) else None
        subtheme = None if serves in ("", LINE) or learning else UUID(serves)
        return {
            **given, "lead_id": UUID(lead) if lead else None, "serves_line": serves == LINE, "subtheme_id": subtheme,
            "learning_question_id": learning,
        }  # fmt: skip


def serves(block: AgendaBlock) -> str:
    """What a part serves, as the form says it."""
    if block.asks:
        return f"{LEARNING}{block.learning_question_id}"
    return str(block.subtheme_id) if block.subtheme_id else LINE if block.serves_line else ""


class MoveForm(forms.Form):
    """Up, down, or to a place counted from 0."""

    way = forms.ChoiceField(choices=[("up", ""), ("down", "")], required=False)
    to = forms.IntegerField(min_value=0, max_value=1000, required=False)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not values.get("way") and values.get("to") is None:
            raise forms.ValidationError(_("Say where it goes."))
        return values

    def place(self, now_at: int) -> int:
        to: int | None = self.cleaned_data["to"]
        if to is not None:
            return to
        return now_at - 1 if self.cleaned_data["way"] == "up" else now_at + 1


class SourceForm(forms.Form):
    """From where an agenda is taken over: "agenda:kickoff" of the library, or "meeting:<key>"."""

    source = forms.RegexField(regex=r"^(agenda:[a-z0-9-]+|meeting:[0-9a-f-]{36})$")


class ProposalForm(forms.Form):
    title = forms.CharField(label=_("What could we do?"), max_length=200)
    why = forms.CharField(
        label=_("Why?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440, initial=20)


class QuestionForm(forms.Form):
    question = forms.UUIDField()  # key of a learning question to begin a proposal with


class RatingForm(forms.Form):
    liked = forms.ChoiceField(
        label=_("How was it for you?"), choices=[("yes", _("It worked for me")), ("no", _("It did not work for me"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    why = forms.CharField(label=_("Why?"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class SupportForm(forms.Form):
    way = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
    meeting = forms.UUIDField(required=False)  # on whose agenda it was pressed


class TakeUpForm(forms.Form):
    meeting = forms.UUIDField()
