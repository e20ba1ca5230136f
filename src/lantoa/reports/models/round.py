"""Rounds that a superior opens, and what each unit below owes in one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lantoa.foundation.periods import Period
from lantoa.organisation.models import Agency, Person
from lantoa.reports.models.issue import Issue


class Round(models.Model):
    """A superior asks the agencies below for the report of one period (*đợt báo cáo*)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan mở đợt")
    period = models.CharField("Kỳ", max_length=30)
    starts = models.DateField("Số liệu từ ngày")
    ends = models.DateField("Số liệu đến ngày")
    due_on = models.DateField("Hạn gửi")
    note = models.TextField("Yêu cầu", blank=True)
    opened_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="Người mở"
    )
    opened_at = models.DateTimeField("Mở lúc")
    closed_at = models.DateTimeField("Đóng lúc", null=True, blank=True)

    class Meta:
        verbose_name = "đợt báo cáo"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "period"], name="report_round_once"),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="report_round_has_days"),
        ]

    def __str__(self) -> str:
        return f"Đợt báo cáo {self.spoken}"

    @property
    def span(self) -> Period:
        """The days its figures cover."""
        return Period.custom(self.starts, self.ends)

    @property
    def label(self) -> str:
        return Period.parse(self.period).label

    @property
    def spoken(self) -> str:
        """The period inside a sentence: "quý I/2026"."""
        return self.label[:1].lower() + self.label[1:]


class Call(models.Model):
    """What one agency owes in a round. `due_on` may be earlier than the round's.

    *waiting → submitted → received*, or *returned* and submitted anew. `first_sent_at` says whether it came in time:
    a report that was returned was not late for that.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Chưa gửi"
        SUBMITTED = "submitted", "Đã gửi"
        RETURNED = "returned", "Bị trả lại"
        RECEIVED = "received", "Đã nhận"

    round = models.ForeignKey(Round, models.CASCADE, related_name="calls")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    due_on = models.DateField("Hạn gửi")
    state = models.CharField("Trạng thái", max_length=10, choices=State.choices, default=State.WAITING)
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField("Gửi lúc", null=True, blank=True)
    first_sent_at = models.DateTimeField("Gửi lần đầu lúc", null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField("Trả lời lúc", null=True, blank=True)
    reason = models.CharField("Lý do trả lại", max_length=500, blank=True)

    class Meta:
        verbose_name = "yêu cầu báo cáo"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "agency"], name="report_call_once"),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(issue__isnull=False), name="report_call_sent_has_issue"
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""), name="report_call_returned_with_reason"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "state", "due_on"], name="report_call_open")]

    def __str__(self) -> str:
        return f"{self.agency.short_name}: báo cáo {self.round.spoken}"

    @property
    def is_open(self) -> bool:
        """Whether the agency owes something."""
        return self.state in OWED


OWED = (Call.State.WAITING, Call.State.RETURNED)


class CallReminder(models.Model):
    """That an agency was reminded: by the calendar once for each kind and due day, by hand once a day."""

    class Kind(models.TextChoices):
        WEEK = "T-7", "Trước hạn 7 ngày làm việc"
        DAYS = "T-3", "Trước hạn 3 ngày làm việc"
        DUE = "T0", "Đến hạn"
        LATE = "late", "Trễ hạn"
        HAND = "hand", "Cấp trên nhắc"

    call = models.ForeignKey(Call, models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    due_on = models.DateField()
    sent_on = models.DateField()

    class Meta:
        verbose_name = "lần nhắc gửi báo cáo"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["call", "kind", "due_on"], condition=~Q(kind="hand"), name="call_reminded_once"
            ),
            models.UniqueConstraint(
                fields=["call", "sent_on"], condition=Q(kind="hand"), name="call_nudged_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
