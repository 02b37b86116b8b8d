"""The library of work forms as it is read here: chosen from, and printed."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akker.documents.form_sheet import FormSheet, FormSheetLabels, FormSheetStep
from akker.handbooks import workforms
from akker.handbooks.workforms.model import FormText, WorkForm
from akker.meetings.report.order import minutes
from akker.networks.models import Network


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for; what is empty does not choose. `minutes` is the most, `people` how many there are."""

    kind: str = ""
    minutes: int | None = None
    people: int | None = None
    is_with_case: bool = False
    is_online: bool = False


def chosen(wish: Wish) -> list[WorkForm]:
    """The forms of the library that fit, in its order."""
    return [form for form in workforms.library().forms if _fits(form, wish)]


def _fits(form: WorkForm, wish: Wish) -> bool:
    return (
        wish.kind in ("", form.kind)
        and (wish.minutes is None or form.minutes <= wish.minutes)
        and (wish.people is None or form.size.least <= wish.people <= (form.size.most or wish.people))
        and (form.works_on_case or not wish.is_with_case)
        and (form.is_online or not wish.is_online)
    )


def size(form: WorkForm) -> str:
    """How many people, in words."""
    if form.size.most is None:
        return _("from %(least)d people") % {"least": form.size.least}
    return _("%(least)d to %(most)d people") % {"least": form.size.least, "most": form.size.most}


def sheet(form: WorkForm, network: Network) -> FormSheet:
    """A work form on paper, in the language of the network."""
    with translation.override(network.language):
        text = workforms.text(form, network.language)
        words = workforms.words(network.language)
        return FormSheet(
            title=text.title, language=network.language, network=network.name, kind=str(words.kinds[form.kind]),
            facts=(minutes(form.minutes), size(form)), purpose=plain(text.purpose), suits=plain(text.suits),
            safety=plain(text.safety), needs=tuple(str(each) for each in text.materials), steps=_steps(form, text),
            capture=plain(text.capture), tips=tuple(plain(tip) for tip in text.tips), origin=origin(form),
            labels=FormSheetLabels(
                suits=_("When it suits"), safety=_("To keep it safe"), needs=_("At hand"), steps=_("Step by step"),
                capture=_("Write down"), tips=_("Tips"),
            ),
        )  # fmt: skip


def _steps(form: WorkForm, text: FormText) -> tuple[FormSheetStep, ...]:
    pairs = zip(form.steps, text.steps, strict=True)
    return tuple(
        FormSheetStep(title=said.title, minutes=minutes(step.minutes), text=plain(said.text), say=said.say)
        for step, said in pairs
    )


def origin(form: WorkForm) -> str:
    """Where it comes from, and the licence of our words."""
    ours = _("The words are our own, under %(licence)s.") % {"licence": form.licence}
    if form.source is None:
        return ours
    return _("After: %(source)s.") % {"source": form.source.title} + " " + ours


def rounds(form: WorkForm) -> str:
    """How often the steps are walked; "" for once."""
    return "" if form.rounds == 1 else ngettext("%(n)d round", "%(n)d rounds", form.rounds) % {"n": form.rounds}


def plain(markdown: str) -> str:
    return markdown.replace("**", "")
