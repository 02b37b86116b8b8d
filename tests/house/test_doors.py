"""The access table: every address x the cast x GET and POST has one expected answer, written down in `doors`."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from akker.handbooks import packing, reader
from akker.handbooks.model import POWERS
from akker.journey import actions as journey
from akker.journey.actions import rounds
from akker.journey.models import Voice
from akker.journey.tests.photos import a_photo
from akker.networks.access import GRANTS
from akker.networks.models import Membership, Network, PeopleImport, Seat
from akker.people.models import Person
from akker.post.models import Job
from akker.programmes.models import Event, ForumDate, Office, UploadedPack
from akker.question.actions import learning
from akker.question.models import Conversation, Indicator, Knowledge, Noted
from akker.question.tests.clinic import a_line, a_round
from akker.roles.models import Precondition
from akker.web.management.commands.routes import routes
from tests.cast import CAST, NOW
from tests.house import doors
from tests.house.doors import TABLE
from tests.house.doors.row import INSIDE

pytestmark = pytest.mark.trust

# For nobody in particular: what these answer is tested where they live.
PUBLIC = {
    "web:healthz", "people:language", "people:sign-in-as", "account_login", "account_confirm_login_code",
    "account_login_by_password", "account_inactive", "networks-join", "post:link", "post:link-sent", "post:renewal",
    "post:sign-in",
    "recruit-apply", "recruit-sent", "recruit-own", "recruit-disposal", "recruit-confirmation", "recruit-withdrawal",
    "recruit-comeback", "recruit-consents", "recruit-invited", "recruit-ring-answer",
    "question-shelf", "question-shown", "question-sent", "question-yes",
    "meetings-link", "meetings-dates-link", "journey-agreements-link", "api-feed",
}  # fmt: skip
# Other names by which the sign-in library finds pages that have a row above.
ALIASES = {
    "account_request_login_code", "account_signup", "account_reauthenticate", "account_logout", "account_email",
    "account_set_password", "account_change_password",
}  # fmt: skip
NAMES = {route.name for route in routes()}


def test_every_route_has_a_row():
    assert set(TABLE) | PUBLIC | ALIASES == NAMES


def test_powers_are_the_closed_list():
    assert set(GRANTS) == set(POWERS)


@pytest.fixture
def things(network: Network, cast: dict[str, Person]) -> dict[str, Any]:
    """Something to point at for every address: Piet's membership, a meeting, events of Lotte and Mette, ..."""
    piet = Membership.objects.get(person=cast["piet"])
    event = journey.take(network=network, step="ambition", way="begun", by=cast["lotte"], now=NOW)
    office = Office.objects.get(role="home_manager")
    forum = Office.objects.get(role="forum").forum
    return {
        "question:indicator": _noted(Indicator, network, words="Wachttijd").pk,
        "question:conversation": _noted(Conversation, network, who="De huisarts", on=NOW.date()).pk,
        "recruit:talk": _noted(Conversation, network, who="De buurvrouw", on=NOW.date()).pk,
        "question:known": _noted(Knowledge, network, words="Bellen helpt", state="known").pk,
        "question:reading": _noted(Indicator, network, words="Oproepen").pk,
        "question:withdrawal": _noted(Conversation, network, who="De wijkagent", on=NOW.date()).pk,
        "networks": piet.pk,
        "networks:seat-end": Seat.objects.get(membership=piet).pk,
        "networks:undo": event.pk,
        "networks:import": _an_import(network, cast["lotte"]).pk,
        "roles:tasks": Seat.objects.get(membership=piet).pk,
        "roles:": _a_precondition(network).pk,
        "programmes:organisation": office.organisation_id,
        "programmes:forum": forum.pk,
        "programmes:dates": forum.pk,
        "programmes:date-withdrawal": ForumDate.objects.create(
            programme_id=forum.programme_id, forum=forum, on=NOW.date()
        ).pk,
        "programmes:ending": office.pk,
        "programmes:notice": office.pk,
        "programmes:pack": _a_pack(network).pk,
        "programmes:undo": _an_event(cast["mette"], network).pk,
        "post:job": _a_job(cast["lotte"]).pk,
        "journey:photo": a_photo(network, cast["lotte"], NOW).pk,
        **_said(network, cast),
        **doors.things(network, cast),
    }


def _said(network: Network, cast: dict[str, Person]) -> dict[str, Any]:
    """What Piet said in a revealed round about the question, and what he wants to learn, shared."""
    a_line(network, cast["lotte"], NOW)
    said = a_round(network, cast["lotte"], NOW, piet=("Te vaag", "Hoe dan?"))
    rounds.reveal(round=said, by=cast["lotte"], now=NOW)
    voice = Voice.objects.get().pk
    shared = learning.write(membership=Membership.objects.get(person=cast["piet"]), question="Hoe vraag ik door?")
    learning.share(row=shared, by=cast["piet"], now=NOW)
    return {
        **dict.fromkeys(("question:voice", "question:revelation", "question:closing"), said.pk),
        **dict.fromkeys(("question:voice-withdrawal", "question:proposal"), voice),
        **dict.fromkeys(
            ("question:taking-up", "question:learning-", "question:sharing", "question:answered"), shared.pk
        ),
    }


