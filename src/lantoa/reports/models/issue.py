"""What was frozen, what was signed, and the chain that shows whether either was altered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lantoa.ledger.models import Activity, StoredFile
from lantoa.organisation.models import Person
from lantoa.reports.models.report import Report


class Issue(models.Model):
    """The report as it was frozen once: never changed afterwards. A correction is the next number.

    `contents` is canonical JSON (reports.contents) and `digest` its SHA-256, printed in the file.
    `reopened_at` says that it was taken back before it was signed; it stays, and its number is not used again.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="issues")
    number = models.PositiveSmallIntegerField("Bản số")
    contents = models.TextField()
    digest = models.CharField("Mã nội dung", max_length=64)
    reason = models.CharField("Lý do sửa", max_length=500, blank=True)
    frozen_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="Người chốt"
    )
    frozen_at = models.DateTimeField("Chốt lúc")
    reopened_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reopened_at = models.DateTimeField("Mở lại lúc", null=True, blank=True)
    reopened_reason = models.CharField("Lý do mở lại", max_length=500, blank=True)

    class Meta:
        verbose_name = "bản báo cáo"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="issue_number_once_in_report"),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True) | ~Q(reopened_reason=""),
                name="issue_reopened_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Bản {self.number}"


class Inputs(models.Model):
    """Every entry a figure was made from, with the version read and the hashes of its proofs.

    One line of JSON for each, compressed; `digest` (of the lines) stands in the issue's contents too.
    """

    issue = models.OneToOneField(Issue, models.PROTECT, related_name="inputs")
    lines = models.BinaryField()
    count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = "căn cứ của số liệu"


class Counted(models.Model):
    """That an issue counts an activity, in which version: the way from the activity to its reports.

    What was counted stands in the issue's inputs; these rows only make it findable.
    """

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="counted")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()

    class Meta:
        verbose_name = "hoạt động đã tính trong báo cáo"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue", "activity"], name="report_counted_once")
        ]


class Signing(models.Model):
    """Number, day and signed file, entered after the agency signed and numbered the report: *đã ban hành*."""

    issue = models.OneToOneField(Issue, models.PROTECT, related_name="signing")
    document_number = models.CharField("Số, ký hiệu", max_length=60)
    signed_on = models.DateField("Ngày ban hành")
    signer = models.CharField("Người ký", max_length=120)
    signer_title = models.CharField("Chức vụ", max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="Bản đã ký")
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField("Nhập lúc")

    class Meta:
        verbose_name = "ban hành báo cáo"

    def __str__(self) -> str:
        return self.document_number


class Link(models.Model):
    """One step of the chain: an issue was frozen, reopened or issued. `digest` covers it and the step before."""

    class Step(models.TextChoices):
        FROZEN = "frozen", "Chốt số liệu"
        REOPENED = "reopened", "Mở lại"
        ISSUED = "issued", "Ban hành"

    sequence = models.PositiveIntegerField(unique=True)
    step = models.CharField(max_length=10, choices=Step.choices)
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="links")
    covered = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = "mắt xích báo cáo"
        ordering: ClassVar = ["sequence"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue", "step"], name="report_link_step_once"),
        ]


class Head(models.Model):
    """The end of the chain; locked while a step is added, so that two never follow the same one."""

    singleton = models.BooleanField(default=True, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        verbose_name = "cuối chuỗi báo cáo"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(singleton=True), name="report_head_is_one")
        ]
