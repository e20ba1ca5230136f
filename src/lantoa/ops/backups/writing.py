"""Making a backup while people work: one snapshot of the database, then the files, which never change.

A file lies whole under its name before a row names it, so whatever the snapshot names is there to be copied.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.conf import settings
from django.db import connection, connections, transaction
from django.db.migrations.loader import MigrationLoader

from lantoa import __version__
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.ledger import storage
from lantoa.ledger.models import StoredFile
from lantoa.ops.backups import archive, rows
from lantoa.ops.backups.archive import Manifest, Table

Say = Callable[[str], None]
# What the installation needs besides rows and files. settings.env may hold the password of the mail account: the
# archive is for its owner alone, and so is what comes out of it.
KEPT_AT_HOME = ("secret", "demo", "settings.env")
# Where the data lies and how this process was begun: another place has its own.
OF_THE_PLACE = frozenset({"LANTOA_HOME", "LANTOA_DATABASE_URL", "LANTOA_CACHE_URL", "LANTOA_LISTENING"})
LAST = "last-backup.json"


def default_output() -> Path:
    return settings.HOME / "backups" / f"lantoa-{clock.now():%Y%m%d-%H%M%S}.tar.gz"


def write(output: Path, say: Say) -> Manifest:
    """Writes the archive under another name and renames it when whole. Mode 0600: it holds the secret.

    Raises Refused when `output` exists or a file changed meanwhile.
    """
    if output.exists():
        raise Refused(f"Tệp {output} đã có. Chọn tên khác.", code="exists")
    output.parent.mkdir(parents=True, exist_ok=True)
    part = output.with_name(output.name + ".part")
    try:
        with tempfile.TemporaryDirectory(prefix="lantoa-backup-", dir=output.parent) as folder:
            manifest, named = _spool_tables(Path(folder), say)
            sources = _sources(Path(folder), manifest, say)
            if lost := sum(f"files/{_place(digest)}" not in manifest.members for digest in named):
                say(f"CẢNH BÁO: {lost} tệp có trong cơ sở dữ liệu nhưng không còn trên đĩa.")
            _pack(part, manifest, sources, say)
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)
    _remember(output)
    return manifest


@contextmanager
def snapshot() -> Iterator[None]:
    """Every read in the block sees the same moment; nobody who writes is held up.

    SQLite: a deferred transaction on a WAL database (ours are IMMEDIATE elsewhere, which would lock writers out).
    """
    connections.close_all()
    before = connection.settings_dict["OPTIONS"]
    if connection.vendor == "sqlite":
        connection.settings_dict["OPTIONS"] = before | {"transaction_mode": "DEFERRED"}
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    finally:
        connection.close()
        connection.settings_dict["OPTIONS"] = before


def _spool_tables(folder: Path, say: Say) -> tuple[Manifest, set[str]]:
    """The tables as they stand at one moment, and the digests of the files that they name."""
    with snapshot():
        manifest = Manifest(
            version=__version__,
            made_at=clock.now().isoformat(timespec="seconds"),
            engine=connection.vendor,
            migrations=_leaves(),
            environment=_set_outside(),
        )
        models = rows.tables(apps)
        for position, model in enumerate(models, start=1):
            name = model._meta.db_table
            count = 0
            with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as stream:
                for line in rows.export(model):
                    stream.write(line + "\n")
                    count += 1
            manifest.tables[name] = Table([str(field.column) for field in rows.columns(model)], count)
            if count >= 1000 or position == len(models):
                say(f"Bảng {position}/{len(models)}: {name}, {count} dòng")
        named = set(StoredFile.objects.values_list("sha256", flat=True))
    return manifest, named


def _set_outside() -> list[str]:
    """Variables that somebody set on this machine: not in the archive, to be set again where it is restored."""
    return sorted(
        name
        for name in os.environ
        if name.startswith("LANTOA_") and name not in OF_THE_PLACE | settings.FROM_FILE
    )


def _place(digest: str) -> str:
    return storage.path_of(digest).relative_to(storage.root()).as_posix()


def _leaves() -> list[tuple[str, str]]:
    """The last applied migration of every app. Raises Refused when the tables are behind this version."""
    loader = MigrationLoader(connection)
    leaves = loader.graph.leaf_nodes()
    if any(leaf not in loader.applied_migrations for leaf in leaves):
        raise Refused("Cơ sở dữ liệu chưa cập nhật theo bản đang cài. Chạy lantoa up trước.", code="behind")
    return sorted((str(app), str(name)) for app, name in leaves)


def _sources(spool: Path, manifest: Manifest, say: Say) -> list[tuple[str, Path]]:
    """Member names with where they are, each hashed into the manifest. A file swept meanwhile is left out."""
    sources = [(f"tables/{path.name}", path) for path in sorted(spool.glob("*.jsonl"))]
    sources += [
        (f"home/{name}", settings.HOME / name) for name in KEPT_AT_HOME if (settings.HOME / name).is_file()
    ]
    sources += [
        (f"files/{path.relative_to(storage.root()).as_posix()}", path) for _, path in storage.stored()
    ]
    root = settings.MEDIA_ROOT
    sources += [(f"media/{path.relative_to(root).as_posix()}", path) for path in _finished(root)]
    there = []
    for position, (name, path) in enumerate(sources, start=1):
        try:
            manifest.members[name] = archive.hash_of(path)
        except FileNotFoundError:
            continue
        there.append((name, path))
        if position % 500 == 0:
            say(f"Đã kiểm {position}/{len(sources)} tệp")
    return there


def _finished(root: Path) -> list[Path]:
    """Files of the editors; names with a leading dot are still being written."""
    found = (path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink())
    return [path for path in found if not any(part.startswith(".") for part in path.relative_to(root).parts)]


def _pack(part: Path, manifest: Manifest, sources: list[tuple[str, Path]], say: Say) -> None:
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as raw, tarfile.open(fileobj=raw, mode="w:gz", compresslevel=3) as tar:
        _add(tar, archive.MANIFEST, io.BytesIO(manifest.to_json()), len(manifest.to_json()))
        for position, (name, path) in enumerate(sources, start=1):
            try:
                with path.open("rb") as stream:
                    copied = Hashing(stream)
                    _add(tar, name, copied, manifest.members[name].size)
            except OSError as error:  # gone, or shorter than it was
                raise _changed(path) from error
            if copied.digest.hexdigest() != manifest.members[name].sha256:
                raise _changed(path)
            if position % 500 == 0 or position == len(sources):
                say(f"Đã chép {position}/{len(sources)} tệp")
        tar.close()
        raw.flush()
        os.fsync(raw.fileno())


def _changed(path: Path) -> Refused:
    return Refused(f"Tệp {path} vừa thay đổi trong lúc sao lưu. Chạy lại lệnh này.", code="changed")


class Hashing:
    """Reads a stream and remembers the digest of what was read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.stream.read(size)
        self.digest.update(piece)
        return piece


def _add(tar: tarfile.TarFile, name: str, stream: Any, size: int) -> None:
    item = tarfile.TarInfo(name)
    item.size, item.mode = size, 0o600
    tar.addfile(item, stream)


def _remember(output: Path) -> None:
    """For `lantoa doctor`: when and where the last one was made."""
    note = {
        "at": clock.now().isoformat(timespec="seconds"),
        "file": str(output),
        "size": output.stat().st_size,
    }
    (settings.HOME / LAST).write_text(json.dumps(note), encoding="utf-8")
