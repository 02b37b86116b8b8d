from __future__ import annotations

from uuid import UUID

from django_tasks import task

from akker.compose import schedule
from akker.meetings.actions import poll as polls
from akker.meetings.models import Poll
from akker.meetings.report import suggestion
from akker.people import clock
from akker.post import actions as post
from akker.post.models import Job


@task()
def end_polls() -> int:
    """Close what is past its day, or ask who opened it to choose; returns how many."""
    due = list(Poll.objects.due(clock.now()).select_related("network__programme", "opened_by").order_by("closes_at"))
    for poll in due:
        polls.end(poll=poll, now=clock.now())
    return len(due)


@task()
def suggest_dates(poll_id: str, job_id: str) -> str:
    """Look for the best set of dates of a poll; the job tells how far it is and what was found."""
    job = Job.objects.get(pk=UUID(job_id))
    if job.is_over:
        return "over"
    poll = Poll.objects.select_related("network__programme").get(pk=UUID(poll_id))
    with post.at_work(job=job, clock=clock.now):
        asked = suggestion.asked(poll)
        job.advance(1)
        found = schedule(
            asked.slots, asked.people, asked.count, asked.answers, required=asked.weights,
            competences={name: (1, who) for name, who in asked.competences.items()},
        )  # fmt: skip
        job.result = suggestion.told(poll, found.dates, found.never, asked)
        job.advance(2)
    return "found"
