from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lantoa.foundation.errors import Refused
from lantoa.jobs import actions, registry, running
from lantoa.jobs.models import Job
from tests.jobs.samples import HERE, Asker

pytestmark = pytest.mark.django_db


def test_a_job_and_its_place_in_the_queue_are_written_together():
    job = actions.later(f"{HERE}.add", actor=Asker(), title="Cộng hai số", first=1, second=2)

    queued = DBTaskResult.objects.get()
    assert job.task_id == queued.pk
    assert queued.args_kwargs == {"args": [job.pk], "kwargs": {}}
    assert (job.asked_by_id, job.asked_by_name, job.state) == (7, "Nguyễn Thị Hạnh", "waiting")


def test_a_rollback_takes_the_job_and_its_place_along():
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.later(f"{HERE}.add", first=1, second=2)
        raise RuntimeError

    assert Job.objects.count() == 0
    assert DBTaskResult.objects.count() == 0


def test_a_key_makes_one_job_while_it_is_open_and_is_free_afterwards():
    first = actions.later(f"{HERE}.add", key="sum:1", first=1, second=2)
    second = actions.later(f"{HERE}.add", key="sum:1", first=1, second=2)
    running.run_waiting()
    third = actions.later(f"{HERE}.add", key="sum:1", first=1, second=2)

    assert second == first
    assert third != first
    assert DBTaskResult.objects.count() == 2


def test_the_database_refuses_a_second_open_job_with_one_key():
    Job.objects.create(name="a", title="a", key="once")

    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(name="a", title="a", key="once", state=Job.State.RUNNING)


def test_a_job_put_off_is_not_due_before_its_time():
    actions.later(f"{HERE}.add", run_after=timezone.now() + timedelta(hours=1), first=1, second=2)

    assert running.run_waiting() == 0
    assert not DBTaskResult.objects.ready().exists()


@pytest.mark.parametrize(
    "name",
    [
        "os.system",
        "lantoa.jobs.actions.later",
        "lantoa.nothing.jobs.run",
        "lantoa.jobs.jobs.missing",
        "lantoa.jobs.jobs.timedelta",
        f"{HERE}._hidden",
        f"{HERE}.no_progress",
        f"{HERE}.Asker",
    ],
)
def test_only_functions_of_a_rooms_jobs_module_may_run(name):
    with pytest.raises(registry.UnknownJob):
        actions.later(name)


def test_arguments_must_be_plain_json():
    with pytest.raises(TypeError):
        actions.later(f"{HERE}.add", first=object(), second=2)


def test_a_waiting_job_is_cancelled_at_once_and_never_runs():
    job = actions.later(f"{HERE}.fail", actor=Asker())

    actions.cancel(job, actor=Asker())

    assert running.run_waiting() == 0
    assert Job.objects.get().state == Job.State.CANCELLED


def test_only_who_asked_may_cancel():
    job = actions.later(f"{HERE}.fail", actor=Asker())

    with pytest.raises(Refused) as refusal:
        actions.cancel(job, actor=Asker(person_id=8))

    assert refusal.value.code == "forbidden"


def test_nobody_owns_a_job_of_the_system():
    job = actions.later(f"{HERE}.fail")

    with pytest.raises(Refused):
        actions.cancel(job, actor=Asker(person_id=None))


def test_an_ended_job_is_not_cancelled_but_can_be_run_again():
    job = actions.later(f"{HERE}.add", actor=Asker(), title="Cộng", first=2, second=3)
    running.run_waiting()
    job.refresh_from_db()

    with pytest.raises(Refused) as refusal:
        actions.cancel(job, actor=Asker())
    again = actions.run_again(job, actor=Asker())

    assert refusal.value.code == "ended"
    assert (again.pk != job.pk, again.title, again.arguments) == (True, "Cộng", {"first": 2, "second": 3})


def test_an_open_job_is_not_run_again():
    job = actions.later(f"{HERE}.add", actor=Asker(), first=2, second=3)

    with pytest.raises(Refused) as refusal:
        actions.run_again(job, actor=Asker())

    assert refusal.value.code == "open"
