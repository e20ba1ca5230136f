"""A report while it is being written: one for each agency and period."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lantoa.foundation.periods import Period
from lantoa.foundation.text import lower_first
from lantoa.organisation.models import Agency, Person


class Report(models.Model):
    """The report of an agency for a period. Its figures are gathered anew until they are frozen in an issue.

    *writing → frozen → issued*; a correction takes an issued report back to writing, and its last issue stands.
    `starts` and `ends` are the days its figures cover, both included. `edition` grows with every change.
    """

    class State(models.TextChoices):
        WRITING = "writing", "Đang soạn"
        FROZEN = "frozen", "Đã chốt, chờ ký"
        ISSUED = "issued", "Đã ban hành"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    period = models.CharField("Kỳ", max_length=30)
    starts = models.DateField("Số liệu từ ngày")
    ends = models.DateField("Số liệu đến ngày")
    due_on = models.DateField("Hạn gửi", null=True, blank=True)
    state = models.CharField("Trạng thái", max_length=10, choices=State.choices, default=State.WRITING)
    current = models.ForeignKey(
        "reports.Issue", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Bản hiện hành"
    )
    correction = models.CharField("Lý do sửa", max_length=500, blank=True)
    edition = models.PositiveIntegerField(default=1)
    begun_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="Người lập"
    )
    begun_at = models.DateTimeField("Lập lúc")

    class Meta:
        verbose_name = "báo cáo"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "period"], name="report_once_in_agency_and_period"),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="report_has_days"),
            models.CheckConstraint(
                condition=Q(state="writing") | Q(current__isnull=False), name="report_frozen_has_issue"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "-ends"], name="report_agency_ends")]

    def __str__(self) -> str:
        return f"Báo cáo {self.spoken}"

    @property
    def span(self) -> Period:
        """The period reported, by its name; the days of its figures are `starts` and `ends`."""
        return Period.parse(self.period)

    @property
    def label(self) -> str:
        return self.span.label

    @property
    def spoken(self) -> str:
        """The period within a sentence: "quý I/2026"."""
        return lower_first(self.label)


class Seen(models.Model):
    """The figures that words were written beside, by their digest: to name those that have changed since.

    `figures` is a list of [code, label, unit, value, numerator, denominator, count], amounts as text.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    figures = models.JSONField()

    class Meta:
        verbose_name = "số liệu đã xem khi viết"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "digest"], name="report_seen_once")
        ]


class Passage(models.Model):
    """The officer's words below one heading. `seen` is the digest of the figures they were written beside."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="passages")
    key = models.SlugField(max_length=40)
    text = models.TextField("Nội dung", blank=True)
    seen = models.CharField(max_length=64, blank=True, default="")
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField("Viết lúc")

    class Meta:
        verbose_name = "lời văn báo cáo"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "key"], name="passage_once_in_report")
        ]
