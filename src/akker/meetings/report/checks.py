"""What is asked after a meeting, of whom, what was answered so that this reader may know it, and what it leads to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from akker.meetings.models import Meeting, PlanCheck
from akker.networks.access import May, Visit

About, Answer = PlanCheck.About, PlanCheck.Answer
LEADS = frozenset({"leader", "facilitator"})
OF_LEADERS = (About.HOLDS, About.REFERENCE, About.PACE)
OF_ALL = (About.MISSING, About.RELEVANT)
ANSWERS: dict[str, tuple[str, ...]] = {
    About.HOLDS: (Answer.YES, Answer.NO),
    About.REFERENCE: (Answer.YES, Answer.NO),
    About.PACE: (Answer.SAME, Answer.MORE, Answer.FEWER),
    About.MISSING: (Answer.NO, Answer.YES),
    About.RELEVANT: (Answer.STAY, Answer.CHANGE, Answer.LEAVE),
}


@dataclass(frozen=True, slots=True)
class Act:
    """What an answer leads to, in one press: a page to open, or with `kind` a meeting that is added at once."""

    name: str
    address: str
    kind: str = ""


@dataclass(slots=True)
class Asked:
    """One check, with my answer, what others said aloud, and what my answer leads to."""

    about: str
    question: str
    hint: str
    mine: PlanCheck | None = None
    aloud: list[PlanCheck] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(answer, str(PlanCheck.Answer(answer).label)) for answer in ANSWERS[self.about]]

    @property
    def is_short(self) -> bool:
        """Whether its answers are a word each, so that they fit side by side on a telephone."""
        return self.about != About.RELEVANT

    @property
    def wants_words(self) -> bool:
        """Whether words are the answer rather than something beside it: names of whom we miss."""
        return self.about == About.MISSING

    @property
    def is_usually_aloud(self) -> bool:
        """Whether it is a judgement for the network; whether to stay is somebody's own until they act on it."""
        return self.about != About.RELEVANT


def asked(visit: Visit, meeting: Meeting) -> tuple[list[Asked], list[Asked]]:
    """The checks for this reader, at most three, and those that stand behind a fold; two queries."""
    leads = bool(visit.powers & LEADS)
    shown = told(visit, meeting, (*OF_LEADERS, *OF_ALL) if leads else OF_ALL)
    return (shown[:3], shown[3:]) if leads else (shown, [])


def told(visit: Visit, meeting: Meeting, abouts: Iterable[PlanCheck.About]) -> list[Asked]:
    hints = _hints()
    shown = {str(about): Asked(about, str(about.label), hints[about]) for about in abouts}
    mine = visit.membership
    rows = PlanCheck.objects.filter(meeting=meeting, about__in=shown).seen_by(mine).select_related("membership__person")
    for row in rows.order_by("at"):
        if mine and row.membership_id == mine.pk:
            shown[row.about].mine = row
            shown[row.about].acts = acts(visit, row)
        else:
            shown[row.about].aloud.append(row)
    return list(shown.values())


def _hints() -> dict[str, str]:
    return {
        About.HOLDS: _("You judge this, for the network: the dates, the people, the order."),
        About.REFERENCE: _("To open a door, or to hear whether you are still on course."),
        About.PACE: _("The plan follows: a meeting comes or goes with one press."),
        About.MISSING: _("Think of somebody who would look at it in another way. Names are welcome."),
        About.RELEVANT: _("Everybody judges this for themselves. Going is no failure."),
    }


def acts(visit: Visit, row: PlanCheck) -> list[Act]:
    """What can be done with this answer, by who gave it."""
    plan, new = (reverse(f"meetings:{name}", args=visit.address) for name in ("plan", "planned-new"))
    if row.about == About.RELEVANT:
        return _own(visit, row)
    if May.RECORD not in visit.may:
        return []
    found: dict[tuple[str, str], list[Act]] = {
        (About.HOLDS, Answer.NO): [Act(_("Change the plan"), plan)],
        (About.REFERENCE, Answer.YES): [Act(_("Put a talk in the plan"), new, "reference")],
        (About.PACE, Answer.MORE): [Act(_("Add an extra meeting"), new, "extra")],
        (About.PACE, Answer.FEWER): [Act(_("Choose one to take out"), plan)],
        (About.MISSING, Answer.YES): (missed := [Act(_("Make it a vacancy in the plan"), _vacancy(visit, row))]),
        (About.MISSING, ""): missed,  # words alone name somebody
    }
    return found.get((row.about, row.answer), [])


def _vacancy(visit: Visit, row: PlanCheck) -> str:
    words = urlencode({"needed": row.words[:200]}) if row.words else ""
    return f"{reverse('meetings:vacancy-new', args=visit.address)}?{words}"


def _own(visit: Visit, row: PlanCheck) -> list[Act]:
    """Another place or a way out, for oneself."""
    mine = [*visit.address, row.membership_id]
    if row.answer == Answer.LEAVE:
        return [Act(_("Leave with thanks"), reverse("networks:departure", args=mine))]
    if row.answer == Answer.CHANGE:
        return [Act(_("Say on your card what would suit you"), reverse("networks:card", args=mine))]
    return []
