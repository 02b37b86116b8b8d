from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from akker.journey import picture
from akker.journey.models import Consent
from akker.people import clock

REFUSALS: dict[type[Exception], Any] = {
    picture.TooHeavy: _("This photo is too large: 15 MB is the most. Send it smaller, or take it with fewer pixels."),
    picture.NoPicture: _("This is no photo we can read. Send a JPEG, PNG or WebP."),
    picture.TooManyPixels: _(
        "This photo has too many pixels: 40 megapixels fit. Take it with fewer, or send it smaller."
    ),
}


class ResultForm(forms.Form):
    text = forms.CharField(label=_("What did you agree?"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 6}))
    agreed_on = forms.DateField(
        label=_("When"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), validators=clock.OUR_TIMES
    )
    agreed_by = forms.CharField(
        label=_("By whom"), required=False, max_length=300,
        help_text=_("Leave empty for: agreed aloud, noted by you."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)


class PhotoForm(forms.Form):
    """A photo of a filled sheet; once valid, `data_read` holds its bytes and `size` its pixels."""

    file = forms.FileField(
        label=_("Photo of a filled sheet"),
        help_text=_("JPEG, PNG or WebP, at most 15 MB and 40 megapixels. Keep the printed code in view."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    step = forms.ChoiceField(label=_("Step"), required=False, widget=forms.HiddenInput)

    data_read = b""
    size = (0, 0)  # pixels

    def __init__(self, *args: Any, steps: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [("", ""), *steps]  # type: ignore[attr-defined]

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > picture.MOST_BYTES:
            raise forms.ValidationError(REFUSALS[picture.TooHeavy])
        try:
            self.data_read = file.read()
            self.size = picture.look(self.data_read)
        except tuple(REFUSALS) as refusal:
            raise forms.ValidationError(REFUSALS[type(refusal)]) from refusal
        return file


class PlaceForm(forms.Form):
    step = forms.ChoiceField(label=_("At which step does it belong?"))

    def __init__(self, *args: Any, steps: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = steps  # type: ignore[attr-defined]


class ClausesForm(forms.Form):
    """Which clauses of the library to start from."""

    clauses = forms.MultipleChoiceField(
        label=_("Which of these do you want to talk about?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, clauses: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clauses"].choices = clauses  # type: ignore[attr-defined]


class AgreementForm(forms.Form):
    text = forms.CharField(label=_("We agree that …"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class AgreementEditForm(AgreementForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class PutForm(forms.Form):
    review_on = forms.DateField(
        label=_("Look again on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=clock.OUR_TIMES, help_text=_("May stay empty. A few meetings from now is a good moment."),
    )  # fmt: skip


class SeenForm(forms.Form):
    """An act on a sheet as somebody read it: `seen` is the one they saw."""

    seen = forms.UUIDField(widget=forms.HiddenInput)


class ConsentForm(forms.Form):
    answer = forms.ChoiceField(label=_("My answer"), choices=Consent.Answer, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In my words"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A reservation needs them. It stays inside the network and stops nobody."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("answer") == Consent.Answer.RESERVATION and not values.get("words"):
            self.add_error("words", _("Say in a line what your reservation is."))
        return values


class AgreeForm(ConsentForm, SeenForm):
    """An answer to a sheet as it was seen."""


class OpeningForm(forms.Form):
    """Whether a newcomer may read what one told before they came."""

    answer = forms.ChoiceField(
        label=_("My answer"), widget=forms.RadioSelect,
        choices=[(Consent.Answer.YES, _("Yes")), (Consent.Answer.RESERVATION, _("Not yet"))],
    )  # fmt: skip
    words = forms.CharField(
        label=_("In my words"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, newcomer: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = _("“Not yet” needs them. The others in the core read them; %(name)s does not.")
        self.fields["words"].help_text = told % {"name": newcomer}

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("answer") == Consent.Answer.RESERVATION and not values.get("words"):
            self.add_error("words", _("Say in a line what would have to come first."))
        return values


class WelcomeForm(forms.Form):
    buddy = forms.ChoiceField(label=_("Who is their buddy?"), required=False)
    reading = forms.CharField(
        label=_("What do they read first?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One to a line. Little is enough."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    def __init__(self, *args: Any, members: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["buddy"].choices = [("", _("nobody yet")), *members]  # type: ignore[attr-defined]
