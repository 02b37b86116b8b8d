"""What happens without anybody waiting for the page; the worker runs these."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError
from django_tasks import task

from akker.people import clock
from akker.post.actions import end_work
from akker.post.models import Job
from akker.recruit.actions import application, candidate
from akker.recruit.actions import candidate_import as imports
from akker.recruit.models import CandidateImport


@task()
def sweep() -> int:
    """Applications that nobody confirmed for a week, candidates who withdrew a month ago, files of yesterday."""
    now = clock.now()
    return application.sweep(now=now) + candidate.sweep(now=now) + imports.sweep(now=now)


@task()
def apply_candidate_import(import_id: str) -> str:
    """Apply a confirmed import; its job tells how far it is and how it ended."""
    incoming = CandidateImport.objects.select_related(
        "programme", "network", "job", "event", "confirmed_by"
    ).get(pk=UUID(import_id))  # fmt: skip
    job = incoming.job
    if job is None or job.is_over:
        return "over"
    job.started_at = clock.now()
    job.save(update_fields=["started_at"])
    try:
        imports.apply(incoming=incoming, now=clock.now(), advance=job.advance)
    except IntegrityError as refusal:  # somebody applied at that moment; it can be gone on with
        return _end(job, failure=type(refusal).__name__)
    except Exception as fault:
        _end(job, failure=type(fault).__name__)
        raise
    return _end(job)


def _end(job: Job, failure: str = "") -> str:
    end_work(job=job, now=clock.now(), failure=failure)
    return failure or "applied"
