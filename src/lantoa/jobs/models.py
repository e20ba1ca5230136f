"""Background work that people can see. The task backend runs it; these rows say how it goes and what came out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Job(models.Model):
    """One piece of work: what, for whom, how far, and its result, which stays.

    `key` makes a job that must run once unique while it waits or runs. A running job without a heartbeat
    is taken back and tried again until `max_attempts`, then ends as failed, in words. `claim` names one run:
    whoever lost it (declared dead while only slow) can no longer write to the row. `task_id` is the row of the
    queue that will run it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ chạy"
        RUNNING = "running", "Đang chạy"
        DONE = "done", "Xong"
        FAILED = "failed", "Không thành công"
        CANCELLED = "cancelled", "Đã dừng"

    name = models.CharField("Tên hàm", max_length=120)
    title = models.CharField("Việc", max_length=200)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=120, null=True, blank=True)
    state = models.CharField(
        "Trạng thái", max_length=10, choices=State.choices, default=State.WAITING, db_index=True
    )
    asked_by_id = models.BigIntegerField("Mã người yêu cầu", null=True, db_index=True)
    asked_by_name = models.CharField("Người yêu cầu", max_length=120, blank=True)
    agency_id = models.BigIntegerField("Mã cơ quan", null=True, db_index=True)
    created_at = models.DateTimeField("Tạo lúc", auto_now_add=True)
    run_after = models.DateTimeField("Chạy sau", null=True, blank=True)
    started_at = models.DateTimeField("Bắt đầu", null=True, blank=True)
    finished_at = models.DateTimeField("Kết thúc", null=True, blank=True)
    heartbeat_at = models.DateTimeField("Nhịp cuối", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("Số lần chạy", default=0)
    max_attempts = models.PositiveSmallIntegerField("Số lần tối đa", default=3)
    step = models.PositiveIntegerField("Đã làm", default=0)
    steps = models.PositiveIntegerField("Tổng số", default=0)
    note = models.CharField("Đang làm gì", max_length=200, blank=True)
    cancel_asked = models.BooleanField("Đã yêu cầu dừng", default=False)
    result = models.JSONField("Kết quả", null=True, blank=True)
    error = models.TextField("Lỗi", blank=True)
    claim = models.CharField(max_length=32, blank=True, editable=False)
    task_id = models.UUIDField(null=True, editable=False)

    class Meta:
        verbose_name = "việc nền"
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(state__in=["waiting", "running"], key__isnull=False),
                name="job_key_once_while_open",
            ),
            models.CheckConstraint(condition=models.Q(max_attempts__gte=1), name="job_has_an_attempt"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def look(self) -> str:
        """The state as the screen shows it: one of ui.words.STATES."""
        return LOOKS[Job.State(self.state)]

    @property
    def percent(self) -> int | None:
        """How much is done, in whole per cent; None while the total is not known."""
        return min(100, self.step * 100 // self.steps) if self.steps else None


LOOKS = {
    Job.State.WAITING: "todo",
    Job.State.RUNNING: "work",
    Job.State.DONE: "done",
    Job.State.FAILED: "late",
    Job.State.CANCELLED: "void",
}
OPEN = (Job.State.WAITING, Job.State.RUNNING)


class Tick(models.Model):
    """The last moment a schedule was due and taken. Moved by a conditional update, so that one worker takes it."""

    name = models.CharField(max_length=120, unique=True)
    last = models.DateTimeField()

    class Meta:
        verbose_name = "lịch chạy"

    def __str__(self) -> str:
        return self.name


class Worker(models.Model):
    """A worker process and its last sign of life. The row goes when the worker ends in order, or long after it died."""

    name = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "tiến trình việc nền"

    def __str__(self) -> str:
        return self.name
