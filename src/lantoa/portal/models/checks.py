"""What the check found in a revision. Kept with it: whoever asks later sees what the approver could see."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from wagtail.models import Page, Revision


class ContentCheck(models.Model):
    """`findings` are rows of rule, weight, said, where (`portal.checking.Finding`)."""

    revision = models.OneToOneField(Revision, models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name="Trang")
    made_at = models.DateTimeField("Kiểm tra lúc")
    findings = models.JSONField("Kết quả", default=list)
    blocks = models.BooleanField("Chưa đăng được", default=False)

    class Meta:
        verbose_name = "kết quả kiểm tra nội dung"
        indexes: ClassVar = [models.Index(fields=["page", "-made_at"], name="content_check_page")]

    def __str__(self) -> str:
        return f"{self.page}: {len(self.findings)}"
