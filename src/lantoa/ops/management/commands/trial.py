"""`lantoa trial`: what `make run` starts. `up`, and before it the demo when nothing is installed yet."""

from __future__ import annotations

import os
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from lantoa.foundation.env import is_loopback
from lantoa.ops import demo_runner, installation
from lantoa.ops.management.commands import up


class Command(up.Command):
    help = "Chạy thử trên máy này: nạp dữ liệu mẫu nếu cơ sở dữ liệu còn trống, rồi chạy như lệnh up."

    def before(self, host: str) -> None:
        if not installation.is_empty():
            return
        if not is_loopback(host):
            raise CommandError("Bản trình diễn chỉ chạy ở 127.0.0.1. Để chạy thật: lantoa up.", returncode=2)
        self._say("Cơ sở dữ liệu còn trống: nạp dữ liệu mẫu ...")
        call_command("demo", stdout=self.stdout)
        # Settings read at start whether this is a demo, so start again now that it is one.
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, "-m", "lantoa.config.command", *sys.argv[1:]])  # noqa: S606 itself

    def announce(self) -> None:
        super().announce()
        if settings.DEMO:
            self._say("\n".join(demo_runner.welcome()))
