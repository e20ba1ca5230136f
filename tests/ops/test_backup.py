"""A backup taken from a running installation and brought back elsewhere, compared row for row and file for file."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lantoa.foundation.errors import Refused
from lantoa.ops.backups import archive, restoring, writing
from tests.support.databases import ROOT
from tests.support.live import Installation, new_installation, remove

FILES = 1000


@pytest.fixture(scope="module")
def source(
    live_templates: Callable[[str], Installation], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """An installation with people, jobs and 1,000 stored files, serving."""
    installation = new_installation(tmp_path_factory.mktemp("source"), "home", live_templates("empty"))
    for number in range(FILES):
        content = f"tệp số {number}".encode() * 50
        sha = hashlib.sha256(content).hexdigest()
        path = installation.home / "files" / sha[:2] / sha[2:4] / sha
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    on_its_way = installation.home / "files" / "waiting" / "tmp8yq2"
    on_its_way.parent.mkdir()
    on_its_way.write_bytes(b"half of a photo")
    done = installation.lantoa("shell", "-v0", "-c", SEED)
    assert done.returncode == 0, done.stderr
    yield installation
    remove(installation)


SEED = """
from datetime import date, timedelta
from django.db import transaction
from django.utils import timezone
from lantoa.jobs.models import Job
from lantoa.organisation.models import Account, Agency, Person
province = Agency.objects.create(code="UBND", legal_name="Ủy ban nhân dân tỉnh", level="province", valid_from=date(2020, 1, 1), slug="tinh")
with transaction.atomic():
    for n in range(1500):
        Person.objects.create(full_name=f"Nguyễn Văn {n}; \\"dấu\\" \\n xuống dòng", email=f"n{n}@example.vn")
