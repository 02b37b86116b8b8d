"""The running order of a meeting and its list to sign, as they are printed: in the language of the network."""

from __future__ import annotations

from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akker.documents.running_order import Act, Part, RunningOrder, RunningOrderLabels, SignInList
from akker.handbooks import workforms
from akker.meetings.models import Meeting
from akker.meetings.report.agenda import Row, agenda, at


def running_order(meeting: Meeting, *, is_inside: bool) -> RunningOrder:
    """The agenda with minutes, materials and words to say; one query. What a member wants to learn only `is_inside`."""
    network = meeting.network
    with translation.override(network.language):
        found = agenda(meeting, network.language)
        words = workforms.words(network.language).materials
        needed = dict.fromkeys(each for row in found.rows if row.form for each in row.form.materials)
        return RunningOrder(
            title=meeting.purpose or _("Running order"), language=network.language, network=network.name,
            when=when(meeting), place=meeting.place, line=network.line,
            materials=tuple(str(words[key]) for key in needed),
            parts=tuple(_part(row, is_inside) for row in found.rows),
            ends=_("Until %(time)s") % {"time": at(meeting, found.balance.minutes)}, labels=_labels(),
        )  # fmt: skip


def _labels() -> RunningOrderLabels:
    return RunningOrderLabels(
        materials=_("At hand"), captured=_("Write down"), say=_("You could say"), bring=_("Bring along"),
        ends=_("Ends"), empty=_("There is nothing on the agenda yet."),
    )  # fmt: skip


def when(meeting: Meeting) -> str:
    """The day and time of a meeting in words; "" when it has none yet."""
    if meeting.on is None or meeting.at is None:
        return ""
    return f"{formats.date_format(meeting.on, 'DATE_FORMAT')}, {meeting.at:%H:%M}"


def minutes(count: int) -> str:
    return ngettext("%(n)d minute", "%(n)d minutes", count) % {"n": count}


def _part(row: Row, is_inside: bool) -> Part:
    block = row.block
    asks = block.asks if is_inside else None
    facts = (str(block.lead) if block.lead else "", block.group, row.text.title if row.text else "",
             asks.question if asks else "", block.subtheme.name if block.subtheme else "")  # fmt: skip
    return Part(
        begins=row.begins, minutes=minutes(block.minutes), title=block.title,
        facts=tuple(fact for fact in facts if fact and fact != block.title),
        purpose=_plain(row.text.purpose) if row.text else "", note=block.note,
        materials=tuple(str(each) for each in row.text.materials) if row.text else (), acts=_acts(row),
        captured=row.captured,
    )  # fmt: skip


def _acts(row: Row) -> tuple[Act, ...]:
    """The steps of the work form, with its own minutes only when the part takes as long as the form."""
    if row.form is None or row.text is None:
        return ()
    is_whole = row.block.minutes == row.form.minutes
    pairs = zip(row.form.steps, row.text.steps, strict=True)
    return tuple(
        Act(text.title, _plain(text.text), text.say, minutes(step.minutes) if is_whole else "") for step, text in pairs
    )


def _plain(markdown: str) -> str:
    return markdown.replace("**", "")


def sign_in_list(meeting: Meeting) -> SignInList:
    """Everybody in the network, the core first; one query."""
    network = meeting.network
    members = network.memberships.present().select_related("person", "organisation").order_by("ring", "added_at")
    with translation.override(network.language):
        return SignInList(
            title=_("Who is here"), language=network.language, network=network.name, when=when(meeting),
            place=meeting.place, name=_("Name"), organisation=_("Organisation"), signature=_("Signature"),
            people=tuple(
                (str(each.person), each.organisation.name if each.organisation else "") for each in members
            ),
        )  # fmt: skip
