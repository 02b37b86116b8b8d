"""Learning questions: mine, and those of the network."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.question.access import own, own_question
from akker.question.actions import learning as acts
from akker.question.forms.learning import LearningQuestionForm
from akker.question.hints import hints_of_one
from akker.question.models import LearningQuestion


def _shared(visit: Visit, pk: UUID) -> LearningQuestion:
    """Raises: Http404 for one that is not shared."""
    own(visit)
    shared = LearningQuestion.objects.shared().filter(network=visit.network)
    found: LearningQuestion = get_object_or_404(shared.select_related("network"), pk=pk)
    return found


def _mine(request: HttpRequest, visit: Visit, form: LearningQuestionForm, status: int = 200) -> HttpResponse:
    ends_on = visit.network.ends_on
    until = date_format(ends_on, "DATE_FORMAT") if ends_on else ""
    rows = list(LearningQuestion.objects.of(own(visit)))
    for row in rows:
        row.hints = list(hints_of_one(row.question, until))  # type: ignore[attr-defined]
    context = {"visit": visit, "here": "question", "tab": "mine", "form": form, "rows": rows}
    return render(request, "question/mine.html", context, status=status)


@require_safe
def mine(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """My own; nobody else reads them until they are shared."""
    return _mine(request, enter(request.user, programme, network, May.READ), LearningQuestionForm())


@require_POST
@once
def new(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.BRING)
    member, form = own(visit), LearningQuestionForm(request.POST)
    if not form.is_valid():
        return _mine(request, visit, form, 422)
    acts.write(membership=member, **_words(form))
    messages.success(request, _("Kept. Only you can read it until you share it."))
    return redirect("question:mine", *visit.address)


def _words(form: LearningQuestionForm) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in acts.WORDS}


@require_http_methods(["GET", "HEAD", "POST"])
@once
def one(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.BRING)
    row = own_question(visit, pk)
    initial = {name: getattr(row, name) for name in acts.WORDS} | {"seen": row.version}
    is_sent = request.method == "POST"
    form = LearningQuestionForm(request.POST if is_sent else None, initial=initial)
    context = {"visit": visit, "here": "question", "tab": "mine", "form": form, "row": row}
    if not form.is_valid():
        return render(request, "question/learning_question.html", context, status=422 if is_sent else 200)
    try:
        event = acts.rewrite(row=row, by=visit.person, now=clock.now(), seen=form.cleaned_data["seen"], **_words(form))
    except Stale as stale:
        there: Any = stale.row
        form.data = dict(form.data.items()) | {"seen": there.version}
        differs = [name for name in acts.WORDS if stale.mine[name] != getattr(there, name)]
        pairs = [(form.fields[name].label, stale.mine[name], getattr(there, name)) for name in differs]
        return render(request, "question/learning_question.html", {**context, "pairs": pairs}, status=409)
    messages.success(request, _("Saved."), extra_tags=visit.undo(event) if event else "")
    return redirect("question:mine", *visit.address)


@require_POST
@once
def sharing(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.BRING)
    event = acts.share(row=own_question(visit, pk), by=visit.person, now=clock.now())
    messages.success(request, _("Shared with the network."), extra_tags=visit.undo(event))
    return redirect("question:mine", *visit.address)


@require_POST
@once
def withdrawal(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.BRING)
    event = acts.drop(row=own_question(visit, pk), by=visit.person, now=clock.now())
    messages.success(request, _("Taken away."), extra_tags=visit.undo(event) if event else "")
    return redirect("question:mine", *visit.address)


@require_POST
@once
def answered(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Whose question it is says whether it is answered."""
    visit = enter(request.user, programme, network, May.BRING)
    row = own_question(visit, pk)
    event = acts.settle(row=row, is_answered=row.answered_at is None, by=visit.person, now=clock.now())
    messages.success(request, _("Noted."), extra_tags=visit.undo(event))
    return redirect("question:mine", *visit.address)


@require_safe
def shared(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """What members want to learn: what the network works on, what waits, what is answered."""
    visit = enter(request.user, programme, network, May.READ)
    own(visit)
    rows = list(LearningQuestion.objects.shared().filter(network=visit.network))
    context = {
        "visit": visit,
        "here": "question",
        "tab": "learning",
        "taken_up": [row for row in rows if row.taken_up_at and not row.answered_at],
        "waiting": [row for row in rows if not row.taken_up_at and not row.answered_at],
        "answered": [row for row in rows if row.answered_at],
    }
    return render(request, "question/learning.html", context)


@require_POST
@once
def taking_up(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Take a question up, or put it back with those that wait."""
    visit = enter(request.user, programme, network, May.RECORD)
    row = _shared(visit, pk)
    if request.POST.get("way") == "back":
        event = acts.put_back(row=row, by=visit.person, now=clock.now())
        messages.success(request, _("Put back with the questions that wait."), extra_tags=visit.undo(event))
    else:
        event = acts.take_up(row=row, by=visit.person, now=clock.now())
        messages.success(request, _("The network takes this question up."), extra_tags=visit.undo(event))
    return redirect(reverse("question:learning", args=visit.address) + f"#learning-{row.pk}")
