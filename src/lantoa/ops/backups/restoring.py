"""Bringing a backup back into an empty place: all of it or nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from django.apps.registry import Apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from lantoa.foundation.errors import Refused
from lantoa.ops import installation
from lantoa.ops.backups import archive, rows
from lantoa.ops.backups.archive import Manifest, Reading
from lantoa.ops.backups.writing import OF_THE_PLACE
from lantoa.organisation.models import Account

Say = Callable[[str], None]
ROOTS = ("files", "media")
OCCUPIED = "Cơ sở dữ liệu đã có dữ liệu. Phục hồi vào một cơ sở dữ liệu trống."


def check(path: Path, say: Say) -> Manifest:
    """Reads the whole archive and compares every hash. Raises Refused at the first thing that is wrong."""
    members = archive.read(path)
    manifest = cast(Manifest, next(members, None))
    for count, member in enumerate(cast("Iterator[Reading]", members), start=1):
        member.copy()
        if count % 500 == 0:
            say(f"Đã kiểm {count}/{len(manifest.members)} tệp")
    _targets(manifest)
    return manifest


def restore(path: Path, say: Say) -> Manifest:
    """Checks, then unpacks beside the target, loads all tables in one transaction, and moves the files in place.

    Raises Refused when the place is not empty, or the archive is broken, unsafe, or of a newer version.
    """
    _refuse_occupied()
    manifest = check(path, say)
    settings.HOME.mkdir(parents=True, exist_ok=True)
    for left in settings.HOME.glob(".restore-*"):  # by one that was killed
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.HOME) as folder:
        _unpack(path, Path(folder), say)
        executor = MigrationExecutor(connection)
        targets = _targets(manifest)
        say("Dựng cơ sở dữ liệu ...")
        executor.migrate(targets)
        state = MigrationExecutor(connection).loader.project_state(targets).apps
        with transaction.atomic(), _files_in_place(Path(folder)):
            _load(manifest, Path(folder), state, say)
    _bring_up_to_date(say)
    return manifest


def _refuse_occupied() -> None:
    if any(root.exists() and any(root.iterdir()) for root in (settings.FILES_ROOT, settings.MEDIA_ROOT)):
        raise Refused(
            f"Thư mục {settings.HOME} đã có tệp. Đặt LANTOA_HOME sang thư mục trống.", code="occupied"
        )
    tables = connection.introspection.table_names()
    if Account._meta.db_table in tables and (not installation.is_empty() or Account.objects.exists()):
        raise Refused(OCCUPIED, code="occupied")


def _targets(manifest: Manifest) -> list[tuple[str, str]]:
    """Where migrations must stand to load this archive. Raises Refused when this code does not know one."""
    known = MigrationExecutor(connection).loader.graph.nodes
    if unknown := [f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known]:
        raise Refused(
            f"Bản sao lưu do bản Lan Tỏa {manifest.version} mới hơn tạo ra ({unknown[0]}). Nâng cấp rồi phục hồi.",
            code="newer",
        )
    return manifest.migrations


def _unpack(path: Path, folder: Path, say: Say) -> None:
    members = archive.read(path)
    manifest = cast(Manifest, next(members))
    for count, member in enumerate(cast("Iterator[Reading]", members), start=1):
        target = folder / member.name
        target.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            member.copy(stream)
        if count % 500 == 0 or count == len(manifest.members):
            say(f"Đã chép {count}/{len(manifest.members)} tệp")


def _load(manifest: Manifest, folder: Path, state: Apps, say: Say) -> None:
    models = rows.tables(state)
    by_table = {model._meta.db_table: model for model in models}
    if strange := sorted(set(manifest.tables) - set(by_table)):
        raise Refused(f"Bản sao lưu có bảng không rõ: {strange[0]}.", code="newer")
    try:
        rows.empty(models)
    except DatabaseError as error:  # the audit refuses to be emptied
        raise Refused(OCCUPIED, code="occupied") from error
    for position, (name, table) in enumerate(sorted(manifest.tables.items()), start=1):
        with (folder / "tables" / f"{name}.jsonl").open(encoding="utf-8", newline="\n") as lines:
            try:
                count = rows.load(by_table[name], table.columns, lines)
            except (KeyError, ValueError, DatabaseError) as error:
                raise Refused(f"Không nạp được bảng {name}: {error}.", code="bad_rows") from error
        if count != table.rows:
            raise Refused(f"Bảng {name} có {count} dòng, mục lục ghi {table.rows}.", code="wrong_count")
        if count >= 1000 or position == len(manifest.tables):
            say(f"Bảng {position}/{len(manifest.tables)}: {name}, {count} dòng")
    connection.check_constraints()
    rows.reset_counters(models)


@contextmanager
def _files_in_place(folder: Path) -> Iterator[None]:
    """After the block and before the commit, moves files home; puts them back when the move fails half-way."""
    yield
    moved: list[Path] = []
    try:
        for name in ROOTS:
            target = settings.HOME / name
            if (folder / name).exists():
                shutil.rmtree(target, ignore_errors=True)  # empty: _refuse_occupied saw to it
                (folder / name).rename(target)
                moved.append(target)
        for path in sorted((folder / "home").glob("*")):
            if path.name == "settings.env":
                _keep_to_this_place(path)
            path.replace(settings.HOME / path.name)
    except OSError:
        for target in moved:
            shutil.rmtree(target, ignore_errors=True)
        raise


def _keep_to_this_place(path: Path) -> None:
    """Drops what said where the old data lay: the copy must never open the database that it was taken from."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if line.partition("=")[0].strip() not in OF_THE_PLACE]
    path.write_text("".join(kept), encoding="utf-8")


def _bring_up_to_date(say: Say) -> None:
    if installation.pending_migrations():
        say("Cập nhật cơ sở dữ liệu theo bản đang cài ...")
    call_command("migrate", interactive=False, verbosity=0)
    say("Lập lại chỉ mục tìm kiếm ...")
    call_command("update_index", verbosity=0)


def left_to_do(manifest: Manifest) -> list[str]:
    """What the archive does not hold and this place lacks, in words for the terminal."""
    lines = []
    if unset := [name for name in manifest.environment if name not in os.environ]:
        lines.append(
            f"Bản cài cũ còn dùng biến môi trường không nằm trong bản sao lưu: {', '.join(unset)}. Đặt lại trước khi chạy."
        )
    if "home/secret" not in manifest.members and "LANTOA_SECRET" not in os.environ:
        lines.append(
            "Bản sao lưu không có khóa bí mật (bản cài cũ lấy từ LANTOA_SECRET). Thiếu khóa cũ thì thư mời và "
            "đường dẫn đặt lại mật khẩu đã gửi không dùng được nữa; mật khẩu và mã xác thực hai bước vẫn dùng được."
        )
    lines.append("Chỉ thử phục hồi thì chạy LANTOA_MAIL_HOST= lantoa up để không gửi thư cho ai.")
    return lines
