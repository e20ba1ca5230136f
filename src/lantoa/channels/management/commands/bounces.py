"""Reads reports of undelivered letters: one from standard input, as a mail server pipes it, or those of a mailbox."""

from __future__ import annotations

import mailbox
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lantoa.channels import actions
from lantoa.channels.kinds.email import bounces
from lantoa.organisation.access import SYSTEM


class Command(BaseCommand):
    help = (
        "Đọc thư báo không phát được: một thư từ đầu vào chuẩn, hoặc các thư trong một tệp mbox, "
        "thư mục Maildir hay thư mục tệp thư."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "mailbox", nargs="?",
            help="Tệp mbox, thư mục Maildir hoặc thư mục chứa tệp thư. Bỏ trống thì đọc một thư từ đầu vào chuẩn.",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        read = taken = 0
        for content in self._letters(options["mailbox"]):
            read += 1
            bounce = bounces.read(content)
            if bounce is not None:
                taken += actions.take_bounce(bounce.message_id, hard=bounce.hard, actor=SYSTEM)
        self.stdout.write(f"Đã đọc {read} thư, {taken} báo cáo về thư của hệ thống.")

    def _letters(self, named: str | None) -> Iterator[bytes]:
        if named is None:
            yield sys.stdin.buffer.read(bounces.MOST)
            return
        path = Path(named)
        try:
            if (path / "new").is_dir():
                yield from _of_maildir(path)
            elif path.is_dir():
                yield from (_start_of(file) for file in _files(path))
            elif path.is_file():
                yield from _of_mbox(path)
            else:
                raise CommandError(f"Không có hộp thư {named}.")
        except OSError as error:
            raise CommandError(f"Không đọc được hộp thư {named} ({error.strerror}).") from None


def _of_mbox(path: Path) -> Iterator[bytes]:
    box = mailbox.mbox(path, create=False)
    try:
        for key in box.iterkeys():
            with box.get_file(key) as letter:
                yield letter.read(bounces.MOST)
    finally:
        box.close()


def _of_maildir(path: Path) -> Iterator[bytes]:
    """The new letters; each is moved to those seen once it has been taken in."""
    for file in _files(path / "new"):
        yield _start_of(file)
        (path / "cur").mkdir(exist_ok=True)
        file.rename(path / "cur" / f"{file.name}:2,S")


def _files(folder: Path) -> list[Path]:
    """Plain files only: a link or a pipe that somebody put there is not followed."""
    return [file for file in sorted(folder.iterdir()) if file.is_file() and not file.is_symlink()]


def _start_of(file: Path) -> bytes:
    with file.open("rb") as letter:
        return letter.read(bounces.MOST)
