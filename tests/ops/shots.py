"""Writes that people send over HTTP, each with a look at what became of it: nothing, all, or (never) some of it.

`found` reads the database of the installation; `Half` is raised where an action is there in part.
"""

from __future__ import annotations

import hashlib
import io
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from lantoa.audit.models import Entry
from lantoa.jobs.models import Job
from lantoa.ledger.models import Activity, Evidence, State, StoredFile
from lantoa.plans.models import Credit, Draft, Handover, Instance, Plan, Task
from tests.ledger import samples
from tests.support.visitor import Visitor, fields_of, hidden

NOTHING, STEPS, ALL = "nothing", "some whole steps", "all"
DESK = "/ban-lam-viec"
MEGABYTE = 1024 * 1024


class Half(AssertionError):
    """A part of an action is there, and the rest is not."""


def whole(what: str, parts: dict[str, bool]) -> str:
    """NOTHING or ALL; raises Half where the parts differ."""
    if len(set(parts.values())) != 1:
        raise Half(f"{what}: {parts}")
    return ALL if next(iter(parts.values())) else NOTHING


@dataclass
class Shot:
    """`sent` counts how often it went out, `done` says that its answer came back.

    One that is `once` is not sent again when it is seen to have happened: people look before they do it again.
    """

    name: str
    once: bool = field(default=False, init=False)
    sent: int = field(default=0, init=False)
    done: bool = field(default=False, init=False)

    def send(self, visitor: Visitor) -> None:
        raise AssertionError

    def found(self) -> str:
        raise AssertionError


def _photo(seed: int, side: int = 300) -> tuple[str, bytes, str]:
    return (f"anh-{seed}.jpg", samples.jpeg((side, 200 + seed % 97), colour=f"#{seed:06x}"), "image/jpeg")


def _noted(verb: str, row: Any) -> int:
    return Entry.objects.filter(verb=verb, target_kind=row._meta.label_lower, target_id=str(row.pk)).count()


@dataclass
class Record(Shot):
    """*Ghi hoạt động* without script: what, how many, two photos, a document, a task it counts towards, and sent."""

    seed: int
    body: int
    task: int
    client_id: uuid.UUID = field(default_factory=uuid.uuid4)

    def typed(self) -> dict[str, Any]:
        return {
            "title": f"Phát tờ gấp {self.name}", "when": "hom-nay", "kind": "an-pham", "body": self.body,
            "amount-M07-1": "120", "client_id": str(self.client_id),
            "towards": f"plans.task:{self.task}",
        }  # fmt: skip

    def send(self, visitor: Visitor) -> None:
        photos = [("uploads", _photo(self.seed * 2 + number)) for number in range(2)]
        answer = visitor.post(
            f"{DESK}/ghi/", self.typed() | {"viec": "gui", "document": f"{self.seed}/GM-SXD"}, photos
        )
        assert answer.status_code == 302, answer.text[:3000]

    def rows(self) -> list[Activity]:
        return list(Activity.objects.filter(client_id=self.client_id).select_related("current"))

    def found(self) -> str:
        rows = self.rows()
        if not rows:
            return NOTHING
        (row,) = rows
        proof = Evidence.objects.filter(activity=row)
        return whole(
            self.name,
            {
                "recorded": True,
                "version": row.current is not None and row.versions.count() == 1,
                "amount": row.measurements.count() == 1,
                "photos and paper": proof.count() == 3,
                "credit": Credit.objects.filter(activity=row, task=self.task).count() == 1,
                "sent": row.submitted_at is not None,
                "noted": [_noted(verb, row) for verb in ("ledger.recorded", "ledger.submitted", "ledger.evidence_attached")] == [1, 1, 3],
            },
        )  # fmt: skip


