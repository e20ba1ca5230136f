"""`lantoa plans import FILE [--json]`: what the grammar makes of a document, without a database; `--save` keeps it.

`lantoa plans print NUMBER --agency CODE --output FILE` writes an issued plan as an official paper.
"""

from __future__ import annotations

import errno
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lantoa.documents.blocks import Unreadable
from lantoa.documents.reading import read_file
from lantoa.plans.reading import parse
from lantoa.plans.reading.summary import lines_of

_REASONS = {
    errno.ENOENT: "không có tệp này",
    errno.ENOTDIR: "không có tệp này",
    errno.EISDIR: "đây là thư mục",
    errno.EACCES: "không có quyền đọc",
    errno.EPERM: "không có quyền đọc",
    errno.ENAMETOOLONG: "tên quá dài",
}


def _why(error: OSError) -> str:
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


class Command(BaseCommand):
    help = "Đọc thử một văn bản kế hoạch. Mã thoát: 0 đọc được, 1 không đọc được, 2 dùng sai lệnh."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="verb", required=True, metavar="import|print")
        reading = commands.add_parser(
            "import", help="đọc một tệp .txt, .md, .html, .docx, .pdf, .xlsx, .xls, .csv"
        )
        reading.add_argument("file", type=Path, metavar="FILE", help="tệp văn bản")
        reading.add_argument("--json", action="store_true", help="chỉ in JSON ra đầu ra chuẩn")

        reading.add_argument(
            "--save", action="store_true", help="lưu thành bản thảo để rà soát trên màn hình"
        )
        reading.add_argument(
            "--agency", metavar="CODE", help="mã cơ quan của bản thảo, ví dụ SXD (cùng với --save)"
        )
        reading.add_argument(
            "--as", dest="email", metavar="EMAIL", help="tài khoản người nạp (cùng với --save)"
        )

        printing = commands.add_parser("print", help="in một kế hoạch đã ban hành ra .docx, .pdf, .xlsx")
        printing.add_argument("number", metavar="NUMBER", help="số, ký hiệu, ví dụ 46/KH-SXD")
        printing.add_argument("--agency", required=True, metavar="CODE", help="mã cơ quan, ví dụ SXD")
        printing.add_argument(
            "--output", required=True, type=Path, metavar="FILE", help="tệp .docx, .pdf hoặc .xlsx"
        )
        printing.add_argument("--force", action="store_true", help="ghi đè tệp đã có")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        if verb == "print":
            self._print(options["number"], options["agency"], options["output"], force=options["force"])
        else:
            self._import(options.pop("file"), options)

    def _print(self, number: str, agency: str, output: Path, *, force: bool) -> None:
        # `import` runs without a database: what needs one is imported only here.
        from lantoa.foundation.errors import Refused
        from lantoa.plans.queries.papers import FORMS, version_numbered, write_paper

        form = output.suffix.lower().removeprefix(".")
        if form not in FORMS:
            raise CommandError(f"Tệp {output.name} phải có đuôi .docx, .pdf hoặc .xlsx.", returncode=2)
        if output.exists() and not force:
            raise CommandError(f"{output} đã có. Chọn tên khác, hoặc thêm --force.", returncode=1)
        version = version_numbered(agency, number)
        if version is None:
            raise CommandError(f"Cơ quan {agency} không có kế hoạch số {number}.", returncode=1)
        try:
            write_paper(version, output, form)
        except Refused as error:
            raise CommandError(error.message, returncode=1) from error
        except OSError as error:
            raise CommandError(f"Không ghi được {output}: {_why(error)}.", returncode=1) from error
        self.stdout.write(f"Đã ghi {output}: {version.document_type} số {version}.")

    def _import(self, file: Path, options: dict[str, Any]) -> None:
        if options["save"]:
            self._save(file, options)
            return
        try:
            source = read_file(file)
        except Unreadable as error:
            raise CommandError(f"{file.name}: {error.message}", returncode=1) from error
        except OSError as error:
            raise CommandError(f"Không mở được tệp {file}: {_why(error)}.", returncode=1) from error
        draft = parse(source)
        if options["json"]:
            self.stdout.write(json.dumps(draft.as_json(), ensure_ascii=False, indent=2))
            return
        for line in lines_of(draft):
            self.stdout.write(line)

    def _save(self, file: Path, options: dict[str, Any]) -> None:
        """Stores a draft in the name of an account that may plan for the agency."""
        # A dry run must not touch the database: what does is imported only here.
        from lantoa.foundation.errors import Refused
        from lantoa.plans import intake
        from lantoa.plans.addresses import address_of_draft

        if not options["agency"] or not options["email"]:
            raise CommandError("--save cần --agency MÃ và --as THƯ-ĐIỆN-TỬ.", returncode=2)
        try:
            agency, actor = intake.who_imports(options["agency"], options["email"])
            draft = intake.draft_from_file(file.read_bytes(), file.name, agency, actor=actor)
        except OSError as error:
            raise CommandError(f"Không mở được tệp {file}: {_why(error)}.", returncode=1) from error
        except (Unreadable, Refused) as error:
            raise CommandError(f"{file.name}: {error.message}", returncode=1) from error
        if options["json"]:
            self.stdout.write(json.dumps({"draft": draft.pk, **draft.content}, ensure_ascii=False, indent=2))
        else:
            where = f"{settings.BASE_URL}{address_of_draft(draft)}"
            self.stdout.write(f"Đã lưu bản thảo {draft.pk}. Rà soát: {where}")
