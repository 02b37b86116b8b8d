"""Gathers what the sheet of a work form will say, in the language of the network."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akker.documents.form_sheet import FormSheet, FormSheetLabels, FormSheetStep
from akker.handbooks import workforms
from akker.handbooks.workforms.model import WorkForm
from akker.networks.models import Network


def form_sheet(network: Network, form: WorkForm) -> FormSheet:
    """One work form on paper; no query."""
    with translation.override(network.language):
        words = workforms.words(network.language)
        text = words.forms[form.key]
        steps = zip(form.steps, text.steps, strict=True)
        return FormSheet(
            title=text.title,
            language=text.language,
            network=network.name,
            kind=str(words.kinds[form.kind]),
            facts=facts(form),
            purpose=text.purpose,
            suits=text.suits,
            safety=text.safety,
            needs=tuple(map(str, text.materials)),
            steps=tuple(FormSheetStep(told.title, _minutes(step.minutes), told.text, told.say) for step, told in steps),
            capture=text.capture if form.captures else "",
            tips=text.tips,
            origin=origin(form),
            labels=FormSheetLabels(
                suits=_("When it suits"),
                safety=_("To keep it safe"),
                needs=_("What you need"),
                steps=_("What to do"),
                capture=_("What to write down"),
                tips=_("Tips"),
            ),
        )


def facts(form: WorkForm) -> tuple[str, ...]:
    """What one wants to know of a form before choosing it, in the language that is on: time, people, trust."""
    said = [_minutes(form.minutes), people(form)]
    if form.subgroup:
        said.append(_("in pairs") if form.subgroup == 2 else _("in groups of %(n)d") % {"n": form.subgroup})
    if form.rounds > 1:
        said.append(_("%(n)d rounds") % {"n": form.rounds})
    if form.needs_trust:
        said.append(_("only when you trust each other"))
    return tuple(said)


def people(form: WorkForm) -> str:
    """For how many people it is, in words."""
    least, most = form.size.least, form.size.most
    if most is None:
        return _("from %(least)d people") % {"least": least}
    return _("%(least)d to %(most)d people") % {"least": least, "most": most}


def origin(form: WorkForm) -> str:
    """Where a form comes from and under which licence its words are."""
    if form.source is None:
        said = _("A work form of our own.")
    elif form.evidence == "infer":
        said = _("In the spirit of %(source)s; how it goes is ours.") % {"source": _source(form)}
    else:
        said = _("After %(source)s.") % {"source": _source(form)}
    if form.source is not None and form.minutes_evidence == "proposal":
        said = f"{said} {_('The minutes are ours.')}"
    return f"{said} {_('All words are ours: %(licence)s.') % {'licence': form.licence}}"


def _source(form: WorkForm) -> str:
    """A source with its licence and address, where it has them."""
    if form.source is None:
        return ""
    return ", ".join(filter(None, (form.source.title, form.source.licence, form.source.address)))


def _minutes(count: int) -> str:
    return ngettext("%(n)d minute", "%(n)d minutes", count) % {"n": count}
