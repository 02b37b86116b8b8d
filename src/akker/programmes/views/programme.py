from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import conf
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.people import clock
from akker.people.access import once
from akker.people.models import Person, Stale
from akker.programmes import actions
from akker.programmes.access import May, Visit, enter, own_event
from akker.programmes.forms import AppointmentForm, DateForm, NameForm, NoticeForm, RenameForm, SettingsForm
from akker.programmes.models import Forum, ForumDate, Office, Organisation
from akker.programmes.report import named_books, usual_book, who_is_who

SHOWN_TO_READERS = (Office.Role.PROGRAMME_MANAGER, Office.Role.REFERENCE_LEADER)
LONG = 20  # people and places on one page; from there on one searches
SETTINGS = ("name", "about", "language", "time_zone", "handbook")

show_or_act = require_http_methods(["GET", "HEAD", "POST"])


def manage(request: HttpRequest, programme: str) -> Visit:
    """The door of all that changes a programme. A personal one has none of it until it is made public."""
    visit = enter(request.user, programme, May.MANAGE)
    if visit.programme.is_personal:
        raise Http404
    return visit


def sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


# --- the programme -------------------------------------------------------------------------


@show_or_act
@once
def new(request: HttpRequest) -> HttpResponse:
    """Whoever is signed in may begin one."""
    form = NameForm(sent(request))
    if not form.is_valid():
        return render(request, "programmes/new.html", {"form": form}, status=422 if form.is_bound else 200)
    person: Person = request.user  # type: ignore[assignment]  # the middleware let nobody else in
    programme = actions.start(
        name=form.cleaned_data["name"], language=person.language, time_zone=person.time_zone, by=person, now=clock.now()
    )
    return redirect("programmes:home", programme.slug)


@require_safe
def home(request: HttpRequest, programme: str) -> HttpResponse:
    visit = enter(request.user, programme, May.SEE)
    return _personal(request, visit, NameForm()) if visit.programme.is_personal else _home(request, visit)


def _personal(request: HttpRequest, visit: Visit, form: NameForm) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(
        request, "programmes/personal.html", {"visit": visit, "here": "programme", "form": form}, status=status
    )


def _home(request: HttpRequest, visit: Visit, status: int = 200, **forms: Form) -> HttpResponse:
    """The page of a programme in three queries: forums, organisations, offices."""
    now, programme = clock.now(), visit.programme
    offices = _held(visit)
    if May.MANAGE not in visit.may:
        offices = offices.filter(role__in=SHOWN_TO_READERS)
    held = list(offices)
    forums = programme.forums.standing().with_next_date(now.astimezone(programme.zone).date()).order_by("name")
    places = [
        *_with_offices(forums, held, "forum_id"),
        *_with_offices(programme.organisations.standing().order_by("name"), held, "organisation_id"),
    ]
    words = request.GET.get("words", "").strip()[:120]
    offices_found, found = who_is_who(held, places, words, with_mail=May.MANAGE in visit.may)
    context = {
        "visit": visit,
        "here": "programme",
        "words": words,
        "is_long": len(held) + len(places) > LONG,
        "managers": [office for office in offices_found if office.role == Office.Role.PROGRAMME_MANAGER],
        "reference_leaders": [office for office in offices_found if office.role == Office.Role.REFERENCE_LEADER],
        "forums": [(place, offices) for place, offices in found if isinstance(place, Forum)],
        "organisations": [(place, offices) for place, offices in found if isinstance(place, Organisation)],
        "forum_form": _name_form(Forum),
        "organisation_form": _name_form(Organisation),
        **forms,
    }
    return render(request, "programmes/home.html", context, status=status)


def _name_form(kind: type[Organisation] | type[Forum], data: QueryDict | None = None) -> NameForm:
    label = _("Name of the forum") if kind is Forum else _("Name of the organisation")
    return NameForm(data, label=label, auto_id=f"{kind._meta.model_name}_%s")  # two of them on one page


def _held(visit: Visit) -> Any:
    """The offices of today with their people, by name."""
    today = clock.now().date()
    offices = Office.objects.current(today).filter(programme=visit.programme)
    return offices.select_related("person", "organisation", "forum").order_by("person__name", "pk")


def _with_offices(rows: Iterable[Any], held: list[Office], key: str) -> list[tuple[Any, list[Office]]]:
    return [(row, [office for office in held if getattr(office, key) == row.pk]) for row in rows]


@show_or_act
@once
def settings(request: HttpRequest, programme: str) -> HttpResponse:
    visit = manage(request, programme)
    initial = {name: getattr(visit.programme, name) for name in (*SETTINGS, "version")}
    form = SettingsForm(
        sent(request), initial=initial | {"handbook": usual_book(visit.programme)},
        time_zone=visit.programme.time_zone,
        handbooks=named_books(visit.programme.pk, get_language() or "en"),
    )  # fmt: skip
    page = {"visit": visit, "here": "settings", "form": form}
    if not form.is_valid():
        return render(request, "programmes/settings.html", page, status=422 if form.is_bound else 200)
    values = {name: form.cleaned_data[name] for name in SETTINGS}
    try:
        actions.change(
            programme=visit.programme, by=visit.person, now=clock.now(), seen=form.cleaned_data["version"], **values
        )
    except Stale as stale:
        return _stale(request, "programmes/settings.html", page, stale)
    messages.success(request, _("Saved."))
    return redirect("programmes:settings", programme)


