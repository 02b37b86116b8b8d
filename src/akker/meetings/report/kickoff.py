"""The kickoff as it stands: which of its three elements had room, and what each left."""

from __future__ import annotations

from dataclasses import dataclass

from akker.journey.models import AgreementSheet, Round
from akker.meetings.models import AgendaBlock, KickoffElement, Meeting
from akker.meetings.report.agenda import form_of
from akker.networks.models import Network

Element = KickoffElement.Element


@dataclass(frozen=True, slots=True)
class Room:
    """One element: the minutes that agendas give it, what it left, and whether it is there."""

    element: Element
    minutes: int
    noted: KickoffElement | None
    is_there: bool


@dataclass(frozen=True, slots=True)
class Kickoff:
    """All of it. `others` are meetings that could belong to it too, those whose agenda looks most like it first."""

    meetings: tuple[Meeting, ...]
    others: tuple[Meeting, ...]
    rooms: tuple[Room, ...]
    round: Round | None
    sheet: AgreementSheet | None


def kickoff(network: Network) -> Kickoff:
    """Five queries."""
    meetings = list(network.meetings.standing().in_order())
    chosen = tuple(each for each in meetings if each.kind == Meeting.Kind.KICKOFF)
    blocks = list(AgendaBlock.objects.standing().filter(meeting__in=[each.pk for each in meetings]).exclude(form=""))
    kept = {each.pk for each in chosen}
    minutes = _minutes([block for block in blocks if block.meeting_id in kept])
    others = [each for each in meetings if each.pk not in kept]
    others.sort(key=lambda each: -len(_minutes([block for block in blocks if block.meeting_id == each.pk])))
    noted = {each.element: each for each in KickoffElement.objects.filter(network=network, withdrawn_at=None)}
    round = expectations(network)
    sheet = AgreementSheet.objects.filter(network=network, withdrawn_at=None).order_by("-number").first()
    rooms = tuple(
        Room(element, minutes.get(element, 0), noted.get(element), element in noted or _is_agreed(element, sheet))
        for element in Element
    )
    return Kickoff(chosen, tuple(others), rooms, round, sheet)


def _minutes(blocks: list[AgendaBlock]) -> dict[str, int]:
    """Element -> the minutes of the parts whose work form makes room for it."""
    found: dict[str, int] = {}
    for block in blocks:
        form = form_of(block.form)
        for element in form.room_for if form else ():
            found[element] = found.get(element, 0) + block.minutes
    return found


def _is_agreed(element: Element, sheet: AgreementSheet | None) -> bool:
    return element == Element.AGREEMENTS and sheet is not None and sheet.agreed_at is not None


def expectations(network: Network) -> Round | None:
    """The newest round about the network as a whole; one query."""
    found = Round.objects.standing().filter(network=network, target_kind="network").with_counts()
    return found.order_by("-opened_at").first()