Job.objects.create(name="x", title="Việc", arguments={"a": [1, None, "đ"]}, heartbeat_at=timezone.now())
Job.objects.create(name="y", title="Việc", state="done", result={"tệp": 3})
"""

DUMP = """
import hashlib, json
from django.apps import apps
from lantoa.ops.backups import rows
print("DUMP" + json.dumps({m._meta.db_table: [hashlib.sha256(l.encode()).hexdigest() for l in rows.export(m)] for m in rows.tables(apps)}))
"""


def rows_of(installation: Installation) -> dict[str, list[str]]:
    done = installation.lantoa("shell", "-v0", "-c", DUMP)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout.partition("DUMP")[2])
    return found


ENGINES_OWN = {"auth_permission", "django_content_type"}
"""Migrating adds rows here for the search tables of the engine it runs on."""


def missing(left: dict[str, list[str]], found: Installation) -> dict[str, set[str]]:
    """Tables whose rows differ; where engines add their own, only rows that were lost."""
    right = rows_of(found)
    assert left.keys() == right.keys()
    return {
        name: set(left[name]) ^ set(right[name])
        for name in left
        if not (set(left[name]) <= set(right[name]) if name in ENGINES_OWN else left[name] == right[name])
    }


def files_of(home: Path) -> dict[str, str]:
    roots = [home / "files", home / "media"]
    found = [
        path for root in roots for path in root.rglob("*") if path.is_file() and "waiting" not in path.parts
    ]
    return {str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


@pytest.fixture(scope="module")
def backup(source: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("backup") / "a.tar.gz"
    done = source.lantoa("backup", "--output", str(target))
    assert done.returncode == 0, done.stderr
    assert "Đã sao lưu" in done.stdout
    return target


@pytest.fixture
def empty(live_templates: Callable[[str], Installation], tmp_path: Path) -> Iterator[Installation]:
    """Migrated, and nobody has set it up."""
    installation = new_installation(tmp_path, "empty", live_templates("empty"))
    yield installation
    remove(installation)


def test_every_row_and_file_survives_the_way_to_sqlite_and_back(
    source: Installation, backup: Path, empty: Installation, tmp_path: Path
) -> None:
    middle = new_installation(tmp_path, "middle")  # nothing at all: no table, no folder
    middle.environment.pop("LANTOA_DATABASE_URL", None)
    first = middle.lantoa("restore", str(backup))
    assert first.returncode == 0, first.stderr
    assert middle.lantoa("backup", "--output", str(tmp_path / "second.tar.gz")).returncode == 0
    second = empty.lantoa("restore", str(tmp_path / "second.tar.gz"))
    assert second.returncode == 0, second.stderr
    expected = rows_of(source)
    assert missing(expected, middle) == {}
    assert missing(expected, empty) == {}
    assert files_of(empty.home) == files_of(source.home)
    assert len(files_of(empty.home)) == FILES
    assert (empty.home / "secret").read_text() == (source.home / "secret").read_text()
    # and a new row takes a new key
    add = "from lantoa.organisation.models import Person; print('PK', Person.objects.create(full_name='Trần Thị B').pk)"
    done = empty.lantoa("shell", "-v0", "-c", add)
    assert "PK 1501" in done.stdout, done.stderr


def test_a_backup_is_for_its_owner_alone(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600


def test_what_is_still_being_written_is_not_in_a_backup(backup: Path) -> None:
    with tarfile.open(backup) as tar:
        assert [name for name in tar.getnames() if "waiting" in name] == []


def _packed(tmp_path: Path, path: Path) -> list[str]:
    said: list[str] = []
    manifest = archive.Manifest("0", "", "sqlite", [], members={"files/a": archive.hash_of(path)})
    path.write_bytes(b"other, and longer than before")
    writing._pack(tmp_path / "a.part", manifest, [("files/a", path)], said.append)
    return said


def test_a_file_that_changes_between_the_two_looks_at_it_stops_the_backup(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"as it was")

    with pytest.raises(Refused) as caught:
        _packed(tmp_path, path)

    assert caught.value.code == "changed"


def test_variables_set_outside_are_named_at_the_backup_and_at_the_return_and_their_values_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANTOA_MAIL_PASSWORD", "rat-bi-mat")
    monkeypatch.setenv("LANTOA_SECRET", "rat-bi-mat")
    monkeypatch.setenv("LANTOA_LISTENING", "http://127.0.0.1:1")
    names = writing._set_outside()
    manifest = archive.Manifest("0", "", "sqlite", [], environment=names)
    assert {"LANTOA_MAIL_PASSWORD", "LANTOA_SECRET"} <= set(names)
    assert "LANTOA_LISTENING" not in names
    assert b"rat-bi-mat" not in manifest.to_json()

    monkeypatch.delenv("LANTOA_MAIL_PASSWORD")
    monkeypatch.delenv("LANTOA_SECRET")
    said = " ".join(restoring.left_to_do(manifest))

    assert "LANTOA_MAIL_PASSWORD, LANTOA_SECRET. Đặt lại trước khi chạy." in said
    assert "không có khóa bí mật" in said


def test_an_existing_file_is_never_overwritten(source: Installation, backup: Path) -> None:
    before = backup.read_bytes()
    done = source.lantoa("backup", "--output", str(backup))
    assert done.returncode == 1
    assert "đã có. Chọn tên khác." in done.stderr
    assert backup.read_bytes() == before


def test_a_place_with_people_is_refused(source: Installation, backup: Path) -> None:
    before = rows_of(source)
    done = source.lantoa("restore", str(backup))
    assert done.returncode == 1
    assert "đã có tệp" in done.stderr
    assert rows_of(source) == before


def changed(
    backup: Path,
    target: Path,
    edit: Callable[[tarfile.TarInfo, bytes], Iterator[tuple[tarfile.TarInfo, bytes]]],
) -> Path:
    """The archive with each member passed through `edit`."""
    with tarfile.open(backup) as old, tarfile.open(target, "w:gz", compresslevel=1) as new:
        for item in old:
            stream = old.extractfile(item)
            assert stream is not None
            for member, content in edit(item, stream.read()):
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))
    return target


def flip_one_byte(item: tarfile.TarInfo, content: bytes) -> Iterator[tuple[tarfile.TarInfo, bytes]]:
    if item.name.startswith("files/"):
        content = bytes([content[0] ^ 1]) + content[1:]
    yield item, content


def drop_a_table(item: tarfile.TarInfo, content: bytes) -> Iterator[tuple[tarfile.TarInfo, bytes]]:
    if item.name != "tables/organisation_person.jsonl":
        yield item, content


def climb_out(item: tarfile.TarInfo, content: bytes) -> Iterator[tuple[tarfile.TarInfo, bytes]]:
    if item.name == "manifest.json":
        manifest = json.loads(content)
        manifest["members"]["files/../../../evil"] = {
            "size": 4,
            "sha256": hashlib.sha256(b"evil").hexdigest(),
        }
        yield item, json.dumps(manifest).encode()
        yield tarfile.TarInfo("files/../../../evil"), b"evil"
    else:
        yield item, content


def add_a_link(item: tarfile.TarInfo, content: bytes) -> Iterator[tuple[tarfile.TarInfo, bytes]]:
    yield item, content
    if item.name == "manifest.json":
        link = tarfile.TarInfo("files/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        yield link, b""


def come_from_the_future(item: tarfile.TarInfo, content: bytes) -> Iterator[tuple[tarfile.TarInfo, bytes]]:
    if item.name == "manifest.json":
        manifest = json.loads(content)
        manifest["migrations"].append(["ledger", "9999_not_written_yet"])
        content = json.dumps(manifest).encode()
    yield item, content


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as caught:
        restoring.check(path, lambda line: None)
    return caught.value.code


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (flip_one_byte, "wrong_hash"),
        (drop_a_table, "truncated"),
        (climb_out, "unsafe_path"),
        (add_a_link, "unsafe_path"),
        (come_from_the_future, "newer"),
    ],
)
def test_a_tampered_archive_is_refused(
    backup: Path, tmp_path: Path, edit: Callable[..., Iterator[tuple[tarfile.TarInfo, bytes]]], code: str
) -> None:
    assert refusal(changed(backup, tmp_path / "bad.tar.gz", edit)) == code


def test_a_refused_archive_leaves_nothing_behind(backup: Path, empty: Installation, tmp_path: Path) -> None:
    done = empty.lantoa("restore", str(changed(backup, tmp_path / "bad.tar.gz", flip_one_byte)))
    assert done.returncode == 1
    assert "không đúng mã kiểm tra" in done.stderr
    assert files_of(empty.home) == {}


def test_a_cut_archive_is_refused(backup: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    assert refusal(cut) == "truncated"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "truncated"), (b"not an archive", "truncated"), (gzip.compress(b"neither"), "truncated")],
    ids=["nothing", "text", "gzip"],
)
def test_something_else_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "x.tar.gz"
    path.write_bytes(content)
    assert refusal(path) == code


def test_check_reads_everything_and_writes_nothing(backup: Path, empty: Installation) -> None:
    done = empty.lantoa("restore", "--check", str(backup))
    assert done.returncode == 0, done.stderr
    assert "Bản sao lưu nguyên vẹn" in done.stdout
    assert not (empty.home / "files").exists()


def test_a_backup_beside_a_running_writer_holds_one_moment(source: Installation, tmp_path: Path) -> None:
    """People and jobs written in one transaction are both in the copy, or neither."""
    writer = """
