"""kill -9 of a real worker that is freezing a report, at moments that are chosen: what is there afterwards, and what a retry does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lantoa.audit.models import Entry
from lantoa.foundation import clock
from lantoa.jobs import rescue
from lantoa.jobs.models import Job
from lantoa.jobs.running import run_waiting
from lantoa.organisation import demo as people
from lantoa.reports import actions
from lantoa.reports.models import Counted, Issue, Link, Report
from lantoa.reports.queries.gathering import outline_of
from lantoa.reports.queries.verifying import alterations
from tests.ops.scene import actor
from tests.ops.test_killed_in_the_middle import until
from tests.support.databases import ROOT
from tests.support.inside import inside
from tests.support.live import Installation, new_installation, remove

WORKER = """
import sys, time
from importlib import import_module
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
module, name, flag = sys.argv[1:]
done = getattr(import_module(module), name)
def held(*given, **named):
    done(*given, **named)
    Path(flag).touch()
    time.sleep(120)
setattr(import_module(module), name, held)
call_command("worker", interval=0.05)
"""
"""The worker, which stands still right after a step."""
GATHERED = ("lantoa.reports.actions.freezing", "gather_report")
LINKED = ("lantoa.reports.actions.freezing", "link")
"""Every row is written and nothing is committed."""
FROZEN = ("lantoa.reports.actions", "freeze_beside")
"""All is committed, and the job has not returned."""


class Place:
    """The demo, with reports of last year that can be frozen."""

    def __init__(self, installation: Installation, blocker: Any, flag: Path) -> None:
        self.installation, self.blocker, self.flag = installation, blocker, flag

    def inside(self) -> Any:
        return inside(self.installation, self.blocker)

    def ask(self, month: int, *, attempts: int = 0) -> Report:
        """A report with its words, asked to be frozen; the job was begun so often before."""
        who = actor("coordinator")
        period = f"{clock.today().year - 1}-M{month:02}"
        report = actions.begin_report(people.find().agencies["sxd"], period, actor=who)
        words = {item.key: f"Lời của mục {item.heading}." for item in outline_of(report.agency)}
        report = actions.write_passages(report, words, actor=who, edition=report.edition)
        job = actions.ask_to_freeze(report, actor=who, edition=report.edition)
        Job.objects.filter(pk=job.pk).update(attempts=attempts)
        return report

    def kill_after(self, step: tuple[str, str]) -> None:
        """A worker begins the job and is killed right after the step."""
        self.flag.unlink(missing_ok=True)
        worker = subprocess.Popen(
            [sys.executable, "-c", WORKER, *step, str(self.flag)],
            env=self.installation.environment | {"DJANGO_SETTINGS_MODULE": "lantoa.config.settings"},
            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            until(lambda: self.flag.exists() or worker.poll() is not None, "the worker stands", 60)
            assert worker.poll() is None
        finally:
            os.kill(worker.pid, signal.SIGKILL)
            worker.wait(10)


@pytest.fixture
def place(
    live_templates: Callable[[str], Installation], tmp_path: Path, django_db_blocker: Any
) -> Iterator[Place]:
    installation = new_installation(tmp_path, "freezing", live_templates("demo"))
    try:
        yield Place(installation, django_db_blocker, tmp_path / "stands")
    finally:
        remove(installation)


def kept(report: Report) -> tuple[str, int, int, int, int]:
    """Its state, and how many issues, links, rows of what was counted, and entries of the audit it has."""
    issues = Issue.objects.filter(report=report)
    return (
        Report.objects.get(pk=report.pk).state,
        issues.count(),
        Link.objects.filter(issue__in=issues).count(),
        Counted.objects.filter(issue__in=issues).count(),
        Entry.objects.filter(verb="reports.frozen", target_id=str(report.pk)).count(),
    )


def job_of(report: Report) -> Job:
    return Job.objects.filter(
        name="lantoa.reports.jobs.freeze_report", arguments__report_id=report.pk
    ).latest("pk")


def frozen_once(report: Report) -> bool:
    state, issues, links, _, entries = kept(report)
    return (state, issues, links, entries) == ("frozen", 1, 1, 1) and list(alterations()) == []


def test_a_report_whose_worker_is_killed_is_frozen_once_or_not_at_all(place: Place) -> None:
    with place.inside():
        nothing = ("writing", 0, 0, 0, 0)

        # Killed with everything read and nothing written, then with everything written and nothing committed.
        report = place.ask(9)
        for step in (GATHERED, LINKED):
            place.kill_after(step)
            assert kept(report) == nothing
            assert list(alterations()) == []
            rescue.rescue(seconds=0)
            assert job_of(report).state == Job.State.WAITING
        run_waiting()
        assert frozen_once(report)
        assert job_of(report).state == Job.State.DONE

        # The last attempt: still in work, and told in words; asked for once more it is frozen.
        report = place.ask(10, attempts=job_of(report).max_attempts - 1)
        place.kill_after(LINKED)
        rescue.rescue(seconds=0)
        assert kept(report) == nothing
        assert (job_of(report).state, job_of(report).error) == (Job.State.FAILED, rescue.GIVEN_UP)
        again = Report.objects.get(pk=report.pk)
        actions.ask_to_freeze(again, actor=actor("coordinator"), edition=again.edition)
        run_waiting()
        assert frozen_once(report)

        # Killed after the commit: the job ended with the issue, and nobody freezes it again.
        report = place.ask(11)
        place.kill_after(FROZEN)
        rescue.rescue(seconds=0)
        run_waiting()
        assert frozen_once(report)
        assert job_of(report).state == Job.State.DONE

    verified = place.installation.lantoa("reports", "verify")
    assert (verified.returncode, verified.stderr) == (0, "")
    assert "còn nguyên vẹn" in verified.stdout
