"""The one task of the queue: run a job by its number."""

from __future__ import annotations

from django_tasks import task


@task()
def run_job(job_id: int) -> None:
    """Never raises for a failing job: its row says what happened, in words."""
    from lantoa.jobs import running

    running.run(job_id)
