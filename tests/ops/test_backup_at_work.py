"""The demo with a thousand files, backed up while people record activities, and brought back into an empty place."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from lantoa.audit import queries as audit
from lantoa.foundation import clock
from lantoa.ledger import actions
from lantoa.ledger.drafts import ActivityDraft, ProofDraft
from lantoa.ledger.models import StoredFile
from lantoa.ops.backups import rows
from lantoa.ops.backups.writing import snapshot
from lantoa.organisation import demo
from lantoa.organisation.access import actor_of_person
from lantoa.organisation.demo import DEMO_PASSWORD
from tests.ledger import samples
from tests.ops import soundness
from tests.ops.scene import issue
from tests.ops.shots import Record
from tests.support.inside import inside
from tests.support.live import Installation, new_installation, remove
from tests.support.visitor import Visitor

FILES = 1000
PER_ACTIVITY = 50
MOVING = {
    "audit_entry": "an entry is sealed a moment after the action that wrote it",
    "audit_head": "the end of the chain moves with every entry",
    "jobs_job": "jobs are taken, run and ended",
    "jobs_tick": "schedules remember when they last ran",
    "django_tasks_database_dbtaskresult": "the queue of the jobs",
    "ledger_register": "the last number given moves with every activity",
    "ledger_storedfile": "a photo is drawn by the worker after it was taken in",
    "plans_task": "a task that was not begun begins with its first activity",
}
"""Tables whose rows change while people work; their rows are there, and agree with the others (`soundness`)."""


@dataclass(frozen=True)
class Picture:
    """All rows of one moment, by table and key, and the files that lay there then."""

    tables: dict[str, dict[Any, str]]
    files: dict[str, str]
    anchor: str


def picture(installation: Installation, blocker: Any) -> Picture:
    with inside(installation, blocker):
        anchor = audit.verify().anchor
        with snapshot():
            tables = {model._meta.db_table: _by_key(model) for model in rows.tables(apps)}
        return Picture(tables, _files(installation.home), anchor)


def _by_key(model: Any) -> dict[Any, str]:
    place = [field.attname for field in rows.columns(model)].index(model._meta.pk.attname)
    return {json.loads(line)[place]: line for line in rows.export(model)}


def _files(home: Path) -> dict[str, str]:
    found = [path for path in (home / "files").glob("??/*/*") if path.is_file()]
    return {str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def add_files(count: int) -> None:
    """Documents and photos, all different, as proof of activities."""
    made = demo.find()
    officer = actor_of_person(made.people["officer"])
    office = made.bodies["sxd.van_phong"]
    with transaction.atomic():  # one commit instead of thousands
        for first in range(0, count, PER_ACTIVITY):
            draft = ActivityDraft(
                kind="an-pham", title=f"Bộ minh chứng {first}", day=clock.today(),
                agency_id=office.agency_id, body_id=office.pk,
            )  # fmt: skip
            uploads = [_upload(number) for number in range(first, first + PER_ACTIVITY)]
            outcome = actions.record_with_proof(draft, ProofDraft(uploads), actor=officer, send=True)
            assert len(outcome.added) == PER_ACTIVITY


def _upload(number: int) -> SimpleUploadedFile:
    if number % 10 == 0:
        return SimpleUploadedFile(f"anh-{number}.png", samples.png((40 + number % 200, 30 + number // 200)))
    return SimpleUploadedFile(f"giay-moi-{number}.pdf", samples.pdf() + f"\n%{number}".encode())


class AtWork:
    """Officers who record activities with photos, one after the other, until told to stop."""

    def __init__(self, installation: Installation, tasks: list[int], body: int) -> None:
        self.over = threading.Event()
        self.answered: list[int] = []
        self.wrong: list[str] = []
        self.begun = threading.Semaphore(0)
        self.threads = []
        for number in range(2):
            visitor = Visitor(installation.url)
            visitor.sign_in("chuyen-vien@lantoa.example", DEMO_PASSWORD)
            self.threads.append(threading.Thread(target=self._work, args=(visitor, number, tasks, body)))
        for thread in self.threads:
            thread.start()

    def _work(self, visitor: Visitor, number: int, tasks: list[int], body: int) -> None:
        try:
            while not self.over.is_set():
                number += 2
                Record(f"trong lúc sao lưu {number}", number, body, tasks[number % len(tasks)]).send(visitor)
                self.answered.append(number)
                self.begun.release()
        except Exception as error:  # shown by the test
            self.wrong.append(repr(error))

    def wait_for_answers(self, count: int) -> None:
        for _ in range(count):
            assert self.begun.acquire(timeout=60), self.wrong

    def stop(self) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join(60)


@pytest.fixture
def full(
    live_templates: Callable[[str], Installation], tmp_path: Path, django_db_blocker: Any
) -> Iterator[tuple[Installation, list[int], int]]:
    """The running demo with a thousand files more, tasks to record for, and the officers' unit."""
    installation = new_installation(tmp_path, "full", live_templates("demo"))
    try:
        with inside(installation, django_db_blocker):
            before = StoredFile.objects.count()
            add_files(FILES)
            assert StoredFile.objects.count() == before + FILES
            tasks = list(issue("901/KH-SXD", 10).tasks.values_list("pk", flat=True))
            body = demo.find().bodies["sxd.van_phong"].pk
        (installation.home / "settings.env").write_text(
            "LANTOA_MAIL_HOST=thu.example\nLANTOA_MAIL_PASSWORD=mat-khau-thu\nLANTOA_DATABASE_URL=\n"
        )
        done = installation.lantoa("worker", "--once")  # what the demo left to be done would change its rows
        assert done.returncode == 0, done.stderr
        installation.start()
        yield installation, tasks, body
    finally:
        remove(installation)


