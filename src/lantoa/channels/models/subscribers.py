"""Who asked to be written to, about what, and who is written to no more."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from lantoa.foundation.text import sort_key
from lantoa.organisation.models import Agency, Person


class Topic(models.Model):
    """What a subscriber may choose to read about. An ended one is chosen no more and stays with who chose it."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    name = models.CharField("Tên", max_length=80)
    sort_key = models.CharField(max_length=160, editable=False, default="")
    ended_at = models.DateTimeField("Thôi dùng lúc", null=True, blank=True)

    class Meta:
        verbose_name = "loại tin"
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "name"], name="topic_once")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)[:160]
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sort_key"}
        super().save(*args, **kwargs)


class Subscriber(models.Model):
    """An address that asked for messages of one channel: *pending → active → stopped*.

    `address` is the only thing known of the person, and it goes when they are erased. `mark` is a keyed hash of it:
    what was sent is told apart by it, and nobody can read the address from it.
    """

    class State(models.TextChoices):
        PENDING = "pending", "Chờ xác nhận"
        ACTIVE = "active", "Đang nhận"
        STOPPED = "stopped", "Đã thôi nhận"

    channel = models.ForeignKey("channels.Channel", models.PROTECT, related_name="+", verbose_name="Kênh")
    address = models.CharField("Địa chỉ", max_length=254)
    mark = models.CharField(max_length=32)
    token = models.CharField(max_length=43, unique=True)
    state = models.CharField("Trạng thái", max_length=8, choices=State.choices, default=State.PENDING)
    language = models.CharField("Ngôn ngữ", max_length=2, default="vi")
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name="Loại tin")
    asked_at = models.DateTimeField("Đăng ký lúc")
    consent = models.CharField("Bản lời đồng ý", max_length=16)
    confirmed_at = models.DateTimeField("Xác nhận lúc", null=True, blank=True)
    stopped_at = models.DateTimeField("Thôi nhận lúc", null=True, blank=True)
    soft_bounces = models.PositiveSmallIntegerField("Lần báo lỗi tạm thời", default=0)

    class Meta:
        verbose_name = "người nhận tin"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["channel", "mark"], name="subscriber_once_on_a_channel"),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(confirmed_at__isnull=False),
                name="subscriber_active_has_confirmed",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["channel", "state"])]

    def __str__(self) -> str:
        return f"người nhận số {self.pk}"


class Barred(models.Model):
    """An address that an agency does not write to over a kind of channel, known by its keyed hash alone."""

    class Why(models.TextChoices):
        STOPPED = "stopped", "Người nhận thôi nhận"
        BOUNCED = "bounced", "Địa chỉ không còn dùng"
        ASKED = "asked", "Người nhận yêu cầu cơ quan"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    kind = models.CharField("Loại kênh", max_length=40)
    mark = models.CharField(max_length=32)
    why = models.CharField("Lý do", max_length=8, choices=Why.choices)
    at = models.DateTimeField("Từ lúc")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="Người ghi")

    class Meta:
        verbose_name = "địa chỉ không gửi"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "kind", "mark"], name="barred_once")
        ]

    def __str__(self) -> str:
        return self.get_why_display()
