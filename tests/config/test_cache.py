"""The cache of one machine counts right when many ask at once, in threads and in processes."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

from lantoa.config.cache import FileCache


def _first(folder: str) -> int:
    cache = FileCache(folder, {})
    return sum(cache.add(f"lock-{number}", True, 60) for number in range(40))


def test_of_several_processes_that_add_the_same_key_one_succeeds(tmp_path: Path) -> None:
    with multiprocessing.get_context("fork").Pool(4) as pool:
        firsts = pool.map(_first, [str(tmp_path)] * 4, chunksize=1)

    assert sum(firsts) == 40


def test_what_is_there_is_kept_and_what_expired_is_not(tmp_path: Path) -> None:
    cache = FileCache(str(tmp_path), {})

    assert cache.add("a", 1, 60)
    assert not cache.add("a", 2, 60)
    assert cache.get("a") == 1
    assert cache.add("b", 1, -1) and cache.add("b", 2, 60)