def _stale(request: HttpRequest, template: str, page: dict[str, Any], stale: Stale) -> HttpResponse:
    """The same page with both texts; sending it again saves over what is shown."""
    form, row = page["form"], stale.row
    form.data = form.data.copy()
    form.data["version"] = row.version  # type: ignore[attr-defined]
    pairs = [(form.fields[name].label, mine, getattr(row, name)) for name, mine in stale.mine.items()]
    page["pairs"] = [pair for pair in pairs if pair[1] != pair[2]]
    return render(request, template, page, status=409)


@require_POST
@once
def opening(request: HttpRequest, programme: str) -> HttpResponse:
    visit = enter(request.user, programme, May.MANAGE)
    form = NameForm(request.POST)
    if not visit.programme.is_personal:
        return redirect("programmes:home", programme)
    if not form.is_valid():
        return _personal(request, visit, form)
    actions.make_public(programme=visit.programme, name=form.cleaned_data["name"], by=visit.person, now=clock.now())
    messages.success(request, _("This is a programme now. You manage it."))
    return redirect("programmes:home", programme)


# --- home organisations and forums ---------------------------------------------------------


@require_POST
@once
def organisations(request: HttpRequest, programme: str) -> HttpResponse:
    return _found(request, manage(request, programme), Organisation)


@require_POST
@once
def forums(request: HttpRequest, programme: str) -> HttpResponse:
    return _found(request, manage(request, programme), Forum)


def _found(request: HttpRequest, visit: Visit, kind: type[Organisation] | type[Forum]) -> HttpResponse:
    form = _name_form(kind, request.POST)
    if not form.is_valid():
        return _home(request, visit, 422, **{f"{kind._meta.model_name}_form": form})
    name = form.cleaned_data["name"]
    event = actions.found(programme=visit.programme, kind=kind, name=name, by=visit.person, now=clock.now())
    undo = visit.undo(event)
    text = _("%(name)s is added.") if undo else _("%(name)s was there already.")
    messages.success(request, text % {"name": name}, extra_tags=undo)
    return redirect("programmes:home", visit.programme.slug)


