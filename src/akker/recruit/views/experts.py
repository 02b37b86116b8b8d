"""Experts of a programme: who agreed to be asked for one meeting, and asking them. No address is shown."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from akker.people import clock
from akker.people.access import once
from akker.people.pages import turned
from akker.recruit.actions import invitation as actions
from akker.recruit.forms.invitation import AskForm, ContributionForm
from akker.recruit.models import Candidate, Invitation
from akker.recruit.report import candidate as report
from akker.recruit.views.invitations import context, networks_of, show_or_act, unwriting
from akker.recruit.views.place import Place, entered

PAGE = 50
FILTERS = ("words", "sector", "region")


def _experts(place: Place) -> Any:
    """Who agreed to be asked; whoever leads a network of the programme may look as well."""
    rows = Candidate.objects.standing().filter(programme=place.programme, experts_at__isnull=False)
    return rows.select_related("person")


@require_safe
def experts(request: HttpRequest, programme: str, network: str = "") -> HttpResponse:
    """The list with its filters; three queries."""
    place = entered(request, programme, network)
    wanted = {name: request.GET.get(name, "").strip()[:120] for name in (*FILTERS, "contribution")}
    everybody = _experts(place)
    fitting = [row for row in everybody.order_by("person__name", "pk") if _fits(row, wanted)]
    rows, pages = turned(request, fitting, PAGE)
    values = {
        "rows": [(row, report.answer(row, "contributes"), place.to("expert", row.pk)) for row in rows],
        **pages, "wanted": wanted, "is_filtered": any(wanted.values()),
        "choices": report.choices(everybody), "contributions": Candidate.Contribution.choices,
        "tab": "candidates", "address": place.to("experts"),
    }  # fmt: skip
    return render(request, "recruit/experts.html", context(place, **values))


def _fits(row: Candidate, wanted: dict[str, str]) -> bool:
    """By what the list shows, and by nothing else of their application: a search must not tell what is not shown."""
    shown = " ".join([str(row.person), row.function, *row.competences]).casefold()
    return (
        all(word.casefold() in shown for word in wanted["words"].split())
        and all(not wanted[name] or getattr(row, name) == wanted[name] for name in ("sector", "region"))
        and (not wanted["contribution"] or wanted["contribution"] in row.contributes)
    )


@show_or_act
@once
def expert(request: HttpRequest, programme: str, pk: UUID, network: str = "") -> HttpResponse:
    """Ask one of them for a contribution: it becomes an invitation that is looked at before it is sent."""
    place = entered(request, programme, network)
    row = _experts(place).filter(pk=pk).first()
    if row is None:
        if place.network:
            raise PermissionDenied
        raise Http404
    there = networks_of(place)
    form = ContributionForm(request.POST or None)
    chosen = AskForm(request.POST or None, networks=[(str(one.pk), one.name) for one in there])
    if not (form.is_valid() and chosen.is_valid()):
        values = {"row": row, "said": report.answer(row, "contributes"), "form": form, "chosen": chosen, "there": there,
                  "list": place.to("experts")}  # fmt: skip
        page = context(place, **values)
        return render(request, "recruit/expert.html", page, status=422 if form.is_bound else 200)
    network_ = next(one for one in there if str(one.pk) == chosen.cleaned_data["network"])
    try:
        made = actions.draft(
            network=network_, person=row.person, candidate=row, kind=Invitation.Kind.CONTRIBUTION, by=place.person,
            now=clock.now(), **form.cleaned_data,
        )  # fmt: skip
    except (actions.AskedAlready, actions.NetworkClosed) as refusal:
        messages.error(request, refusal.message)
        return redirect(place.to("expert", row.pk))
    messages.success(request, _("Written, and not sent yet. Look at it first."), extra_tags=unwriting(made))
    return redirect(place.to("invitation", made.pk))