def _an_event(by: Person, network: Network) -> Event:
    return Event.objects.create(
        programme=network.programme,
        by=by,
        verb="tried",
        target_kind="programme",
        target_id=network.programme.pk,
        at=NOW,
    )


def _a_pack(network: Network) -> UploadedPack:
    pages, brought = packing.unpack(packing.zipped(reader.find(reader.DEFAULT).folder)), network.programme
    return UploadedPack.objects.create(
        programme=brought, slug="akker", pack_version="2026.1", pages=pages, digest=packing.digest(pages), at=NOW
    )


def _an_import(network: Network, by: Person) -> PeopleImport:
    """Read and matched, waiting for somebody to confirm it."""
    content = {"header": ["Naam"], "rows": [["Anna Bakker"]], "first": 2}
    return PeopleImport.objects.create(
        network=network, programme=network.programme, file_name="mensen.csv", content=content, mapping=["name"],
        read_at=NOW, read_by=by, mapped_at=NOW,
    )  # fmt: skip


def _noted(noun: type[Noted], network: Network, **values: Any) -> Any:
    return noun._default_manager.create(network=network, programme=network.programme, at=NOW, **values)


def _a_precondition(network: Network) -> Precondition:
    return Precondition.objects.create(
        network=network, programme=network.programme, role="leader", words="Een dagdeel", at=NOW
    )


def _a_job(person: Person) -> Any:
    return Job.objects.create(person=person, kind="import", queued_at=NOW)


def address(name: str, things: dict[str, Any]) -> str:
    """The address of a route, with something real in each place."""
    keys = [key for key in things if name.startswith(key)]
    pk = things[max(keys, key=len)] if keys else None
    values = {
        "programme": "academie", "network": "zorg", "step": "ambition", "pk": pk, "event": pk, "token": "x",
        "candidate": things.get("candidate"), "opening": things.get("opening"), "page": "canvas", "box": "wonder",
        "noun": "conversation", "motive": "organisation",
        "role": "connector", "key": "core-small", "sheet": "4a",
        "slug": "lcop", "version": "2026.1", "pin": "lcop@2026.1",
        "kind": "csv" if name.endswith("export") else "line",
        **doors.values(),
    }  # fmt: skip
    if name == "journey:worksheet":
        values["step"] = "roles"
    path = next(route.path for route in routes() if route.name == name)
    return reverse(name, kwargs={key: value for key, value in values.items() if f"{{{key}}}" in path})


def session(who: Person) -> str:
    """The key of a session of theirs, made once: it is a third of what an answer costs."""
    client = Client()
    client.force_login(who)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def ask(path: str, method: str, key: str = "") -> int:
    """The status of one answer, to nobody in particular or in a session; whatever it did is undone."""
    client = Client()
    if key:
        client.cookies[settings.SESSION_COOKIE_NAME] = key
    with transaction.atomic():
        status = (client.post(path, {"once": uuid4()}) if method == "post" else client.get(path)).status_code
        transaction.set_rollback(True)
    return status


def expected(name: str, path: str, method: str, who: str) -> int:
    row = TABLE[name]
    answer = getattr(row, method)
    if answer == 405 or who in row.who.split():
        return answer
    space = "programme" if path.startswith("/p/academie/programme/") or name == "web:programme" else "network"
    return 403 if path.startswith("/p/") and who in INSIDE[space] and not _is_another_mans(name) else 404


def _is_another_mans(name: str) -> bool:
    """What belongs to one person alone is not there for others."""
    return name.endswith("undo")


def wrong_answers(name: str, path: str, sessions: dict[str, str]) -> list[str]:
    """What an address answers that its row does not say, to nobody in particular and to each of the cast."""
    wrong = []
    for method in ("get", "post"):
        asked = {"nobody": ask(path, method)} | {who: ask(path, method, sessions[who]) for who in CAST}
        wanted = {"nobody": 302} | {who: expected(name, path, method, who) for who in CAST}
        wrong += [
            f"{method} {path} as {who}: {found}, expected {wanted[who]}"
            for who, found in asked.items()
            if found != wanted[who]
        ]
    return wrong


@pytest.mark.parametrize("room", sorted({doors.room(name) for name in TABLE}))
def test_doors_of(room: str, things: dict[str, Any], cast: dict[str, Person], subtests: pytest.Subtests):
    """One world for all addresses of a room: whatever an answer did is undone, and the world is dear to make."""
    sessions = {who: session(cast[who]) for who in CAST}
    for name in sorted(name for name in TABLE if doors.room(name) == room):
        with subtests.test(name):
            assert wrong_answers(name, address(name, things), sessions) == []


def test_the_door_and_the_lists_agree(network: Network, cast: dict[str, Person]):
    for who, someone in cast.items():
        is_listed = Network.objects.visible_to(someone, NOW.date()).filter(pk=network.pk).exists()
        assert is_listed == (ask("/p/academie/zorg/", "get", session(someone)) == 200), who


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere/",
        "/questions/",
        "/questions/academie/",
        "/questions/academie/yes/x/",
        "/p/academie/",
        "/p/no/such/",
        "/p/academie/nothing/people/",
        "/admin/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_learns_what_is_there(client: Client, network: Network, path: str, method: str):
    assert getattr(client, method)(path).status_code == 302
