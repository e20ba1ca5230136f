"""Stamps that processes share."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

from lantoa.foundation.stamps import FileStamps


def test_a_change_changes_its_own_stamp_only(tmp_path: Path) -> None:
    stamps = FileStamps(tmp_path / "stamps")
    before = stamps.snapshot()

    stamps.change(["trang"])

    assert stamps.current(("trang",)) != before.of(["trang"])
    assert stamps.current(("cơ quan",)) == before.of(["cơ quan"])


def test_another_process_sees_the_change(tmp_path: Path) -> None:
    stamps = FileStamps(tmp_path / "a" / "stamps")
    before = stamps.snapshot()
    other = multiprocessing.get_context("fork").Process(
        target=lambda: FileStamps(tmp_path / "a" / "stamps").change(["trang"])
    )

    other.start()
    other.join()

    assert stamps.current(("trang",)) != before.of(["trang"])


def test_only_the_owner_may_read_the_file(tmp_path: Path) -> None:
    FileStamps(tmp_path / "stamps").change(["trang"])

    assert (tmp_path / "stamps").stat().st_mode & 0o077 == 0
