"""What was read from a file and is being corrected on screen. Nothing here is a plan yet."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from lantoa.ledger.models import StoredFile
from lantoa.organisation.models import Agency, Person


class Draft(models.Model):
    """A reading of a document beside its source.

    `source` holds the blocks `[{text, label, place}]` shown on the left; `content` the draft in the shape of
    `reading`'s JSON, each item with an `id` of its own. `edition` counts changes: who saves an older edition
    is told, and nothing is lost. Confirming makes a plan once; the file is kept for good.
    """

    class State(models.TextChoices):
        OPEN = "open", "Đang sửa"
        CONFIRMED = "confirmed", "Đã xác nhận"
        DROPPED = "dropped", "Đã bỏ"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    name = models.CharField("Tên tệp", max_length=250)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="Tệp gốc")
    source = models.JSONField(default=list)
    content = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=1)
    state = models.CharField("Trạng thái", max_length=10, choices=State.choices, default=State.OPEN)
    amends = models.ForeignKey(
        "plans.Plan", models.PROTECT, null=True, related_name="+", verbose_name="Điều chỉnh kế hoạch"
    )
    plan = models.ForeignKey("plans.Plan", models.PROTECT, null=True, related_name="drafts")
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="Người nạp")
    created_at = models.DateTimeField("Nạp lúc", auto_now_add=True)
    changed_at = models.DateTimeField("Sửa lúc", auto_now=True)

    class Meta:
        verbose_name = "bản thảo kế hoạch"
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name
