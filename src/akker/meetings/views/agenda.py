"""The agenda of a meeting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.documents import running_order as document
from akker.handbooks import workforms
from akker.handbooks.workforms.model import FormMissing
from akker.meetings.actions import agenda as actions
from akker.meetings.forms.agenda import AddForm, BlockForm, MoveForm, SourceForm, serves
from akker.meetings.forms.paper import PaperForm
from akker.meetings.models import AgendaBlock, Meeting, Paper, ToDo
from akker.meetings.report import agenda as report
from akker.meetings.report.order import running_order, sign_in_list
from akker.meetings.report.proposals import from_to_dos, proposals
from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.people.models import Person, Stale
from akker.question.models import LearningQuestion


def find(visit: Visit, pk: UUID) -> Meeting:
    """A meeting of this network; one query."""
    found: Meeting = get_object_or_404(visit.network.meetings.standing(), pk=pk)
    found.network = visit.network
    return found


def people(visit: Visit) -> list[Person]:
    """Who is in the network, in the order in which they came; one query."""
    members = visit.network.memberships.present().select_related("person").order_by("added_at")
    return [member.person for member in members]


def _language() -> str:
    return get_language() or "en"


def page(request: HttpRequest, visit: Visit, meeting: Meeting, status: int = 200, **more: Any) -> HttpResponse:
    """The agenda, what is proposed for it, and its papers; four queries."""
    template = "meetings/_agenda.html" if getattr(request, "htmx", False) else "meetings/agenda.html"
    context = {
        "visit": visit,
        "here": "meetings",
        "tab": "agenda",
        "meeting": meeting,
        "agenda": report.agenda(meeting, _language()),
        "to_do_count": ToDo.objects.standing().filter(network=visit.network, done_at=None).count(),
        "proposals": list(proposals(visit.network, visit.person)),
        "papers": list(Paper.objects.filter(withdrawn_at=None, meeting=meeting).order_by("at", "pk")),
        "form": AddForm(language=_language(), auto_id="id_add_%s"),
        "paper_form": PaperForm(auto_id="id_paper_%s"),
        **more,
    }
    return render(request, template, context, status=status)


@require_safe
def agenda(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.READ)
    return page(request, visit, find(visit, pk))


@require_POST
@once
def adding(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Add a part: our own, or a work form of the library."""
    visit = enter(request.user, programme, network, May.RECORD)
    meeting = find(visit, pk)
    form = AddForm(request.POST, language=_language(), auto_id="id_add_%s")
    if not form.is_valid():
        return page(request, visit, meeting, 422, form=form)
    chosen = report.form_of(form.cleaned_data["form"])
    values = report.from_form(chosen, visit.network.language) if chosen else {"minutes": 10}
    typed = {name: form.cleaned_data[name] for name in ("title", "minutes") if form.cleaned_data[name]}
    event = actions.add(meeting=meeting, by=visit.person, now=clock.now(), **{**values, **typed})
    messages.success(request, _("It is on the agenda."), extra_tags=visit.undo(event))
    return redirect("meetings:agenda", *visit.address, pk)


