"""Working agreements as they are read: the clauses of the library beside what a network made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from akker.handbooks import workforms
from akker.handbooks.workforms.model import ClauseText
from akker.journey.models import Agreement, AgreementSheet
from akker.people.models import Person

LINK = "[link]"  # stands in a letter that is only shown
LONGEST = 10_000  # of a sheet


def clause(key: str, language: str) -> ClauseText | None:
    """The words of a clause; None for an agreement of their own, and for a clause that is no longer there."""
    return workforms.words(language).clauses.get(key)


def told(agreement: Agreement, language: str) -> str:
    """An agreement in one line, with what it is about."""
    words = clause(agreement.clause, language)
    return f"{words.name}: {agreement.text}" if words else agreement.text


def sheet_text(agreements: Iterable[Agreement], language: str) -> str:
    """All of them together, as they are put before everybody; "" for none."""
    lines = (f"- {' '.join(told(each, language).split())}" for each in agreements)
    return "\n".join(lines)[:LONGEST]


def starting(keys: Iterable[str], language: str) -> dict[str, str]:
    """The clauses to start from, in the order of the library: key -> words to change."""
    wanted = set(keys)
    words = workforms.words(language).clauses
    return {each.key: str(words[each.key].text) for each in workforms.library().clauses if each.key in wanted}


# --- asking --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail, whole."""

    subject: str
    text: str


def asks(language: str) -> str:
    """The line in which a member is asked, in the language of the network."""
    with override(language):
        return _("Read the working agreements, and say whether you agree")


def asks_again(language: str) -> str:
    """The line in which who leads or facilitates is asked, in the language of the network."""
    with override(language):
        return _("Look at the working agreements again")


def letter(sheet: AgreementSheet, to: Person, by: Person, link: str = LINK) -> Letter:
    """The mail with a personal link, in the language of who reads it."""
    network = sheet.network.name
    with override(to.language):
        lines = [
            _("Hello %(name)s,") % {"name": to},
            _("“%(network)s” has working agreements. Will you read them, and say whether you agree?")
            % {"network": network},
            _("With this link you can answer at once. Three minutes are enough; you need no account."),
            link,
            _("Kind regards,"),
            str(by),
        ]
        subject = _("The working agreements of “%(network)s”") % {"network": network}
    return Letter(subject, "\n\n".join(lines))