@dataclass
class Device(Record):
    """The same from a telephone: text, photo, photo, and the word to send it, each a request of its own."""

    def send(self, visitor: Visitor) -> None:
        one = f"{DESK}/ghi/{self.client_id}/"
        calls: list[tuple[str, dict[str, Any], Any]] = [(f"{DESK}/ghi/", self.typed(), ())]
        calls += [(f"{one}tep/{n}/", {}, [("file", _photo(self.seed * 2 + n))]) for n in range(2)]
        for path, data, files in [*calls, (f"{one}gui/", {}, ())]:
            answer = visitor.post(path, data, files, accept="application/json")
            assert answer.status_code in (200, 201), answer.text[:3000]

    def found(self) -> str:
        rows = self.rows()
        if not rows:
            return NOTHING
        (row,) = rows
        proof = Evidence.objects.filter(activity=row).count()
        whole(
            self.name,
            {
                "recorded": True,
                "version": row.current is not None and row.versions.count() == 1,
                "credit": Credit.objects.filter(activity=row, task=self.task).count() == 1,
                "noted": _noted("ledger.recorded", row) == 1
                and _noted("ledger.evidence_attached", row) == proof,
            },
        )
        if row.submitted_at is not None and (proof != 2 or _noted("ledger.submitted", row) != 1):
            raise Half(f"{self.name}: sent with {proof} photos")
        return ALL if row.submitted_at is not None else STEPS


@dataclass
class ConfirmTwenty(Shot):
    keys: list[int]

    def send(self, visitor: Visitor) -> None:
        answer = visitor.post(
            f"{DESK}/cho-xac-nhan/", {"muc": [f"{key}:1" for key in self.keys], "viec": "xac-nhan"}
        )
        assert answer.status_code == 302, answer.text[:3000]

    def found(self) -> str:
        rows = Activity.objects.filter(pk__in=self.keys)
        confirmed = rows.filter(state=State.CONFIRMED)
        noted = Entry.objects.filter(
            verb="ledger.confirmed", target_kind="ledger.activity", target_id__in=[str(k) for k in self.keys]
        )
        counts = {
            "activities": confirmed.count(),
            "versions": rows.filter(current__confirmed_at__isnull=False).count(),
            "measurements": rows.filter(measurements__state=State.CONFIRMED).distinct().count(),
            "noted": noted.count(),
        }
        if set(counts.values()) not in ({0}, {len(self.keys)}):
            raise Half(f"{self.name}: {counts}")
        return ALL if counts["noted"] else NOTHING


@dataclass
class DraftToPlan(Shot):
    """Confirms a draft of `tasks` tasks, one of them monthly with `occasions` dates."""

    draft: int
    tasks: int
    occasions: int

    def send(self, visitor: Visitor) -> None:
        path = f"{DESK}/ke-hoach/ban-thao/{self.draft}/"
        page = visitor.get(path)
        if page.status_code == 302:
            return  # it is a plan already
        answer = visitor.post(path, fields_of(page.text, "ban-thao") | {"viec": "xac-nhan"})
        assert answer.status_code == 302, answer.text[:20000]

    def found(self) -> str:
        draft = Draft.objects.get(pk=self.draft)
        plans = list(Plan.objects.filter(current__document_number=self.name))
        plans += [plan for plan in Plan.objects.filter(drafts=draft) if plan not in plans]
        parts = {
            "plan": len(plans) == 1,
            "draft": draft.state == Draft.State.CONFIRMED,
            "pointer": draft.plan_id is not None,
            "edition": draft.edition != 1,
            "tasks": Task.objects.filter(plan__in=plans, terms__isnull=False).count() == self.tasks,
            "dates": Instance.objects.filter(task__plan__in=plans).count() == self.occasions,
            "rule": bool(plans) and plans[0].rules.count() == 1,
            "noted": bool(plans) and _noted("plans.issued", plans[0]) == 1,
        }
        return whole(self.name, parts)


