"""`lantoa init`: the first run from a terminal. The same verb as the first-run page."""

from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.ops import installation
from lantoa.organisation import actions, roster_files
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.drafts import AgencyDraft
from lantoa.organisation.models import Account, Agency, Person
from lantoa.organisation.roster import Roster

ASKED = {
    "name": "Tên đầy đủ của cơ quan",
    "short_name": "Tên gọi ngắn",
    "code": "Mã (ký hiệu trong số văn bản, ví dụ SXD)",
    "admin_name": "Họ và tên người quản trị",
    "admin_email": "Thư điện tử người quản trị (dùng để đăng nhập)",
}
MACHINE = {
    "base_url": ("LANTOA_BASE_URL", "địa chỉ công khai, ví dụ https://lantoa.tinh.gov.vn"),
    "mail_host": ("LANTOA_MAIL_HOST", "máy chủ thư"),
    "mail_port": ("LANTOA_MAIL_PORT", "cổng thư"),
    "mail_user": ("LANTOA_MAIL_USER", "tài khoản thư"),
    "mail_from": ("LANTOA_MAIL_FROM", "người gửi"),
}


class Command(BaseCommand):
    help = "Cài đặt lần đầu: cơ quan, đơn vị và người (từ Excel), quản trị viên, địa chỉ. Thiếu gì thì hỏi."

    def add_arguments(self, parser: ArgumentParser) -> None:
        for name, label in ASKED.items():
            parser.add_argument(f"--{name.replace('_', '-')}", default="", help=label)
        parser.add_argument(
            "--level", choices=Agency.Level.values, default=Agency.Level.COMMUNE, help="cấp của cơ quan"
        )
        parser.add_argument("--since", type=date.fromisoformat, help="ngày thành lập, ví dụ 2025-07-01")
        parser.add_argument("--address", default="", help="địa chỉ cơ quan")
        parser.add_argument("--phone", default="", help="điện thoại cơ quan")
        parser.add_argument(
            "--people", type=Path, help="danh sách đơn vị và người (.xlsx, .csv) theo tệp mẫu"
        )
        parser.add_argument("--invite", action="store_true", help="gửi thư mời cho mọi người trong danh sách")
        parser.add_argument(
            "--password-stdin", action="store_true", help="đọc mật khẩu quản trị từ đầu vào chuẩn"
        )
        for name, (_, label) in MACHINE.items():
            parser.add_argument(f"--{name.replace('_', '-')}", default="", help=label)

    def handle(self, *args: Any, **options: Any) -> None:
        installation.prepare(self.stdout.write)
        try:
            if not installation.is_empty() or Account.objects.exists():
                raise Refused("Hệ thống đã cài đặt; đăng nhập bằng tài khoản quản trị.")
            given = self._given(options)
            found = self._roster(options["people"])
            first = actions.FirstRun(
                agency=self._agency(given, options),
                roster=found,
                admin_name=given["admin_name"],
                admin_email=given["admin_email"].lower(),
                admin_password_hash=self._password(given, options["password_stdin"]),
                machine={variable: options[name] for name, (variable, _) in MACHINE.items()},
                send_invitations=options["invite"],
            )
            actions.set_up(first, actor=SYSTEM)
        except Refused as refusal:
            raise CommandError(refusal.message, returncode=1) from refusal
        self.stdout.write(
            f"Đã cài đặt {given['name']}: {len(found.units)} đơn vị, {len(found.people)} người. "
            f"Chạy lantoa up rồi đăng nhập bằng {given['admin_email'].lower()}."
        )

    def _given(self, options: dict[str, Any]) -> dict[str, str]:
        """What was given on the command line; the rest is asked when somebody sits there."""
        given = {name: str(options[name]).strip() for name in ASKED}
        lacking = [name for name, value in given.items() if not value]
        if lacking and not sys.stdin.isatty():
            words = ", ".join(f"--{name.replace('_', '-')}" for name in lacking)
            raise CommandError(f"Thiếu {words}.", returncode=2)
        for name in lacking:
            given[name] = input(f"{ASKED[name]}: ").strip()
        try:
            validate_email(given["admin_email"])
        except ValidationError as error:
            raise Refused(f"“{given['admin_email']}” không phải thư điện tử.") from error
        return given

    def _agency(self, given: dict[str, str], options: dict[str, Any]) -> AgencyDraft:
        values = {
            "code": given["code"],
            "legal_name": given["name"],
            "short_name": given["short_name"],
            "level": options["level"],
            "valid_from": options["since"] or clock.today().replace(month=1, day=1),
            "address": options["address"],
            "phone": options["phone"],
        }
        return AgencyDraft(
            **{field.name: values[field.name] for field in fields(AgencyDraft) if field.name in values}
        )

    def _roster(self, path: Path | None) -> Roster:
        if path is None:
            return Roster()
        try:
            found = roster_files.read_file(path.read_bytes(), path.name)
        except OSError as error:
            raise Refused(f"Không đọc được {path}: {error.strerror}.") from error
        for problem in found.errors:
            self.stderr.write(f"{problem.where}: {problem.message}")
        if found.errors:
            raise Refused(f"{path} còn {len(found.errors)} lỗi; sửa rồi chạy lại. Chưa có gì được ghi.")
        return found

    def _password(self, given: dict[str, str], from_stdin: bool) -> str:
        if from_stdin:
            password = sys.stdin.readline().rstrip("\n")
        elif sys.stdin.isatty():
            password = getpass.getpass("Mật khẩu quản trị: ")
            if getpass.getpass("Nhập lại: ") != password:
                raise Refused("Hai lần nhập mật khẩu khác nhau.")
        else:
            raise CommandError("Thiếu mật khẩu: dùng --password-stdin.", returncode=2)
        person = Person(full_name=given["admin_name"])
        try:
            validate_password(password, Account(email=given["admin_email"], person=person))
        except ValidationError as error:
            raise Refused(" ".join(error.messages)) from error
        return make_password(password)