import os, time
from django.db import transaction
from lantoa.organisation.models import Person
from lantoa.jobs.models import Job
end = time.monotonic() + 60
while time.monotonic() < end and not os.path.exists(os.environ["ENOUGH"]):
    with transaction.atomic():
        Person.objects.create(full_name="cặp")
        Job.objects.create(name="cặp", title="cặp", state="done")
    open(os.environ["BEGUN"], "w").close()
"""
    busy = subprocess.Popen(
        [sys.executable, "-m", "lantoa.config.command", "shell", "-v0", "-c", writer],
        env=source.environment | {"BEGUN": str(tmp_path / "begun"), "ENOUGH": str(tmp_path / "enough")},
        cwd=ROOT,
    )
    while busy.poll() is None and not (tmp_path / "begun").exists():
        time.sleep(0.05)
    target = tmp_path / "busy.tar.gz"
    done = source.lantoa("backup", "--output", str(target))
    (tmp_path / "enough").touch()
    assert done.returncode == 0, done.stderr
    assert busy.wait(60) == 0
    with tarfile.open(target) as tar:
        people = tar.extractfile("tables/organisation_person.jsonl")
        jobs = tar.extractfile("tables/jobs_job.jsonl")
        assert people is not None and jobs is not None
        pairs = people.read().count('"cặp"'.encode())
        assert pairs == jobs.read().count('"cặp"'.encode()) // 2
        assert pairs > 0
