"""`lantoa worker`: does the background work."""

from __future__ import annotations

import signal
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from lantoa.jobs.worker import Loop


class Command(BaseCommand):
    help = "Chạy các việc nền: gửi thư, nhập, xuất, nhắc việc theo lịch. Ctrl-C hoặc SIGTERM để dừng."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Làm hết việc đang chờ rồi thoát")
        parser.add_argument(
            "--interval", type=float, default=1.0, help="Số giây giữa hai lần xem có việc mới"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        loop = Loop(interval=options["interval"])

        def on_signal(number: int, frame: FrameType | None) -> None:
            # A second signal ends the process at once; the job at hand is taken back by another worker.
            signal.signal(number, signal.SIG_DFL)
            loop.stop()

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, on_signal)
        if options["once"]:
            self.stdout.write(f"Đã chạy {loop.run_once()} việc.")
        else:
            self.stdout.write("Đang chờ việc nền.")
            loop.run()
            self.stdout.write("Đã dừng.")
