"""Reads reports of undelivered letters: one from standard input, as a mail server pipes it, or all of an mbox file."""

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
    help = "Đọc thư báo không phát được: một thư từ đầu vào chuẩn, hoặc mọi thư trong một tệp mbox."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("mbox", nargs="?", help="Tệp mbox. Bỏ trống thì đọc một thư từ đầu vào chuẩn.")

    def handle(self, *args: Any, **options: Any) -> None:
        read = taken = 0
        for content in self._letters(options["mbox"]):
            read += 1
            bounce = bounces.read(content)
            if bounce is not None:
                taken += actions.take_bounce(bounce.message_id, hard=bounce.hard, actor=SYSTEM)
        self.stdout.write(f"Đã đọc {read} thư, {taken} báo cáo về thư của hệ thống.")

    def _letters(self, path: str | None) -> Iterator[bytes]:
        if path is None:
            yield sys.stdin.buffer.read(bounces.MOST)
            return
        if not Path(path).is_file():
            raise CommandError(f"Không có tệp {path}.")
        box = mailbox.mbox(path, create=False)
        try:
            for key in box.iterkeys():
                yield box.get_bytes(key)
        finally:
            box.close()
