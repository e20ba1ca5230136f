"""Pages of the desk over 100,000 activities and 1,000 tasks: time at the server, and queries that do not grow."""

from __future__ import annotations

import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import uuid
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.support.databases import ROOT
from tests.support.live import Installation, new_installation

from bench import place
from bench.registry import Result, benchmark

ACTIVITIES = 100_000
TASKS_FOR = 100
"""Activities for each task: 1,000 tasks for 100,000 activities."""
PAGES = {
    "hôm nay, đầu mối": ("dau-moi", "/ban-lam-viec/"),
    "hôm nay, giám đốc": ("giam-doc", "/ban-lam-viec/"),
    "hôm nay, chuyên viên": ("chuyen-vien", "/ban-lam-viec/"),
    "nhiệm vụ": ("dau-moi", "/ban-lam-viec/nhiem-vu/"),
    "kế hoạch": ("dau-moi", "/ban-lam-viec/ke-hoach/"),
    "thời gian": ("dau-moi", "/ban-lam-viec/nhiem-vu/thoi-gian/"),
    "lịch": ("dau-moi", "/ban-lam-viec/nhiem-vu/lich/"),
    "một kế hoạch": ("giam-doc", "/ban-lam-viec/ke-hoach/{plan}/"),
    "sổ hoạt động": ("dau-moi", "/ban-lam-viec/so/"),
    "soạn báo cáo năm": ("dau-moi", "/ban-lam-viec/bao-cao/{report}/"),
    "tìm": ("dau-moi", "/ban-lam-viec/tim/?q=tuyen+truyen"),
}
TRIES = 15
COUNT = """
import json, sys
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lantoa.organisation.models import Account
from lantoa.organisation.access import actor_of
from lantoa.plans.models import Plan
from lantoa.reports.actions import begin_report
from django.db.models import Count
from lantoa.foundation import clock
from lantoa.organisation.models import Agency
found, plan = {}, Plan.objects.annotate(size=Count("tasks")).latest("size").pk
writer = actor_of(Account.objects.get(email="dau-moi@lantoa.example"))
report = begin_report(Agency.objects.get(pk=writer.home_agency_id), f"{clock.today().year}-Y", actor=writer).pk
for name, (who, path) in json.loads(sys.stdin.read()).items():
    client, path = Client(), path.format(plan=plan, report=report)
    client.force_login(Account.objects.get(email=f"{who}@lantoa.example"))
    client.get(path, HTTP_HOST="127.0.0.1")
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path, HTTP_HOST="127.0.0.1")
    found[name] = [answer.status_code, len(queries)]
print("COUNT" + json.dumps(found))
"""


