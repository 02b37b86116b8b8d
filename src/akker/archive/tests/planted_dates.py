"""The person in dates: asked when they can, invited, coming, noted; and named in what others wrote about a meeting."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

KEYS = ("comingwords",)
PAGES = ("meetings/",)


def plant(network: Any, person: Any, lotte: Any, words: dict[str, str]) -> None:
    from akker.meetings import actions
    from akker.meetings.actions import feed
    from akker.meetings.models import Meeting
    from akker.people import clock

    now = clock.now()
    on = now + timedelta(days=40)
    event = actions.plan(
        network=network, on=on.date(), at=on.time(), by=lotte, now=now, attendees=[person], place="Bij Quirijn thuis",
        directions="Bel Plantsoen", purpose="Wat Quirijn vroeg", kind="subgroup",
    )  # fmt: skip
    meeting = Meeting.objects.select_related("network").get(pk=event.target_id)
    actions.send(meeting=meeting, to=[str(person.pk)], words="Tot dan, Quirijn", seen="1", by=person, now=now)
    actions.say(meeting=meeting, person=person, coming="yes", words=words["comingwords"], now=now)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=now - timedelta(days=1))
    actions.note_attendance(meeting=meeting, there={person.pk}, people=[person], by=lotte, now=now)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=meeting.starts_at)
    poll = actions.open_poll(
        network=network, moments=[(on.date(), on.time())], people={person: True}, by=person, now=now,
        closes_at=now + timedelta(days=7), purpose="Met Quirijn", place="Bij Plantsoen",
    )  # fmt: skip
    actions.put(poll=poll, to=[str(person.pk)], by=person, now=now)
    said = dict.fromkeys(poll.slots.values_list("pk", flat=True), "maybe")
    actions.answer_poll(poll=poll, person=person, said=said, now=now)
    actions.plan_series(
        network=network, days=[on.date()], at=on.time(), minutes=60, place="", every="1w", by=person, now=now
    )
    feed.make(person=person, now=now)
