"""Who comes in where: invitations of a network and of a programme. The page behind a link is tested in the room."""

from __future__ import annotations

from typing import Any

from akker.networks.models import Network
from akker.people.models import Person
from akker.recruit.models import Candidate, Invitation, Placing
from tests.cast import NOW
from tests.house.doors.row import INVITE, Row

PAGES = {
    "invitations": (200, 405),
    "sending": (200, 422),
    "reminders": (200, 422),
    "invitation": (200, 422),
    "invitation-withdrawal": (405, 302),
    "release": (405, 302),
    "asking": (405, 302),
    "experts": (200, 405),
    "expert": (200, 422),
}
TABLE = {
    **{f"recruit:{page}": Row(INVITE, *answers) for page, answers in PAGES.items()},
    **{f"recruit-{page}": Row("mette", *answers) for page, answers in PAGES.items()},
    "recruit:talk": Row("fatma lotte", 200, 422),  # what somebody said in a talk is read by nobody of the programme
    "recruit-replacement": Row("mette", 200, 422),
    "recruit-drafting": Row("mette", 405, 302),
}


def things(network: Network, cast: dict[str, Person]) -> dict[str, Any]:
    """An invitation to Olga that waits for an answer, and one to Lars, who said no and leaves his place."""
    told = {"programme": network.programme, "network": network, "made_at": NOW, "sent_at": NOW}
    candidate, placing = Candidate.objects.get(person=cast["olga"]), Placing.objects.get()
    asked = Invitation.objects.create(person=cast["olga"], candidate=candidate, placing=placing, **told)
    gone = Invitation.objects.create(person=cast["lars"], placing=placing, answer="declined", answered_at=NOW, **told)
    expert = Candidate.objects.create(
        programme=network.programme, person=cast["lars"], applied_at=NOW, experts_at=NOW, contributes=["workshop"]
    )
    pages = ("invitation", "invitation-withdrawal", "release")
    return {
        **{f"recruit{mark}{page}": asked.pk for page in pages for mark in ":-"},
        "recruit:invitations": None, "recruit-invitations": None, "recruit-replacement": gone.pk,
        "recruit:expert": expert.pk, "recruit-expert": expert.pk,
        "recruit-drafting": placing.proposal.composition_id,
        "recruit:asking": candidate.pk, "recruit-asking": candidate.pk,
    }  # fmt: skip
