"""`lantoa doctor`: is everything right here, and if not, what to do."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lantoa.ops.doctor import Level, examine


class Command(BaseCommand):
    help = "Kiểm tra bản cài đặt. Mã thoát 1 khi có lỗi."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        paint = {
            Level.OK: self.style.SUCCESS,
            Level.WARNING: self.style.WARNING,
            Level.ERROR: self.style.ERROR,
        }
        errors = 0
        for finding in examine():
            errors += finding.level is Level.ERROR
            line = f"{paint[finding.level](f'{finding.level:<8}')} {finding.subject}: {finding.text}"
            self.stdout.write(line)
            if finding.hint and finding.level is not Level.OK:
                self.stdout.write(f"         → {finding.hint}")
        if errors:
            raise CommandError(f"Có {errors} lỗi.", returncode=1)