def test_a_backup_taken_while_people_work_brings_back_every_row_and_every_file(
    full: tuple[Installation, list[int], int],
    live_templates: Callable[[str], Installation],
    tmp_path: Path,
    django_db_blocker: Any,
) -> None:
    source, tasks, body = full
    target = tmp_path / "backup.tar.gz"
    people = AtWork(source, tasks, body)
    try:
        people.wait_for_answers(3)
        before = picture(source, django_db_blocker)
        answered = len(people.answered)
        done = source.lantoa("backup", "--output", str(target))
        meanwhile = len(people.answered) - answered
    finally:
        people.stop()
    assert done.returncode == 0, done.stderr
    assert people.wrong == []
    assert meanwhile >= 2  # nobody was held up
    after = picture(source, django_db_blocker)

    # From one engine to the other and back: test_backup.py.
    place = new_installation(tmp_path, "restored", live_templates("empty"))
    try:
        restored = place.lantoa("restore", str(target))
        assert restored.returncode == 0, restored.stderr
        found = picture(place, django_db_blocker)
        assert _lost(before, found) == {}
        assert _invented(found, after) == {}
        assert {name for name, digest in before.files.items() if found.files.get(name) != digest} == set()
        assert len(found.files) >= FILES
        with inside(place, django_db_blocker):
            assert soundness.troubles() == []
            assert audit.verify(before.anchor).breaks == []
        _secrets_are_kept(source.home, place.home)
    finally:
        remove(place)


def _lost(before: Picture, found: Picture) -> dict[str, list[Any]]:
    """Keys of rows that were there before the backup began and are not, or are other, in what was brought back."""
    lost = {}
    for table, known in before.tables.items():
        there = found.tables[table]
        wrong = [
            key
            for key, line in known.items()
            if key not in there or (table not in MOVING and there[key] != line)
        ]
        if wrong:
            lost[table] = wrong[:5]
    return lost


def _invented(found: Picture, after: Picture) -> dict[str, list[Any]]:
    """Keys of rows that nobody wrote."""
    strange = {
        table: [
            key for key, line in there.items() if table not in MOVING and after.tables[table].get(key) != line
        ]
        for table, there in found.tables.items()
    }
    return {table: keys[:5] for table, keys in strange.items() if keys}


def _secrets_are_kept(old: Path, new: Path) -> None:
    assert (new / "secret").read_text() == (old / "secret").read_text()
    kept = (new / "settings.env").read_text()
    assert "LANTOA_MAIL_PASSWORD=mat-khau-thu" in kept
    assert "LANTOA_DATABASE_URL" not in kept  # the copy never opens the database that it was taken from
    for name in ("secret", "settings.env"):
        assert (new / name).stat().st_mode & 0o777 == 0o600
