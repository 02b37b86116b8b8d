"""The public shelf: the questions that networks show, and a way to think along. No sign-in, no door.

What is not shown answers 404 here, which the middleware makes the same as everything else for a passer-by.
"""

from __future__ import annotations

from uuid import UUID

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from akker.people import clock
from akker.people.access import once
from akker.people.models import ZONES, Person
from akker.people.pages import turned
from akker.post import links
from akker.question.access import on_the_shelf, shown
from akker.question.actions import shelf as actions
from akker.question.forms.shelf import ThinkAlongForm
from akker.question.models import ShownQuestion, ThinkAlong

PAGE = 20


@require_safe
def questions(request: HttpRequest, programme: str) -> HttpResponse:
    """What the networks of a programme show; when none does, nobody learns that there is a programme."""
    rows, pages = turned(request, on_the_shelf(programme), PAGE)
    if not rows:
        raise Http404
    return render(request, "question/questions.html", {"rows": rows, "programme": rows[0].network.programme, **pages})


@require_http_methods(["GET", "HEAD", "POST"])
@once
def one(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    """A question that is shown, and the form to think along."""
    row = shown(programme, pk)
    if request.method != "POST":
        return _page(request, row, ThinkAlongForm(initial=_known(request)))
    form = ThinkAlongForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form, 422)
    if form.is_machine:
        return redirect("question-sent", programme, pk)
    if form.is_rushed:
        form.look_again()
        return _page(request, row, form, 422)
    return _offered(request, row, form)


def _known(request: HttpRequest) -> dict[str, str]:
    person = request.user
    return {"name": person.name, "email": person.email or ""} if isinstance(person, Person) else {}


def _page(request: HttpRequest, row: ShownQuestion, form: ThinkAlongForm, status: int = 200) -> HttpResponse:
    context = {"row": row, "programme": row.network.programme, "form": form}
    return render(request, "question/shown.html", context, status=status)


def _offered(request: HttpRequest, row: ShownQuestion, form: ThinkAlongForm) -> HttpResponse:
    """The same answer for every address, so that it tells nothing about them."""
    words = {name: form.cleaned_data[name] for name in ("name", "email", "words")}
    language = get_language() or row.network.language
    try:
        if not ratelimit.consume(request, action="think_along"):
            raise actions.Crowded
        actions.offer(
            shown=row, language=language if language in ZONES else row.network.language, now=clock.now(), **words
        )
    except actions.Crowded:
        form.add_error(None, _("Many write at this moment. Try again in an hour; what you typed stays here."))
        return _page(request, row, form, 429)
    return redirect("question-sent", row.network.programme.slug, row.pk)


@require_safe
def sent(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    row = shown(programme, pk)
    return render(request, "question/sent.html", {"row": row, "programme": row.network.programme})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def yes(request: HttpRequest, programme: str, token: str) -> HttpResponse:
    """The link of the mail: a button, since some mailboxes open every link by themselves."""
    offers = ThinkAlong.objects.filter(programme__slug=programme).select_related("network__programme")
    row: ThinkAlong = get_object_or_404(offers, token_hash=links.hashed(token))
    found = on_the_shelf(programme).filter(network=row.network).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        actions.confirm(row=row, shown=found, now=clock.now())
        return redirect("question-yes", programme, token)
    context = {"offer": row, "row": found, "programme": found.network.programme, "token": token}
    return render(request, "question/yes.html", context)
