from __future__ import annotations

import logging
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lantoa.jobs import access, actions, progress, running
from lantoa.jobs.models import Job, Tick
from lantoa.jobs.worker import Loop
from tests.jobs.samples import HERE, Asker

pytestmark = pytest.mark.django_db


def ask(function, **arguments):
    return actions.later(f"{HERE}.{function}", actor=Asker(), **arguments)


def after_running(job):
    running.run(job.pk, beating=False)
    return Job.objects.get(pk=job.pk)


def make_due(job):
    Job.objects.filter(pk=job.pk).update(run_after=timezone.now() - timedelta(seconds=1))


def test_a_finished_job_keeps_its_result():
    job = after_running(ask("add", first=2, second=3))

    assert (job.state, job.result, job.attempts) == (Job.State.DONE, {"sum": 5}, 1)
    assert job.finished_at is not None


def test_a_refusal_ends_the_job_in_the_words_of_the_rule_and_is_not_tried_again():
    job = after_running(ask("refuse"))

    assert (job.state, job.error) == (Job.State.FAILED, "Kế hoạch đã khóa nên không sửa được.")
    assert job.attempts == 1


def test_an_object_that_is_gone_ends_the_job_in_words():
    job = after_running(ask("lose"))

    assert (job.state, job.error) == (Job.State.FAILED, running.GONE)


def test_an_unexpected_error_is_tried_again_with_growing_pauses_then_ends_in_words():
    job = ask("fail", max_attempts=3)
    pauses = []
    for _ in range(2):
        job = after_running(job)
        assert job.state == Job.State.WAITING
        pauses.append(round((job.run_after - timezone.now()).total_seconds()))
        assert DBTaskResult.objects.get(pk=job.task_id).run_after == job.run_after
        make_due(job)
    job = after_running(job)

    assert pauses == [10, 60]
    assert (job.state, job.error, job.attempts) == (Job.State.FAILED, running.SYSTEM_ERROR, 3)


def test_the_log_says_where_an_error_happened_and_nothing_of_its_message(caplog):
    with caplog.at_level(logging.WARNING):
        after_running(ask("fail"))

    assert "RuntimeError at" in caplog.text
    assert "samples.py" in caplog.text
    assert "123456" not in caplog.text


def test_the_queue_keeps_nothing_of_an_error():
    ask("fail")

    Loop().run_once()

    assert {(row.status, row.traceback) for row in DBTaskResult.objects.exclude(status="READY")} == {
        ("SUCCESSFUL", "")
    }


def test_a_job_may_ask_to_be_tried_later_in_its_own_words():
    job = ask("wait_for_mail_server", max_attempts=2)

    waiting = after_running(job)
    make_due(job)
    failed = after_running(job)

    assert round((waiting.run_after - timezone.now()).total_seconds()) == 30
    assert (failed.state, failed.error) == (Job.State.FAILED, "Máy chủ thư chưa nhận. Đã thử nhiều lần.")


def test_a_job_runs_once_however_often_the_queue_names_it():
    job = ask("add", first=1, second=1)
    actions.enqueue(job)
    actions.enqueue(job)

    Loop().run_once()

    assert Job.objects.get().attempts == 1


def test_work_and_end_are_written_together():
    job = after_running(ask("write_and_finish"))

    assert (job.state, job.result, Tick.objects.count()) == (Job.State.DONE, {"written": 1}, 1)


def test_an_end_that_is_rolled_back_is_no_end():
    job = after_running(ask("write_and_finish", then_fail=True))

    assert (job.state, Tick.objects.count()) == (Job.State.WAITING, 0)


def test_a_run_given_up_for_dead_can_no_longer_write(monkeypatch):
    monkeypatch.setattr(progress, "WRITE_EVERY", 0)
    job = ask("add", first=1, second=1)
    lost = running._claim(job.pk)
    actions.wait_again(job.pk, lost.claim, seconds=0)
    taken = running._claim(job.pk)

    with pytest.raises(progress.Superseded):
        progress.Progress(lost).step(1)
    with pytest.raises(progress.Superseded):
        progress.Progress(lost).finish({})
    ended = actions.end(job.pk, lost.claim, Job.State.FAILED, error="muộn")

    assert not ended
    assert Job.objects.get().claim == taken.claim


def test_a_running_job_stops_at_its_next_step_when_its_owner_asks(monkeypatch):
    monkeypatch.setattr(progress, "WRITE_EVERY", 0)
    job = ask("step_twice")
    monkeypatch.setattr(progress.Progress, "file", lambda self, name: None)  # nothing of this job is a file
    original = progress.Progress.write

    def ask_to_stop(self, **options):
        actions.cancel(Job.objects.get(), actor=Asker())
        original(self, **options)

    monkeypatch.setattr(progress.Progress, "write", ask_to_stop)

    assert after_running(job).state == Job.State.CANCELLED


def test_a_job_that_was_to_stop_is_not_put_off_to_be_tried_again(monkeypatch):
    job = ask("wait_for_mail_server")
    end = actions.wait_again

    def asked_meanwhile(*args, **options):
        actions.cancel(Job.objects.get(), actor=Asker())
        return end(*args, **options)

    monkeypatch.setattr(actions, "wait_again", asked_meanwhile)

    assert after_running(job).state == Job.State.CANCELLED


def test_progress_is_written_at_most_once_a_second(django_assert_num_queries, monkeypatch):
    job = running._claim(ask("add", first=1, second=1).pk)
    now = [0.0]
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: now[0]))
    made = progress.Progress(job)

    now[0] = 0.5
    with django_assert_num_queries(0):
        made.step(1, 10, "Dòng 1")
    now[0] = 1.1
    with django_assert_num_queries(2):
        made.step(2, 10, "Dòng 2")
    now[0] = 2.0
    with django_assert_num_queries(0):
        made.step(3, 10, "Dòng 3")

    row = Job.objects.get()
    assert (row.step, row.steps, row.note, row.percent) == (2, 10, "Dòng 2", 20)


def test_a_worker_told_to_end_gives_its_job_back_without_counting_the_attempt():
    job = ask("step_twice")
    running.stopping.set()
    try:
        job = after_running(job)
    finally:
        running.stopping.clear()

    assert (job.state, job.attempts) == (Job.State.WAITING, 0)


def test_a_last_attempt_is_not_interrupted_by_the_end_of_its_worker():
    job = ask("step_twice", max_attempts=1)
    running.stopping.set()
    try:
        job = after_running(job)
    finally:
        running.stopping.clear()

    assert job.state == Job.State.DONE


def test_a_result_file_can_be_fetched_again_by_its_owner_alone():
    job = after_running(ask("write_file"))

    path, name = access.get_result_file(Asker(), job.pk)

    assert (path.read_text(encoding="utf-8"), name) == ("nội dung", "Báo cáo quý III.txt")
    assert job.result["summary"] == "Đã xuất 1 dòng"
    for other in (Asker(person_id=8), Asker(person_id=None), Asker(person_id=8, administers={1})):
        with pytest.raises(access.NotVisible):
            access.get_result_file(other, job.pk)


def test_a_result_that_names_a_file_elsewhere_is_not_served():
    job = after_running(ask("write_file"))
    Job.objects.update(result={"file": "../../secret"})

    with pytest.raises(access.NotVisible):
        access.get_result_file(Asker(), job.pk)