def _block(visit: Visit, pk: UUID) -> AgendaBlock:
    found = get_object_or_404(
        AgendaBlock.objects.standing().select_related("meeting", "learning_question"),
        network=visit.network,
        pk=pk,
        meeting__called_off_at=None,
    )
    found.network = found.meeting.network = visit.network
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@once
def block(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Change a part. Who saves what somebody else changed meanwhile gets both texts."""
    visit = enter(request.user, programme, network, May.RECORD)
    row = _block(visit, pk)
    form = _block_form(request, visit, row)
    context = {
        "visit": visit, "here": "meetings", "tab": "agenda", "meeting": row.meeting, "part": row, "form": form,
        "text": _text(row),
    }  # fmt: skip
    if not form.is_valid():
        return render(request, "meetings/block.html", context, status=422 if form.is_bound else 200)
    try:
        event = actions.change(
            block=row, by=visit.person, now=clock.now(), seen=form.cleaned_data["version"], **form.values
        )
    except Stale as stale:
        context["pairs"] = _pairs(form, stale)
        return render(request, "meetings/block.html", context, status=409)
    messages.success(request, _("Saved."), extra_tags=visit.undo(event))
    return redirect("meetings:agenda", *visit.address, row.meeting_id)


def _text(row: AgendaBlock) -> Any:
    form = report.form_of(row.form)
    return workforms.text(form, _language()) if form else None


def _said(row: AgendaBlock) -> dict[str, Any]:
    """A part as its form says it."""
    plain = ("title", "minutes", "captured", "mode", "has_case", "is_exchange", "is_external", "is_beside", "group",
             "note", "version")  # fmt: skip
    lead = str(row.lead_id) if row.lead_id else ""
    return {name: getattr(row, name) for name in plain} | {"lead": lead, "serves": serves(row)}


def _block_form(request: HttpRequest, visit: Visit, row: AgendaBlock) -> BlockForm:
    """Three queries: the members, the subthemes, and the learning questions that are shared."""
    members = [(person.pk, str(person)) for person in people(visit)]
    subthemes = list(visit.network.subthemes.standing().values_list("pk", "name"))
    shared = LearningQuestion.objects.shared().filter(network=visit.network)
    questions = [(one.pk, f"{one.membership.person}: {truncated(one.question)}") for one in shared]
    return BlockForm(
        request.POST or None, initial=_said(row), members=members, subthemes=subthemes, questions=questions
    )


def truncated(text: str) -> str:
    """One line that fits in a list to choose from."""
    return Truncator(" ".join(text.split())).chars(90)


def _pairs(form: BlockForm, stale: Stale) -> list[tuple[Any, Any, Any]]:
    """Mine and theirs in words, where they differ; saving again then saves over what was seen."""
    theirs = _said(stale.row)  # type: ignore[arg-type]
    form.data = dict(form.data.items()) | {"version": theirs["version"]}
    pairs = []
    for name, mine in form.cleaned_data.items():
        if name != "version" and mine != theirs[name]:
            pairs.append((form.fields[name].label, _worded(form, name, mine), _worded(form, name, theirs[name])))
    return pairs


def _worded(form: BlockForm, name: str, value: Any) -> Any:
    """A value as people read it: the label of a choice, yes or no, or what was typed."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return dict(getattr(form.fields[name], "choices", ())).get(value, value)


@require_POST
@once
def moving(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Move a part up or down, or to where it was dropped."""
    visit = enter(request.user, programme, network, May.RECORD)
    row = _block(visit, pk)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return page(request, visit, row.meeting, 422)
    there = list(AgendaBlock.objects.in_order().filter(meeting=row.meeting_id).values_list("pk", flat=True))
    to = min(max(form.place(there.index(row.pk)), 0), len(there) - 1)
    event = actions.move(block=row, to=to, by=visit.person, now=clock.now())
    done = _("%(title)s is now part %(number)s of %(count)s.")
    said = done % {"title": row.title, "number": to + 1, "count": len(there)}
    messages.success(request, said, extra_tags=visit.undo(event))
    if getattr(request, "htmx", False):
        # The button that was pressed is replaced, and the focus goes to its successor; at an end only the other works.
        way = "down" if to == 0 else "up" if to == len(there) - 1 else form.cleaned_data["way"] or "down"
        return page(request, visit, row.meeting, moved=row.pk, way=way)
    return redirect("meetings:agenda", *visit.address, row.meeting_id)


@require_POST
@once
def withdrawal(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    row = _block(visit, pk)
    event = actions.drop(block=row, by=visit.person, now=clock.now())
    messages.success(request, _("Taken off the agenda."), extra_tags=visit.undo(event))
    return redirect("meetings:agenda", *visit.address, row.meeting_id)


# --- taken over ----------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@once
def source(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Take over a ready agenda, or that of another meeting."""
    visit = enter(request.user, programme, network, May.RECORD)
    meeting = find(visit, pk)
    form = SourceForm(request.POST or None)
    if not form.is_valid():
        context = {"visit": visit, "here": "meetings", "tab": "agenda", "meeting": meeting, **_sources(meeting)}
        return render(request, "meetings/source.html", context, status=422 if form.is_bound else 200)
    parts = _parts(visit, form.cleaned_data["source"])
    event = actions.fill(meeting=meeting, parts=parts, by=visit.person, now=clock.now())
    messages.success(request, _("Taken over. Change what you like."), extra_tags=visit.undo(event))
    return redirect("meetings:agenda", *visit.address, pk)


def _sources(meeting: Meeting) -> dict[str, Any]:
    """Ready agendas with their parts, and meetings of this network that have one; one query."""
    words = workforms.words(_language())
    ready = [
        (each, words.agendas[each.key], [(words.forms[item.form.key].title, item.minutes) for item in each.items])
        for each in workforms.library().agendas
    ]
    others = meeting.network.meetings.standing().exclude(pk=meeting.pk).filter(agenda__withdrawn_at=None)
    return {"ready": ready, "others": list(others.exclude(agenda=None).distinct().in_order())}


def _parts(visit: Visit, source: str) -> list[dict[str, Any]]:
    """The parts that `source` names. Raises: Http404."""
    kind, _colon, key = source.partition(":")
    if kind == "meeting":
        return actions.again(find(visit, UUID(key)))
    try:
        chosen = workforms.library().agenda(key)
    except FormMissing:
        raise Http404 from None
    language = visit.network.language
    return [report.from_form(item.form, language) | {"minutes": item.minutes} for item in chosen.items]


@require_POST
@once
def first(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Begin the meeting with what was going to be done."""
    visit = enter(request.user, programme, network, May.RECORD)
    meeting = find(visit, pk)
    to_dos = list(ToDo.objects.open().filter(network=visit.network))
    with translation.override(visit.network.language):
        values = from_to_dos(to_dos, _("What we were going to do"))
    event = actions.add(meeting=meeting, by=visit.person, now=clock.now(), is_first=True, **values)
    messages.success(request, _("It is on the agenda."), extra_tags=visit.undo(event))
    return redirect("meetings:agenda", *visit.address, pk)


# --- on paper ------------------------------------------------------------------------------


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'inline; filename="{name}"'})


@require_safe
def order(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """The running order as PDF."""
    visit = enter(request.user, programme, network, May.READ)
    sheet = running_order(find(visit, pk), is_inside=visit.is_inside)
    return _file(document.to_pdf(sheet), "application/pdf", f"{visit.network.slug}-agenda.pdf")


@require_safe
def order_text(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """The agenda as plain lines, to paste in a chat."""
    visit = enter(request.user, programme, network, May.READ)
    text = document.to_text(running_order(find(visit, pk), is_inside=visit.is_inside))
    return _file(text.encode(), "text/plain; charset=utf-8", f"{visit.network.slug}-agenda.txt")


@require_safe
def sign_in(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """A list of names to sign, as PDF."""
    visit = enter(request.user, programme, network, May.READ)
    sheet = sign_in_list(find(visit, pk))
    return _file(document.sign_in(sheet), "application/pdf", f"{visit.network.slug}-list.pdf")
