"""What /style/ shows: made-up people, a form and messages, in Dutch as the longest words are."""

from __future__ import annotations

from types import SimpleNamespace
from typing import ClassVar

from django import forms, template

register = template.Library()

NAMES = [
    "Anna Bos",
    "Joost Vermeer",
    "Karin Mulder",
    "Lotte Dijkstra",
    "Sara Özdemir",
    "Pim Terpstra",
    "Hans de Ruiter",
]


@register.simple_tag
def sample_people() -> list[SimpleNamespace]:
    return [
        SimpleNamespace(pk=number, name=name, initials=f"{name[0]}{name.split()[-1][0]}")
        for number, name in enumerate(NAMES, start=3)
    ]


@register.simple_tag
def sample_messages() -> list[SimpleNamespace]:
    texts = {
        "success": ("Vastgelegd: zes rollen, één nog open.", "/style/"),
        "info": ("De uitnodigingen gaan vanavond om zes uur de deur uit.", ""),
        "warning": ("Twee mensen staan twee keer in het bestand; ze zijn één keer overgenomen.", ""),
        "error": ("Niet bewaard: de verbinding viel weg. Je tekst staat er nog.", ""),
    }
    return [Sample(level_tag=tag, text=text, extra_tags=undo) for tag, (text, undo) in texts.items()]


@register.simple_tag
def sample_prose() -> str:
    return (
        "Pen, **werkblad 4A** en een [ruimte](https://example.org/zaal) waar je kunt lopen.\n\n"
        "1. Zet de tafels aan de kant.\n2. Geef ieder een blad.\n\n"
        "> Mijn moeder wordt om drie uur wakker. Niemand plant voor drie uur.\n\n"
        "| Ronde | Minuten |\n| --- | --- |\n| Schrijven | 5 |\n| Delen | 20 |\n"
    )


@register.simple_tag
def sample_conflict() -> list[tuple[str, str, str]]:
    mine = "Over een jaar heeft elke wijk één nummer dat ook 's nachts opneemt."
    return [("Ambitie", mine, "Over twee jaar weet elke familie wie ze kan bellen.")]


class Sample(SimpleNamespace):
    text: str

    def __str__(self) -> str:
        return self.text


class SampleForm(forms.Form):
    RINGS: ClassVar = [("core", "Kern: elke bijeenkomst erbij"), ("ring", "Tweede ring: meedenken wanneer het past")]
    DAYS: ClassVar = [("mo", "maandagmiddag"), ("tu", "dinsdagochtend"), ("th", "donderdagmiddag")]

    name = forms.CharField(
        label="Hoe heet het netwerk?", help_text="Kort en herkenbaar, zoals je het aan de keukentafel noemt."
    )
    line = forms.CharField(
        label="Het vraagstuk waar jullie aan werken", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    organisation = forms.ChoiceField(
        label="Organisatie waar je vandaan komt",
        choices=[
            ("", "Kies een organisatie"),
            ("1", "Samenwerkingsverband Thuiszorg Noordoost-Twente"),
            ("2", "Gemeente Hengelo"),
        ],
    )
    first_on = forms.DateField(
        label="Wanneer komen jullie voor het eerst bij elkaar?", widget=forms.DateInput(attrs={"type": "date"})
    )
    ring = forms.ChoiceField(label="Hoe doe je mee?", choices=RINGS, widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(
        label="Welke dagdelen komen uit?", choices=DAYS, widget=forms.CheckboxSelectMultiple, required=False,
        help_text="Meer dan één mag.",
    )  # fmt: skip
    people = forms.FileField(label="Lijst met mensen", required=False, help_text="CSV of XLSX, hooguit 5.000 rijen.")
    consent = forms.BooleanField(label="Mijn naam mag in het verslag staan", required=False)


@register.simple_tag
def sample_form(state: str) -> SampleForm:
    """A form that is "empty", "filled" or "wrong"."""
    filled = {
        "name": "Dementie thuis", "organisation": "1", "first_on": "2026-12-03", "ring": "core", "days": ["th"],
        "consent": "on",
        "line": "Hoe houden we mensen met dementie langer thuis, zonder de familie uit te putten die hen draagt?",
    }  # fmt: skip
    if state == "wrong":
        return SampleForm({"name": "", "ring": "", "first_on": "3 december", "line": filled["line"]}, prefix=state)
    return SampleForm(initial=filled if state == "filled" else None, prefix=state)
