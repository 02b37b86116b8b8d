"""What a programme may ask of who applies: each with its purpose, none a special category of personal data.

Name, mail address, wishes, and a yes to what is asked in numbers are asked always. Source: domain 4.3.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a candidate: how it is asked, and what the answer is for, as the applicant reads it."""

    asks: Promise
    purpose: Promise


QUESTIONS: dict[str, Question] = {  # in the order in which they are asked
    "organisation": Question(
        _("Your organisation"), _("So that no organisation fills a whole network, and colleagues can meet in one.")
    ),
    "function": Question(_("Your function"), _("So that different views come together.")),
    "sector": Question(_("Your sector"), _("So that networks mix people from different fields.")),
    "region": Question(_("Your region"), _("So that people can reach each other, and regions are mixed.")),
    "experience_years": Question(
        _("Years of experience with this work"), _("So that newcomers and old hands learn from each other.")
    ),
    "competences": Question(_("What you are good at"), _("So that a network holds what it needs.")),
    "languages": Question(_("Languages you can work in"), _("So that everybody can follow and speak.")),
    "availability": Question(_("When you can meet"), _("To find moments that fit the whole network.")),
    "motive": Question(_("Why you want to join"), _("To see whether this network is the right place for you.")),
    "brings": Question(_("What you bring"), _("Others learn from what you know.")),
    "needs": Question(
        pgettext_lazy("asked of an applicant", "What you need"),
        _("To take part well: from the others, from your work, or to be able to be there."),
    ),
    "learning_question": Question(
        _("Your learning question"),
        _("The beginning of the intake talk; it may still be rough. When you join, it waits for you as a draft."),
    ),
    "contributes": Question(
        _("What you could contribute now and then"), _("So that a network can ask an expert for one meeting.")
    ),
    "roles": Question(
        _("A role you would like to take"),
        _("Nothing is settled by it: each network divides its roles together, and knows whom to think of."),
    ),
    "is_manager_informed": Question(
        _("Does your manager know?"), _("So that nobody is surprised by the hours it takes.")
    ),
}
USUAL = (
    "organisation", "function", "experience_years", "competences", "motive", "brings", "needs", "learning_question",
    "is_manager_informed",
)  # fmt: skip
LISTS = frozenset({"competences", "languages"})  # words, typed with commas between them
TEXTS = ("organisation", "function", "sector", "region", "motive", "brings", "needs", "learning_question")
MOST_WORDS = 20  # of a list


def known(keys: Iterable[str]) -> list[str]:
    """Those of `keys` that are questions, in the order in which they are asked."""
    wanted = set(keys)
    return [key for key in QUESTIONS if key in wanted]
