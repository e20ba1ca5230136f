"""The worker: takes tasks from the queue one at a time, ticks the schedules, takes back what others left."""

from __future__ import annotations

import logging
import threading

from django.db import DatabaseError, OperationalError, close_old_connections, connection, transaction
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner
from django_tasks_db.models import DBTaskResult

from lantoa.jobs import processes, rescue, running, schedule
from lantoa.jobs.models import Worker

logger = logging.getLogger(__name__)

KEEP_EVERY = 5.0  # seconds between two rounds of the keeper
RESCUE_EVERY = 3  # rounds between two looks for what killed workers left


class Keeper:
    """Beats for the worker, ticks schedules and rescues, also while the worker is busy with a long job."""

    def __init__(self, name: str, *, stale_after: float | None = None) -> None:
        self.name = name
        self.stale_after = stale_after or rescue.STALE_AFTER
        self._seen: rescue.Sighting = {}
        self._rounds = 0

    def begin(self) -> None:
        now = timezone.now()
        Worker.objects.get_or_create(name=self.name, defaults={"started_at": now, "beat_at": now})

    def round(self) -> None:
        if not Worker.objects.filter(name=self.name).update(beat_at=timezone.now()):
            self.begin()
        schedule.tick()
        if self._rounds % RESCUE_EVERY == 0:
            self._seen = rescue.rescue(seen=self._seen, seconds=self.stale_after)
        self._rounds += 1

    def run(self, over: threading.Event, every: float) -> None:
        """Rounds until `over`; a database that is locked or away is met again at the next round."""
        try:
            while True:
                try:
                    self.round()
                except Exception as error:
                    logger.warning("keeper: %s", running.describe(error))
                    connection.close()
                if over.wait(every):
                    break
                close_old_connections()
        finally:
            connection.close()

    def end(self) -> None:
        Worker.objects.filter(name=self.name).delete()


class Loop:
    """The main thread of a worker. `stop` lets the job at hand end at its next step and then ends the loop."""

    def __init__(self, *, interval: float = 1.0) -> None:
        self.name = processes.own_name()
        self.interval = interval
        self.keep_every = KEEP_EVERY
        self.keeper = Keeper(self.name)
        self._runner = TaskRunner(
            queue_names=["default"],
            interval=interval,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=self.name,
            excluded_queue_names=[],
        )

    def stop(self) -> None:
        running.stopping.set()

    def run(self) -> None:
        """Until `stop`."""
        over = threading.Event()
        keeping = threading.Thread(target=self.keeper.run, args=(over, self.keep_every), daemon=True)
        keeping.start()
        try:
            while not running.stopping.is_set():
                close_old_connections()
                if not self.run_one():
                    running.stopping.wait(self.interval)
        finally:
            over.set()
            keeping.join(timeout=30)
            self._farewell()

    def run_once(self) -> int:
        """One round of the keeper, then what is due, then the end. Says how many tasks ran."""
        self.keeper.round()
        count = 0
        try:
            while not running.stopping.is_set() and self.run_one():
                count += 1
        finally:
            self._farewell()
        return count

    def run_one(self) -> bool:
        """Runs the next task; False when none is due or the database is busy."""
        try:
            task = self._take()
        except OperationalError:
            logger.warning("worker: the database is busy or away")
            connection.close()
            return False
        if task is None:
            return False
        try:
            self._runner.run_task(task)
        except DatabaseError:
            # The row of the queue is gone (this worker was given up for dead) or could not be written;
            # the job's own row says how the job stands, and the next rescue mends the rest.
            logger.warning("worker: the end of a task could not be written")
            connection.close()
        return True

    def _take(self) -> DBTaskResult | None:
        due = DBTaskResult.objects.ready().filter(backend_name="default")
        if not due.exists():  # without this look an idle worker would take SQLite's write lock at every turn
            return None
        with transaction.atomic():
            task = due.get_locked()
            if task is not None:
                task.claim(self.name)
        return task

    def _farewell(self) -> None:
        try:
            self.keeper.end()
        except OperationalError:
            logger.warning("worker: the farewell could not be written")
