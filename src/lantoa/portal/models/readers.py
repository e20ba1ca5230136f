"""What readers leave behind: how often pages were read, and whether they helped. Nothing about who read."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from lantoa.organisation.models import Agency, Person


class PageReads(models.Model):
    """How often a page was read on a day. `page_number` is 0 for pages that nobody wrote: the front page, a plan's progress.

    A number and not a key: what was read stays counted when the page is deleted.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    page_number = models.BigIntegerField("Trang số")
    day = models.DateField("Ngày")
    count = models.PositiveIntegerField("Lượt xem")

    class Meta:
        verbose_name = "lượt xem trang"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "day", "page_number"], name="page_reads_once_for_a_day")
        ]
        indexes: ClassVar = [models.Index(fields=["page_number", "day"])]

    def __str__(self) -> str:
        return str(self.count)


class AgencyReads(models.Model):
    """The sum of an agency's pages on a day, kept beside them: totals of years are read from a few hundred rows."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    day = models.DateField("Ngày")
    count = models.PositiveIntegerField("Lượt xem")

    class Meta:
        verbose_name = "lượt xem của cơ quan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "day"], name="agency_reads_once_for_a_day")
        ]

    def __str__(self) -> str:
        return str(self.count)


class ReadCounter(models.Model):
    """The figure at the foot of an agency's pages, with its time. Written once an hour: every page shows it."""

    agency = models.OneToOneField(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    count = models.PositiveBigIntegerField("Lượt xem")
    through = models.DateTimeField("Tính đến")

    class Meta:
        verbose_name = "bộ đếm lượt xem"

    def __str__(self) -> str:
        return str(self.count)


class Opinion(models.Model):
    """An answer to *Trang này có ích không?*. The words are erased after `actions.readers.WORDS_KEPT` days."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    page_number = models.BigIntegerField("Trang số", default=0, db_index=True)
    path = models.CharField("Địa chỉ trang", max_length=400)
    title = models.CharField("Trang", max_length=255, blank=True)
    helpful = models.BooleanField("Có ích")
    words = models.TextField("Ý kiến", max_length=1000, blank=True)
    folded = models.TextField(editable=False, default="")
    day = models.DateField("Ngày", db_index=True)
    seen_at = models.DateTimeField("Đã đọc lúc", null=True, blank=True)
    seen_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="Người đọc"
    )

    class Meta:
        verbose_name = "ý kiến về trang"
        indexes: ClassVar = [models.Index(fields=["agency", "day"])]

    def __str__(self) -> str:
        return "Có ích" if self.helpful else "Chưa có ích"
