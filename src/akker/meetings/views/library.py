"""The library of work forms, the attention points, and how forms were liked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akker.documents import form_sheet
from akker.handbooks import workforms
from akker.handbooks.workforms.model import FormText, WorkForm
from akker.meetings import running
from akker.meetings.actions import agenda as actions
from akker.meetings.forms.agenda import RatingForm
from akker.meetings.forms.library import UseForm, WishForm
from akker.meetings.models import AgendaBlock, FormRating
from akker.meetings.report import agenda as report
from akker.meetings.report import library as chosen
from akker.meetings.views.agenda import find
from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.question.access import own


def _language() -> str:
    return get_language() or "en"


def _form(key: str) -> WorkForm:
    found = report.form_of(key)
    if found is None:
        raise Http404
    return found


@require_safe
def work_forms(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """All forms, or those that fit; no query."""
    visit = enter(request.user, programme, network, May.READ)
    wish, words = WishForm(request.GET, language=_language(), auto_id="id_wish_%s"), workforms.words(_language())
    found = chosen.chosen(wish.wish)
    context = {
        "visit": visit, "here": "meetings", "tab": "work-forms", "form": wish, "title": words.title,
        "summary": words.summary, "count": len(found), "meeting": request.GET.get("for", ""),
        "kinds": [
            (words.kinds[kind], [_card(form) for form in found if form.kind == kind])
            for kind in dict.fromkeys(form.kind for form in found)
        ],
    }  # fmt: skip
    return render(request, "meetings/work_forms.html", context)


def _card(form: WorkForm) -> tuple[WorkForm, FormText, str]:
    return form, workforms.text(form, _language()), chosen.size(form)


@require_safe
def work_form(request: HttpRequest, programme: str, network: str, work_form: str) -> HttpResponse:
    return _work_form(request, enter(request.user, programme, network, May.READ), _form(work_form))


def _work_form(request: HttpRequest, visit: Visit, form: WorkForm, status: int = 200) -> HttpResponse:
    """One form with its steps, the meetings to come, and how it was liked here; two queries."""
    text = workforms.text(form, _language())
    ratings = FormRating.objects.filter(withdrawn_at=None, network=visit.network, block__form=form.key)
    context = {
        "visit": visit, "here": "meetings", "tab": "work-forms", "form": form, "text": text,
        "kind": workforms.words(_language()).kinds[form.kind], "size": chosen.size(form),
        "rounds": chosen.rounds(form), "origin": chosen.origin(form),
        "steps": list(zip(form.steps, text.steps, strict=True)),
        "meetings": list(visit.network.meetings.to_come(clock.now())[:10]) if May.RECORD in visit.may else [],
        "ratings": list(ratings.order_by("at", "pk")) if visit.is_inside else [],
    }  # fmt: skip
    return render(request, "meetings/work_form.html", context, status=status)


@require_POST
@once
def using(request: HttpRequest, programme: str, network: str, work_form: str) -> HttpResponse:
    """Put the form on the agenda of a meeting."""
    visit = enter(request.user, programme, network, May.RECORD)
    form, sent = _form(work_form), UseForm(request.POST)
    if not sent.is_valid():
        return _work_form(request, visit, form, 422)
    meeting = find(visit, sent.cleaned_data["meeting"])
    values = report.from_form(form, visit.network.language)
    event = actions.add(meeting=meeting, by=visit.person, now=clock.now(), **values)
    messages.success(request, _("It is on the agenda."), extra_tags=visit.undo(event))
    return redirect("meetings:agenda", *visit.address, meeting.pk)


@require_safe
def sheet(request: HttpRequest, programme: str, network: str, work_form: str) -> HttpResponse:
    """The form on paper, in the language of the network."""
    visit = enter(request.user, programme, network, May.READ)
    data = form_sheet.to_pdf(chosen.sheet(_form(work_form), visit.network))
    headers = {"Content-Disposition": f'inline; filename="{work_form}.pdf"'}
    return HttpResponse(data, content_type="application/pdf", headers=headers)


# --- attention points ----------------------------------------------------------------------


@require_safe
def attention(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """What facilitator and participants look after together, and what the agendas went to so far; one query."""
    visit = enter(request.user, programme, network, May.READ)
    words = workforms.words(_language())
    blocks = AgendaBlock.objects.standing().filter(network=visit.network, meeting__called_off_at=None)
    by_meeting: dict[UUID, list[running.Part]] = {}
    for block in blocks.order_by("meeting", "place", "pk"):
        by_meeting.setdefault(block.meeting_id, []).append(report.part(block))
    sums = [running.balance(parts) for parts in by_meeting.values()]
    total = sum(each.minutes for each in sums)
    context = {
        "visit": visit, "here": "meetings", "tab": "attention", "meeting_count": len(sums),
        "lists": [(key, words.checklists[key]) for key in workforms.library().checklists],
        "share": round(100 * sum(each.exchange for each in sums) / total) if total else 0,
        "external_count": sum(each.external_count for each in sums),
        "case_count": sum(1 for each in sums if each.case_count),
    }  # fmt: skip
    return render(request, "meetings/attention.html", context)


# --- how it was ----------------------------------------------------------------------------


def _ratings(request: HttpRequest, visit: Visit, pk: UUID, status: int = 200, **bound: RatingForm) -> HttpResponse:
    """The forms that were used in a meeting; three queries."""
    if not visit.is_inside:
        raise PermissionDenied
    meeting = find(visit, pk)
    blocks = list(AgendaBlock.objects.standing().filter(meeting=meeting).exclude(form="").order_by("place", "pk"))
    ratings = (
        FormRating.objects.filter(withdrawn_at=None, block__in=blocks).select_related("membership").order_by("at", "pk")
    )
    given: dict[UUID, list[FormRating]] = {}
    for rating in ratings:
        given.setdefault(rating.block_id, []).append(rating)
    rows = [_rated(visit, block, given.get(block.pk, []), bound.get(block.pk.hex)) for block in blocks]
    context = {"visit": visit, "here": "meetings", "tab": "ratings", "meeting": meeting, "rows": rows}
    return render(request, "meetings/ratings.html", context, status=status)


def _rated(visit: Visit, block: AgendaBlock, given: list[FormRating], bound: RatingForm | None) -> dict[str, Any]:
    mine = next((each for each in given if each.membership.person_id == visit.person.pk), None)
    said = {"liked": "yes" if mine.is_liked else "no", "why": mine.why} if mine else {}
    return {
        "block": block, "ratings": given, "mine": mine, "liked_count": sum(each.is_liked for each in given),
        "form": bound or RatingForm(initial=said, auto_id=f"id_{block.pk.hex}_%s"),
    }  # fmt: skip


@require_safe
def ratings(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    return _ratings(request, enter(request.user, programme, network, May.READ), pk)


@require_POST
@once
def rating(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Say whether a form that was used did something for one, and why."""
    visit = enter(request.user, programme, network, May.BRING)
    member = own(visit)
    member.network = visit.network
    blocks = AgendaBlock.objects.standing().exclude(form="").filter(network=visit.network)
    block = get_object_or_404(blocks, pk=pk)
    form = RatingForm(request.POST, auto_id=f"id_{pk.hex}_%s")
    if not form.is_valid():
        return _ratings(request, visit, block.meeting_id, 422, **{pk.hex: form})
    actions.rate(
        block=block, membership=member, is_liked=form.cleaned_data["liked"] == "yes", why=form.cleaned_data["why"],
        by=visit.person, now=clock.now(),
    )  # fmt: skip
    messages.success(request, _("Thank you, noted."))
    return redirect("meetings:ratings", *visit.address, block.meeting_id)
