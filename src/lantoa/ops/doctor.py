"""What an administrator asks before telephoning: one line for each thing that must be right, with the way out."""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection

from lantoa.foundation import clock
from lantoa.foundation.env import is_loopback
from lantoa.jobs import queries as jobs
from lantoa.ops import installation
from lantoa.ops.backups.writing import LAST

LEAST_DISK = 1024**3
LEAST_POSTGRESQL = 140000
BACKUP_TOO_OLD_DAYS = 7
HOUSE = Path(__file__).resolve().parents[1]


class Level(StrEnum):
    """How bad it is, as printed."""

    OK = "OK"
    WARNING = "CẢNH BÁO"
    ERROR = "LỖI"


@dataclass(frozen=True)
class Finding:
    """One line: what was looked at, what was found, and what to do when it is not right."""

    level: Level
    subject: str
    text: str
    hint: str = ""


def examine() -> Iterator[Finding]:
    """Every check in turn. One that fails itself is an error, and the others still run."""
    for check in CHECKS:
        try:
            yield from check()
        except Exception as error:
            yield Finding(Level.ERROR, check.__name__, f"không kiểm tra được ({type(error).__name__})")


def python() -> Iterator[Finding]:
    yield Finding(Level.OK, "Python", "bản " + ".".join(map(str, sys.version_info[:3])))


def home() -> Iterator[Finding]:
    folder: Path = settings.HOME
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        yield Finding(
            Level.ERROR, "Thư mục dữ liệu", f"{folder} không ghi được", "Cấp quyền ghi, hoặc đặt LANTOA_HOME."
        )
        return
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & 0o007:
        yield Finding(
            Level.WARNING, "Thư mục dữ liệu", f"{folder} ai cũng đọc được", f"Chạy: chmod 750 {folder}"
        )
    else:
        yield Finding(Level.OK, "Thư mục dữ liệu", str(folder))


def disk() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.HOME).free
    text = f"còn {free / 1024**3:.1f} GB"
    if free < LEAST_DISK // 5:
        yield Finding(Level.ERROR, "Đĩa", text, "Dọn bớt hoặc thêm đĩa: hệ thống sắp không ghi được.")
    elif free < LEAST_DISK:
        yield Finding(Level.WARNING, "Đĩa", text, "Dọn bớt hoặc thêm đĩa.")
    else:
        yield Finding(Level.OK, "Đĩa", text)


def secret() -> Iterator[Finding]:
    path = settings.HOME / "secret"
    if not path.exists():
        yield Finding(Level.OK, "Khóa bí mật", "lấy từ biến môi trường")
    elif mode := stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield Finding(
            Level.ERROR,
            "Khóa bí mật",
            f"người khác đọc được (quyền thừa {mode:o})",
            f"Chạy: chmod 600 {path}",
        )
    else:
        yield Finding(Level.OK, "Khóa bí mật", "chỉ chủ sở hữu đọc được")


def database() -> Iterator[Finding]:
    try:
        connection.ensure_connection()
    except DatabaseError:
        yield Finding(
            Level.ERROR,
            "Cơ sở dữ liệu",
            "không kết nối được",
            "Kiểm tra LANTOA_DATABASE_URL và máy chủ PostgreSQL.",
        )
        return
    if connection.vendor == "postgresql":
        number = int(getattr(connection, "pg_version", 0))
        text = f"PostgreSQL {number // 10000}.{number % 10000}"
        if number < LEAST_POSTGRESQL:
            yield Finding(Level.ERROR, "Cơ sở dữ liệu", text, "Nâng cấp lên PostgreSQL 14 trở lên.")
        else:
            yield Finding(Level.OK, "Cơ sở dữ liệu", text)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()")
        version = cursor.fetchone()[0]
        cursor.execute("PRAGMA journal_mode")
        journal = cursor.fetchone()[0]
        cursor.execute("PRAGMA quick_check(1)")
        sound = cursor.fetchone()[0] == "ok"
    if not sound:
        yield Finding(
            Level.ERROR,
            "Cơ sở dữ liệu",
            "tệp SQLite bị hỏng",
            "Dừng hệ thống và phục hồi bản sao lưu gần nhất.",
        )
    elif journal != "wal":
        yield Finding(
            Level.WARNING,
            "Cơ sở dữ liệu",
            f"SQLite {version}, chế độ {journal}",
            "Đặt LANTOA_HOME trên đĩa của máy này.",
        )
    else:
        yield Finding(Level.OK, "Cơ sở dữ liệu", f"SQLite {version}, nguyên vẹn")


def migrations() -> Iterator[Finding]:
    if count := installation.pending_migrations():
        yield Finding(
            Level.ERROR, "Cấu trúc bảng", f"thiếu {count} bước cập nhật", "Chạy: lantoa up --prepare-only"
        )
    else:
        yield Finding(Level.OK, "Cấu trúc bảng", "đã cập nhật")


def static_files() -> Iterator[Finding]:
    if installation.static_is_current():
        yield Finding(Level.OK, "Tệp giao diện", "đã chuẩn bị")
    else:
        yield Finding(Level.ERROR, "Tệp giao diện", "chưa chuẩn bị", "Chạy: lantoa up --prepare-only")


