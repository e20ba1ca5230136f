"""kill -9 of the real server and the real worker while people write over HTTP: of each action all is there or nothing.

Every blow falls at a moment drawn from a seed, or as soon as a trace of something is seen. Right after it, on the database and the files as they lie there, every
row, file and audit entry must agree, and every action that was under way must be whole or absent. What got no answer
is sent again, as people and devices do, and in the end everything is there exactly once.
"""

from __future__ import annotations

import os
import random
import signal
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from django.db.models import Max

from lantoa.audit.models import Entry
from lantoa.jobs.models import Job
from lantoa.jobs.rescue import GIVEN_UP
from lantoa.ledger.models import StoredFile
from lantoa.ops.backups.writing import snapshot
from lantoa.organisation.demo import DEMO_PASSWORD
from tests.ops import soundness
from tests.ops.scene import Scene, prepare
from tests.ops.shots import ALL, NOTHING, Shot, Upload
from tests.support.inside import inside
from tests.support.live import Installation, new_installation, remove
from tests.support.processes import children, family, gone_within
from tests.support.visitor import Visitor

SEED = int(os.environ.get("LANTOA_TEST_SEED", "20260908"))
LIVES = 4
"""How often the whole installation is started and killed; within a life its parts are killed."""
ENOUGH = 40.0
"""Seconds after which a slow machine begins no further life; two there are always."""
MOST_ANSWERS = 6
"""A blow falls after so many answers at most, at a random moment of the next request."""
BYTES = "bytes under their final name"
SIGNS = ("ledger.recorded", "ledger.confirmed", "plans.draft_saved", "plans.bulk_updated", BYTES)
"""What is seen first of actions of several steps."""
OURS = ("lantoa.ledger.jobs.make_view", "lantoa.plans.jobs.read_document")


class Siege:
    """One installation under blows, the people who write into it, and the look at it after each blow."""

    def __init__(self, installation: Installation, blocker: Any) -> None:
        self.installation, self.blocker = installation, blocker
        self.random = random.Random(SEED)
        with self.inside():
            self.scene: Scene = prepare()
        self.visitors: dict[str, Visitor] = {}
        self.wrong: list[str] = []
        self.took: list[float] = [0.2]
        self.interrupted: list[str] = []
        self.signs = self._signs()

    def inside(self) -> Any:
        return inside(self.installation, self.blocker)

    def start(self) -> None:
        self.installation.start()
        for name in self.scene.queues:
            if name in self.visitors:
                self.visitors[name].url = self.installation.url
            else:
                self.visitors[name] = Visitor(self.installation.url)
                self.visitors[name].sign_in(f"{name.split()[0]}@lantoa.example", DEMO_PASSWORD)

    @property
    def supervisor(self) -> int:
        assert self.installation.process is not None
        return self.installation.process.pid

    def part(self, *, serving: bool) -> int:
        """The web server (it has workers of its own) or the worker."""
        (found,) = [pid for pid in children(self.supervisor) if bool(children(pid)) is serving]
        return found

    def kill_web(self) -> None:
        os.killpg(self.part(serving=True), signal.SIGKILL)

    def kill_worker(self) -> None:
        os.killpg(self.part(serving=False), signal.SIGKILL)

    def kill_everything(self) -> None:
        everybody = family(self.supervisor)
        for pid in (self.supervisor, *everybody):
            os.kill(pid, signal.SIGKILL)
        self.installation.process.wait(10)  # type: ignore[union-attr]
        self.installation.process = None
        assert gone_within(everybody, 10)

    def round(self, blow: Callable[[], None]) -> None:
        """Everybody writes; at a moment of chance the blow falls; what lies there is looked at."""
        over = threading.Event()
        answers = len(self.took) + self.random.randint(0, MOST_ANSWERS)
        before = {shot.name: shot.sent for shot in self.scene.shots}
        threads = [
            threading.Thread(target=self._write, args=(queue, self.visitors[name], over))
            for name, queue in self.scene.queues.items()
        ]
        for thread in threads:
            thread.start()
        if blow == self.kill_worker:
            wait(self.works, 3)
        elif sign := next(self.signs):
            self.wait_for(sign)
        else:
            wait(lambda: len(self.took) >= answers, 5)
            time.sleep(self.random.random() * statistics.median(self.took[-12:]))
        blow()
        over.set()
        for thread in threads:
            thread.join(60)
        assert self.wrong == []
        self.look([shot for shot in self.scene.shots if shot.sent > before[shot.name]])

    def _write(self, queue: list[Shot], visitor: Visitor, over: threading.Event) -> None:
        """Sends one thing after the other until the server is gone. What got no answer comes first the next time."""
        for shot in queue:
            if over.is_set():
                return
            if shot.done:
                continue
            shot.sent += 1
            began = time.monotonic()
            try:
                shot.send(visitor)
            except requests.RequestException:
                return
            except AssertionError as error:
                self.wrong.append(f"{shot.name}: {error}")
                return
            shot.done = True
            self.took.append(time.monotonic() - began)

    def _signs(self) -> Iterator[str]:
        """Each sign in its turn, in an order of chance, and as often none: then the moment is of chance, too."""
        signs = [*SIGNS, *[""] * len(SIGNS)]
        while True:
            self.random.shuffle(signs)
            yield from signs

    def wait_for(self, sign: str) -> None:
        """Until a first trace of some action is seen: what else belongs to it must be there, too."""
        if sign == BYTES:
            queue = self.scene.queues["chuyen-vien (hai)"]
            upload = next(shot for shot in queue if isinstance(shot, Upload) and not shot.done)
            wait(upload.place(self.installation.home).exists, 8, every=0.0005)
            return
        with self.inside():
            last = Entry.objects.aggregate(last=Max("pk"))["last"]
            wait(Entry.objects.filter(pk__gt=last, verb=sign).exists, 8, every=0.001)

    def works(self) -> bool:
        """Whether the worker is in the middle of a job."""
        with self.inside():
            return Job.objects.filter(name__in=OURS, state=Job.State.RUNNING).exists()

    def look(self, shots: list[Shot]) -> None:
        with self.inside():
            with snapshot():
                states = {shot.name: shot.found() for shot in shots}
            assert soundness.troubles() == []
        for shot in shots:
            if shot.done:
                assert states[shot.name] == ALL, f"{shot.name} was answered and is not there"
            else:
                self.interrupted.append(states[shot.name])
                shot.done = shot.once and states[shot.name] == ALL

    def wait_until_it_answers(self) -> None:
        """The supervisor brings a killed server back on the same address."""
        until(lambda: _status(f"{self.installation.url}/suc-khoe/") == 200, "the server is back", 30)
        until(lambda: len(children(self.supervisor)) == 2, "the worker is back", 30)

    def send_the_rest(self) -> None:
        """What was begun is ended, in peace; what nobody began is forgotten."""
        for name, queue in self.scene.queues.items():
            queue[:] = [shot for shot in queue if shot.sent]
            self._write(queue, self.visitors[name], threading.Event())
        assert self.wrong == []

    def jobs_have_ended(self) -> bool:
        with self.inside():
            return not Job.objects.filter(name__in=OURS, state__in=("waiting", "running")).exists()