@show_or_act
@once
def organisation(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = manage(request, programme)
    row = get_object_or_404(visit.programme.organisations.standing(), pk=pk)
    page = {"visit": visit, "here": "programme", "organisation": row, "offices": _held(visit).filter(organisation=row)}
    return _rename(request, visit, row, "programmes/organisation.html", page)


@show_or_act
@once
def forum(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = manage(request, programme)
    row = get_object_or_404(visit.programme.forums.standing(), pk=pk)
    return _rename(request, visit, row, "programmes/forum.html", _forum_page(visit, row))


def _forum_page(visit: Visit, row: Forum) -> dict[str, Any]:
    today = clock.now().astimezone(visit.programme.zone).date()
    return {
        "visit": visit,
        "here": "programme",
        "forum": row,
        "offices": _held(visit).filter(forum=row),
        "dates": row.dates.upcoming(today).order_by("on"),
        "form": _rename_form(row),
        "date_form": DateForm(today=today),
    }


def _rename_form(row: Organisation | Forum, data: QueryDict | None = None) -> RenameForm:
    return RenameForm(data, initial={"name": row.name, "version": row.version})


def _rename(
    request: HttpRequest, visit: Visit, row: Organisation | Forum, template: str, page: dict[str, Any]
) -> HttpResponse:
    form = page["form"] = _rename_form(row, sent(request))
    if form.is_valid():
        name, seen = form.cleaned_data["name"], form.cleaned_data["version"]
        try:
            actions.rename(row=row, name=name, by=visit.person, now=clock.now(), seen=seen)
        except Stale as stale:
            return _stale(request, template, page, stale)
        except actions.NameTaken as refusal:
            form.add_error("name", str(refusal.message))
        else:
            messages.success(request, _("Saved."))
            return redirect("programmes:home", visit.programme.slug)
    return render(request, template, page, status=422 if form.is_bound else 200)


@require_POST
@once
def organisation_withdrawal(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = manage(request, programme)
    return _withdraw(request, visit, get_object_or_404(visit.programme.organisations.standing(), pk=pk))


@require_POST
@once
def forum_withdrawal(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = manage(request, programme)
    return _withdraw(request, visit, get_object_or_404(visit.programme.forums.standing(), pk=pk))


def _withdraw(request: HttpRequest, visit: Visit, row: Organisation | Forum) -> HttpResponse:
    event = actions.dissolve(row=row, by=visit.person, now=clock.now())
    messages.success(request, _("%(name)s is withdrawn.") % {"name": row.name}, extra_tags=visit.undo(event))
    return redirect("programmes:home", visit.programme.slug)


@require_POST
@once
def dates(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = manage(request, programme)
    row = get_object_or_404(visit.programme.forums.standing(), pk=pk)
    now = clock.now()
    form = DateForm(request.POST, today=now.astimezone(visit.programme.zone).date())
    if not form.is_valid():
        return render(request, "programmes/forum.html", {**_forum_page(visit, row), "date_form": form}, status=422)
    event = actions.convene(forum=row, on=form.cleaned_data["on"], by=visit.person, now=now)
    messages.success(request, _("The date is noted."), extra_tags=visit.undo(event))
    return redirect("programmes:forum", programme, pk)


@require_POST
@once
def date_withdrawal(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = manage(request, programme)
    row = get_object_or_404(ForumDate, pk=pk, programme=visit.programme, withdrawn_at=None, forum__withdrawn_at=None)
    event = actions.dissolve(row=row, by=visit.person, now=clock.now())
    messages.success(request, _("The date is withdrawn."), extra_tags=visit.undo(event))
    return redirect("programmes:forum", programme, row.forum_id)


# --- offices -------------------------------------------------------------------------------


@show_or_act
@once
def offices(request: HttpRequest, programme: str) -> HttpResponse:
    visit = manage(request, programme)
    form = AppointmentForm(
        sent(request),
        initial={"office": request.GET.get("office", "")},
        organisations=list(visit.programme.organisations.standing().order_by("name")),
        forums=list(visit.programme.forums.standing().order_by("name")),
    )
    if not form.is_valid():
        page = {"visit": visit, "here": "programme", "form": form}
        return render(request, "programmes/appointment.html", page, status=422 if form.is_bound else 200)
    name, email = form.cleaned_data["name"], form.cleaned_data["email"]
    event = actions.bring(
        programme=visit.programme, name=name, email=email, by=visit.person, now=clock.now(), **form.office_chosen()
    )
    undo = visit.undo(event)
    text = _("%(person)s is appointed.") if undo else _("%(person)s held this office already.")
    messages.success(request, text % {"person": name or email}, extra_tags=undo)
    if form.cleaned_data["tell"]:
        return redirect("programmes:notice", programme, event.target_id)
    return redirect("programmes:home", programme)


@require_POST
@once
def ending(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = manage(request, programme)
    office = get_object_or_404(_held(visit), pk=pk)
    try:
        event = actions.release(office=office, by=visit.person, now=clock.now())
    except actions.LastManager as refusal:
        messages.error(request, str(refusal.message))
        return redirect("programmes:home", programme)
    text = _("%(person)s no longer holds this office.") % {"person": office.person}
    messages.success(request, text, extra_tags=visit.undo(event))
    has_stepped_down = office.person_id == visit.person.pk and office.role == Office.Role.PROGRAMME_MANAGER
    return redirect("/" if has_stepped_down else reverse("programmes:home", args=[programme]))


@show_or_act
@once
def notice(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = manage(request, programme)
    office = get_object_or_404(_held(visit).exclude(person__email=None), pk=pk)
    form = NoticeForm(sent(request), initial=_notice(visit, office))
    if not form.is_valid():
        page = {"visit": visit, "here": "programme", "form": form, "office": office}
        return render(request, "programmes/notice.html", page, status=422 if form.is_bound else 200)
    actions.tell(office=office, by=visit.person, now=clock.now(), **form.cleaned_data)
    messages.success(request, _("The mail to %(person)s is on its way.") % {"person": office.person})
    return redirect("programmes:home", programme)


def _notice(visit: Visit, office: Office) -> dict[str, str]:
    """Subject and text in the language of whoever gets them."""
    address = conf.settings.ADDRESS + reverse("programmes:home", args=[visit.programme.slug])
    with translation.override(office.person.language):
        role = office.get_role_display()
        text = render_to_string(
            "programmes/notice.txt", {"visit": visit, "office": office, "role": role, "address": address}
        )
    return {"subject": f"{visit.programme}: {role}", "text": text.strip()}


# --- undo ----------------------------------------------------------------------------------


@require_POST
@once
def undo(request: HttpRequest, programme: str, event: UUID) -> HttpResponse:
    person: Person = request.user  # type: ignore[assignment]  # the middleware let nobody else in
    done = own_event(person, programme, event)
    try:
        actions.undo(event=done, by=person, now=clock.now())
        messages.success(request, _("Undone."))
    except (actions.TooLate, actions.LastManager, actions.NameTaken) as refusal:
        messages.error(request, str(refusal.message))
    return _back(request, reverse("programmes:home", args=[programme]))


def _back(request: HttpRequest, otherwise: str) -> HttpResponseRedirect:
    """To where the person came from, if that is a page of ours."""
    came_from = request.POST.get("next") or request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(came_from if is_ours else otherwise)
