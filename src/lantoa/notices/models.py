"""What somebody was told, and how the mail about it went."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lantoa.organisation.models import Person


class MailChoice(models.TextChoices):
    AT_ONCE = "at_once", "Ngay khi có thông báo"
    DAILY = "daily", "Một thư tổng hợp mỗi ngày làm việc"
    NONE = "none", "Không gửi thư, chỉ xem trên hệ thống"


class Notice(models.Model):
    """One line for one person, and where it leads. With a `key`, a person is told once and never again.

    `mail` walks none | digest | waiting → sending → sent | failed | unsure, by conditional updates only.
    """

    class Mail(models.TextChoices):
        NONE = "none", "Không gửi thư"
        DIGEST = "digest", "Chờ thư tổng hợp"
        WAITING = "waiting", "Chờ gửi"
        SENDING = "sending", "Đang gửi"
        SENT = "sent", "Đã gửi"
        FAILED = "failed", "Không gửi được"
        UNSURE = "unsure", "Gửi dở, không gửi lại"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="Người nhận")
    kind = models.CharField("Loại", max_length=60, db_index=True)
    title = models.CharField("Nội dung", max_length=250)
    url = models.CharField("Địa chỉ", max_length=300)
    key = models.CharField(max_length=160, null=True, blank=True)
    created_at = models.DateTimeField("Lúc", auto_now_add=True)
    read_at = models.DateTimeField("Đã đọc lúc", null=True, blank=True)
    mail = models.CharField("Thư", max_length=8, choices=Mail.choices, default=Mail.NONE)
    mail_at = models.DateTimeField("Thư đổi lúc", null=True, blank=True)
    mail_error = models.CharField("Lỗi gửi thư", max_length=200, blank=True)
    folded = models.CharField(max_length=250, editable=False, default="")

    class Meta:
        verbose_name = "thông báo"
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "key"], condition=Q(key__isnull=False), name="notice_key_once_for_a_person"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(
                fields=["mail", "person"],
                condition=Q(mail__in=["digest", "waiting", "sending"]),
                name="notice_mail_open",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def look(self) -> str:
        """Read or not as the screen shows it: one of ui.words.STATES."""
        return "done" if self.read_at else "info"


class MailSetting(models.Model):
    """How one person wants mail. Without a row: at once."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+", verbose_name="Người nhận")
    mail = models.CharField("Nhận thư", max_length=8, choices=MailChoice.choices, default=MailChoice.AT_ONCE)

    class Meta:
        verbose_name = "cách nhận thông báo"

    def __str__(self) -> str:
        return self.get_mail_display()
