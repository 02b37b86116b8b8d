"""The person on agendas, in proposals, to-dos, papers, agreements, and how they were received."""

from __future__ import annotations

from typing import Any

KEYS = ("proposed", "proposedwhy", "ratingwhy", "welcomed")
PAGES: tuple[str, ...] = ()


def plant(network: Any, person: Any, lotte: Any, words: Any) -> None:
    from akker.journey.models import Agreement, AgreementReview, AgreementSheet, Cluster, Round, Welcome
    from akker.meetings.models import (
        AgendaBlock,
        AgendaProposal,
        Decision,
        FormRating,
        KickoffElement,
        Meeting,
        Paper,
        ToDo,
    )
    from akker.networks.models import Membership

    meeting, mine = Meeting.objects.filter(network=network)[0], Membership.objects.get(network=network, person=person)
    told = {"programme": network.programme, "network": network, "at": network.started_at}
    by = {**told, "by": lotte}
    block = AgendaBlock.objects.create(
        meeting=meeting, place=0, minutes=30, title="De situatie van Quirijn", group="Groep Plantsoen", lead=person,
        captured="Wat Quirijn doet", note="Vraag Quirijn eerst", form="incident-short", **by,
    )  # fmt: skip
    AgendaProposal.objects.create(membership=mine, title=words["proposed"], why=words["proposedwhy"], **told, by=person)
    FormRating.objects.create(membership=mine, block=block, is_liked=True, why=words["ratingwhy"], **told, by=person)
    ToDo.objects.create(meeting=meeting, who=person, what="Quirijn belt de wijk", **by)
    Decision.objects.create(meeting=meeting, words="Plantsoens plan gaat door", **by)
    Paper.objects.create(meeting=meeting, name="Verslag van Quirijn.pdf", file="0" * 64, bytes=1, **by)
    KickoffElement.objects.create(element="acquaintance", words=f"{person.name} vertelde over de nacht", **by)
    Agreement.objects.create(text="Quirijn begint op tijd", place=0, **by)
    sheet = AgreementSheet.objects.create(number=1, text="Quirijn begint op tijd", **by)
    AgreementReview.objects.create(sheet=sheet, way="stands", **by)
    Cluster.objects.create(round=Round.objects.filter(network=network)[0], name="Wat Quirijn zoekt", **by)
    Welcome.objects.create(membership=mine, buddy=person, reading=words["welcomed"], **by)
