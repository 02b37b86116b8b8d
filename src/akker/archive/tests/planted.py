"""One person with a word of their own in every field there is, and everywhere that somebody could find it.

Run as a program it plants them in a place of its own, or has them forgotten: see test_erasure.py.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

from akker.archive.tests import (
    planted_agenda,
    planted_dates,
    planted_invitations,
    planted_plan,
    planted_question,
    planted_recruit,
    planted_ring,
)

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
NAME, EMAIL = "Quirijn van der Plantsoen", "quqkwek@planted.example"
FORMS = (
    "Quirijn van der Plantsoen", "QUIRIJN VAN DER  PLANTSOEN", "quirijn van der plantsoen", "Q. van der Plantsoen",
    "Quirijn P.", "Plantsoen, Quirijn", "Plantsoens", "Quirijn", EMAIL.upper(),
)  # fmt: skip
STAYS = "Wij wandelen voortaan eerst"  # what they wrote, and what is the network's by now
# Rooms that plant in a module of their own: KEYS (a word for each field), PAGES, plant(network, person, lotte, words).
ROOMS: tuple[Any, ...] = (
    planted_agenda, planted_dates, planted_question, planted_recruit, planted_invitations, planted_plan,
    planted_ring,
)  # fmt: skip
KEYS = (  # noqa: SIM905 - forty strings are no list to read
    "function brings needs good able kindly note place experience function2 brings2 needs2 good2 kindly2 thanks "
    "network line reason result subject text digest bounce failure sent sentsubject unknown ask askdone jobnote "
    "voice proposal doubt asking context tried differently offers "
    "jobfailure jobresult sentence cellfunction cellbrings cellneeds cellgood before address form"
).split() + [key for room in ROOMS for key in room.KEYS]
WORDS = {key: f"qx{key}zz" for key in KEYS}
ALL = {*WORDS.values(), "Quirijn", "Plantsoen", "quqkwek", "Chatham"}


def plant() -> Any:
    """The person, with everything about them; through pages and actions wherever there is one."""
    from akker.people.models import Person

    person = Person.objects.create_user(EMAIL, name=NAME, language="nl")
    lotte = Person.objects.create_user("lotte@example.org", name="Lotte de Wit", language="nl")
    _themselves(person)
    _together(person, lotte)
    _alone(person)
    _post(person, lotte)
    _spreadsheet(person, lotte)
    _in_other_rooms(person, lotte)
    return person


def _in_other_rooms(person: Any, lotte: Any) -> None:
    from akker.networks.models import Network

    for room in ROOMS:
        room.plant(Network.objects.get(slug="thuis"), person, lotte, WORDS)


def post(who: Any, path: str, **values: Any) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(who)
    answer = client.post(path, {"once": uuid4(), **values})
    assert answer.status_code == 302, (path, answer.status_code, answer.content.decode()[-3000:])
    return answer


def _themselves(person: Any) -> None:
    from allauth.account.models import EmailAddress

    onward = f"/start/?{WORDS['form']}"
    post(person, "/me/", name=NAME, language="da", time_zone="Pacific/Chatham", version=person.version, next=onward)
    EmailAddress.objects.create(user=person, email=f"{WORDS['address']}@planted.example")
    person.refresh_from_db()


def _together(person: Any, lotte: Any) -> None:
    from akker.networks import actions as networks
    from akker.networks.models import Membership, Seat
    from akker.programmes import actions as programmes
    from akker.programmes.models import Forum
    from akker.roles.models import CardRead, Nomination, Precondition, SeatTasks

    programme = programmes.start(name="Academie", language="nl", time_zone="Europe/Amsterdam", by=lotte, now=NOW)
    Forum.objects.create(programme=programme, name="Forum Plantsoen")
    start = {
        "programme": programme, "by": lotte, "now": NOW, "time_zone": "Europe/Amsterdam",
        "handbook": "leernetwerk@2026.1",
    }  # fmt: skip
    first = networks.start(name="Thuis", language="nl", **start)
    second = networks.start(name="Kreds Plantsoen", language="da", **start)
    mine = networks.add(network=first, person=person, by=lotte, now=NOW, ring="core")
    home = f"/p/academie/thuis/people/{mine.pk}"
    card = {name: WORDS[name] for name in ("function", "brings", "needs")}
    card |= {"kind": "partner", "kind_words": WORDS["kindly"], "show_kind": "on"}
    post(person, f"{home}/card/", version=1, competences=f"{WORDS['good']}, {WORDS['able']}", **card)
    post(lotte, f"{home}/arrangements/", version=2, ring="core", organisation="Kwekerij Plantsoen", hours_agreed="2")
    post(lotte, f"{home}/seats/", role="connector")
    seat = Seat.objects.get(membership=mine)
    SeatTasks.objects.create(programme=programme, network=first, seat=seat, text="Quirijn belt de gemeente")
    post(person, f"/p/academie/thuis/seats/{seat.pk}/end/", note=WORDS["note"])
    networks.give_seat(membership=mine, role="participant", by=lotte, now=NOW)
    theirs = Membership.objects.get(network=first, person=lotte)
    networks.describe(membership=theirs, by=lotte, now=NOW, seen=1, brings=f"Ik werk met {FORMS[1]}.")
    CardRead.objects.create(programme=programme, network=first, membership=mine, role="leader", at=NOW)
    notes = {"place": WORDS["place"], "experience": WORDS["experience"]}
    Nomination.objects.create(programme=programme, network=first, membership=mine, role="leader", notes=notes)
    Precondition.objects.create(
        programme=programme, network=first, role="leader", words="Tijd voor Quirijn", giver=FORMS[3], by=person, at=NOW
    )
    _what_was_said(first, person, lotte)
    _said_together(first, mine, lotte)
    _the_other(second, person, lotte)


def _what_was_said(network: Any, person: Any, lotte: Any) -> None:
    from akker.journey import actions as journey
    from akker.meetings import actions as meetings
    from akker.programmes import actions as programmes
    from akker.question import actions as question

    told = {"network": network, "now": NOW}
    for step, by, text, agreed_by in (
        ("ambition", person, STAYS, "Lotte de Wit en Q. van der Plantsoen"),
        ("people", lotte, "Vraag " + ", ".join(FORMS), FORMS[0]),
        ("question", person, "Genoteerd", ""),
    ):
        journey.agree(step=step, text=text, agreed_on=NOW.date(), by=by, seen=0, agreed_by=agreed_by, **told)
    taken = journey.agree(step="people", text=f"Bel {EMAIL}", agreed_on=NOW.date(), by=lotte, seen=1, **told)
    programmes.undo(event=taken, by=lotte, now=NOW)
    question.word(kind="line", text=f"Wat {FORMS[0]} vroeg", by=person, seen=0, reason="Quirijns idee", **told)
    question.divide(names=["Het plan Plantsoen", "De nacht"], by=lotte, seen=[], **told)
    _sown(network, person, lotte)
    meetings.plan(on=date(2026, 12, 3), at=time(13, 30), by=lotte, place="Bij Quirijn", **told)


def _said_together(network: Any, mine: Any, lotte: Any) -> None:
    """A voice and a reservation about the question, and a learning question of their own."""
    from akker.journey.actions import rounds
    from akker.journey.models import Round
    from akker.question.actions import clinic, learning

    line = network.wordings.of("line")[0]
    opened = rounds.open(network=network, target=line, prompt="Wat zegt Quirijn hiervan?", by=lotte, now=NOW)
    row = Round.objects.select_related("network").get(pk=opened.target_id)
    rounds.speak(round=row, membership=mine, text=WORDS["voice"], proposal=WORDS["proposal"], now=NOW, seen=0)
    rounds.reveal(round=row, by=lotte, now=NOW)
    clinic.answer(
        network=network, seen=line.pk, membership=mine, answer="reservation", words=WORDS["doubt"], by=mine.person,
        now=NOW,
    )  # fmt: skip
    words = {name: WORDS[name] for name in ("context", "tried", "differently")}
    learning.write(membership=mine, question=WORDS["asking"], brings=WORDS["offers"], **words)


def _sown(network: Any, person: Any, lotte: Any) -> None:
    """On the pages of the question: a sentence of their own, and their name in what others noted."""
    from akker.networks.models import Membership
    from akker.question.actions import boxes, motives, noted, sentences
    from akker.question.models import Conversation, Indicator, Knowledge

    told = {"network": network, "now": NOW}
    mine = Membership.objects.get(network=network, person=person)
    sentences.write(membership=mine, text=WORDS["sentence"], seen=0)
    boxes.write(page="canvas", box="talks", text="Quirijn belde", by=person, seen=0, **told)
    noted.note(noun=Conversation, who=NAME, on=NOW.date(), shifted="Quirijn wil", by=lotte, **told)
    known = {"words": "Slapen", "source": "Boek van Quirijn", "vouched_by": NAME, "state": "known"}
    noted.note(noun=Knowledge, by=person, **known, **told)
    measured = {"words": "Plantsoens rust", "noticed_by": "Quirijn telt", "target": "Quirijn rust"}
    noted.note(noun=Indicator, by=lotte, **measured, **told)
    indicator = Indicator.objects.get(network=network)
    noted.read(indicator=indicator, moment="start", value="Quirijn slaapt", on=NOW.date(), by=person, now=NOW)
    motives.give(kind="member", motives=[("", "Leren van Quirijn")], by=person, seen=[], **told)


def _the_other(network: Any, person: Any, lotte: Any) -> None:
    """A network they left, with a kind that nobody else ever saw."""
    from akker.journey import actions as journey
    from akker.networks import actions as networks

    mine = networks.add(network=network, person=person, by=lotte, now=NOW)
    card = {"function": "function2", "brings": "brings2", "needs": "needs2", "kind_words": "kindly2"}
    values = {name: WORDS[key] for name, key in card.items()}
    networks.describe(membership=mine, by=person, now=NOW, seen=1, competences=[WORDS["good2"]], **values)
    networks.leave(membership=mine, by=lotte, now=NOW + timedelta(hours=1), thanks=WORDS["thanks"])
    journey.agree(
        network=network, step="ambition", text="Plantsoens idé", agreed_on=NOW.date(), by=lotte, now=NOW, seen=0
    )


def _alone(person: Any) -> None:
    from akker.journey import actions as journey
    from akker.networks import actions as networks
    from akker.programmes import actions as programmes
    from akker.question import actions as question

    programme = programmes.personal(person=person, now=NOW)
    network = networks.start(
        programme=programme, name=WORDS["network"], by=person, now=NOW, language="nl", time_zone="Europe/Amsterdam"
    )
    question.word(network=network, kind="line", text=WORDS["line"], reason=WORDS["reason"], by=person, now=NOW, seen=0)
    journey.agree(
        network=network, step="ambition", text=WORDS["result"], agreed_on=NOW.date(), by=person, now=NOW, seen=0
    )


def _post(person: Any, lotte: Any) -> None:
    from akker.networks.models import Network
    from akker.post import actions as mails
    from akker.post.models import Mail

    mails.set_preference(person=person, kind="reminder", way="daily", now=NOW)
    later = NOW + timedelta(days=400)
    queue = {"now": NOW, "not_before": later}
    mails.queue(to=person, kind="notice", subject=WORDS["subject"], text=WORDS["text"], **queue)
    mails.queue(to=person, kind="reminder", subject="x", text=WORDS["digest"], **queue)
    mails.queue(address=EMAIL, kind="sign-in", subject=WORDS["unknown"], text="BCD-FGH", language="nl", **queue)
    sent = mails.queue(to=person, kind="notice", subject=WORDS["sentsubject"], text=WORDS["sent"], now=NOW)
    mails.send(mail_id=sent.pk, now=NOW)
    back = mails.queue(to=person, kind="notice", subject="x", text="y", **queue)
    mails.refused(mail=back, why=WORDS["bounce"], is_final=False, now=NOW)
    Mail.objects.filter(pk=back.pk).update(failure=WORDS["failure"])
    network = Network.objects.get(slug="thuis")
    mails.queue(
        to=lotte, kind="notice", subject=f"Van {NAME}", text=f"{NAME} vraagt iets.", network_id=network.pk, **queue
    )
    mails.ask(person=person, kind="join", what=WORDS["ask"], minutes=1, now=NOW)
    done, _token = mails.ask(person=person, kind="join", what=WORDS["askdone"], minutes=1, now=NOW)
    mails.done(ask=done, now=NOW)
    mails.ask(person=lotte, kind="join", what=f"Help {NAME}", minutes=1, now=NOW, by=person, network_id=network.pk)
    job = mails.begin(person=person, kind="people-import", now=NOW, total=2)
    job.advance(1, WORDS["jobnote"])
    job.failure, job.result = WORDS["jobfailure"], {"said": WORDS["jobresult"]}
    job.save()


def _spreadsheet(person: Any, lotte: Any) -> None:
    """One that was applied in a network of theirs, and one that waits in a network they never saw."""
    from django_tasks_db.models import DBTaskResult

    from akker.documents.tables import Table
    from akker.networks import actions as networks
    from akker.networks.actions import people_import as imports
    from akker.networks.models import Membership, Network
    from akker.programmes.models import Programme

    first = Network.objects.get(slug="thuis")
    Membership.objects.filter(network=first, person=person).update(needs="")
    table = Table(("Naam", "E-mail", "Nodig"), ((NAME, EMAIL, WORDS["before"]),), first_row_number=2)
    read = imports.read(network=first, file_name="plantsoen_2026.csv", table=table, by=lotte, now=NOW)
    imports.map_columns(people_import=read, mapping=["name", "email", "needs"], by=lotte, now=NOW)
    imports.confirm(people_import=read, by=lotte, now=NOW)
    imports.apply(people_import=read, now=NOW, advance=lambda count: None)
    Membership.objects.filter(network=first, person=person).update(needs=WORDS["needs"])
    elsewhere = networks.start(
        programme=Programme.objects.get(slug="academie"), name="Elders", by=lotte, now=NOW, language="nl",
        time_zone="Europe/Amsterdam",
    )  # fmt: skip
    cells = (NAME, EMAIL, *(WORDS[f"cell{name}"] for name in ("function", "brings", "needs", "good")))
    table = Table(
        ("Naam", "E-mail", "Functie", "Brengt", "Nodig", "Goed in"),
        (("Anna Bakker", "anna@example.org", "", f"Kent {NAME}", "", ""), cells),
        first_row_number=2,
    )
    fields = ["name", "email", "function", "brings", "needs", "competences"]
    read = imports.read(network=elsewhere, file_name="elders.csv", table=table, by=lotte, now=NOW)
    imports.map_columns(people_import=read, mapping=fields, by=lotte, now=NOW)
    DBTaskResult.objects.create(
        task_path="akker.post.tasks.send_mail", args_kwargs={"args": ["x"], "kwargs": {}}, queue_name="mail",
        backend_name="default", run_after=NOW, traceback=f"SMTPRecipientsRefused: {EMAIL}",
        exception_class_path="smtplib.SMTPRecipientsRefused", status="FAILED",
    )  # fmt: skip


# --- where somebody would look ---------------------------------------------------------------


def everywhere() -> dict[str, str]:
    """Place -> all the text in it: rows, the dump, sessions, and what the others see and download."""
    return dict(_rows()) | dict(_pages())


def found(places: dict[str, str]) -> dict[str, list[str]]:
    """Word -> the places where it stands, in any case."""
    return {
        word: where
        for word in sorted(ALL)
        if (where := [place for place, text in places.items() if word.lower() in text.lower()])
    }


def _rows() -> Iterator[tuple[str, str]]:
    from django.contrib.sessions.models import Session

    from akker.archive import container, tables
    from akker.archive.report import scenario

    yield "dump", container.text(scenario(), canonical=True).decode()
    yield "sessions", str([session.get_decoded() for session in Session.objects.all()])
    for name, model in tables.tables().items():
        yield name, b"".join(tables.lines(model)).decode()


def _pages() -> Iterator[tuple[str, str]]:
    from django.test import Client

    from akker.networks.models import Membership, Network
    from akker.people.models import Person
    from akker.question.models import Wording

    lotte = Client()
    lotte.force_login(Person.objects.get(email="lotte@example.org"))
    for network in Network.objects.filter(programme__slug="academie"):
        home = f"/p/academie/{network.slug}/"
        members = Membership.objects.filter(network=network).values_list("pk", flat=True)
        pages = [
            "",
            "journey/",
            "people/",
            "question/",
            "ambition/",
            "indicators/",
            "canvas/",
            "motives/",
            "conditions/",
            "settings/",
            "people/export.csv",
            "results/",
        ]
        pages += ["question/clinic/", "question/learning/", *(page for room in ROOMS for page in room.PAGES)]
        pages += [f"steps/{step.key}/" for step in network.book.steps]
        pages += [f"steps/{step.key}/versions/" for step in network.book.steps]
        pages += [f"people/{pk}/" for pk in members]
        for page in pages:
            yield home + page, _text(lotte.get(home + page))
        yield f"{home}result sheet", _pdf_text(network)
    for page in ("/", "/p/academie/", "/p/academie/programme/", "/p/academie/programme/themes/"):
        yield page, _text(lotte.get(page))
    assert Wording.objects.exists()


def _text(answer: Any) -> str:
    assert answer.status_code in (200, 404), answer
    return answer.content.decode(errors="replace")


def _pdf_text(network: Any) -> str:
    from pypdf import PdfReader

    from akker.documents import result_sheet
    from akker.journey import report

    content = result_sheet.to_pdf(report.result_sheet(network, on=NOW.date()))
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


# --- as a program: a place with a file for its database --------------------------------------


def main(what: str) -> None:
    import django
    from django.conf import settings
    from django.db.backends.signals import connection_created

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "akker.web.settings")
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.TASKS["default"]["BACKEND"] = "django_tasks.backends.immediate.ImmediateBackend"
    django.setup()
    connection_created.connect(_careless)
    if what == "plant":
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        plant()
    else:
        from akker.people.models import Person

        post(Person.objects.get(email=EMAIL), "/me/erasure/")


def _careless(connection: Any, **signal: Any) -> None:
    """Some builds of SQLite blank what is deleted, most do not: be like most."""
    connection.cursor().execute("PRAGMA secure_delete = OFF")


if __name__ == "__main__":
    main(sys.argv[1])
