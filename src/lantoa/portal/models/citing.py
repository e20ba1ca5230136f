"""What a published page rests on: documents of the portal, a row of the register. Rewritten at each publication, gone with it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from wagtail.models import Page

from lantoa.portal.models.kinds import RecordPage


class Cites(models.Model):
    page = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name="Trang")
    record = models.ForeignKey(RecordPage, models.CASCADE, related_name="+", verbose_name="Văn bản")

    class Meta:
        verbose_name = "viện dẫn của trang"
        constraints: ClassVar = [models.UniqueConstraint(fields=["page", "record"], name="cites_once")]

    def __str__(self) -> str:
        return f"{self.page}: {self.record}"


class GuideSeen(models.Model):
    """What the register said of a guide's procedure when the guide was last published."""

    page = models.OneToOneField(Page, models.CASCADE, related_name="+", verbose_name="Trang")
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = "danh mục khi đăng hướng dẫn"

    def __str__(self) -> str:
        return str(self.page)
