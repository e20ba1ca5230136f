"""`lantoa init`: the first run on the command line, by flags, by questions, or from a workbook."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from getpass import getpass
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.organisation import actions, queries, roster_files
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.drafts import AgencyDraft
from lantoa.organisation.models import Account, Agency, Person
from lantoa.organisation.roster import Roster

REFUSED, USAGE = 1, 2
# flag: the question asked when it is missing and somebody sits there; required ones have no default.
QUESTIONS = {
    "agency": "Tên đầy đủ của cơ quan",
    "short_name": "Tên gọi ngắn",
    "code": "Mã (ký hiệu trong số văn bản)",
    "level": "Cấp",
    "admin_name": "Họ và tên người quản trị",
    "admin_email": "Thư điện tử của người quản trị",
}


class Command(BaseCommand):
    help = (
        "Cài đặt lần đầu: cơ quan, đơn vị và người, người quản trị. Thiếu cờ nào thì hỏi cờ đó; "
        "không có bàn phím thì phải đủ cờ. Mã thoát: 0 xong, 1 không làm được, 2 thiếu hoặc sai cờ."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        levels = ", ".join(f"{value} ({label})" for value, label in Agency.Level.choices)
        parser.add_argument("--agency", help="tên đầy đủ của cơ quan")
        parser.add_argument("--short-name", help="tên gọi ngắn; mặc định như tên đầy đủ")
        parser.add_argument("--code", help="ký hiệu trong số văn bản, ví dụ SXD")
        parser.add_argument("--level", choices=Agency.Level.values, help=f"cấp: {levels}")
        parser.add_argument("--roster", type=Path, help="tệp Excel đơn vị và người, theo mẫu")
        parser.add_argument("--admin-name", help="họ và tên người quản trị")
        parser.add_argument("--admin-email", help="thư điện tử để đăng nhập")
        parser.add_argument(
            "--password-stdin", action="store_true", help="đọc mật khẩu từ dòng đầu của đầu vào chuẩn"
        )
        parser.add_argument(
            "--base-url", default="", help="địa chỉ của hệ thống, ví dụ https://lantoa.tinh.vn"
        )
        parser.add_argument("--mail-host", default="", help="máy chủ thư")
        parser.add_argument("--mail-from", default="", help="người gửi thư")
        parser.add_argument("--template", type=Path, help="chỉ ghi tệp Excel mẫu ra đây rồi thoát")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["template"]:
            options["template"].write_bytes(roster_files.template())
            self.stdout.write(f"Đã ghi tệp mẫu: {options['template']}")
            return
        call_command("migrate", interactive=False, verbosity=0)
        if queries.anybody_can_sign_in():
            raise CommandError("Hệ thống đã cài đặt; đăng nhập bằng tài khoản quản trị.", returncode=REFUSED)
        answers = self._answers(options)
        people = self._roster(options["roster"])
        password = self._password(options, answers)
        try:
            account = actions.set_up(self._first_run(options, answers, people, password), actor=SYSTEM)
        except Refused as refusal:
            raise CommandError(refusal.message, returncode=REFUSED) from refusal
        self.stdout.write(
            f"Đã lập {answers['agency']}: {len(people.units)} đơn vị, {len(people.people)} người. "
            f"Chạy lantoa up rồi đăng nhập bằng {account.email}."
        )

    def _answers(self, options: dict[str, Any]) -> dict[str, str]:
        found = {name: options[name] or "" for name in QUESTIONS}
        found["short_name"] = found["short_name"] or found["agency"]
        for name, question in QUESTIONS.items():
            if not found[name]:
                found[name] = self._ask(name, question, found)
        return found

    def _ask(self, name: str, question: str, found: dict[str, str]) -> str:
        flag = f"--{name.replace('_', '-')}"
        if not sys.stdin.isatty():
            raise CommandError(f"Thiếu {flag} ({question.lower()}).", returncode=USAGE)
        if name == "short_name":
            return input(f"{question} [{found['agency']}]: ").strip() or found["agency"]
        if name == "level":
            choices = {str(i): value for i, value in enumerate(Agency.Level.values, 1)}
            for number, value in choices.items():
                self.stdout.write(f"  {number}. {Agency.Level(value).label}")
            while (answer := input(f"{question} [số]: ").strip()) not in choices:
                pass
            return choices[answer]
        while not (answer := input(f"{question}: ").strip()):
            pass
        return answer

    def _roster(self, path: Path | None) -> Roster:
        if path is None:
            return Roster()
        try:
            found = roster_files.read_file(path.read_bytes(), path.name)
        except OSError as error:
            raise CommandError(f"Không đọc được {path}: {error.strerror}.", returncode=USAGE) from error
        except Refused as refusal:
            raise CommandError(refusal.message, returncode=REFUSED) from refusal
        if found.errors:
            lines = [f"  {error.where}: {error.message}" for error in found.errors]
            raise CommandError(
                "Chưa ghi gì. Sửa danh sách rồi chạy lại:\n" + "\n".join(lines), returncode=REFUSED
            )
        return found

    def _password(self, options: dict[str, Any], answers: dict[str, str]) -> str:
        if options["password_stdin"]:
            password = sys.stdin.readline().rstrip("\n")
        elif sys.stdin.isatty():
            password = getpass("Mật khẩu (ít nhất 10 ký tự): ")
            if password != getpass("Nhập lại mật khẩu: "):
                raise CommandError("Hai lần nhập không giống nhau.", returncode=USAGE)
        else:
            raise CommandError("Thiếu --password-stdin.", returncode=USAGE)
        person = Person(full_name=answers["admin_name"])
        try:
            validate_password(password, Account(email=answers["admin_email"], person=person))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=REFUSED) from error
        return make_password(password)

    def _first_run(
        self, options: dict[str, Any], answers: dict[str, str], people: Roster, password: str
    ) -> actions.FirstRun:
        return actions.FirstRun(
            agency=AgencyDraft(
                code=answers["code"],
                legal_name=answers["agency"],
                short_name=answers["short_name"],
                level=answers["level"],
                valid_from=clock.today().replace(month=1, day=1),
            ),
            roster=people,
            admin_name=answers["admin_name"],
            admin_email=answers["admin_email"],
            admin_password_hash=password,
            machine={
                "LANTOA_BASE_URL": options["base_url"],
                "LANTOA_MAIL_HOST": options["mail_host"],
                "LANTOA_MAIL_FROM": options["mail_from"],
            },
        )
