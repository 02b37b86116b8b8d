"""Working agreements: from the nine clauses of the library to a sheet that each member agreed to."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy, ngettext, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.handbooks import workforms
from akker.journey.actions import agreements as actions
from akker.journey.actions import reviews
from akker.journey.forms import AgreeForm, AgreementEditForm, AgreementForm, ClausesForm, PutForm, SeenForm
from akker.journey.models import Agreement, AgreementSheet, Consent
from akker.journey.report import agreements as report
from akker.networks.access import May, Visit, enter
from akker.networks.models import Membership
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.post.access import Errand, SpentLink, answer

CHANGED = gettext_lazy("There is another version of the agreements by now. Read it, and then answer.")


def _language() -> str:
    return get_language() or "en"


def _page(request: HttpRequest, visit: Visit, status: int = 200, **more: Any) -> HttpResponse:
    """The agreements as they stand, and who agreed to what was put before everybody; five queries."""
    network = visit.network
    found = list(Agreement.objects.standing().filter(network=network).order_by("place", "pk"))
    sheet = actions.newest(network)
    if sheet:
        sheet.network = network
    members = list(network.memberships.present().core().select_related("person").order_by("added_at"))
    mine = next((each for each in members if each.person_id == visit.person.pk), None)
    context = {
        "visit": visit, "here": "meetings", "tab": "agreements", "sheet": sheet, "own": mine,
        "agreements": [(each, report.clause(each.clause, _language())) for each in found],
        "is_changed": sheet is not None and sheet.text != report.sheet_text(found, network.language),
        "clauses_form": _clauses_form(found), "form": AgreementForm(auto_id="id_new_%s"),
        "put_form": PutForm(initial={"review_on": _coming(sheet)}, auto_id="id_put_%s"),
        "core_count": len(members), **_answers(visit, sheet, members), **_looked(sheet), **more,
    }  # fmt: skip
    return render(request, "journey/agreements.html", context, status=status)


def _clauses_form(found: list[Agreement], data: Any = None) -> ClausesForm | None:
    """The clauses that are not taken yet; None when there are none."""
    there, words = {each.clause for each in found}, workforms.words(_language()).clauses
    left = [clause.key for clause in workforms.library().clauses if clause.key not in there]
    choices = [(key, f"{words[key].name}: {words[key].ask}") for key in left]
    return ClausesForm(data, clauses=choices, auto_id="id_clauses_%s") if left else None


def _answers(visit: Visit, sheet: Any, members: list[Membership]) -> dict[str, Any]:
    """Who agreed, who has a reservation, who was not heard; one query, none without a sheet."""
    if sheet is None:
        return {}
    given = Consent.objects.standing().filter(target_id=sheet.pk).select_related("membership__person", "noted_by")
    answers = list(given.order_by("at", "pk"))
    spoken = {each.membership_id for each in answers}
    mine = next((each for each in answers if each.membership.person_id == visit.person.pk), None)
    initial = {"seen": sheet.pk, **({"answer": mine.answer, "words": mine.words} if mine else {})}
    return {
        "reservations": [each for each in answers if each.answer != Consent.Answer.YES],
        "agreeing": [each for each in answers if each.answer == Consent.Answer.YES], "my_answer": mine,
        "silent": [each for each in members if each.pk not in spoken],
        "agree_form": AgreeForm(initial=initial, auto_id="id_agree_%s"),
    }  # fmt: skip


def _coming(sheet: AgreementSheet | None) -> date | None:
    """The day to look again that other words start from, unless it has come."""
    return None if sheet is None or reviews.is_due(sheet, clock.now()) else sheet.look_on


def _looked(sheet: AgreementSheet | None) -> dict[str, Any]:
    """When these were looked at again, and whether it is time to; one query, none without a sheet."""
    if sheet is None:
        return {}
    return {"looked": reviews.newest(sheet), "is_due": reviews.is_due(sheet, clock.now())}


@require_safe
def agreements(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    return _page(request, enter(request.user, programme, network, May.READ))


def _back(visit: Visit) -> HttpResponse:
    return redirect("journey:agreements", *visit.address)


@require_POST
@once
def clauses(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """Start from some of the clauses."""
    visit = enter(request.user, programme, network, May.RECORD)
    found = list(Agreement.objects.standing().filter(network=visit.network))
    form = _clauses_form(found, request.POST)
    if form is None or not form.is_valid():
        return _page(request, visit, 422, clauses_form=form)
    chosen = report.starting(form.cleaned_data["clauses"], visit.network.language)
    event = actions.take(network=visit.network, clauses=chosen, by=visit.person, now=clock.now())
    messages.success(
        request, _("They stand below. Change the words until they are yours."), extra_tags=visit.undo(event)
    )
    return _back(visit)


@require_POST
@once
def new(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """An agreement of their own."""
    visit = enter(request.user, programme, network, May.RECORD)
    form = AgreementForm(request.POST, auto_id="id_new_%s")
    if not form.is_valid():
        return _page(request, visit, 422, form=form)
    event = actions.add(network=visit.network, by=visit.person, now=clock.now(), **form.cleaned_data)
    messages.success(request, _("Added."), extra_tags=visit.undo(event))
    return _back(visit)


def _agreement(visit: Visit, pk: UUID) -> Agreement:
    found: Agreement = get_object_or_404(Agreement.objects.standing(), network=visit.network, pk=pk)
    found.network = visit.network
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@once
def agreement(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Word it differently."""
    visit = enter(request.user, programme, network, May.RECORD)
    row = _agreement(visit, pk)
    form = AgreementEditForm(request.POST or None, initial={"text": row.text, "version": row.version})
    clause = report.clause(row.clause, _language())
    context = {
        "visit": visit,
        "here": "meetings",
        "tab": "agreements",
        "form": form,
        "agreement": row,
        "clause": clause,
    }
    if not form.is_valid():
        return render(request, "journey/agreement.html", context, status=422 if form.is_bound else 200)
    text, seen = form.cleaned_data["text"], form.cleaned_data["version"]
    try:
        event = actions.change(agreement=row, text=text, by=visit.person, now=clock.now(), seen=seen)
    except Stale as stale:
        theirs: Any = stale.row
        form.data = dict(form.data.items()) | {"version": theirs.version}
        context["pairs"] = [("", text, theirs.text)]
        return render(request, "journey/agreement.html", context, status=409)
    messages.success(request, _("Saved."), extra_tags=visit.undo(event))
    return _back(visit)


