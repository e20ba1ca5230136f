"""Counting what happens often: in memory first, written down every few seconds by a thread of its own.

Who counts never waits for the disk, and a database that is busy for a while loses nothing. What is lost when a
process is killed is what was counted since the last writing. Knows no database: `write` is given.
"""

from __future__ import annotations

import atexit
import logging
import os
import threading
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from multiprocessing.util import Finalize
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)

MOST_KEYS = 100_000
"""Beyond this many different things that could not be written, new ones are not counted: memory is not for ever."""

log = logging.getLogger("lantoa.tallies")


class Tally(Generic[K]):
    """`write` adds the counts it is given to what is kept; where it raises, they are kept and tried again.

    With `every`=0 each count is written by who counts, at once.
    """

    def __init__(self, name: str, write: Callable[[Mapping[K, int]], None], *, every: float) -> None:
        self.name, self.write, self.every = name, write, every
        self._counts: Counter[K] = Counter()
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._wake = threading.Event()
        self._process = 0

    def add(self, key: K, count: int = 1) -> None:
        """Counts. Returns at once, unless `every` is 0."""
        with self._lock:
            if key in self._counts or len(self._counts) < MOST_KEYS:
                self._counts[key] += count
            begin = self.every > 0 and self._process != os.getpid()
            if begin:  # a thread does not outlive a fork: each process has its own
                self._process = os.getpid()
        if begin:
            threading.Thread(target=self._run, name=f"tally-{self.name}", daemon=True).start()
            atexit.register(self.flush)
            Finalize(None, self.flush, exitpriority=10)  # a forked worker leaves without atexit
        if self.every > 0:
            self._wake.set()
        else:
            self._write_down()

    def flush(self) -> None:
        """Writes what waits; what cannot be written goes on waiting, and the log says so."""
        try:
            self._write_down()
        except Exception:
            log.warning("Chưa ghi được số đếm %s; sẽ thử lại.", self.name, exc_info=True)

    @property
    def waiting(self) -> int:
        """How much is counted and not yet written."""
        with self._lock:
            return self._counts.total()

    def _run(self) -> None:
        pause = threading.Event()
        while True:
            self._wake.wait()
            self._wake.clear()
            pause.wait(self.every)
            self.flush()
            if self.waiting:
                self._wake.set()

    def _write_down(self) -> None:
        with self._writing:  # two at once would take counts back in the wrong order
            with self._lock:
                taken, self._counts = self._counts, Counter()
            if not taken:
                return
            try:
                self.write(taken)
            except BaseException:
                with self._lock:
                    self._counts.update(taken)
                raise
