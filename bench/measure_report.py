"""The Word report with its annexes over a full ledger, as the job that an officer waits for: time and peak memory.

Every activity is moved into the days of the report, so that all of them are read, counted, packed and listed.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path

from tests.support.live import new_installation

from bench.child import spend
from bench.measure_desk import filled
from bench.registry import Result, benchmark

ACTIVITIES = 100_000
MOVE = """
from datetime import date, timedelta
from django.db.models import F
from lantoa.ledger.models import Activity, ActivityVersion, Measurement
for number in range(90):
    day = date(2026, 6, 15) + timedelta(days=number)
    Activity.objects.annotate(part=F("pk") % 90).filter(part=number, state="confirmed").update(day=day, last_day=day)
    ActivityVersion.objects.annotate(part=F("pk") % 90).filter(part=number).update(day=day, end_day=None)
    Measurement.objects.annotate(part=F("activity_id") % 90).filter(part=number).update(starts=day, ends=day)
print("MOVED")
"""
WRITE = """
import json, time
import django
django.setup()
from lantoa.jobs.actions import later
from lantoa.jobs.models import Job
from lantoa.jobs.running import run_waiting
from lantoa.organisation.access import actor_of
from lantoa.organisation.models import Account, Agency
from lantoa.reports import actions
run_waiting()
actor = actor_of(Account.objects.get(email="dau-moi@lantoa.example"))
report = actions.begin_report(Agency.objects.get(pk=actor.home_agency_id), "2026-9M", actor=actor)
job = later("lantoa.reports.jobs.write_file", actor=actor, title="Báo cáo", report_id=report.pk, number=0, form="docx")
began = time.process_time()
run_waiting()
worked = time.process_time() - began
job.refresh_from_db()
if job.state != Job.State.DONE:
    raise SystemExit(job.error or job.state)
print("TOOK" + json.dumps([(job.finished_at - job.started_at).total_seconds(), worked, job.result["summary"]]))
"""


@benchmark("report_seconds", unit="s", budget=5, size=ACTIVITIES, size_unit="hoạt động")
def seconds(size: int) -> Result:
    took, worked, memory, said = _written(size)
    return Result(took, notes=[said, f"bộ xử lý {worked:.1f} s, đỉnh bộ nhớ {memory:.0f} MB"])


@benchmark("report_memory", unit="MB", budget=None, size=ACTIVITIES, size_unit="hoạt động")
def memory(size: int) -> Result:
    return Result(_written(size)[2])


@cache
def _written(size: int) -> tuple[float, float, float, str]:
    """Seconds of the job and of the processor, peak memory of the process that ran it, and what it said."""
    folder = Path(tempfile.mkdtemp(prefix="lantoa-bench-report-"))
    try:
        installation = new_installation(folder, "report", filled(size))
        moved = installation.lantoa("shell", "-v0", "-c", MOVE)
        if "MOVED" not in moved.stdout:
            raise RuntimeError(moved.stderr[-2000:])
        environment = installation.environment | {"DJANGO_SETTINGS_MODULE": "lantoa.config.settings"}
        spent = spend([sys.executable, "-c", WRITE], environment=environment)
        took, worked, said = json.loads(spent.output.partition("TOOK")[2])
        return took, worked, spent.memory, said
    finally:
        shutil.rmtree(folder, ignore_errors=True)