@cache
def filled(activities: int) -> Installation:
    """The demo with that many activities; made once in a run."""
    folder = Path(tempfile.mkdtemp(prefix="lantoa-bench-filled-"))
    installation = new_installation(folder, "filled", place.demo())
    place.forget_at_exit(folder)
    done = subprocess.run(
        [sys.executable, "-m", "bench.fill", str(activities), str(max(1, activities // TASKS_FOR))],
        env=installation.environment, cwd=ROOT, capture_output=True, text=True, timeout=1800,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return installation


@benchmark("desk_page", unit="ms", budget=150, size=ACTIVITIES, size_unit="hoạt động")
def slowest_page(size: int) -> Result:
    """The median of the slowest page, from the request's first byte to the answer's last, on one connection."""
    notes, troubles, medians, plan, report = [], [], {}, "", ""
    with place.serving(filled(size)) as installation:
        for name, (who, path) in PAGES.items():
            visitor = place.Visitor(installation.url)
            visitor.sign_in(f"{who}@lantoa.example")
            plan, report = plan or _current_plan(visitor), report or _begun(visitor)
            answers = [visitor.get(path.format(plan=plan, report=report)) for _ in range(TRIES)]
            if bad := {answer.status for answer in answers} - {200}:
                troubles.append(f"{name}: {bad}")
            times = sorted(1000 * answer.seconds for answer in answers[3:])
            medians[name] = statistics.median(times)
            notes.append(
                f"{name}: lần đầu {1000 * answers[0].seconds:.0f} ms, trung vị {medians[name]:.0f} ms, chậm nhất {times[-1]:.0f} ms"
            )
    return Result(max(medians.values()), notes=notes, trouble="; ".join(troubles))


def _current_plan(visitor: place.Visitor) -> str:
    """The newest plan in the list, which is the one that was filled."""
    found = re.search(rb'href="/ban-lam-viec/ke-hoach/(\d+)/"', visitor.get("/ban-lam-viec/ke-hoach/").body)
    if found is None:
        raise RuntimeError("no plan in the list")
    return found[1].decode()


def _begun(visitor: place.Visitor) -> str:
    """The report of this year: over the filled ledger it counts a fifth of all activities, and as many to compare with."""
    period = f"{datetime.now(ZoneInfo('Asia/Ho_Chi_Minh')).year}-Y"
    answer = visitor.post("/ban-lam-viec/bao-cao/lap/", {"period": period})
    found = re.search(r"/bao-cao/(\d+)/", answer.headers.get("location", ""))
    if found is None:
        raise RuntimeError(f"no report of {period}: {answer.status}")
    return found[1]


@benchmark("report_page_after_writing", unit="ms", budget=150, size=ACTIVITIES, size_unit="hoạt động")
def after_writing(size: int) -> Result:
    """The same page when somebody recorded an activity before each request: what it counts is counted anew."""
    with place.serving(filled(size)) as installation:
        reader, officer = place.Visitor(installation.url), place.Visitor(installation.url)
        reader.sign_in("dau-moi@lantoa.example")
        officer.sign_in("chuyen-vien@lantoa.example")
        path, times = f"/ban-lam-viec/bao-cao/{_begun(reader)}/", []
        body = _own_unit(officer)
        for number in range(TRIES):
            page = reader.get(path)
            if page.status != 200:
                raise RuntimeError(f"{path}: {page.status}")
            times.append(1000 * page.seconds)
            _record(officer, body, number)
    return Result(
        statistics.median(times[3:]),
        notes=[f"lần đầu sau khi khởi động {times[0]:.0f} ms, chậm nhất sau đó {max(times[3:]):.0f} ms"],
    )


def _own_unit(officer: place.Visitor) -> str:
    """The unit that the form of the officer offers first."""
    html = officer.get("/ban-lam-viec/ghi/").body
    found = re.search(rb'name="body".*?value="(\d+)"', html, re.DOTALL)
    if found is None:
        raise RuntimeError("the form offers no unit")
    return found[1].decode()


def _record(officer: place.Visitor, body: str, number: int) -> None:
    """As the button of the page does. Raises RuntimeError when it is not taken."""
    typed = {
        "title": f"Phát tờ gấp lần {number}", "when": "hom-nay", "kind": "an-pham", "body": body,
        "amount-M07-1": "120", "client_id": str(uuid.uuid4()), "viec": "gui",
    }  # fmt: skip
    answer = officer.post("/ban-lam-viec/ghi/", typed)
    if answer.status != 302:
        raise RuntimeError(f"the activity was not recorded: {answer.status}")


@benchmark("desk_queries_grow", unit="truy vấn", budget=0, size=ACTIVITIES, size_unit="hoạt động")
def growth(size: int) -> Result:
    """How many more queries the worst page makes over the filled ledger than over the demo."""
    few, many = _counts(place.demo()), _counts(filled(size))
    grown = {name: many[name][1] - few[name][1] for name in PAGES}
    notes = [f"{name}: {few[name][1]} → {many[name][1]}" for name in PAGES]
    return Result(max(grown.values()), notes=notes)


def _counts(template: Installation) -> dict[str, list[int]]:
    folder = Path(tempfile.mkdtemp(prefix="lantoa-bench-count-"))
    try:
        installation = new_installation(folder, "count", template)
        done = installation.lantoa("shell", "-v0", "-c", COUNT, stdin=json.dumps(PAGES))
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        found: dict[str, list[int]] = json.loads(done.stdout.partition("COUNT")[2])
        return found
    finally:
        shutil.rmtree(folder, ignore_errors=True)
