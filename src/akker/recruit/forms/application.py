"""What a visitor without an account fills in. As a draft, nothing has to be there yet."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from akker.recruit import dayparts, questions
from akker.recruit.actions.application import MOST_WISHES, Filled
from akker.recruit.forms.candidate import FINDABLE, USES, WHAT_IS_SHOWN
from akker.recruit.models import Candidate

TOO_QUICK = 3  # seconds; nobody reads and fills this in sooner
SALT = "akker.recruit.begun"
RANKS = (_("First choice"), _("Second choice"), _("Third choice"), _("Fourth choice"), _("Fifth choice"))
YES_NO = (("yes", _("Yes")), ("no", _("Not yet")))


def _line(most: int) -> forms.CharField:
    return forms.CharField(max_length=most)


def _text(most: int = 2000) -> forms.CharField:
    return forms.CharField(max_length=most, widget=forms.Textarea(attrs={"rows": 3}))


def _some(choices: Sequence[tuple[str, Any]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple)


FIELDS: dict[str, Callable[[], forms.Field]] = {
    "organisation": lambda: _line(120),
    "function": lambda: _line(120),
    "sector": lambda: _line(80),
    "region": lambda: _line(80),
    "experience_years": lambda: forms.IntegerField(min_value=0, max_value=70),
    "competences": lambda: _line(1000),
    "languages": lambda: _line(300),
    "availability": lambda: _some([(key, dayparts.label(key)) for key in dayparts.DAYPARTS]),
    "motive": _text,
    "brings": _text,
    "needs": _text,
    "learning_question": _text,
    "contributes": lambda: _some(Candidate.Contribution.choices),
    "roles": lambda: _some([]),  # those of the open networks
    "is_manager_informed": lambda: forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect),
}


def begun() -> str:
    """When a form was shown, signed, for its hidden field."""
    return signing.TimestampSigner(salt=SALT).sign("")


class ApplicationForm(forms.Form):
    """The questions of the programme, each with its purpose; wishes when more than one network is open.

    `website` is for machines: nobody sees it, so nobody fills it in.
    """

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254,
        help_text=_("We mail you once to confirm, and when there is news about your application."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, networks: Sequence[tuple[str, str]], roles: Mapping[str, str], asks: Sequence[str],
        engagement: str, is_draft: bool = False, **kwargs: Any
    ) -> None:  # fmt: skip
        """Takes the open networks (id, name), those asked for first; their roles (key, name); and the sentence that
        says what is asked.
        """
        super().__init__(*args, **kwargs)
        self.networks, self.asks, self.is_draft = networks, list(asks), is_draft
        self._ask_wishes()
        for key in self.asks:
            self.fields[key] = _asked(key)
        if "roles" in self.fields:
            self.fields["roles"].choices = [*roles.items()]  # type: ignore[attr-defined]
        self._ask_consents(engagement)
        self.fields["begun"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=begun)
        self.fields["website"] = forms.CharField(required=False)
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, required=False)
        if is_draft:
            for each in self.fields.values():
                each.required = False

    def _ask_wishes(self) -> None:
        if len(self.networks) < 2:
            return
        for place, label in enumerate(RANKS[: min(len(self.networks), MOST_WISHES)]):
            self.fields[f"wish_{place}"] = forms.ChoiceField(
                label=label, required=place == 0, choices=[("", _("no choice")), *self.networks],
                initial=self.networks[0][0] if place == 0 else "",
            )  # fmt: skip

    def _ask_consents(self, engagement: str) -> None:
        self.fields["openness"] = forms.BooleanField(label=_("I read this, and it suits me"))
        self.fields["engagement"] = forms.BooleanField(label=_("Yes, I can give this"), help_text=engagement)
        self.fields["pool"] = forms.BooleanField(
            label=_("You may ask me for later questions too"), required=False,
            help_text=_("Your answers then stay with this programme. You can take this back at any time."),
        )  # fmt: skip
        self.fields["findable"] = forms.BooleanField(label=FINDABLE, required=False, help_text=WHAT_IS_SHOWN)
        self.fields["experts"] = forms.BooleanField(
            label=_("You may list me as an expert who can be asked for one meeting"), required=False,
            help_text=_("With your name, function and what you are good at, for the networks of this programme."),
        )  # fmt: skip

    # --- what it says ----------------------------------------------------------------------

    @property
    def is_machine(self) -> bool:
        """Somebody filled in what nobody can see."""
        return bool(self.data.get("website"))

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        chosen = [key for key in self._wishes(values) if key]
        if len(chosen) != len(set(chosen)):
            self.add_error("wish_1", _("You chose the same network twice."))
        if not self.is_draft and self._was_too_quick():
            raise forms.ValidationError(_("That went very quickly. Look it through once more, then send it again."))
        return values

    def _was_too_quick(self) -> bool:
        try:
            signing.TimestampSigner(salt=SALT).unsign(self.data.get("begun", ""), max_age=TOO_QUICK)
        except signing.SignatureExpired:
            return False
        except signing.BadSignature:
            return True
        return True

    def _wishes(self, values: dict[str, Any]) -> list[str]:
        return [values.get(f"wish_{place}", "") for place in range(MOST_WISHES)]

    @property
    def filled(self) -> Filled:
        values = self.cleaned_data
        wishes = [key for key in self._wishes(values) if key] or [self.networks[0][0]]
        answers = {key: _answer(key, values.get(key)) for key in self.asks}
        consents = {key: bool(values.get(key)) for key in USES}
        return Filled(
            " ".join(values.get("name", "").split()), (values.get("email") or "").strip().lower(), answers | consents,
            list(dict.fromkeys(wishes)),
        )  # fmt: skip

    # --- in parts, as the page shows it ----------------------------------------------------

    @property
    def you(self) -> list[forms.BoundField]:
        return [self["name"], self["email"]]

    @property
    def wishes(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("wish_")]

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[key] for key in self.asks]

    @property
    def shown(self) -> list[forms.BoundField]:
        """Everything but the field for machines, for the list of what is wrong."""
        return [each for each in self.visible_fields() if each.name != "website"]


def _asked(key: str) -> forms.Field:
    question = questions.QUESTIONS[key]
    asked = FIELDS[key]()
    asked.label, asked.help_text, asked.required = str(question.asks), str(question.purpose), False
    return asked


def listed(text: str) -> list[str]:
    """Words typed with commas, semicolons or lines between them; each once."""
    parts = (" ".join(part.split())[:60] for part in re.split(r"[,;\n]", text))
    return list(dict.fromkeys(part for part in parts if part))[: questions.MOST_WORDS]


def _answer(key: str, value: Any) -> Any:
    """As the candidate keeps it."""
    if key in questions.LISTS:
        return listed(value or "")
    if key == "is_manager_informed":
        return {"yes": True, "no": False}.get(value or "")
    if key == "experience_years":
        return value
    return value or ([] if key in ("availability", "contributes", "roles") else "")


def initial(filled: Filled) -> dict[str, Any]:
    """The form as it was filled in before."""
    said = dict(filled.answers)
    for key in questions.LISTS & said.keys():
        said[key] = ", ".join(said[key])
    if "is_manager_informed" in said:
        said["is_manager_informed"] = {True: "yes", False: "no"}.get(said["is_manager_informed"], "")
    wishes = {f"wish_{place}": key for place, key in enumerate(filled.wishes)}
    return {"name": filled.name, "email": filled.email, **said, **wishes}
