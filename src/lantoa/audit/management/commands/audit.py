"""`lantoa audit verify`: whether the audit is as it was written."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lantoa.audit import queries


class Command(BaseCommand):
    help = "Kiểm tra nhật ký: phát hiện dòng bị sửa, bị xóa hoặc chèn thêm"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify"], help="verify: kiểm tra toàn bộ chuỗi")
        parser.add_argument(
            "--anchor", default="", metavar="SỐ:MÃ", help="Mốc của lần kiểm tra trước, cất ở ngoài hệ thống"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 0 when the chain is whole, 1 when it is not."""
        verdict = queries.verify(options["anchor"])
        for trouble in verdict.breaks:
            self.stderr.write(trouble)
        if not verdict.whole:
            raise CommandError(f"Nhật ký không còn nguyên vẹn ({verdict.entries} dòng đã đọc).")
        self.stdout.write(f"Nhật ký nguyên vẹn: {verdict.entries} dòng.")
        self.stdout.write(f"Mốc để đối chiếu lần sau: {verdict.anchor}")
