"""`lantoa demo`: a province with three agencies, half-way through its year."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lantoa.foundation.errors import Refused
from lantoa.ops import demo_runner, installation


def _day(raw: str) -> date:
    try:
        return date.fromisoformat(raw)
    except ValueError as error:
        raise ArgumentTypeError("dùng dạng năm-tháng-ngày, ví dụ 2026-09-08") from error


class Command(BaseCommand):
    help = "Nạp dữ liệu mẫu vào cơ sở dữ liệu còn trống. Không dùng cho hệ thống thật."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=_day, help="ngày mà dữ liệu mẫu coi là hôm nay")

    def handle(self, *args: Any, today: date | None, **options: Any) -> None:
        try:
            installation.prepare(self.stdout.write)
            demo_runner.load(today, self.stdout.write)
        except Refused as error:
            raise CommandError(error.message, returncode=1) from error
        self.stdout.write("Đã nạp dữ liệu mẫu.")
