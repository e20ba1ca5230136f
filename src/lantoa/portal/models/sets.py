"""*Gói nội dung*: pages that go on the portal at one moment, all of them or none, and come down together."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from wagtail.models import Page, Revision

from lantoa.foundation import text
from lantoa.organisation.models import Agency, Person


class ReleaseSet(models.Model):
    """One set of an agency's pages. `edition` grows with each change, its list of pages included.

    With `release_at` the schedule puts it up; where it could not, the time is taken away and `failed_why` says why.
    """

    class State(models.TextChoices):
        OPEN = "open", "Đang chuẩn bị"
        RELEASED = "released", "Đã đăng"
        DOWN = "down", "Đã gỡ"
        DROPPED = "dropped", "Đã bỏ"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    name = models.CharField("Tên gói", max_length=160)
    folded = models.CharField(max_length=160, editable=False, default="")
    purpose = models.CharField("Dùng cho việc gì", max_length=400, blank=True)
    state = models.CharField("Trạng thái", max_length=10, choices=State.choices, default=State.OPEN)
    edition = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="Người lập")
    made_at = models.DateTimeField("Lập lúc")
    release_at = models.DateTimeField("Giờ đăng", null=True, blank=True)
    timed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Người hẹn giờ"
    )
    failed_at = models.DateTimeField("Không đăng được lúc", null=True, blank=True)
    failed_why = models.TextField("Vì sao không đăng được", blank=True)
    released_at = models.DateTimeField("Đăng lúc", null=True, blank=True)
    released_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Người đăng"
    )
    ended_at = models.DateTimeField("Gỡ, bỏ lúc", null=True, blank=True)
    ended_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Người gỡ, bỏ"
    )
    ended_why = models.CharField("Lý do gỡ, bỏ", max_length=400, blank=True)

    class Meta:
        verbose_name = "gói nội dung"
        indexes: ClassVar = [
            models.Index(fields=["release_at"], condition=Q(state="open"), name="release_set_due"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(release_at=None) | Q(timed_by__isnull=False), name="release_set_timed_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "dropped"], released_at=None)
                | Q(state__in=["released", "down"], released_at__isnull=False),
                name="release_set_released_with_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["down", "dropped"]) | (Q(ended_at__isnull=False) & ~Q(ended_why="")),
                name="release_set_ended_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = text.fold(self.name)[:160]
        super().save(*args, **kwargs)


class SetPage(models.Model):
    """A page of a set. `held` while the set is open: approving such a page does not put it up.

    `put_up` says that the release brought it out: it was not on the portal before. The title stays when the page is
    deleted.
    """

    set = models.ForeignKey(ReleaseSet, models.CASCADE, related_name="rows")
    page = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="+", verbose_name="Trang")
    title = models.CharField("Tên trang", max_length=255)
    held = models.BooleanField(default=True)
    put_up = models.BooleanField(default=False)
    revision = models.ForeignKey(Revision, models.SET_NULL, null=True, blank=True, related_name="+")
    added_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="Người thêm"
    )
    added_at = models.DateTimeField("Thêm lúc")

    class Meta:
        verbose_name = "trang của gói"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["set", "page"], name="set_page_once"),
            models.UniqueConstraint(fields=["page"], condition=Q(held=True), name="page_in_one_open_set"),
        ]

    def __str__(self) -> str:
        return self.title
