"""Links in what is published or waits for approval, and what became of them when they were visited."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from wagtail.models import Page

from lantoa.organisation.models import Agency


class Link(models.Model):
    """One address, in however many pages it stands. `page_number` instead of an address for a page of the portal."""

    class State(models.TextChoices):
        NEW = "new", "Chưa kiểm tra"
        OK = "ok", "Mở được"
        DOUBTFUL = "doubtful", "Lỗi một lần, sẽ thử lại"
        DEAD = "dead", "Hỏng"
        INNER = "inner", "Trỏ vào mạng nội bộ"
        UNTOLD = "untold", "Không kiểm tra được"

    digest = models.CharField(max_length=64, unique=True, editable=False)
    url = models.TextField("Địa chỉ")
    page_number = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    state = models.CharField("Tình trạng", max_length=10, choices=State, default=State.NEW)
    said = models.CharField("Kết quả", max_length=200, blank=True)
    visited_at = models.DateTimeField("Kiểm tra lúc", null=True, blank=True)
    failing_since = models.DateField("Lỗi từ ngày", null=True, blank=True)

    class Meta:
        verbose_name = "liên kết"
        indexes: ClassVar = [models.Index(fields=["visited_at"], name="link_visited")]

    def __str__(self) -> str:
        return self.url[:100]


class PageLink(models.Model):
    """A link as it stands in a page."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name="Trang")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+", verbose_name="Cơ quan")
    link = models.ForeignKey(Link, models.CASCADE, related_name="+", verbose_name="Liên kết")
    words = models.CharField("Chữ của liên kết", max_length=200, blank=True)

    class Meta:
        verbose_name = "liên kết trong trang"
        constraints: ClassVar = [models.UniqueConstraint(fields=["page", "link"], name="link_once_in_page")]

    def __str__(self) -> str:
        return f"{self.page}: {self.link}"
