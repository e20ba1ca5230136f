from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lantoa.jobs import actions, jobs, processes, queries, rescue, running
from lantoa.jobs.models import Job, Worker
from lantoa.jobs.progress import Progress
from lantoa.jobs.worker import Keeper, Loop
from tests.jobs.samples import HERE, Asker

pytestmark = pytest.mark.django_db


def dead_job(**options):
    job = actions.later(f"{HERE}.add", actor=Asker(), first=1, second=1, **options)
    DBTaskResult.objects.update(status="RUNNING")
    running._claim(job.pk)
    Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - timedelta(minutes=5))
    return job


def test_a_job_without_heartbeat_is_tried_again():
    job = dead_job()

    rescue.rescue()

    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.WAITING, 1)
    assert [row.status for row in DBTaskResult.objects.all()] == ["READY"]
    running.run_waiting()
    assert Job.objects.get().result == {"sum": 2}


@pytest.mark.parametrize(("most", "words"), [(1, rescue.NEVER_TWICE), (2, rescue.GIVEN_UP)])
def test_a_job_killed_in_its_last_attempt_ends_in_words(most, words):
    job = dead_job(max_attempts=most)
    Job.objects.update(attempts=most)

    rescue.rescue()

    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, words)
    assert running.run_waiting() == 0


def test_a_dead_job_that_was_to_stop_is_cancelled():
    job = dead_job()
    actions.cancel(Job.objects.get(), actor=Asker())

    rescue.rescue()

    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED


def test_a_job_is_taken_back_only_when_it_was_silent_in_two_rounds():
    dead_job()

    first = rescue.rescue(seen={})
    state_after_first = Job.objects.get().state
    rescue.rescue(seen=first)

    assert (state_after_first, Job.objects.get().state) == (Job.State.RUNNING, Job.State.WAITING)


def test_a_job_that_beat_between_two_rounds_lives():
    dead_job()
    first = rescue.rescue(seen={})
    Job.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=2))  # late again, but newer

    rescue.rescue(seen=first)

    assert Job.objects.get().state == Job.State.RUNNING


def test_a_waiting_job_whose_place_was_lost_is_placed_again():
    job = actions.later(f"{HERE}.add", first=1, second=1)
    long_ago = timezone.now() - timedelta(minutes=5)
    DBTaskResult.objects.update(status="RUNNING", started_at=long_ago)
    Job.objects.update(created_at=long_ago)

    rescue.rescue()
    rescue.rescue()

    assert DBTaskResult.objects.ready().count() == 1
    assert Loop().run_once() == 1
    assert Job.objects.get(pk=job.pk).state == Job.State.DONE


def test_a_task_that_is_no_job_of_ours_is_put_back_twice_and_then_given_up():
    actions.later(f"{HERE}.add", first=1, second=1)
    long_ago = timezone.now() - timedelta(minutes=5)
    task = DBTaskResult.objects.get()
    states = []
    for workers in (["a"], ["a", "b"], ["a", "b", "c"]):
        DBTaskResult.objects.update(
            task_path="wagtail.tasks.x", status="RUNNING", started_at=long_ago, worker_ids=workers
        )
        rescue.rescue()
        task.refresh_from_db()
        states.append(task.status)

    assert states == ["READY", "READY", "FAILED"]


def test_a_long_task_of_a_living_worker_is_left_alone():
    actions.later(f"{HERE}.add", first=1, second=1)
    Worker.objects.create(name="a", started_at=timezone.now(), beat_at=timezone.now())
    DBTaskResult.objects.update(
        task_path="wagtail.tasks.x", status="RUNNING", worker_ids=["a"],
        started_at=timezone.now() - timedelta(minutes=5),
    )  # fmt: skip

    rescue.rescue()

    assert DBTaskResult.objects.get().status == "RUNNING"


def test_health_says_what_waits_runs_and_is_stuck_in_two_statements(django_assert_num_queries):
    dead_job()
    waiting = actions.later(f"{HERE}.add", first=1, second=1)
    actions.later(f"{HERE}.add", run_after=timezone.now() + timedelta(days=1), first=1, second=1)
    Keeper("một").round()

    with django_assert_num_queries(2):
        health = queries.health()

    assert (health.waiting, health.running, health.stuck, health.workers) == (2, 1, 1, 1)
    assert health.oldest == waiting.created_at


def test_a_worker_that_ends_in_order_leaves_no_row():
    Loop().run_once()

    assert Worker.objects.count() == 0


def ran_by(name, **task):
    now = timezone.now()
    Worker.objects.create(name=name, started_at=now, beat_at=now)
    DBTaskResult.objects.update(status="RUNNING", started_at=now, worker_ids=[name], **task)


def gone():
    """The name of a worker of this machine whose process has ended."""
    place, pid, began = processes.own_name().split(".")
    return f"{place}.{pid}.{int(began) - 1}"


def test_what_a_dead_process_of_this_machine_ran_is_taken_back_at_once():
    job = actions.later(f"{HERE}.add", first=1, second=1)
    running._claim(job.pk)
    ran_by(gone())

    rescue.rescue(seen={})

    assert (Job.objects.get().state, Worker.objects.count()) == (Job.State.WAITING, 0)
    assert [row.status for row in DBTaskResult.objects.all()] == ["READY"]


def test_what_a_dead_process_had_only_taken_goes_back_to_the_queue():
    actions.later(f"{HERE}.add", first=1, second=1)
    ran_by(gone())

    rescue.rescue(seen={})

    assert (Job.objects.get().attempts, DBTaskResult.objects.get().status) == (0, "READY")


@pytest.mark.parametrize("elsewhere", ["other-4026531836.1.5", "nonsense", ""])
def test_a_process_of_another_machine_is_never_declared_dead(elsewhere):
    assert not processes.is_dead(elsewhere)


def test_a_living_process_is_not_dead():
    assert not processes.is_dead(processes.own_name())
    assert processes.is_dead(gone())
    assert len(processes.own_name()) <= 64


def test_old_jobs_are_forgotten_with_their_files(tmp_path):
    job = actions.later(f"{HERE}.write_file", actor=Asker())
    recent = actions.later(f"{HERE}.write_file", actor=Asker())
    running.run_waiting()
    folder = tmp_path / "results" / str(job.pk)
    existed = folder.exists()
    Job.objects.filter(pk=job.pk).update(finished_at=timezone.now() - timedelta(days=91))

    result = jobs.forget_old(Progress(recent))

    assert (result, existed, folder.exists()) == ({"forgotten": 1}, True, False)
    assert (tmp_path / "results" / str(recent.pk)).exists()
