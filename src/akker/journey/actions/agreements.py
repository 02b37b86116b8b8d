"""Working agreements: worded, dropped, put before everybody, agreed to by each, and asked of who comes later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from akker.journey import actions as journey
from akker.journey.actions import consents
from akker.journey.models import Agreement, AgreementSheet, Consent
from akker.journey.report import agreements as report
from akker.networks.actions import hold, record_in, still_open
from akker.networks.models import Membership, Network
from akker.people.models import Person, Stale
from akker.post import actions as post
from akker.post import kinds, links
from akker.post.models import Ask
from akker.programmes.inverses import undoes
from akker.programmes.models import Event

ASK, AGAIN = "agreements", "agreements-again"  # kinds of ask
MINUTES = 3  # to read them and to answer
INSTRUMENT = "agreements"


class NothingWorded(Exception):
    message = _("There is no agreement yet to put before everybody.")


class NobodyLeft(Exception):
    message = _("Everybody has answered, or has been asked.")


# --- worded --------------------------------------------------------------------------------


@transaction.atomic
def take(*, network: Network, clauses: Mapping[str, str], by: Person, now: datetime) -> Event:
    """Start from clauses of the library: key -> words. A clause that stands already stays as it is."""
    hold(network)
    there = set(Agreement.objects.standing().filter(network=network).values_list("clause", flat=True))
    for place, (clause, text) in enumerate(clauses.items(), _last(network)):
        if clause not in there:
            _word(network, clause, text, place, by, now)
    return record_in(network, "journey.agreement.taken", network, by, now)


@transaction.atomic
def add(*, network: Network, text: str, by: Person, now: datetime) -> Event:
    """An agreement of their own."""
    hold(network)
    row = _word(network, "", text, _last(network), by, now)
    return record_in(network, "journey.agreement.added", row, by, now)


def _last(network: Network) -> int:
    highest = Agreement.objects.standing().filter(network=network).aggregate(Max("place"))["place__max"]
    return 0 if highest is None else highest + 1


def _word(network: Network, clause: str, text: str, place: int, by: Person, now: datetime) -> Agreement:
    return Agreement.objects.create(
        programme_id=network.programme_id, network=network, clause=clause, text=text, place=place, by=by, at=now
    )


@transaction.atomic
def change(*, agreement: Agreement, text: str, by: Person, now: datetime, seen: int) -> Event:
    """Word it differently. What was agreed to before stays as it was agreed, and so do these words, beside it.

    Raises: Stale.
    """
    still_open(agreement.network)
    before = Agreement.objects.get(pk=agreement.pk)
    agreement.revise(seen=seen, text=text)
    Agreement.objects.create(
        programme_id=before.programme_id, network_id=before.network_id, clause=before.clause, text=before.text,
        place=before.place, version=before.version, by=by, at=now, withdrawn_at=now,
    )  # fmt: skip
    return record_in(agreement.network, "journey.agreement.changed", agreement, by, now)


@undoes("journey.agreement.changed")
@transaction.atomic
def unchange(*, event: Event, by: Person, now: datetime) -> None:
    """The words of before again, unless somebody changed them since."""
    row = Agreement.objects.get(pk=event.target_id)
    kept = Agreement.objects.filter(network=row.network_id, clause=row.clause, place=row.place, at=event.at)
    before = kept.filter(withdrawn_at=event.at, version=row.version - 1).first()
    if before:
        row.revise(seen=row.version, text=before.text)


@transaction.atomic
def drop(*, agreement: Agreement, by: Person, now: datetime) -> Event:
    still_open(agreement.network)
    Agreement.objects.standing().filter(pk=agreement.pk).update(withdrawn_at=now)
    return record_in(agreement.network, "journey.agreement.dropped", agreement, by, now)


@undoes("journey.agreement.taken")
@transaction.atomic
def untake(*, event: Event, by: Person, now: datetime) -> None:
    there = Agreement.objects.standing().filter(network=event.network_id, at=event.at, by=event.by)
    there.exclude(clause="").update(withdrawn_at=now)


@undoes("journey.agreement.added")
@transaction.atomic
def unadd(*, event: Event, by: Person, now: datetime) -> None:
    Agreement.objects.filter(pk=event.target_id).update(withdrawn_at=now)


@undoes("journey.agreement.dropped")
@transaction.atomic
def undrop(*, event: Event, by: Person, now: datetime) -> None:
    """Back, unless its clause was taken anew meanwhile."""
    row = Agreement.objects.get(pk=event.target_id)
    same = Agreement.objects.standing().filter(network=row.network_id, clause=row.clause)
    if not (row.clause and same.exists()):
        Agreement.objects.filter(pk=row.pk).update(withdrawn_at=None)


# --- put before everybody ------------------------------------------------------------------


@transaction.atomic
def put(*, network: Network, text: str, review_on: date | None, what: str, by: Person, now: datetime) -> AgreementSheet:
    """Put the agreements as they stand before everybody in the core; each is asked in a line, `what`.

    `text` is all of them together, in the language of the network. What was agreed to before steps back.
    It reaches people, so it is corrected by putting another version, not undone. Raises: NothingWorded.
    """
    hold(network)
    if not text:
        raise NothingWorded
    sheets = AgreementSheet.objects.filter(network=network)
    Ask.objects.open().filter(kind__in=(ASK, AGAIN), network_id=network.pk).update(withdrawn_at=now)
    sheets.filter(agreed_at=None, withdrawn_at=None).update(withdrawn_at=now)
    highest = sheets.aggregate(Max("number"))["number__max"] or 0
    row = AgreementSheet.objects.create(
        programme_id=network.programme_id, network=network, number=highest + 1,
        text=text, review_on=review_on, by=by, at=now,
    )  # fmt: skip
    record_in(network, "journey.agreementsheet.put", row, by, now)
    _ask(row, silent(row), what, by, now)
    return row


def newest(network: Network) -> AgreementSheet | None:
    """What members are asked to agree to, or agreed to last; one query."""
    sheets = AgreementSheet.objects.filter(network=network, withdrawn_at=None)
    return sheets.with_look_on().order_by("-number").first()


def silent(sheet: AgreementSheet) -> list[Membership]:
    """Members of the core who have not answered; one query."""
    spoken = Consent.objects.standing().filter(target_id=sheet.pk).values("membership")
    there = Membership.objects.present().core().filter(network=sheet.network_id).exclude(pk__in=spoken)
    return list(there.select_related("person"))


def _ask(sheet: AgreementSheet, members: Iterable[Membership], what: str, by: Person | None, now: datetime) -> int:
    """One line among what is next for each of these; who was asked already is not asked twice."""
    return post.ask_each(
        people=[member.person for member in members], kind=ASK, what=what, minutes=MINUTES, now=now, by=by,
        programme_id=sheet.programme_id, network_id=sheet.network_id, target_id=sheet.pk,
    )  # fmt: skip


@transaction.atomic
def ask(*, sheet: AgreementSheet, what: str, by: Person, now: datetime) -> Event:
    """Ask who came later, and who has not answered. Raises: NobodyLeft."""
    still_open(sheet.network)
    if not _ask(sheet, silent(sheet), what, by, now):
        raise NobodyLeft
    return record_in(sheet.network, "journey.agreementsheet.asked", sheet, by, now)


@transaction.atomic
def ask_newcomers(*, now: datetime) -> int:
    """Ask who came into the core of a network since its agreements were put before everybody; how many.

    A query for all networks, and a few for each that has newcomers who were not heard.
    """
    sheets = AgreementSheet.objects.filter(withdrawn_at=None, network__closed_at=None).select_related("network")
    count = 0
    for row in {sheet.network_id: sheet for sheet in sheets.order_by("number")}.values():
        fresh = [member for member in silent(row) if member.added_at > row.at]
        if fresh and (asked := _ask(row, fresh, report.asks(row.network.language), row.by, now)):
            record_in(row.network, "journey.agreementsheet.asked", row, None, now)
            count += asked
    return count


@transaction.atomic
def mail(*, sheet: AgreementSheet, by: Person, now: datetime) -> int:
    """Mail who has not answered a link with which they do, without an account; how many. Raises: NobodyLeft."""
    network = sheet.network
    still_open(network)
    _ask(sheet, silent(sheet), report.asks(network.language), by, now)
    open_asks = Ask.objects.open().filter(kind=ASK, target_id=sheet.pk, person__email__isnull=False)
    asks = list(open_asks.select_related("person"))
    if not asks:
        raise NobodyLeft
    for each in asks:
        letter = report.letter(sheet, each.person, by, links.address(post.new_link(ask=each, now=now)))
        post.queue(
            to=each.person, kind=kinds.INVITATION, subject=letter.subject, text=letter.text, now=now,
            programme_id=network.programme_id, network_id=network.pk,
        )  # fmt: skip
    record_in(network, "journey.agreementsheet.mailed", sheet, by, now)
    return len(asks)


# --- agreed --------------------------------------------------------------------------------


def _current(network: Network, seen: UUID) -> AgreementSheet:
    """The sheet as it stands, while everybody else waits. Raises: Stale when it is another than was `seen`."""
    hold(network)
    row = newest(network)
    if row is None or row.pk != seen:
        raise Stale(row or network, {})
    return row


@transaction.atomic
def answer(
    *, network: Network, seen: UUID, membership: Membership, answer: str, words: str, by: Person, now: datetime
) -> Event:
    """Agree, or agree with a reservation that stops nobody. The last of the core settles it. Raises: Stale."""
    row = _current(network, seen)
    consents.give(target=row, membership=membership, answer=answer, words=words, now=now)
    post.done_about(kind=ASK, target_id=row.pk, people=[membership.person_id], now=now)
    if not silent(row):
        _settle(row, by, now)
    return record_in(network, "journey.agreementsheet.answered", row, by, now)


@transaction.atomic
def agree_aloud(*, network: Network, seen: UUID, by: Person, now: datetime) -> Event:
    """Note that whoever has not answered yet agreed aloud. Raises: Stale; NobodyLeft."""
    row = _current(network, seen)
    quiet = silent(row)
    if not quiet and row.agreed_at:
        raise NobodyLeft
    for member in quiet:
        consents.give(target=row, membership=member, answer=Consent.Answer.YES, now=now, noted_by=by)
    post.done_about(kind=ASK, target_id=row.pk, people=[member.person_id for member in quiet], now=now)
    _settle(row, by, now)
    return record_in(network, "journey.agreementsheet.agreed", row, by, now)


def _settle(row: AgreementSheet, by: Person, now: datetime) -> None:
    """It is agreed: onto the result sheet, at the step of the handbook that is about it, if there is one."""
    if row.agreed_at:
        return
    AgreementSheet.objects.filter(pk=row.pk).update(agreed_at=now)
    network = row.network
    step = next((each.key for each in network.book.steps if each.instrument == INSTRUMENT), "")
    if step:
        last = network.results.standing().filter(step=step).order_by("-number").first()
        journey.agree(
            network=network, step=step, text=row.text, agreed_on=now.astimezone(network.zone).date(), by=by, now=now,
            seen=last.number if last else 0,
        )  # fmt: skip


@undoes("journey.agreementsheet.answered")
@transaction.atomic
def unanswer(*, event: Event, by: Person, now: datetime) -> None:
    given = Consent.objects.standing().filter(target_id=event.target_id, at=event.at, noted_by=None)
    _take_back(given.filter(membership__person=event.by), event, by, now)


@undoes("journey.agreementsheet.agreed")
@transaction.atomic
def disagree_aloud(*, event: Event, by: Person, now: datetime) -> None:
    given = Consent.objects.standing().filter(target_id=event.target_id, at=event.at, noted_by=event.by)
    _take_back(given, event, by, now)


def _take_back(given: Iterable[Consent], event: Event, by: Person, now: datetime) -> None:
    """With the result that came with it, and asked again."""
    consents.take_back(list(given), now=now)
    post.undone_about(kind=ASK, target_id=event.target_id, done_at=event.at)
    if AgreementSheet.objects.filter(pk=event.target_id, agreed_at=event.at).update(agreed_at=None):
        noted = Event.objects.filter(network_id=event.network_id, verb="journey.result.agreed", at=event.at)
        for each in noted.filter(undone_at=None):
            journey.disagree(event=each, by=by, now=now)
            Event.objects.filter(pk=each.pk).update(undone_at=now)
