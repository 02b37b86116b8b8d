"""Gathers what the result sheet and a step's print sheet will say, in the language of the network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from akker.documents.code import Code
from akker.documents.result_sheet import ResultBlock, ResultSheet, ResultSheetLabels
from akker.documents.step_sheet import StepSheet, StepSheetLabels
from akker.handbooks.model import HandbookFault, HandbookMissing, Prose, Step
from akker.handbooks.reader import text as words
from akker.journey.models import Result, StepTaken
from akker.networks.models import Network
from akker.people.models import NAMED, Person
from akker.people.prepared import KEY, Prepared, thin

# The work modes of a pack are words of the interface; named here so that they are translated.
MODES = {
    "conversation": gettext_noop("conversation"),
    "individual": gettext_noop("individual"),
    "together": gettext_noop("together"),
}


SHOWN = ("id", "network_id", "step", "number", "text", "agreed_on", "agreed_by", "at")  # of a result
MOVES = Prepared(
    lambda network: (
        StepTaken.objects.filter(network=network, withdrawn_at=None)
        .order_by("at", "pk")
        .values_list("step", "way", "at")
    ),
    network=KEY,
)
RESULTS = Prepared(
    lambda network: (
        Result.objects.standing()
        .filter(network=network)
        .order_by("number")
        .values_list(*SHOWN, *(f"by__{name}" for name in NAMED))
    ),
    network=KEY,
)


def newest(network: Network) -> tuple[dict[str, Result], Counter[str]]:
    """The standing result of each step, and how many versions each step has; one query."""
    counts = Counter[str]()
    last = {}
    for row in RESULTS(network=network.pk):
        result = thin(Result, SHOWN, row[: len(SHOWN)])
        by = row[len(SHOWN) :]
        result.by = thin(Person, NAMED, by) if by[0] else None
        last[result.step] = result
        counts[result.step] += 1
    return last, counts


def left(network: Network) -> dict[str, list[str]]:
    """What a network left at each step, in words: a result, photos, or that it was taken at all; three queries."""
    found: dict[str, list[str]] = {}
    moved = network.steps_taken.filter(withdrawn_at=None).values_list("step", flat=True).distinct()
    for step in moved:
        found[step] = [_("steps taken")]
    for step, count in _counted(network.results.standing()):
        found.setdefault(step, []).append(ngettext("a result", "a result in %(n)d versions", count) % {"n": count})
    for step, count in _counted(network.sheet_photos.standing().exclude(step="")):
        found.setdefault(step, []).append(ngettext("%(n)d photo", "%(n)d photos", count) % {"n": count})
    return found


def _counted(rows: QuerySet[Any]) -> QuerySet[Any, tuple[str, int]]:
    return rows.order_by().values_list("step").annotate(count=Count("pk"))


def parked(network: Network, results: Mapping[str, Result], language: str) -> list[tuple[str, str, Result]]:
    """The results whose step the handbook lacks: step key, its title as it was, and the result, oldest first.

    One query, when there are any.
    """
    known = {step.key for step in network.book.steps}
    found = sorted((result for key, result in results.items() if key not in known), key=lambda result: result.at)
    titles = _earlier_titles(network, language) if found else {}
    return [(result.step, titles.get(result.step, result.step), result) for result in found]


def _earlier_titles(network: Network, language: str) -> dict[str, str]:
    """Step key -> title in the handbooks a network had before; of those with the same key, the newest; one query."""
    titles: dict[str, str] = {}
    for before, after in network.handbook_changes.order_by("at").values_list("before", "after"):
        for pin in (after, before):  # one that was taken back may have left something too
            try:
                texts = words(network.find_book(pin), language).steps
            except (HandbookMissing, HandbookFault):
                continue
            titles |= {key: text.title for key, text in texts.items()}
    return titles


def who_agreed(result: Result) -> str:
    """Who agreed, as written; nobody written means that it was agreed aloud and noted by somebody."""
    return result.agreed_by or _("everybody, aloud; noted by %(person)s") % {
        "person": result.by or _("a former member")
    }


def result_sheet(network: Network, *, on: date) -> ResultSheet:
    """The whole result sheet; one query."""
    with translation.override(network.language):
        prose = words(network.book, network.language)
        results, counts = newest(network)
        blocks = tuple(
            _block(step, prose, network, results[step.key], counts[step.key])
            for step in network.book.steps
            if step.key in results
        )
        blocks += tuple(
            _parked_block(title, result, counts[key])
            for key, title, result in parked(network, results, network.language)
        )
        return ResultSheet(
            title=_("Result sheet"),
            language=network.language,
            network=network.name,
            line=network.line,
            ambition=network.ambition,
            handbook=str(prose.title),
            printed_on=formats.date_format(on, "DATE_FORMAT"),
            labels=_labels(prose),
            blocks=blocks,
        )


def _labels(prose: Prose) -> ResultSheetLabels:
    return ResultSheetLabels(
        line=str(prose.line)[:1].upper() + str(prose.line)[1:],
        ambition=_("Ambition"),
        handbook=_("Handbook: {handbook}"),
        printed=_("Printed on {on}"),
        agreed=_("Agreed on {on} by {by}"),
        agreed_unnamed=_("Agreed on {on}"),
        earlier_one=_("1 earlier version"),
        earlier_many=_("{count} earlier versions"),
        nothing_yet=_("Nothing has been agreed yet."),
    )


def _block(step: Step, prose: Prose, network: Network, result: Result, versions: int) -> ResultBlock:
    phase = network.book.phase_of(step.key).key
    return ResultBlock(
        number=str(step.number or ""),
        title=prose.steps[step.key].title,
        phase=str(prose.phases[phase].name),
        agreed_on=formats.date_format(result.agreed_on, "DATE_FORMAT"),
        agreed_by=who_agreed(result),
        text=result.text,
        earlier_versions=versions - 1,
    )


def _parked_block(title: str, result: Result, versions: int) -> ResultBlock:
    return ResultBlock(
        number="",
        title=title,
        phase=_("From the earlier handbook"),
        agreed_on=formats.date_format(result.agreed_on, "DATE_FORMAT"),
        agreed_by=who_agreed(result),
        text=result.text,
        earlier_versions=versions - 1,
    )


def code(network: Network, step: Step) -> Code:
    """What leads from a printed sheet to the page of its step; call it in the language of the sheet. No query."""
    address = settings.ADDRESS + reverse("journey:step", args=[network.programme.slug, network.slug, step.key])
    if step.number:
        caption = _("Step %(number)s on your screen") % {"number": step.number}
    else:
        caption = _("This step on your screen")
    return Code(address, caption, f"{caption}: {address}")


def step_sheet(network: Network, step: Step) -> StepSheet:
    """One step on paper; no query."""
    with translation.override(network.language):
        prose = words(network.book, network.language)
        text = prose.steps[step.key]
        return StepSheet(
            title=text.title,
            language=network.language,
            network=network.name,
            phase=str(prose.phases[network.book.phase_of(step.key).key].name),
            step=_("Step %(number)s") % {"number": step.number} if step.number else "",
            goal=text.goal,
            why=text.why,
            minutes=ngettext("%(n)d minute", "%(n)d minutes", step.minutes) % {"n": step.minutes}
            if step.minutes
            else "",
            modes=tuple(_(MODES[mode]) for mode in step.modes),
            needs=tuple(str(need) for need in text.needs),
            what_to_do=text.actions,
            labels=StepSheetLabels(
                goal=_("Goal"),
                why=_("Why"),
                needs=_("What you need"),
                what_to_do=_("What to do"),
                result=_("What we agree"),
            ),
            code=code(network, step),
        )
