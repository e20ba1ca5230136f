"""Figures that are sent to people by themselves: what, when, to whom, and how each time went."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from lantoa.foundation.periods import Period
from lantoa.foundation.text import lower_first
from lantoa.ledger.models import StoredFile
from lantoa.organisation.models import Agency, Person

LAST_DAY = 28
"""Every month has it."""


class Mailing(models.Model):
    """The agency's figures of the running period, sent to some of its people on a day of the month or before the due day."""

    class What(models.TextChoices):
        REQUIRED = "required", "Kỳ báo cáo bắt buộc (quý I, 6 tháng, quý III, năm)"
        MONTH = "month", "Tháng"

    class Timing(models.TextChoices):
        DAY = "day", "Vào một ngày của mỗi tháng"
        BEFORE = "before", "Trước hạn gửi báo cáo một số ngày làm việc"

    class Form(models.TextChoices):
        PDF = "pdf", "PDF"
        WORD = "docx", "Word"
        EXCEL = "xlsx", "Excel"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="Người đặt lịch")
    what = models.CharField("Kỳ", max_length=10, choices=What.choices, default=What.REQUIRED)
    timing = models.CharField("Gửi lúc", max_length=10, choices=Timing.choices, default=Timing.BEFORE)
    number = models.PositiveSmallIntegerField("Ngày", default=3, validators=[MaxValueValidator(LAST_DAY)])
    form = models.CharField("Dạng tệp", max_length=5, choices=Form.choices, default=Form.PDF)
    recipients = models.ManyToManyField(Person, related_name="+", verbose_name="Người nhận")
    since = models.DateField("Từ ngày")
    paused_on = models.DateField("Tạm dừng từ ngày", null=True, blank=True)

    class Meta:
        verbose_name = "lịch gửi số liệu"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(timing="before", number__lte=20) | Q(timing="day", number__gte=1, number__lte=28),
                name="mailing_day_exists",
            ),
        ]

    def __str__(self) -> str:
        return f"Số liệu {self.subject}, {self.when}"

    @property
    def subject(self) -> str:
        return "hằng tháng" if self.what == self.What.MONTH else "kỳ báo cáo"

    @property
    def when(self) -> str:
        if self.timing == self.Timing.DAY:
            return f"ngày {self.number} mỗi tháng"
        return f"trước hạn {self.number} ngày làm việc" if self.number else "vào ngày đến hạn"


class MailingRun(models.Model):
    """One time: for a day of the calendar once, or asked for by hand. *preparing → sent | failed*."""

    class State(models.TextChoices):
        PREPARING = "preparing", "Đang lập"
        SENT = "sent", "Đã gửi"
        FAILED = "failed", "Không gửi được"

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="runs")
    day = models.DateField("Của ngày")
    period = models.CharField("Kỳ", max_length=30)
    starts = models.DateField("Số liệu từ ngày")
    ends = models.DateField("Số liệu đến ngày")
    by_hand = models.BooleanField("Gửi theo yêu cầu", default=False)
    state = models.CharField("Kết quả", max_length=10, choices=State.choices, default=State.PREPARING)
    error = models.CharField("Lý do", max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    told = models.PositiveSmallIntegerField("Số người nhận", default=0)
    entries = models.PositiveIntegerField("Số dòng căn cứ", default=0)
    asked_at = models.DateTimeField("Bắt đầu lúc")
    ended_at = models.DateTimeField("Xong lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lần gửi số liệu"
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mailing", "day"], condition=Q(by_hand=False), name="mailing_once_for_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(error=""), name="mailing_failed_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(file__isnull=False), name="mailing_sent_has_file"
            ),
        ]

    def __str__(self) -> str:
        return f"Số liệu {lower_first(self.label)}"

    @property
    def label(self) -> str:
        return Period.parse(self.period).label

    @property
    def key(self) -> str:
        """Under which its notices go out once."""
        return f"reports.mailing.{self.pk}"
