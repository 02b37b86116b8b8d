from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError
from django_tasks import task

from akker.networks.actions import NetworkClosed
from akker.networks.actions import people_import as actions
from akker.networks.models import PeopleImport
from akker.people import clock
from akker.post.actions import end_work
from akker.post.models import Job

TRIES = 3  # somebody may bring in the same person at the same moment


@task()
def apply_people_import(import_id: str) -> str:
    """Apply a confirmed import; its job tells how far it is and how it ended."""
    people_import = PeopleImport.objects.select_related("network", "job", "event", "confirmed_by").get(
        pk=UUID(import_id)
    )
    job = people_import.job
    if job is None or job.is_over:
        return "over"
    job.started_at = clock.now()
    job.save(update_fields=["started_at"])
    try:
        _apply(people_import, job)
    except (NetworkClosed, IntegrityError) as refusal:
        return _end(job, failure=type(refusal).__name__)
    except Exception as fault:
        _end(job, failure=type(fault).__name__)
        raise
    return _end(job)


@task()
def sweep_imports() -> int:
    return actions.sweep(now=clock.now())


def _apply(people_import: PeopleImport, job: Job) -> None:
    for attempt in range(1, TRIES + 1):
        try:
            actions.apply(people_import=people_import, now=clock.now(), advance=job.advance)
            return
        except IntegrityError:
            people_import.refresh_from_db(fields=["outcome"])
            if attempt == TRIES:
                raise


def _end(job: Job, failure: str = "") -> str:
    end_work(job=job, now=clock.now(), failure=failure)
    return failure or "applied"
