from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from lantoa.foundation import clock
from lantoa.jobs.models import Job, Worker
from lantoa.ops import doctor
from lantoa.ops.doctor import Level
from tests.support.live import Installation

pytestmark = pytest.mark.django_db


def only(findings: object) -> tuple[Level, str]:
    (finding,) = list(findings)  # type: ignore[call-overload]
    return finding.level, finding.text


def test_a_secret_that_others_read_is_an_error(settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    (tmp_path / "secret").write_text("x")
    (tmp_path / "secret").chmod(0o644)
    assert only(doctor.secret()) == (Level.ERROR, "người khác đọc được (quyền thừa 44)")
    (tmp_path / "secret").chmod(0o600)
    assert only(doctor.secret()) == (Level.OK, "chỉ chủ sở hữu đọc được")


def test_a_missing_home_is_an_error(settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "absent"
    assert only(doctor.home())[0] == Level.ERROR


def test_a_home_open_to_all_is_a_warning(settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    tmp_path.chmod(0o755)
    assert only(doctor.home())[0] == Level.WARNING
    tmp_path.chmod(0o750)
    assert only(doctor.home())[0] == Level.OK


def test_no_worker_is_a_warning_and_a_stuck_job_an_error() -> None:
    assert only(doctor.background_work()) == (Level.WARNING, "không có tiến trình nào đang chạy")
    now = timezone.now()
    Worker.objects.create(name="w", started_at=now, beat_at=now)
    assert only(doctor.background_work()) == (Level.OK, "1 tiến trình, 0 việc chờ")
    Job.objects.create(name="a", title="a", state=Job.State.RUNNING, heartbeat_at=now - timedelta(hours=2))
    assert only(doctor.background_work()) == (Level.ERROR, "1 việc bị treo")


@pytest.mark.parametrize(
    ("address", "level"),
    [
        ("http://127.0.0.1:8000", Level.WARNING),
        ("http://lantoa.example", Level.WARNING),
        ("https://lantoa.example", Level.OK),
    ],
)
def test_an_address_without_encryption_or_for_this_machine_only_is_a_warning(
    settings, address: str, level: Level
) -> None:
    settings.BASE_URL, settings.DEMO = address, False
    assert only(doctor.base_url())[0] == level


def test_a_mail_server_that_does_not_answer_is_an_error(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert only(doctor.mail()) == (Level.ERROR, "không nối được 127.0.0.1 (ConnectionRefusedError)")


def test_an_old_backup_is_a_warning(settings, tmp_path: Path) -> None:
    settings.HOME, settings.DEMO = tmp_path, False
    assert only(doctor.last_backup()) == (Level.WARNING, "chưa sao lưu lần nào")
    made = clock.now() - timedelta(days=9)
    (tmp_path / doctor.LAST).write_text(json.dumps({"at": made.isoformat()}))
    assert only(doctor.last_backup()) == (Level.WARNING, f"lần cuối {made:%d/%m/%Y}, đã 9 ngày")


def test_tables_of_this_version_are_in_order() -> None:
    assert only(doctor.migrations()) == (Level.OK, "đã cập nhật")
    assert only(doctor.database())[0] == Level.OK


def test_a_running_installation_has_no_error(live: Installation) -> None:
    done = live.lantoa("doctor")
    assert "LỖI" not in done.stdout, done.stdout
    assert "đã cài đặt (dữ liệu mẫu)" in done.stdout
    assert done.returncode == 0


def test_an_error_makes_the_exit_code_one(live: Installation) -> None:
    (live.home / "secret").chmod(0o644)
    done = live.lantoa("doctor")
    (live.home / "secret").chmod(0o600)
    assert done.returncode == 1
    assert "→ Chạy: chmod 600" in done.stdout


def test_a_catalogue_that_is_not_compiled_is_an_error(monkeypatch, tmp_path: Path) -> None:
    folder = tmp_path / "ui" / "locale" / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    monkeypatch.setattr(doctor, "HOUSE", tmp_path)
    assert only(doctor.catalogues()) == (Level.ERROR, "không có danh mục nào")
    (folder / "django.mo").touch()
    assert only(doctor.catalogues()) == (Level.OK, "đã biên dịch")
    (folder / "django.po").touch()
    os.utime(folder / "django.mo", (1, 1))
    assert only(doctor.catalogues()) == (Level.ERROR, "1 danh mục chưa biên dịch")
