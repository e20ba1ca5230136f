"""Channels of an agency, what is sent over them, and what became of each delivery."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from lantoa.channels.models.subscribers import Subscriber, Topic
from lantoa.foundation.text import fold
from lantoa.ledger.models import Activity, StoredFile
from lantoa.organisation.models import Agency, Person


class Channel(models.Model):
    """One way out of an agency: a kind (a folder of `kinds`), its settings, and when and how often it may be used."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    kind = models.CharField("Loại kênh", max_length=40)
    name = models.CharField("Tên kênh", max_length=120)
    settings = models.JSONField("Cài đặt", default=dict)
    secrets = models.TextField("Cài đặt mật", blank=True)
    """Encrypted (`channels.secrets`); never shown, never in the audit."""
    active = models.BooleanField("Đang dùng", default=True)
    quiet_from = models.TimeField("Không gửi từ", null=True, blank=True)
    quiet_to = models.TimeField("đến", null=True, blank=True)
    most_a_day = models.PositiveIntegerField("Nhiều nhất trong một ngày", null=True, blank=True)
    most_for_one = models.PositiveSmallIntegerField("Nhiều nhất cho một người", null=True, blank=True)
    within_days = models.PositiveSmallIntegerField("trong số ngày", default=7)
    renewing_until = models.DateTimeField(null=True, blank=True, editable=False)
    trouble = models.CharField("Lỗi gần nhất", max_length=250, blank=True)
    trouble_at = models.DateTimeField("Lỗi lúc", null=True, blank=True)
    created_at = models.DateTimeField("Lập lúc")

    class Meta:
        verbose_name = "kênh"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "name"], name="channel_named_once"),
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_to__isnull=True)
                | Q(quiet_from__isnull=False, quiet_to__isnull=False),
                name="channel_quiet_from_and_to",
            ),
            models.CheckConstraint(condition=Q(within_days__gte=1), name="channel_within_a_day"),
        ]

    def __str__(self) -> str:
        return self.name


