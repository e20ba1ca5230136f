"""Rows that people may change: which periods are reported, what a report says in which order, own templates."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from lantoa.foundation.periods import PeriodKind, ReportingRule
from lantoa.ledger.models import StoredFile
from lantoa.organisation.models import Agency, Person

_MONTH = (MinValueValidator(1), MaxValueValidator(12))
_DAY = (MinValueValidator(1), MaxValueValidator(31))


class PeriodRule(models.Model):
    """A periodic report: the days its figures cover and the day it is due (công văn 581/BNV-CCHC, as data).

    Days are (month, day) of the year reported; `opens_year_before` puts the opening in the year before. A rule holds
    for the years from `year_from` to `year_to`; a report keeps the days it was begun with.
    """

    class Kind(models.TextChoices):
        MONTH = PeriodKind.MONTH.value, "Tháng"
        QUARTER = PeriodKind.QUARTER.value, "Quý"
        HALF = PeriodKind.HALF.value, "6 tháng"
        NINE_MONTHS = PeriodKind.NINE_MONTHS.value, "9 tháng"
        YEAR = PeriodKind.YEAR.value, "Năm"

    kind = models.CharField("Loại kỳ", max_length=12, choices=Kind.choices)
    index = models.PositiveSmallIntegerField("Kỳ thứ", default=1)
    opens_month = models.PositiveSmallIntegerField("Số liệu từ tháng", validators=_MONTH)
    opens_day = models.PositiveSmallIntegerField("Số liệu từ ngày", validators=_DAY)
    opens_year_before = models.BooleanField("Mở từ năm trước", default=False)
    closes_month = models.PositiveSmallIntegerField("Số liệu đến tháng", validators=_MONTH)
    closes_day = models.PositiveSmallIntegerField("Số liệu đến ngày", validators=_DAY)
    due_month = models.PositiveSmallIntegerField("Gửi trước tháng", validators=_MONTH)
    due_day = models.PositiveSmallIntegerField("Gửi trước ngày", validators=_DAY)
    required = models.BooleanField("Kỳ bắt buộc", default=True)
    legal_basis = models.CharField("Căn cứ", max_length=250, blank=True)
    year_from = models.PositiveSmallIntegerField("Áp dụng từ năm", default=2000)
    year_to = models.PositiveSmallIntegerField("Đến hết năm", null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "kỳ báo cáo"
        ordering: ClassVar = ["kind", "index", "year_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "index", "year_from"], name="report_period_rule_once_from"
            ),
            models.CheckConstraint(
                condition=Q(year_to=None) | Q(year_to__gte=F("year_from")),
                name="report_period_rule_has_years",
            ),
        ]

    def __str__(self) -> str:
        word = self.get_kind_display()
        match self.kind:
            case self.Kind.MONTH:
                return f"{word} {self.index}"
            case self.Kind.QUARTER:
                return f"{word} {'I' * self.index if self.index < 4 else 'IV'}"
            case self.Kind.HALF:
                return f"{word} {'đầu' if self.index == 1 else 'cuối'} năm"
        return word

    def holds_in(self, year: int) -> bool:
        return self.year_from <= year and (self.year_to is None or year <= self.year_to)

    @property
    def days(self) -> tuple[str, str, str]:
        """The first and the last day of the figures and the due day, as they are said: 15/12, 14/03, 20/03."""
        pairs = (
            (self.opens_day, self.opens_month),
            (self.closes_day, self.closes_month),
            (self.due_day, self.due_month),
        )
        first, last, due = (f"{day:02}/{month:02}" for day, month in pairs)
        return first, last, due

    @property
    def rule(self) -> ReportingRule:
        """As a plain value, for the arithmetic of periods."""
        return ReportingRule(
            PeriodKind(self.kind),
            self.index,
            (self.opens_month, self.opens_day),
            (self.closes_month, self.closes_day),
            (self.due_month, self.due_day),
            opens_year_before=self.opens_year_before,
        )


class OutlineItem(models.Model):
    """A heading of the report and what stands below it: words of the officer, or something gathered.

    Rows of no agency serve all that have none of their own. `key` is stable, so that last period's words are found.
    An `ended` one is asked for no more; what was frozen has its own copy.
    """

    class Content(models.TextChoices):
        TEXT = "text", "Lời văn"
        FIGURES = "figures", "Bảng số liệu"
        PLANS = "plans", "Tiến độ kế hoạch"
        CHART = "chart", "Biểu đồ"
        UNITS = "units", "Số liệu theo đơn vị"

    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    key = models.SlugField("Mã", max_length=40)
    heading = models.CharField("Đề mục", max_length=250)
    level = models.PositiveSmallIntegerField("Cấp", default=1, validators=[MaxValueValidator(3)])
    content = models.CharField("Nội dung", max_length=10, choices=Content.choices, default=Content.TEXT)
    hint = models.TextField("Gợi ý", blank=True)
    required = models.BooleanField("Phải có", default=False)
    position = models.PositiveSmallIntegerField("Thứ tự", default=0)
    ended = models.BooleanField("Thôi dùng", default=False)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "đề mục báo cáo"
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "key"], condition=Q(agency__isnull=False), name="outline_key_once_in_agency"
            ),
            models.UniqueConstraint(
                fields=["key"], condition=Q(agency__isnull=True), name="outline_key_once_for_all"
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class ReportTemplate(models.Model):
    """An agency's own Word file with fields, used instead of the built-in layout. `valid_to` says that it was ended."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="Tệp mẫu")
    valid_from = models.DateField("Dùng từ ngày")
    valid_to = models.DateField("Đến hết ngày", null=True, blank=True)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField("Thêm lúc")

    class Meta:
        verbose_name = "mẫu báo cáo"
        ordering: ClassVar = ["-valid_from", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency"], condition=Q(valid_to=None), name="report_template_live_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="report_template_has_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.valid_from:%d/%m/%Y}"
