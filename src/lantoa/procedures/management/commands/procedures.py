"""`lantoa procedures import FILE --agency CODE --as EMAIL [--dry-run] [--json]`: a file into a register."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lantoa.documents.blocks import Unreadable
from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.procedures import access, actions, intaking
from lantoa.procedures.comparing import Comparison, Listed
from lantoa.procedures.intake_forms import MOST_BYTES
from lantoa.procedures.queries import keeper_named

MOST_LINES = 200
WHICH = {"keep": "", "fields": intaking.FIELDS, "all": intaking.ALL}


class Command(BaseCommand):
    help = "Nhập danh mục thủ tục hành chính từ tệp. Mã thoát: 0 xong, 1 tệp có lỗi, 2 dùng sai lệnh."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="verb", required=True, metavar="import")
        taking = commands.add_parser("import", help="so một tệp .xlsx, .xls, .csv với danh mục rồi ghi")
        taking.add_argument("file", type=Path, metavar="FILE", help="tệp danh mục")
        taking.add_argument(
            "--agency", required=True, metavar="CODE", help="mã cơ quan quản lý danh mục, ví dụ SXD"
        )
        taking.add_argument(
            "--as",
            dest="email",
            required=True,
            metavar="EMAIL",
            help="tài khoản người nhập, là đầu mối của cơ quan",
        )
        taking.add_argument("--source", default="", metavar="TEXT", help="nguồn, khi tệp không có cột này")
        taking.add_argument(
            "--synced-on",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="ngày lấy dữ liệu, mặc định hôm nay",
        )
        taking.add_argument("--dry-run", action="store_true", help="chỉ nêu sẽ thay đổi gì, không ghi")
        taking.add_argument(
            "--missing", choices=sorted(WHICH), default="keep",
            help="thủ tục không có trong tệp: keep giữ nguyên, fields bãi bỏ nếu lĩnh vực có trong tệp, all bãi bỏ cả",
        )  # fmt: skip
        taking.add_argument(
            "--ended-on",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="ngày hết hiệu lực của các thủ tục đó",
        )
        taking.add_argument("--json", action="store_true", help="chỉ in JSON ra đầu ra chuẩn")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        which, day = WHICH[options["missing"]], options["ended_on"]
        if which and day is None:
            raise CommandError(
                "--missing fields và --missing all cần --ended-on NĂM-THÁNG-NGÀY.", returncode=2
            )
        data = self._bytes(file)
        told = {"source": options["source"], "synced_on": options["synced_on"] or clock.today()}
        try:
            agency, actor = keeper_named(options["agency"], options["email"])
            access.get_kept_agency(actor, agency.pk)
            found = intaking.comparison_of(intaking.preview(data, file.name, agency, **told))
            if not (options["dry_run"] or found.errors or (found.is_empty and not which)):
                intake, _ = actions.start_intake(data, file.name, agency, **told, actor=actor)
                intake = actions.read_intake(intake, actor=actor)
                actions.take_intake(intake, found.digest, which, day, actor=actor)
        except NotVisible:
            raise CommandError("Tài khoản này không quản lý danh mục của cơ quan đó.", returncode=1) from None
        except Unreadable as problem:
            raise CommandError(f"{file.name}: {problem.message}", returncode=1) from problem
        except Refused as refusal:
            raise CommandError(f"{file.name}: {refusal.message}", returncode=1) from refusal
        self._tell(found, len(intaking.to_abolish(found, which)), options)
        if found.errors:
            raise CommandError(
                f"{file.name}: {len(found.errors)} chỗ chưa nhận được, chưa ghi gì.", returncode=1
            )

    def _bytes(self, file: Path) -> bytes:
        try:
            if file.stat().st_size > MOST_BYTES:
                raise CommandError(f"{file.name}: tệp lớn hơn 10 MB.", returncode=1)
            return file.read_bytes()
        except OSError as error:
            raise CommandError(f"Không mở được tệp {file}: {error.strerror}.", returncode=1) from error

    def _tell(self, found: Comparison, ended: int, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(
                json.dumps(as_json(found, ended, options["dry_run"]), ensure_ascii=False, indent=2)
            )
            return
        lines = [f"! dòng {one.line} {one.cell} {one.column}: {one.message}" for one in found.errors]
        lines += [f"+ {row.code} {row.name}" for row in found.new]
        for row in found.changed:
            lines += [
                f"~ {row.code} {one.label}: {one.old or '–'} → {one.new or '–'}" for one in row.differences
            ]
        lines += [f"? {row.code} {row.name}: không có trong tệp" for row in found.missing]
        for line in lines[:MOST_LINES]:
            self.stdout.write(line.replace("\n", " "))
        if len(lines) > MOST_LINES:
            self.stdout.write(f"… và {len(lines) - MOST_LINES} dòng nữa; --json in đủ.")
        done = "Sẽ" if options["dry_run"] or found.errors else "Đã"
        self.stdout.write(
            f"{done}: thêm {len(found.new)}, sửa {len(found.changed)}, bãi bỏ {ended}; không đổi {len(found.unchanged)}, "
            f"cấp trên quản lý {len(found.above)}, không có trong tệp {len(found.missing)}."
        )


def as_json(found: Comparison, ended: int, dry: bool) -> dict[str, Any]:
    """The whole comparison for machines."""

    def rows(several: tuple[Listed, ...]) -> list[dict[str, Any]]:
        return [{"line": row.line or None, "code": row.code, "name": row.name} for row in several]

    return {
        "written": not dry and not found.errors,
        "new": [
            {**one, "values": dict(row.values)} for one, row in zip(rows(found.new), found.new, strict=True)
        ],
        "changed": [
            {**one, "changes": {diff.name: [diff.before, diff.after] for diff in row.differences}}
            for one, row in zip(rows(found.changed), found.changed, strict=True)
        ],
        "unchanged": len(found.unchanged),
        "above": rows(found.above),
        "missing": rows(found.missing),
        "abolished": ended,
        "errors": [
            {"line": one.line, "column": one.column, "cell": one.cell, "message": one.message}
            for one in found.errors
        ],
    }