@require_POST
@once
def withdrawal(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    event = actions.drop(agreement=_agreement(visit, pk), by=visit.person, now=clock.now())
    messages.success(request, _("Taken off."), extra_tags=visit.undo(event))
    return _back(visit)


# --- put before everybody ------------------------------------------------------------------


@require_POST
@once
def putting(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """Put them before everybody as they stand."""
    visit = enter(request.user, programme, network, May.RECORD)
    form = PutForm(request.POST, auto_id="id_put_%s")
    if not form.is_valid():
        return _page(request, visit, 422, put_form=form)
    found = Agreement.objects.standing().filter(network=visit.network).order_by("place", "pk")
    text = report.sheet_text(found, visit.network.language)
    try:
        actions.put(
            network=visit.network,
            text=text,
            what=report.asks(visit.network.language),
            by=visit.person,
            now=clock.now(),
            **form.cleaned_data,
        )
    except actions.NothingWorded as refusal:
        return _page(request, visit, 422, refused=refusal.message)
    messages.success(request, _("Everybody in the core finds the question at Now. Nobody is mailed."))
    return _back(visit)


@require_POST
@once
def asking(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """Ask who came later, and who has not answered."""
    visit = enter(request.user, programme, network, May.RECORD)
    sheet = actions.newest(visit.network)
    if sheet is None:
        return _page(request, visit, 422, refused=actions.NothingWorded.message)
    sheet.network = visit.network
    try:
        if "mail" in request.POST:
            count = actions.mail(sheet=sheet, by=visit.person, now=clock.now())
            messages.success(request, _on_its_way(count))
            return _back(visit)
        actions.ask(sheet=sheet, what=report.asks(visit.network.language), by=visit.person, now=clock.now())
    except actions.NobodyLeft as refusal:
        messages.info(request, refusal.message)
        return _back(visit)
    messages.success(request, _("Asked. They find it at Now; nobody is mailed."))
    return _back(visit)


def _on_its_way(count: int) -> str:
    return ngettext("%(count)d mail is on its way.", "%(count)d mails are on their way.", count) % {"count": count}


@require_POST
@once
def answering(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.BRING)
    if visit.membership is None:
        raise PermissionDenied
    form = AgreeForm(request.POST, auto_id="id_agree_%s")
    if not form.is_valid():
        return _page(request, visit, 422, agree_form=form)
    try:
        event = actions.answer(
            network=visit.network, membership=visit.membership, by=visit.person, now=clock.now(), **form.cleaned_data
        )
    except Stale:
        return _page(request, visit, 409, refused=CHANGED)
    messages.success(request, _("Your answer is noted."), extra_tags=visit.undo(event))
    return _back(visit)


@require_POST
@once
def aloud(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """Note for everybody who has not answered that they agreed aloud."""
    visit = enter(request.user, programme, network, May.RECORD)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, 422)
    try:
        event = actions.agree_aloud(network=visit.network, by=visit.person, now=clock.now(), **form.cleaned_data)
    except Stale:
        return _page(request, visit, 409, refused=CHANGED)
    except actions.NobodyLeft as refusal:
        return _page(request, visit, 422, refused=refusal.message)
    messages.success(request, _("Noted: agreed aloud."), extra_tags=visit.undo(event))
    return _back(visit)


# --- through the link ----------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Read what was put before everybody, and answer, without an account."""
    try:
        errand = answer(token, clock.now())
    except SpentLink:
        return redirect("post:link", token)
    sheets = AgreementSheet.objects.select_related("network__programme").filter(withdrawn_at=None).with_look_on()
    sheet = get_object_or_404(sheets, pk=errand.ask.target_id)
    there = Membership.objects.present().filter(network=sheet.network)
    member = get_object_or_404(there, person=errand.person)
    with override(errand.person.language):
        return _through_link(request, sheet, member, errand)


def _through_link(request: HttpRequest, sheet: AgreementSheet, member: Membership, errand: Errand) -> HttpResponse:
    form = AgreeForm(request.POST or None, initial={"seen": sheet.pk})
    context = {
        "sheet": sheet, "network": sheet.network, "person": errand.person, "by": errand.ask.asked_by,
        "is_due": reviews.is_due(sheet, clock.now()),
    }  # fmt: skip
    if sheet.network.is_closed:
        return render(request, "journey/agreements_link.html", {**context, "is_closed": True}, status=410)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "journey/agreements_link.html", {**context, "form": form}, status=status)
    try:
        actions.answer(network=sheet.network, membership=member, by=errand.person, now=clock.now(), **form.cleaned_data)
    except Stale:
        page = {**context, "form": AgreeForm(initial={"seen": sheet.pk}), "refused": CHANGED}
        return render(request, "journey/agreements_link.html", page, status=409)
    return render(request, "journey/agreements_link.html", {**context, "is_done": True})