@dataclass
class Sheet(Shot):
    """Excel out, every task to another unit and the first one's words changed, in again, and carried out."""

    plan: int
    from_body: int
    to_name: str

    def __post_init__(self) -> None:
        self.once = True

    def send(self, visitor: Visitor) -> None:
        path = f"{DESK}/ke-hoach/{self.plan}/excel/"
        book = load_workbook(io.BytesIO(visitor.get(f"{path}xuat/").content))
        sheet = book.worksheets[0]
        labels = [cell.value for cell in sheet[1]]
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, labels.index("Đơn vị chủ trì") + 1).value = self.to_name
        sheet.cell(2, labels.index("Nội dung") + 1).value = f"Nội dung mới {self.name}"
        out = io.BytesIO()
        book.save(out)
        page = visitor.post(
            path, {}, [("file", ("nhiem-vu.xlsx", out.getvalue(), "application/octet-stream"))]
        )
        assert page.status_code == 200, page.text[:3000]
        answer = visitor.post(path, {"changes": hidden(page.text, "changes")})
        assert answer.status_code == 302, answer.text[:3000]

    def found(self) -> str:
        tasks = Task.objects.filter(plan=self.plan)
        moved = tasks.exclude(lead_body=self.from_body)
        hands = Handover.objects.filter(task__plan=self.plan, kind=Handover.Kind.FORWARD)
        noted = Entry.objects.filter(
            verb="plans.bulk_updated", target_id__in=[str(key) for key in tasks.values_list("pk", flat=True)]
        )
        drafts = Draft.objects.filter(amends=self.plan).count()
        counts = {"moved": moved.count(), "handed": hands.count(), "noted": noted.count()}
        if set(counts.values()) not in ({0}, {tasks.count()}) or drafts != (1 if counts["moved"] else 0):
            raise Half(f"{self.name}: {counts}, {drafts} drafts of {tasks.count()} tasks")
        return ALL if drafts else NOTHING


@dataclass
class TaskDone(Shot):
    task: int

    def send(self, visitor: Visitor) -> None:
        answer = visitor.post(f"{DESK}/nhiem-vu/{self.task}/lam/", {"viec": "xac-nhan"})
        assert answer.status_code == 302, answer.text[:3000]

    def found(self) -> str:
        row = Task.objects.get(pk=self.task)
        done = row.state == Task.State.DONE
        parts = {"state": done, "who": row.done_by_id is not None, "day": row.done_on is not None}
        return whole(self.name, parts | {"noted": _noted("plans.task_done", row) == 1})


@dataclass
class Upload(Shot):
    """A large document and a large photo onto a draft; the photo is drawn by the worker."""

    activity: int
    seed: int

    def paper(self) -> bytes:
        """Long enough on its way to the disk to be cut off."""
        return samples.pdf() + f"{self.seed:04}".encode() * 3 * MEGABYTE

    def place(self, home: Path) -> Path:
        """Where the document's bytes will lie."""
        digest = hashlib.sha256(self.paper()).hexdigest()
        return home / "files" / digest[:2] / digest[2:4] / digest

    def send(self, visitor: Visitor) -> None:
        paper = ("giay-moi.pdf", self.paper(), "application/pdf")
        photo = (f"lon-{self.seed}.jpg", samples.jpeg((2600, 1700 + self.seed)), "image/jpeg")
        answer = visitor.post(
            f"{DESK}/so/{self.activity}/minh-chung/", {}, [("uploads", paper), ("uploads", photo)]
        )
        assert answer.status_code == 302, answer.text[:3000]

    def found(self) -> str:
        row = Activity.objects.get(pk=self.activity)
        files = StoredFile.objects.filter(evidence__activity=row)
        photos = [file for file in files if file.group == "photo"]
        drawing = Job.objects.filter(
            name="lantoa.ledger.jobs.make_view", arguments__file_id__in=[file.pk for file in photos]
        )
        return whole(
            self.name,
            {
                "proof": files.count() == 2,
                "one": files.exists(),
                "edition": row.edition == 3,
                "drawing": drawing.count() == 1,
                "noted": _noted("ledger.evidence_attached", row) == 2,
            },
        )


@dataclass
class BigPlan(Shot):
    """A big file that a worker reads into a draft."""

    agency: int
    data: bytes

    def send(self, visitor: Visitor) -> None:
        file = (f"{self.name}.txt", self.data, "text/plain")
        answer = visitor.post(f"{DESK}/ke-hoach/nap/", {"agency": self.agency, "text": ""}, [("file", file)])
        assert answer.status_code == 302, answer.text[:3000]

    def found(self) -> str:
        files = StoredFile.objects.filter(name=f"{self.name}.txt").count()
        jobs = Job.objects.filter(
            name="lantoa.plans.jobs.read_document", arguments__file_name=f"{self.name}.txt"
        )
        whole(self.name, {"file": files == 1, "job": jobs.exists()})
        drafts = Draft.objects.filter(name=f"{self.name}.txt").count()
        done = jobs.filter(state=Job.State.DONE).count()
        if drafts != done:
            raise Half(f"{self.name}: {drafts} drafts of {done} readings that are done")
        return ALL if files else NOTHING