def _status(url: str) -> int:
    try:
        return requests.get(url, timeout=5).status_code
    except requests.RequestException:
        return 0


def wait(condition: Callable[[], bool], seconds: float, *, every: float = 0.01) -> bool:
    """Whether it came to hold in that time."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(every)
    return condition()


def until(condition: Callable[[], bool], what: str, seconds: float) -> None:
    assert wait(condition, seconds), f"waited {seconds} s until {what}"


@pytest.fixture
def siege(
    live_templates: Callable[[str], Installation], tmp_path: Path, django_db_blocker: Any
) -> Iterator[Siege]:
    installation = new_installation(tmp_path, "siege", live_templates("demo"))
    try:
        yield Siege(installation, django_db_blocker)
    finally:
        remove(installation)


def test_whatever_is_killed_whenever_each_action_is_there_whole_or_not_at_all(siege: Siege) -> None:
    began = time.monotonic()
    for life in range(LIVES):
        if life >= 2 and time.monotonic() - began > ENOUGH:
            break
        siege.start()
        blows = [siege.kill_web, siege.kill_worker, siege.kill_web]
        siege.random.shuffle(blows)
        for blow in blows[: 3 if life else 2]:
            siege.round(blow)
            siege.wait_until_it_answers()
        siege.round(siege.kill_everything)
    siege.start()
    siege.send_the_rest()
    until(siege.jobs_have_ended, "all jobs have ended", 60)

    with siege.inside():
        assert {shot.name: shot.found() for shot in siege.scene.shots if shot.found() != ALL} == {}
        assert soundness.troubles() == []
        jobs = Job.objects.filter(name__in=OURS)
        assert {job.error for job in jobs.exclude(state=Job.State.DONE)} <= {GIVEN_UP}  # killed three times
        undrawn = jobs.exclude(state=Job.State.DONE).values_list("arguments__file_id", flat=True)
        assert (
            not StoredFile.objects.filter(view=StoredFile.View.WAITING).exclude(pk__in=list(undrawn)).exists()
        )
    # The blows did fall into writes, some before the commit and some after it.
    assert siege.interrupted.count(NOTHING) > 0
    assert len(siege.interrupted) >= 4
