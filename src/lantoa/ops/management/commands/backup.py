"""`lantoa backup`: everything in one file, while people work."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lantoa.foundation.errors import Refused
from lantoa.ops.backups import writing


class Command(BaseCommand):
    help = "Sao lưu cơ sở dữ liệu và tệp vào một tệp, không cần dừng hệ thống."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", type=Path, help="tệp .tar.gz sẽ ghi (mặc định: LANTOA_HOME/backups/)")

    def handle(self, *args: Any, output: Path | None, **options: Any) -> None:
        target = (output or writing.default_output()).absolute()
        try:
            manifest = writing.write(target, self.stdout.write)
        except Refused as error:
            raise CommandError(error.message, returncode=1) from error
        rows = sum(table.rows for table in manifest.tables.values())
        self.stdout.write(f"Đã sao lưu {rows} dòng và {len(manifest.members)} tệp vào {target}")
        self.stdout.write(
            "Tệp này chứa khóa bí mật, cài đặt (cả mật khẩu thư) và dữ liệu cá nhân: "
            "cất nơi chỉ quản trị viên đọc được."
        )
        if manifest.environment:
            self.stdout.write(
                f"Không nằm trong tệp này, cất riêng giá trị của biến môi trường: {', '.join(manifest.environment)}."
            )