class Broadcast(models.Model):
    """One content on its way out: *draft → asked → approved → sending → sent*, or *cancelled*.

    The content was handed from a room above and is kept here as it was; `source` names where it came from.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Đang soạn"
        ASKED = "asked", "Chờ duyệt"
        APPROVED = "approved", "Đã duyệt, chưa gửi"
        SENDING = "sending", "Đang gửi"
        SENT = "sent", "Đã gửi"
        CANCELLED = "cancelled", "Đã hủy"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    state = models.CharField("Trạng thái", max_length=10, choices=State.choices, default=State.DRAFT)
    source_kind = models.CharField(max_length=60)
    source_key = models.CharField(max_length=120)
    title = models.CharField("Tiêu đề", max_length=300)
    summary = models.TextField("Tóm tắt", blank=True)
    text = models.TextField("Nội dung", blank=True)
    url = models.CharField("Địa chỉ bài", max_length=500, blank=True)
    towards = models.JSONField(default=list)
    about = models.JSONField(default=dict)
    """Codes of themes, audiences and reform fields, for the ledger."""
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name="Loại tin")
    until = models.DateTimeField("Trình chiếu đến", null=True, blank=True)
    composed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="Người soạn"
    )
    composed_at = models.DateTimeField("Soạn lúc")
    authors = models.ManyToManyField(Person, related_name="+")
    """Who wrote any of its texts: none of them sends it."""
    returned_why = models.CharField("Lý do trả lại", max_length=250, blank=True)
    approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Người duyệt"
    )
    approved_at = models.DateTimeField("Duyệt lúc", null=True, blank=True)
    sent_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Người gửi"
    )
    send_at = models.DateTimeField("Gửi lúc", null=True, blank=True)
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")
    folded = models.CharField(max_length=400, editable=False, default="")

    class Meta:
        verbose_name = "lượt gửi"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(send_at__isnull=True) | Q(approved_at__isnull=False),
                name="broadcast_sent_after_approval",
            ),
            models.CheckConstraint(
                condition=Q(sent_by__isnull=True) | ~Q(sent_by=models.F("composed_by")),
                name="broadcast_not_sent_by_who_wrote",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "state"]),
            models.Index(fields=["source_kind", "source_key"]),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.title)[:400]
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "folded"}
        super().save(*args, **kwargs)


class Part(models.Model):
    """A broadcast on one channel, with the text adapted for it."""

    class State(models.TextChoices):
        DRAFT = "draft", "Chưa gửi"
        PLANNED = "planned", "Chờ gửi"
        SENDING = "sending", "Đang gửi"
        SENT = "sent", "Đã gửi"
        FAILED = "failed", "Không gửi được"
        CANCELLED = "cancelled", "Đã hủy"

    broadcast = models.ForeignKey(Broadcast, models.CASCADE, related_name="parts")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="+", verbose_name="Kênh")
    state = models.CharField("Trạng thái", max_length=10, choices=State.choices, default=State.DRAFT)
    title = models.CharField("Tiêu đề", max_length=300, blank=True)
    summary = models.TextField("Tóm tắt", blank=True)
    text = models.TextField("Nội dung", blank=True)
    url = models.CharField("Địa chỉ", max_length=500, blank=True)
    digest = models.CharField("Mã băm của tin", max_length=64, blank=True)
    started_at = models.DateTimeField("Bắt đầu lúc", null=True, blank=True)
    ended_at = models.DateTimeField("Xong lúc", null=True, blank=True)
    note = models.CharField("Ghi chú", max_length=250, blank=True)
    reached = models.PositiveIntegerField("Số người dự, nghe, xem", null=True, blank=True)
    files = models.ManyToManyField(StoredFile, blank=True, related_name="+")

    class Meta:
        verbose_name = "phần gửi qua một kênh"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["broadcast", "channel"], name="part_once_on_a_channel")
        ]
        indexes: ClassVar = [models.Index(fields=["channel", "state"])]

    def __str__(self) -> str:
        return f"{self.channel.name}: {self.title}"


class Delivery(models.Model):
    """One message to one recipient: who (a keyed hash), when, what came of it. Added up after some months.

    *waiting → sending → sent*, or *failed* (a dead letter), *unsure* (nobody knows), *skipped*, *cancelled*.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ gửi"
        SENDING = "sending", "Đang gửi"
        SENT = "sent", "Đã gửi"
        FAILED = "failed", "Không gửi được"
        UNSURE = "unsure", "Không rõ"
        SKIPPED = "skipped", "Bỏ qua"
        CANCELLED = "cancelled", "Đã hủy"

    part = models.ForeignKey(Part, models.CASCADE, related_name="+")
    subscriber = models.ForeignKey(Subscriber, models.SET_NULL, null=True, related_name="+")
    mark = models.CharField("Người nhận (mã băm)", max_length=32, blank=True)
    state = models.CharField("Kết quả", max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("Số lần thử", default=0)
    due_at = models.DateTimeField("Gửi từ lúc")
    at = models.DateTimeField("Lúc", null=True, blank=True)
    claim = models.CharField(max_length=32, blank=True)
    provider_id = models.CharField("Mã của nhà cung cấp", max_length=120, blank=True)
    reached = models.PositiveIntegerField("Số người nhận được", null=True, blank=True)
    why = models.CharField("Lý do", max_length=250, blank=True)

    class Meta:
        verbose_name = "lần phát tin"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["part", "mark"], name="delivery_once_for_one"),
            models.CheckConstraint(
                condition=~Q(state="sending") | ~Q(claim=""), name="delivery_sending_is_claimed"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["part", "state", "due_at"]),
            models.Index(fields=["mark", "at"]),
            models.Index(fields=["provider_id"], condition=~Q(provider_id=""), name="delivery_provider"),
        ]

    def __str__(self) -> str:
        return self.get_state_display()


class DeliverySum(models.Model):
    """What is left of the deliveries of a part after some months: how many with which outcome on which day."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="+")
    day = models.DateField("Ngày")
    state = models.CharField("Kết quả", max_length=10, choices=Delivery.State.choices)
    count = models.PositiveIntegerField("Số lần")
    reached = models.PositiveIntegerField("Số người nhận được", default=0)

    class Meta:
        verbose_name = "số lần phát tin đã gộp"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["part", "day", "state"], name="delivery_sum_once")
        ]

    def __str__(self) -> str:
        return str(self.count)
