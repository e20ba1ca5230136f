"""Counting in memory, writing now and then."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping

import pytest

from lantoa.foundation import tallies
from lantoa.foundation.tallies import Tally


class Kept:
    """Where counts are written; `broken` makes it refuse."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.broken = False
        self.written = threading.Event()

    def __call__(self, counts: Mapping[str, int]) -> None:
        if self.broken:
            raise OSError("đĩa đầy")
        self.counts.update(counts)
        self.written.set()


def test_without_a_pause_each_count_is_written_at_once() -> None:
    kept = Kept()
    tally = Tally("thử", kept, every=0)
    tally.add("a")
    tally.add("a", 2)
    assert kept.counts == {"a": 3}


def test_with_a_pause_nobody_waits_and_a_thread_writes() -> None:
    kept = Kept()
    tally = Tally("thử", kept, every=0.05)
    for _ in range(5):
        tally.add("a")
    assert kept.written.wait(10)
    tally.flush()
    assert (kept.counts["a"], tally.waiting) == (5, 0)


def test_what_cannot_be_written_waits_and_is_written_once() -> None:
    kept = Kept()
    tally = Tally("thử", kept, every=3600)
    kept.broken = True
    tally.add("a", 2)
    tally.flush()
    tally.add("a")
    assert (tally.waiting, kept.counts["a"]) == (3, 0)

    kept.broken = False
    tally.flush()
    tally.flush()
    assert (tally.waiting, kept.counts["a"]) == (0, 3)


def test_many_threads_lose_nothing() -> None:
    kept = Kept()
    tally = Tally("thử", kept, every=3600)

    def count() -> None:
        for _ in range(500):
            tally.add("a")
            if tally.waiting > 50:
                tally.flush()

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    tally.flush()
    assert kept.counts["a"] == 2000


def test_memory_is_not_filled_while_nothing_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallies, "MOST_KEYS", 3)
    kept = Kept()
    kept.broken = True
    tally = Tally("thử", kept, every=3600)
    for number in range(10):
        tally.add(str(number))
    tally.add("0")
    assert tally.waiting == 4
    kept.broken = False
    tally.flush()
