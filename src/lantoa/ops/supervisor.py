"""Keeps the processes of one installation alive, and ends all of them together. Knows no Django.

Children are forked from a process that has everything loaded: starting and restarting them costs nothing.
Each lives in a session of its own, so that Ctrl-C reaches only the supervisor, and dies when its parent does.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field

log = logging.getLogger(__name__)

WATCHED = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD}
GRACE = 8.0
"""Seconds that children get to finish what they do after the first request to stop."""
GIVE_UP_AFTER = 5
"""Deaths of one child within a minute after which restarting is pointless."""
PR_SET_PDEATHSIG = 1


def die_with_parent(sign: signal.Signals = signal.SIGTERM) -> None:
    """Asks Linux to signal this process when its parent is gone, even by kill -9. Elsewhere: nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, sign)


@dataclass
class Child:
    """One process: what it is called on screen and what it runs. `run` returning is a death like any other."""

    title: str
    run: Callable[[], None]
    pid: int | None = None
    deaths: list[float] = field(default_factory=list)
    start_at: float = 0.0


class Supervisor:
    """Runs children until asked to stop (0) or until one of them cannot be kept alive (1)."""

    def __init__(
        self,
        children: list[Child],
        ready: Callable[[], bool],
        announce: Callable[[], None],
        after_ready: list[Child],
    ) -> None:
        self.children = children
        self.waiting = after_ready
        self.ready = ready
        self.announce = announce
        self.announced = False

    def run(self) -> int:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
        try:
            return self._watch()
        finally:
            self._stop_all()
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _watch(self) -> int:
        while True:
            now = time.monotonic()
            for child in self.children:
                if child.pid is None and child.start_at <= now:
                    self._start(child)
            self._announce_once()
            caught = signal.sigtimedwait(WATCHED, self._patience())
            if caught is not None and caught.si_signo != signal.SIGCHLD:
                return 0
            for child in self._reap():
                if not self._plan_restart(child):
                    return 1

    def _announce_once(self) -> None:
        if not self.announced and self.ready():
            self.announced = True
            self.children += self.waiting
            self.announce()
            for child in self.waiting:
                self._start(child)

    def _patience(self) -> float:
        if not self.announced:
            return 0.05
        pending = [child.start_at for child in self.children if child.pid is None]
        return max(0.0, min(pending) - time.monotonic()) if pending else 60.0

    def _start(self, child: Child) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        supervisor = os.getpid()
        pid = os.fork()
        if pid:
            child.pid = pid
            return
        code = 1
        try:
            os.setsid()
            die_with_parent()
            signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)
            if os.getppid() == supervisor:
                child.run()
            code = 0
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else 1
        except KeyboardInterrupt:
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def _reap(self) -> list[Child]:
        dead = []
        for child in self.children:
            if child.pid is not None and os.waitpid(child.pid, os.WNOHANG)[0]:
                _kill_group(child.pid, signal.SIGKILL)  # what it left behind would hold the port
                child.pid = None
                dead.append(child)
        return dead

    def _plan_restart(self, child: Child) -> bool:
        now = time.monotonic()
        child.deaths = [moment for moment in child.deaths if now - moment < 60] + [now]
        if len(child.deaths) >= GIVE_UP_AFTER:
            log.error(
                "%s dừng liên tiếp %s lần trong một phút; kết thúc tất cả.", child.title, len(child.deaths)
            )
            return False
        delay = 2.0 ** (len(child.deaths) - 1) - 1
        child.start_at = now + delay
        log.warning("%s đã dừng ngoài ý muốn; khởi động lại sau %d giây.", child.title, delay)
        return True

    def _stop_all(self) -> None:
        alive = [child for child in self.children if child.pid is not None]
        for child in alive:
            os.kill(child.pid, signal.SIGTERM)  # type: ignore[arg-type]
        end = time.monotonic() + GRACE
        while alive and time.monotonic() < end:
            signal.sigtimedwait({signal.SIGCHLD}, min(0.2, max(0.0, end - time.monotonic())))
            gone = self._reap()
            alive = [child for child in alive if child not in gone]
        for child in alive:
            if child.pid is not None:
                _kill_group(child.pid, signal.SIGKILL)
                os.waitpid(child.pid, 0)
                child.pid = None


def _kill_group(pid: int, sign: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, sign)
