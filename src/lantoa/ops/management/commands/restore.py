"""`lantoa restore`: a backup back into an empty place, on either database engine."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lantoa.foundation.errors import Refused
from lantoa.ops.backups import restoring


class Command(BaseCommand):
    help = "Phục hồi một bản sao lưu vào nơi còn trống (SQLite hoặc PostgreSQL)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="tệp .tar.gz do lantoa backup tạo ra")
        parser.add_argument("--check", action="store_true", help="chỉ kiểm tra tệp, không phục hồi")

    def handle(self, *args: Any, file: Path, check: bool, **options: Any) -> None:
        act = restoring.check if check else restoring.restore
        try:
            manifest = act(file, self.stdout.write)
        except Refused as error:
            raise CommandError(error.message, returncode=1) from error
        rows = sum(table.rows for table in manifest.tables.values())
        done = "Bản sao lưu nguyên vẹn" if check else "Đã phục hồi"
        self.stdout.write(f"{done}: {rows} dòng, {len(manifest.members)} tệp, tạo lúc {manifest.made_at}.")
        for line in restoring.left_to_do(manifest):
            self.stdout.write(line)
