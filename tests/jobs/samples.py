"""Jobs for the tests of this room, and the person who asks for them."""

from __future__ import annotations

import os
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lantoa.foundation.errors import NotVisible, Refused
from lantoa.jobs.models import Tick
from lantoa.jobs.progress import Progress, TryLater

HERE = "tests.jobs.samples"


@dataclass(frozen=True)
class Reach:
    agencies: Collection[int] = frozenset()


@dataclass(frozen=True)
class Asker:
    """Stands in for an organisation's actor."""

    person_id: int | None = 7
    name: str = "Nguyễn Thị Hạnh"
    administers: Collection[int] = field(default_factory=frozenset)

    def scope(self, verb: str) -> Reach:
        return Reach(self.administers if verb == "administer" else frozenset())


def add(progress: Progress, first: int, second: int) -> dict[str, int]:
    progress.step(1, 1, "Đang cộng")
    return {"sum": first + second}


def say(progress: Progress, path: str, word: str) -> None:
    """Appends one line, whole, also when others append."""
    with open(path, "ab", buffering=0) as stream:
        stream.write(f"{word}\n".encode())


def hold(progress: Progress, folder: str) -> dict[str, Any]:
    """Says that it began, then works until the file `release` is there."""
    say(progress, f"{folder}/log", f"begin {progress.attempt} {os.getpid()}")
    done = 0
    while not Path(folder, "release").exists():
        done += 1
        progress.step(done, 1_000_000, "Đang giữ")
        time.sleep(0.01)
    say(progress, f"{folder}/log", f"end {progress.attempt}")
    return {"turns": done}


def refuse(progress: Progress) -> None:
    raise Refused("Kế hoạch đã khóa nên không sửa được.")


def lose(progress: Progress) -> None:
    raise NotVisible


def fail(progress: Progress) -> None:
    raise RuntimeError("mật khẩu của Hạnh là 123456")


def wait_for_mail_server(progress: Progress) -> None:
    raise TryLater("Máy chủ thư chưa nhận. Đã thử nhiều lần.", seconds=30)


def write_file(progress: Progress) -> dict[str, str]:
    progress.file("Báo cáo quý III.txt").write_text("nội dung", encoding="utf-8")
    return {"summary": "Đã xuất 1 dòng"}


def write_and_finish(progress: Progress, then_fail: bool = False) -> None:
    from django.db import transaction

    with transaction.atomic():
        Tick.objects.create(name="written", last="2026-01-01T00:00:00Z")
        progress.finish({"written": 1})
        if then_fail:
            raise RuntimeError("after the end was written")


def step_twice(progress: Progress) -> None:
    progress.step(1, 3, "Đang làm")
    progress.step(2)


def _hidden(progress: Progress) -> None:
    pass


def no_progress(path: str) -> None:
    pass
