"""What pages say of candidates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from akker.networks.models import Network
from akker.recruit import dayparts, questions
from akker.recruit.columns import COLUMNS
from akker.recruit.models import Application, Candidate, IntakeNote, Preference
from akker.recruit.report.role import offered_in


@dataclass(frozen=True, slots=True)
class Said:
    """One answer, as people read it."""

    asks: str
    text: str


def said(candidate: Candidate, networks: Iterable[Network], *, to_themselves: bool) -> list[Said]:
    """Every answer that was given, in the order in which it is asked; as it was asked, or as others call it.

    networks: those they wish for, by whose handbooks roles are named.
    """
    told = [(key, answer(candidate, key)) for key in questions.QUESTIONS if key != "roles"]
    if candidate.roles:
        names = offered_in(networks)
        told.append(("roles", ", ".join(names[key] for key in candidate.roles if key in names)))
    return [Said(str(_asks(key) if to_themselves else _called(key)), text) for key, text in told if text]


def _asks(key: str) -> Promise:
    return questions.QUESTIONS[key].asks


def _called(key: str) -> Promise:
    return COLUMNS[key]


def answer(candidate: Candidate, key: str) -> str:
    """One answer in words; empty when it was not given."""
    value = getattr(candidate, key)
    if key == "availability":
        return ", ".join(dayparts.label(part) for part in value if part in dayparts.DAYPARTS)
    if key == "contributes":
        known = dict(Candidate.Contribution.choices)
        return ", ".join(str(known[each]) for each in value if each in known)
    if key in questions.LISTS:
        return ", ".join(value)
    if key == "is_manager_informed":
        return {True: _("Yes"), False: _("Not yet")}.get(value, "")
    return "" if value is None else str(value)


def wishes(candidate: Candidate) -> list[Preference]:
    """Their wishes, the dearest first, with `ahead_count`: who waits longer for that network; one query."""
    ahead = (
        Preference.objects.filter(
            network=OuterRef("network"), waiting_at__lt=OuterRef("waiting_at"), candidate__withdrawn_at=None
        )
        .order_by()
        .values("network")
        .annotate(n=Count("pk"))
        .values("n")
    )
    rows = candidate.preferences.select_related("network").annotate(ahead_count=Coalesce(Subquery(ahead), 0))
    return list(rows.order_by("rank"))


def wished(application: Application) -> list[str]:
    """The names of the networks it wishes for, the dearest first; one query."""
    names = {str(pk): name for pk, name in Network.objects.filter(pk__in=application.wishes).values_list("pk", "name")}
    return [names[key] for key in application.wishes if key in names]


def notes_of(candidate: Candidate) -> list[IntakeNote]:
    """What was noted of their intake talks, for themselves; one query."""
    rows = IntakeNote.objects.filter(candidate=candidate).exclude(text="").select_related("network", "by")
    return list(rows.order_by("-at"))


# --- lists ---------------------------------------------------------------------------------


def listed(rows: QuerySet[Candidate], **wanted: str) -> QuerySet[Candidate]:
    """Those who fit the filters, in the order in which they applied. `wanted`: words, organisation, sector, region,
    stand (first, waiting, pool, experts); empty ones do not count.
    """
    for name in ("organisation", "sector", "region"):
        if value := wanted.get(name):
            rows = rows.filter(**{name: value})
    for word in wanted.get("words", "").split()[:5]:
        rows = rows.filter(
            Q(person__name__icontains=word) | Q(organisation__icontains=word) | Q(function__icontains=word)
            | Q(motive__icontains=word) | Q(brings__icontains=word)
        )  # fmt: skip
    return rows.order_by(F("applied_at"), "pk")


def choices(rows: QuerySet[Candidate]) -> dict[str, list[str]]:
    """What there is to filter by: organisations, sectors and regions that stand there; one query."""
    names = ("organisation", "sector", "region")
    found: Any = rows.order_by().values_list(*names).distinct()
    columns = zip(*found, strict=True) if found else ((), (), ())
    return {name: sorted({each for each in column if each}) for name, column in zip(names, columns, strict=True)}
