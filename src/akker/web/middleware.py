"""Who is not signed in sees the sign-in page, whatever they ask for; who is, sees their own language and zone."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils import timezone, translation

# What a passer-by may ask for. A personal link has a door of its own: `post.access.answer`.
# `/apply/` shows open announcements alone, and `/application/t/` has a door of its own too: `recruit.access`.
PUBLIC = (
    "/sign-in/", "/language/", "/t/",
    "/apply/", "/application/t/", "/calendar/", "/static/", "/healthz", "/favicon.ico",
)  # fmt: skip
PERSONAL = ("/t/", "/application/t/")  # what stands there is for one person: nothing on the way keeps it

# What anybody may read as long as somebody shows it; what is not there, or not shown, looks like everything else.
SHOWN = "/questions/"
ABSENT = (404, 405)


def signed_in(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def answer(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(PUBLIC):
            response = _as_page(request, _unrevealing(request, get_response(request)))
            if request.path.startswith(PERSONAL):
                response.headers.setdefault("Cache-Control", "private, no-store")
            return response
        if not request.user.is_authenticated:
            return _shown(request, get_response) or _to_sign_in(request)
        person = request.user  # kept: after signing out it is nobody
        with translation.override(person.language), timezone.override(person.zone):
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
            response = _as_page(request, get_response(request))
            response.headers["Content-Language"] = person.language
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer


def _unrevealing(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Where nothing is announced, nobody learns whether there is a network: the answer is that of any other address."""
    is_nothing = response.status_code == 404 and request.path.startswith("/apply/")
    return _to_sign_in(request) if is_nothing and not request.user.is_authenticated else response


def _shown(request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponse]) -> HttpResponse | None:
    """The answer to a passer-by who asks for something on the public shelf; None for what they may not know of."""
    if not request.path.startswith(SHOWN):
        return None
    response = get_response(request)
    return None if response.status_code in ABSENT else response


def _as_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Not an empty screen for who opens an address that only takes a form, as a reload after a refused form does."""
    if response.status_code != 405 or request.method != "GET":
        return response
    page = render(request, "404.html", status=405)
    page.headers["Allow"] = response.headers["Allow"]
    return page


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    address = resolve_url(settings.LOGIN_URL)
    if request.method == "GET" and request.path != "/":
        address += "?" + urlencode({"next": request.get_full_path()})
    if request.headers.get("HX-Request"):
        return HttpResponse(status=302, headers={"HX-Redirect": address, "Location": address})
    return HttpResponseRedirect(address)
