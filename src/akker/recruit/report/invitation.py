"""What an invitation says: why this person, with which competence, for how much; and the mail it goes out in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akker.networks.models import Membership, Network
from akker.recruit.models import Announcement, Candidate, Invitation
from akker.recruit.report import announcement as announced
from akker.recruit.report.role import offered

LINK = "[link]"  # stands in a letter that is only shown


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail, whole."""

    subject: str
    text: str


# --- why you -------------------------------------------------------------------------------


def why(candidate: Candidate, rank: int | None, others: Iterable[Candidate]) -> str:
    """Why this person is asked for a network, said to them, in the language that is spoken now.

    rank: which choice of theirs the network is. others: who is placed beside them.
    """
    sentences = []
    if rank == 1:
        sentences.append(_("You put this network first."))
    elif rank:
        sentences.append(_("It is one of the networks that you chose."))
    beside = list(others)
    for name, sentence in _alone().items():
        value = getattr(candidate, name).strip()
        if beside and value and all(_same(getattr(each, name)) != _same(value) for each in beside):
            sentences.append(sentence % {"what": value})
            break
    return " ".join(sentences)


def _alone() -> dict[str, str]:
    return {
        "sector": _("You would be the only one there from this sector: %(what)s."),
        "function": _("You would be the only one there with this work: %(what)s."),
        "region": _("You would be the only one there from this region: %(what)s."),
    }


def _same(text: str) -> str:
    return text.strip().casefold()


def competence(candidate: Candidate, wanted: Iterable[str], others: Iterable[Candidate]) -> str:
    """What somebody is asked for: what a rule wants, else what fewest of the others are good at."""
    sought = {_same(each) for each in wanted}
    if asked := next((each for each in candidate.competences if _same(each) in sought), ""):
        return str(asked)
    counted = Counter(_same(each) for one in others for each in one.competences)
    return str(min(candidate.competences, key=lambda each: counted[_same(each)], default=""))[:120]


def asks(network: Network) -> dict[str, Any]:
    """How many meetings and hours the announcement of a network asks; one query."""
    row = Announcement.objects.filter(network=network).first()
    return asked_by(row) if row else {"meeting_count": None, "hours": None}


def asked_by(row: Announcement) -> dict[str, Any]:
    return {"meeting_count": row.meeting_count, "hours": announced.in_all(row) or None}


# --- the mail ------------------------------------------------------------------------------


def numbers(count: int | None, hours: Decimal | None) -> str:
    """ "6 meetings, about 24 hours in all"; empty when nobody said."""
    said = []
    if count:
        said.append(ngettext("%(count)d meeting", "%(count)d meetings", count) % {"count": count})
    if hours:
        said.append(_("about %(hours)s hours in all") % {"hours": announced.hours(hours)})
    return ", ".join(said)


def letter(invitation: Invitation, *, by: Any, words: str = "", link: str = LINK) -> Letter:
    """The whole mail, in the language of who reads it; network, person and candidate are at hand."""
    with translation.override(invitation.language):
        return Letter(_subject(invitation), _paragraphs(invitation, by, words, link))


def reminder(invitation: Invitation, *, by: Any, words: str = "", link: str = LINK) -> Letter:
    """A shorter one, for who has not answered yet."""
    with translation.override(invitation.language):
        network = {"network": invitation.network.name}
        lines = [
            _("Hello %(name)s,") % {"name": invitation.person},
            words.strip(),
            _("You were asked for “%(network)s”. We would like to know whether you take part.") % network
            if invitation.kind == Invitation.Kind.JOIN
            else _("You were asked to contribute to “%(network)s”. We would like to know whether you can.") % network,
            _("No is a good answer too: somebody else can then take the place. You need no account."),
            link,
            _("Kind regards,"),
            str(by),
        ]
        subject = _("May we still hear from you about “%(network)s”?") % network
        return Letter(subject, "\n\n".join(line for line in lines if line))


def _role(invitation: Invitation) -> str:
    name = offered(invitation.network).get(invitation.role)
    said = _(
        "We thought of you in the role of %(role)s. Nothing is settled by it: the network divides its roles itself."
    )
    return said % {"role": name} if name else ""


def _subject(invitation: Invitation) -> str:
    network = {"network": invitation.network.name}
    if invitation.kind == Invitation.Kind.CONTRIBUTION:
        return _("Will you contribute to “%(network)s”?") % network
    return _("Will you take part in “%(network)s”?") % network


def _paragraphs(invitation: Invitation, by: Any, words: str, link: str) -> str:
    network, asked = invitation.network, numbers(invitation.meeting_count, invitation.hours)
    values = {
        "network": network.name, "line": network.line, "what": invitation.competence, "numbers": asked,
        "name": invitation.person, "kind": invitation.get_contribution_display(),
    }  # fmt: skip
    is_join = invitation.kind == Invitation.Kind.JOIN
    lines = [
        _("Hello %(name)s,") % values,
        _("We would like you to take part in the learning network “%(network)s”.") % values
        if is_join
        else _("The learning network “%(network)s” asks you for a contribution: %(kind)s.") % values,
        _("It is about its second ring: you come where you are needed, and not to every meeting.")
        if invitation.ring == Membership.Ring.SECOND
        else "",
        _("What it works on: %(line)s") % values if network.line else "",
        _("Why you: %(why)s") % {"why": invitation.why} if invitation.why else "",
        _("We ask you above all for what you are good at: %(what)s.") % values if invitation.competence else "",
        _role(invitation) if invitation.is_for_the_core else "",
        _("What it asks: %(numbers)s.") % values if asked else "",
        words.strip(),
        _("With this link you say yes, no or later, or name a colleague. Two minutes are enough; you need no account."),
        link,
        _("Kind regards,"),
        str(by),
    ]
    return "\n\n".join(line for line in lines if line)
