"""Real worker processes on the database of the test, killed where it hurts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection

from lantoa.jobs import actions, rescue
from lantoa.jobs.models import Job, Worker
from tests.jobs.samples import HERE, Asker
from tests.support.databases import ROOT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def worker():
    """Starts workers; whatever still runs at the end is killed."""
    started = []

    def start():
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.jobs.run_worker", str(connection.settings_dict["NAME"])],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait(20)


def until(condition, what, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds} s for: {what}; {list(Job.objects.values())}"
        time.sleep(0.05)


def lines(folder):
    path = folder / "log"
    return path.read_text().splitlines() if path.exists() else []


def state(job):
    return Job.objects.values_list("state", flat=True).get(pk=job.pk)


def test_a_job_whose_worker_is_killed_is_run_once_more_by_another_and_finished(worker, tmp_path):
    job = actions.later(f"{HERE}.hold", actor=Asker(), folder=str(tmp_path))
    first = worker()
    until(lambda: lines(tmp_path), "the first run")
    worker()
    first.send_signal(signal.SIGKILL)
    until(lambda: len(lines(tmp_path)) == 2, "the second run")
    (tmp_path / "release").touch()
    until(lambda: state(job) == Job.State.DONE, "the end")

    job.refresh_from_db()
    assert [line.split()[:2] for line in lines(tmp_path)] == [["begin", "1"], ["begin", "2"], ["end", "2"]]
    assert job.attempts == 2


def test_a_job_killed_in_its_only_attempt_ends_in_words_and_never_runs_again(worker, tmp_path):
    job = actions.later(f"{HERE}.hold", actor=Asker(), max_attempts=1, folder=str(tmp_path))
    first = worker()
    until(lambda: lines(tmp_path), "the first run")
    first.send_signal(signal.SIGKILL)
    worker()
    until(lambda: state(job) == Job.State.FAILED, "the end")

    job.refresh_from_db()
    assert job.error == rescue.NEVER_TWICE
    assert len(lines(tmp_path)) == 1


def test_a_living_job_is_never_taken_for_dead(worker, tmp_path):
    job = actions.later(f"{HERE}.hold", actor=Asker(), folder=str(tmp_path))
    worker()
    worker()
    until(lambda: lines(tmp_path), "the run")
    began = Job.objects.get(pk=job.pk).started_at
    until(
        lambda: (Job.objects.get(pk=job.pk).heartbeat_at - began).total_seconds() > 3,
        "heartbeats for longer than a dead job is left",
    )
    (tmp_path / "release").touch()
    until(lambda: state(job) == Job.State.DONE, "the end")

    assert len([line for line in lines(tmp_path) if line.startswith("begin")]) == 1


def test_two_workers_run_each_job_once(worker, tmp_path):
    words = [f"việc {number}" for number in range(40)]
    for word in words:
        actions.later(f"{HERE}.say", path=str(tmp_path / "log"), word=word)
    worker()
    worker()
    until(lambda: not Job.objects.exclude(state=Job.State.DONE).exists(), "all jobs")

    assert sorted(lines(tmp_path)) == sorted(words)


def test_a_running_job_is_stopped_from_another_process(worker, tmp_path):
    job = actions.later(f"{HERE}.hold", actor=Asker(), folder=str(tmp_path))
    worker()
    until(lambda: Job.objects.get(pk=job.pk).step > 0, "progress that others can see")
    actions.cancel(job, actor=Asker())
    until(lambda: state(job) == Job.State.CANCELLED, "the stop")

    assert not [line for line in lines(tmp_path) if line.startswith("end")]


def test_a_worker_asked_to_end_gives_its_job_back_and_says_farewell(worker, tmp_path):
    job = actions.later(f"{HERE}.hold", actor=Asker(), folder=str(tmp_path))
    process = worker()
    until(lambda: lines(tmp_path), "the run")
    process.send_signal(signal.SIGTERM)

    assert process.wait(30) == 0
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.WAITING, 0)
    assert Worker.objects.count() == 0