def clock_and_zone() -> Iterator[Finding]:
    now = clock.now()
    if now.utcoffset() is None or now.utcoffset().total_seconds() != 7 * 3600:  # type: ignore[union-attr]
        yield Finding(Level.ERROR, "Múi giờ", "thiếu dữ liệu múi giờ Việt Nam", "Cài gói tzdata.")
    elif time.time() < 1_750_000_000:
        yield Finding(Level.ERROR, "Đồng hồ", f"máy đang ở ngày {now:%d/%m/%Y}", "Chỉnh lại đồng hồ máy.")
    else:
        yield Finding(Level.OK, "Đồng hồ", f"{now:%H:%M %d/%m/%Y}, giờ Việt Nam")


def base_url() -> Iterator[Finding]:
    parts = urlsplit(settings.BASE_URL)
    if is_loopback(parts.hostname or ""):
        yield Finding(
            Level.OK if settings.DEMO else Level.WARNING,
            "Địa chỉ công khai",
            f"{settings.BASE_URL}: chỉ máy này mở được",
            "Đặt LANTOA_BASE_URL: mã QR, thư và lịch dùng địa chỉ này.",
        )
    elif parts.scheme != "https":
        yield Finding(Level.WARNING, "Địa chỉ công khai", f"{settings.BASE_URL} không mã hóa", "Dùng https.")
    else:
        yield Finding(Level.OK, "Địa chỉ công khai", settings.BASE_URL)


def mail() -> Iterator[Finding]:
    if not settings.EMAIL_HOST:
        yield Finding(
            Level.WARNING,
            "Thư điện tử",
            f"chưa có máy chủ thư; thư ghi vào {settings.EMAIL_FOLDER}",
            "Đặt LANTOA_MAIL_HOST.",
        )
        return
    try:
        link = get_connection(timeout=5)
        link.open()
        link.close()
    except OSError as error:
        yield Finding(
            Level.ERROR, "Thư điện tử", f"không nối được {settings.EMAIL_HOST} ({type(error).__name__})",
            "Kiểm tra LANTOA_MAIL_HOST, LANTOA_MAIL_PORT, tài khoản và tường lửa.",
        )  # fmt: skip
    else:
        yield Finding(Level.OK, "Thư điện tử", settings.EMAIL_HOST)


def background_work() -> Iterator[Finding]:
    health = jobs.health()
    if not health.workers:
        yield Finding(
            Level.WARNING,
            "Việc nền",
            "không có tiến trình nào đang chạy",
            "Chạy lantoa up (hoặc lantoa worker).",
        )
    elif health.stuck:
        yield Finding(
            Level.ERROR,
            "Việc nền",
            f"{health.stuck} việc bị treo",
            "Khởi động lại: Ctrl-C rồi lantoa up.",
        )
    elif health.failed_today:
        yield Finding(
            Level.WARNING,
            "Việc nền",
            f"{health.failed_today} việc không thành công trong 24 giờ",
            "Xem trang Việc nền.",
        )
    else:
        yield Finding(Level.OK, "Việc nền", f"{health.workers} tiến trình, {health.waiting} việc chờ")


def catalogues() -> Iterator[Finding]:
    """An installed package carries the compiled catalogues only; a checkout the sources too, which may be newer."""
    compiled = {path: path.stat().st_mtime for path in HOUSE.glob("**/LC_MESSAGES/*.mo")}
    behind = [
        source
        for source in HOUSE.glob("**/LC_MESSAGES/*.po")
        if compiled.get(source.with_suffix(".mo"), 0.0) < source.stat().st_mtime
    ]
    if behind or not compiled:
        text = f"{len(behind)} danh mục chưa biên dịch" if behind else "không có danh mục nào"
        yield Finding(Level.ERROR, "Bản dịch", text, "Chạy: make setup")
    else:
        yield Finding(Level.OK, "Bản dịch", "đã biên dịch")


def last_backup() -> Iterator[Finding]:
    path = settings.HOME / LAST
    if not path.exists():
        level = Level.OK if settings.DEMO else Level.WARNING
        yield Finding(level, "Sao lưu", "chưa sao lưu lần nào", "Đặt lịch chạy: lantoa backup")
        return
    note = json.loads(path.read_text(encoding="utf-8"))
    made = datetime.fromisoformat(note["at"])
    days = (clock.now() - made).days
    if days > BACKUP_TOO_OLD_DAYS:
        yield Finding(
            Level.WARNING,
            "Sao lưu",
            f"lần cuối {made:%d/%m/%Y}, đã {days} ngày",
            "Đặt lịch chạy: lantoa backup",
        )
    else:
        yield Finding(Level.OK, "Sao lưu", f"lần cuối {made:%H:%M %d/%m/%Y}")


def set_up() -> Iterator[Finding]:
    if installation.is_empty():
        yield Finding(
            Level.WARNING,
            "Cơ quan",
            "chưa có cơ quan nào",
            "Chạy lantoa init, hoặc mở địa chỉ mà lantoa up in ra.",
        )
    else:
        yield Finding(Level.OK, "Cơ quan", "đã cài đặt" + (" (dữ liệu mẫu)" if settings.DEMO else ""))


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    python, home, disk, secret, database, migrations, static_files, catalogues, clock_and_zone, base_url, mail,
    set_up, background_work, last_backup,
)  # fmt: skip
