"""Asking people for a network: written, sent, answered, and who comes in their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from akker.networks import actions as networks
from akker.networks.actions import NetworkClosed, record_in, still_open
from akker.networks.models import Membership, Network
from akker.people.models import Person
from akker.post import actions as post
from akker.post import kinds, links
from akker.post.models import Ask
from akker.programmes.actions import TooLate
from akker.programmes.inverses import undoes
from akker.programmes.models import Event, record
from akker.question.actions import learning
from akker.recruit.models import Announcement, Candidate, Invitation, Placing, PlacingRule, Proposal
from akker.recruit.report import invitation as report

KIND = "invited"  # of the ask behind the link
MINUTES = 2  # what answering takes
# Nominations live on a floor above; whoever keeps them adds an action here: membership and role -> put forward.
NOMINATES: list[Callable[..., object]] = []
Following = Callable[[Invitation, Membership, datetime], None]
FOLLOWINGS: list[Following] = []  # what else a yes that makes somebody a member does; rooms above fill it
__all__ = ["NetworkClosed"]


def follows_yes(following: Following) -> Following:
    """Register what a yes also does, in the same transaction: (invitation, membership, now)."""
    FOLLOWINGS.append(following)
    return following


class AskedAlready(Exception):
    message = _("This person is in the network, or has been asked for it already.")


class NotSettled(Exception):
    message = _("Settle on this proposal first; then you can invite.")


class Answered(Exception):
    message = _("There is an answer already; look again.")


# --- writing -------------------------------------------------------------------------------


@transaction.atomic
def draft(*, network: Network, person: Person, by: Person, now: datetime, **said: Any) -> Invitation:
    """Write an invitation; nobody is told. What is not said about meetings and hours, the announcement says.

    Raises: NetworkClosed, AskedAlready.
    """
    still_open(network)
    kind = said.setdefault("kind", Invitation.Kind.JOIN)
    there = Membership.objects.present().filter(network=network, person=person)
    if said.get("ring") != Membership.Ring.SECOND:
        there = there.core()
    if (kind == Invitation.Kind.JOIN or said.get("ring")) and there.exists():
        raise AskedAlready
    numbers = {} if "meeting_count" in said or kind != Invitation.Kind.JOIN else report.asks(network)
    try:
        with transaction.atomic():
            made = Invitation.objects.create(
                programme_id=network.programme_id, network=network, person=person, made_at=now, made_by=by,
                **numbers, **said,
            )  # fmt: skip
    except IntegrityError as taken:
        raise AskedAlready from taken
    record_in(network, "recruit.invitation.written", made, by, now)
    return made


@undoes("recruit.invitation.written")
@transaction.atomic
def unwrite(*, event: Event, by: Person, now: datetime) -> None:
    """Raises: TooLate, once it was sent."""
    if not Invitation.objects.drafts().filter(pk=event.target_id).update(withdrawn_at=now):
        raise TooLate


@transaction.atomic
def draft_all(*, proposal: Proposal, by: Person, now: datetime) -> tuple[int, Event | None]:
    """Write an invitation for everybody whom a published proposal places and who was not asked yet; how many, and the
    event that takes all of them back.

    A few queries, and two for each invitation. Raises: NotSettled.
    """
    if proposal.published_at is None:
        raise NotSettled
    rows = list(proposal.placings.seated().select_related("candidate__person", "network").order_by("pk"))
    beside = _by_network(rows)
    asked_for = wanted(proposal.composition_id)
    announced = {row.network_id: report.asked_by(row) for row in Announcement.objects.filter(network__in=beside)}
    done = _asked(beside)
    count = 0
    for row in rows:
        if row.network is None or row.network.is_closed or (row.network_id, row.candidate.person_id) in done:
            continue
        if row.candidate.withdrawn_at:
            continue
        others = [one.candidate for one in beside[row.network.pk] if one.pk != row.pk]
        said = announced.get(row.network.pk, {"meeting_count": None, "hours": None})
        draft(
            network=row.network, person=row.candidate.person, candidate=row.candidate, placing=row, role=row.role,
            by=by, now=now,
            **reasons(row.candidate, row.rank, others, asked_for[None] | asked_for[row.network.pk]), **said,
        )  # fmt: skip
        count += 1
    if not count:
        return 0, None
    verb = "recruit.proposal.invited"
    return count, record(programme=proposal.programme_id, verb=verb, target=proposal, by=by, now=now)


@undoes("recruit.proposal.invited")
@transaction.atomic
def unwrite_all(*, event: Event, by: Person, now: datetime) -> None:
    """All that were written at that moment. Raises: TooLate, once one of them was sent."""
    written = Invitation.objects.standing().filter(placing__proposal=event.target_id, made_at=event.at)
    if written.filter(sent_at__isnull=False).exists() or not written.update(withdrawn_at=now):
        raise TooLate


def _by_network(rows: Iterable[Placing]) -> dict[UUID, list[Placing]]:
    found = defaultdict[UUID, list[Placing]](list)
    for row in rows:
        if row.network_id:
            found[row.network_id].append(row)
    return found


def wanted(composition: UUID) -> dict[UUID | None, set[str]]:
    """Network (or none, for all) -> the competences that rules ask for; one query."""
    found = defaultdict[UUID | None, set[str]](set)
    for rule in PlacingRule.objects.standing().filter(composition=composition, kind=PlacingRule.Kind.REQUIRES):
        found[rule.network_id].add(rule.what)
    return found


def _asked(there: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """Network and person: who is in, was asked and did not say no for a while; two queries."""
    here = list(there)
    members = Membership.objects.present().core().filter(network__in=here).values_list("network", "person")
    asked = Invitation.objects.standing().filter(network__in=here, kind=Invitation.Kind.JOIN)
    return {*members, *asked.values_list("network", "person")}


def reasons(candidate: Candidate, rank: int | None, others: list[Candidate], wanted: Iterable[str]) -> dict[str, str]:
    with translation.override(candidate.language or candidate.person.language):
        return {
            "why": report.why(candidate, rank, others),
            "competence": report.competence(candidate, wanted, others),
        }


@transaction.atomic
def revise(*, invitation: Invitation, by: Person, now: datetime, seen: int, **said: Any) -> Event:
    """Say it differently, as long as it is a draft. Raises: Answered once it was sent; Stale."""
    still_open(invitation.network)
    if invitation.sent_at:
        raise Answered
    invitation.revise(seen=seen, **said)
    return record_in(invitation.network, "recruit.invitation.revised", invitation, by, now)


# --- sending -------------------------------------------------------------------------------


@transaction.atomic
def send(*, invitations: Iterable[Invitation], by: Person, now: datetime, words: str = "") -> int:
    """Mail these drafts, each with a personal link; how many. Who has no address is passed over.

    Raises: NetworkClosed.
    """
    count = 0
    for one in Invitation.objects.drafts().filter(pk__in=[each.pk for each in invitations]).select_related(*JOINED):
        still_open(one.network)
        if not one.person.email:
            continue
        link = links.address(_ask(one, by, now))
        _mail(one, report.letter(one, by=by, words=words, link=link), kinds.INVITATION, by, now)
        Invitation.objects.filter(pk=one.pk).update(sent_at=now, sent_by=by)
        record_in(one.network, "recruit.invitation.sent", one, by, now)
        count += 1
    return count


def _ask(one: Invitation, by: Person, now: datetime) -> str:
    """The token of a personal link to answer through."""
    _made, token = post.ask(
        person=one.person, kind=KIND, what=one.network.name, minutes=MINUTES, now=now, by=by,
        programme_id=one.programme_id, network_id=one.network_id, target_id=one.pk,
    )  # fmt: skip
    return token


JOINED = ("person", "network__programme", "candidate")


@transaction.atomic
def remind(*, invitations: Iterable[Invitation], by: Person, now: datetime, words: str = "") -> int:
    """Mail who has not answered once more; how many. Who answered meanwhile gets nothing. Raises: NetworkClosed."""
    rows = Invitation.objects.unanswered(now.astimezone(by.zone).date())
    count = 0
    for one in rows.filter(pk__in=[each.pk for each in invitations]).select_related(*JOINED):
        still_open(one.network)
        if not one.person.email:
            continue
        asked = _asks(one).first()  # none, when the invitation came out of a scenario: links are told in no file
        link = links.address(post.new_link(ask=asked, now=now) if asked else _ask(one, by, now))
        _mail(one, report.reminder(one, by=by, words=words, link=link), kinds.REMINDER, by, now)
        Invitation.objects.filter(pk=one.pk).update(reminded_at=now)
        record_in(one.network, "recruit.invitation.reminded", one, by, now)
        count += 1
    return count


def _mail(one: Invitation, letter: report.Letter, kind: str, by: Person, now: datetime) -> None:
    post.queue(
        to=one.person, kind=kind, subject=letter.subject, text=letter.text, language=one.language, now=now,
        programme_id=one.programme_id, network_id=one.network_id, reply_to=by.email or "",
    )  # fmt: skip


def _asks(one: Invitation) -> QuerySet[Ask]:
    return Ask.objects.open().filter(kind=KIND, target_id=one.pk)


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Person, now: datetime) -> Event:
    """It is asked no more, and the link says so. Nobody is mailed. Raises: Answered."""
    still_open(invitation.network)
    if not Invitation.objects.open().filter(pk=invitation.pk).update(withdrawn_at=now):
        raise Answered
    _asks(invitation).update(withdrawn_at=now)
    return record_in(invitation.network, "recruit.invitation.withdrawn", invitation, by, now)


@undoes("recruit.invitation.withdrawn")
@transaction.atomic
def bring_back(*, event: Event, by: Person, now: datetime) -> None:
    """Raises: TooLate, when they were asked anew meanwhile."""
    try:
        with transaction.atomic():
            Invitation.objects.filter(pk=event.target_id).update(withdrawn_at=None)
    except IntegrityError as taken:
        raise TooLate from taken
    Ask.objects.filter(kind=KIND, target_id=event.target_id, withdrawn_at=event.at).update(withdrawn_at=None)


# --- answering -----------------------------------------------------------------------------


@transaction.atomic
def accept(*, invitation: Invitation, now: datetime, brings: str = "", roles: Iterable[str] = ()) -> Event:
    """Yes: with it they are a member, in the core unless it says otherwise; and put forward for these roles, which
    settles nothing. Raises: NetworkClosed, Answered.
    """
    _answer(invitation, Invitation.Answer.ACCEPTED, now)
    if invitation.makes_a_member:
        membership = _join(invitation, now, brings)
        for following in FOLLOWINGS:
            following(invitation, membership, now)
        for role in roles:
            for nominate in NOMINATES:
                nominate(membership=membership, role=role)
    return _answered(invitation, now)


def _join(invitation: Invitation, now: datetime, brings: str) -> Membership:
    network, person, ring = invitation.network, invitation.person, invitation.ring or Membership.Ring.CORE
    membership = networks.add(network=network, person=person, by=person, now=now, ring=ring, **_card(invitation))
    if membership.ring != ring and ring == Membership.Ring.CORE:
        seen = membership.version
        networks.describe(membership=membership, by=person, now=now, seen=seen, ring=ring)
    networks.join(membership=membership, by=person, now=now, brings=brings)
    if invitation.candidate:
        learning.carry(membership=membership, question=invitation.candidate.learning_question)
    bring_questions([membership])
    return membership


def bring_questions(memberships: list[Membership]) -> None:
    """What they wrote when they applied in this programme is theirs to go on with, however they came in.

    One query, and three for each who had applied.
    """
    by_person = {(member.programme_id, member.person_id): member for member in memberships}
    applied = Candidate.objects.standing().exclude(learning_question="")
    for candidate in applied.filter(person__in=[member.person_id for member in memberships]):
        if member := by_person.get((candidate.programme_id, candidate.person_id)):
            learning.carry(membership=member, question=candidate.learning_question)


def _card(invitation: Invitation) -> dict[str, Any]:
    """What goes along from the application: home organisation and competences. The rest they write anew."""
    candidate = invitation.candidate
    if candidate is None:
        return {}
    home = networks.organisation(programme=invitation.network.programme, name=candidate.organisation)
    return {"organisation": home, "competences": candidate.competences}


@transaction.atomic
def decline(*, invitation: Invitation, now: datetime, words: str = "") -> Event:
    """No. Raises: NetworkClosed, Answered."""
    _answer(invitation, Invitation.Answer.DECLINED, now, answer_words=words)
    return _answered(invitation, now)


@transaction.atomic
def postpone(*, invitation: Invitation, on: date, now: datetime) -> Event:
    """Not now: they want to be asked again from a day on. The link goes on working. Raises: NetworkClosed, Answered."""
    _answer(invitation, Invitation.Answer.LATER, now, later_on=on, is_over=False)
    return _answered(invitation, now)


@transaction.atomic
def name_colleague(*, invitation: Invitation, name: str, email: str, now: datetime) -> Event:
    """No, but somebody else might: kept until a person releases it. Raises: NetworkClosed, Answered."""
    _answer(invitation, Invitation.Answer.COLLEAGUE, now, colleague_name=name, colleague_email=email)
    return _answered(invitation, now)


def _answer(invitation: Invitation, answer: str, now: datetime, is_over: bool = True, **said: Any) -> None:
    still_open(invitation.network)
    values = {"later_on": None, **said, "answer": answer, "answered_at": now}
    if not Invitation.objects.open().filter(pk=invitation.pk, sent_at__isnull=False).update(**values):
        raise Answered
    for name, value in values.items():
        setattr(invitation, name, value)
    if is_over:
        _asks(invitation).update(done_at=now)


def _answered(invitation: Invitation, now: datetime) -> Event:
    return record_in(invitation.network, "recruit.invitation.answered", invitation, invitation.person, now)


def reasons_for(candidate: Candidate, network: Network) -> dict[str, str]:
    """What an invitation from somebody's own page says: their wish, beside who applied and is in; two queries."""
    rank = next((wish.rank for wish in candidate.wishes if wish.network_id == network.pk), None)  # type: ignore[attr-defined]
    there = Membership.objects.present().core().filter(network=network).values("person")
    others = Candidate.objects.standing().filter(programme=candidate.programme_id, person__in=there)
    return reasons(candidate, rank, list(others.exclude(pk=candidate.pk)), ())
