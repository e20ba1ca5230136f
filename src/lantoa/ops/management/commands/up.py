"""`lantoa up`: serves this installation. Never loads the demo."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lantoa.foundation.errors import Refused
from lantoa.ops import addresses, installation, serving
from lantoa.organisation import installation as organisation
from lantoa.organisation.models import Account


class Command(BaseCommand):
    first_run = ""
    help = "Chạy Lan Tỏa: trang web, việc nền và lịch. Ctrl-C để dừng tất cả."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--host", default=addresses.DEFAULT_HOST, help="địa chỉ lắng nghe (mặc định 127.0.0.1)"
        )
        parser.add_argument(
            "--port",
            type=int,
            default=addresses.DEFAULT_PORT,
            help="cổng (mặc định 8000; 0 là cổng trống bất kỳ)",
        )
        parser.add_argument(
            "--prepare-only", action="store_true", help="chỉ cập nhật cơ sở dữ liệu và tệp giao diện"
        )

    def handle(self, *args: Any, host: str, port: int, prepare_only: bool, **options: Any) -> None:
        installation.prepare(self._say)
        if prepare_only:
            return
        self.before(host)
        try:
            code = serving.serve(host, port, self.announce)
        except Refused as error:
            raise CommandError(error.message, returncode=2) from error
        if code:
            raise CommandError(
                "Đã dừng vì một tiến trình không giữ chạy được. Xem: lantoa doctor", returncode=code
            )
        self._say("Đã dừng.")

    def before(self, host: str) -> None:
        """Between the preparations and the start, while this is the only process: the first-run token is made."""
        if not Account.objects.exists():
            self.first_run = organisation.setup_path(organisation.issue_setup_token())

    def announce(self) -> None:
        self._say(f"Lan Tỏa đang chạy tại {settings.LISTENING}/ (Ctrl-C để dừng)")
        if settings.BASE_URL != settings.LISTENING:
            self._say(f"Địa chỉ công khai: {settings.BASE_URL}/")
        if self.first_run:
            self._say(
                f"Chưa cài đặt. Mở địa chỉ dùng một lần này để bắt đầu: {settings.LISTENING}{self.first_run}"
            )

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
