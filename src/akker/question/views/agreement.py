"""Who of the core agrees with the newest question, or the newest ambition: shown on the page of each."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy, override

from akker.journey.models import Consent
from akker.networks.access import Visit
from akker.networks.models import Membership
from akker.question.forms.clinic import ConsentForm
from akker.question.models import Wording

CHANGED = gettext_lazy("It has changed meanwhile. Read it again, and then answer.")
ASKED = {
    Wording.Kind.LINE: gettext_lazy("Read the question, and say whether you agree"),
    Wording.Kind.AMBITION: gettext_lazy("Read the ambition, and say whether you can go on with it"),
}


def told(visit: Visit, words: Any) -> str:
    """In the language of the network, in which it stands at Now."""
    with override(visit.network.language):
        return str(words)


def answers(versions: list[Wording], members: list[Membership], member: Membership | None) -> dict[str, Any]:
    """Who answered to the newest version, and who did not yet; one query."""
    if not versions:
        return {}
    given = Consent.objects.standing().filter(target_id=versions[0].pk).select_related("membership__person", "noted_by")
    found = list(given.order_by("at", "pk"))
    spoken = {consent.membership_id for consent in found}
    mine = next((consent for consent in found if member and consent.membership_id == member.pk), None)
    initial = {"seen": versions[0].pk, **({"answer": mine.answer, "words": mine.words} if mine else {})}
    return {
        "answers": found,
        "reserved_count": sum(consent.answer == Consent.Answer.RESERVATION for consent in found),
        "silent": [each for each in members if each.is_core and each.pk not in spoken],
        "my_answer": mine,
        "consent_form": ConsentForm(initial=initial, auto_id="id_consent_%s"),
    }
