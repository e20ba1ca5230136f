"""`lantoa reports compile` writes an agency's report of a period to a file; `lantoa reports verify` checks the chain."""

from __future__ import annotations

import os
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lantoa.foundation.errors import Refused
from lantoa.organisation.models import Agency
from lantoa.reports.models import Issue, Report
from lantoa.reports.queries.periods import round_for
from lantoa.reports.queries.printing import FORMS, print_issue, print_report
from lantoa.reports.queries.verifying import alterations


class Command(BaseCommand):
    help = "Lập báo cáo định kỳ ra tệp, kiểm tra báo cáo đã ban hành. Mã thoát: 0 xong, 1 có lỗi, 2 dùng sai lệnh."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="verb", required=True, metavar="compile|verify")
        making = commands.add_parser("compile", help="lập báo cáo một kỳ của một cơ quan ra tệp")
        making.add_argument("--agency", required=True, metavar="CODE", help="mã cơ quan, ví dụ SXD")
        making.add_argument(
            "--period", required=True, help="kỳ: 2026-Q1, 2026-H1, 2026-Q3, 2026-Y, 2026-M05, 2026-9M"
        )
        making.add_argument(
            "--output", required=True, type=Path, metavar="FILE", help="tệp .docx, .pdf hoặc .xlsx"
        )
        making.add_argument("--force", action="store_true", help="ghi đè tệp đã có")
        commands.add_parser("verify", help="kiểm tra báo cáo đã chốt, đã ban hành có bị sửa không")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        if verb == "verify":
            self._verify()
        else:
            self._compile(options["agency"], options["period"], options["output"], force=options["force"])

    def _verify(self) -> None:
        found = list(alterations())
        for line in found:
            self.stderr.write(line)
        if found:
            raise CommandError(f"Có {len(found)} sai lệch.", returncode=1)
        self.stdout.write(f"{Issue.objects.count()} bản báo cáo còn nguyên vẹn.")

    def _compile(self, code: str, period: str, output: Path, *, force: bool) -> None:
        form = output.suffix.lower().removeprefix(".")
        if form not in FORMS:
            raise CommandError(f"Tệp {output.name} phải có đuôi .docx, .pdf hoặc .xlsx.", returncode=2)
        if output.exists() and not force:
            raise CommandError(f"{output} đã có. Chọn tên khác, hoặc thêm --force.", returncode=1)
        agency = Agency.objects.filter(code=code).order_by("valid_to", "-pk").first()
        live = Agency.objects.filter(code=code, valid_to=None).first()
        if (agency := live or agency) is None:
            raise CommandError(f"Không có cơ quan mang mã {code}.", returncode=1)
        try:
            found = round_for(period)
        except Refused as error:
            raise CommandError(error.message, returncode=1) from error
        report = (
            Report.objects.filter(agency=agency, period=found.period.code)
            .select_related("agency", "current")
            .first()
        )
        if report is None:
            report = Report(
                agency=agency, period=found.period.code, starts=found.window.start, ends=found.window.end
            )
        count = self._write(report, output, form)
        standing = "bản đã chốt" if report.current else "bản dự thảo"
        self.stdout.write(f"Đã ghi {output}: {found.period.label}, {standing}, {count} dòng căn cứ.")

    def _write(self, report: Report, output: Path, form: str) -> int:
        """Beside the target first, so that a full disk leaves no half a report under its name."""
        try:
            descriptor, name = tempfile.mkstemp(suffix=f".{form}", dir=output.parent)
            os.close(descriptor)
            try:
                if report.current is not None:
                    count = print_issue(report.current, Path(name), form)
                else:
                    count = print_report(report, Path(name), form)
                os.chmod(name, 0o666 & ~_umask())
                os.replace(name, output)
            finally:
                Path(name).unlink(missing_ok=True)
        except Refused as error:
            raise CommandError(error.message, returncode=1) from error
        except OSError as error:
            raise CommandError(
                f"Không ghi được {output}: {error.strerror or error}.", returncode=1
            ) from error
        return count


def _umask() -> int:
    """What the caller's shell takes from new files; mkstemp alone would keep the report to its owner."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
