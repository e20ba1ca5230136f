"""The audit: one append-only row for each thing done, chained by hashes. Rows outlive what they speak of."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """Somebody did something to an object. `digest` is SHA-256 over `previous` and every other column but
    `folded`, which repeats names and summary for the search without diacritics. `sequence`, `previous` and `digest`
    are empty until the entry is sealed, right after its transaction has committed (`sealing`).

    The database itself refuses to change or delete a row (triggers, migration 0005).
    Nothing here points to another table: actor, agency and target are kept as numbers and words,
    so that an entry stands after its subject is gone. `sequence` has no gaps; a missing number is a deletion.
    """

    sequence = models.BigIntegerField("Số", unique=True, null=True)
    at = models.DateTimeField("Lúc", db_index=True)
    verb = models.CharField("Việc", max_length=60, db_index=True)
    is_read = models.BooleanField("Là lượt xem", default=False)
    actor_id = models.BigIntegerField("Mã người làm", null=True, db_index=True)
    actor_name = models.CharField("Người làm", max_length=120)
    lent_by = models.CharField("Thay mặt", max_length=120, blank=True)
    agency_id = models.BigIntegerField("Mã cơ quan", null=True, db_index=True)
    target_kind = models.CharField("Loại đối tượng", max_length=60)
    target_id = models.CharField("Mã đối tượng", max_length=60)
    target_name = models.CharField("Đối tượng", max_length=250)
    summary = models.TextField("Nội dung", blank=True)
    changes = models.JSONField("Thay đổi", default=dict)
    previous = models.CharField(max_length=64, blank=True, default="")
    digest = models.CharField(max_length=64, unique=True, null=True)
    folded = models.TextField(editable=False, default="")

    class Meta:
        verbose_name = "dòng nhật ký"
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["target_kind", "target_id"]),
            models.Index(fields=["agency_id", "at"], name="audit_entry_agency_at"),
            models.Index(fields=["id"], condition=models.Q(sequence=None), name="audit_entry_to_seal"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence or 0} {self.verb}"


class Head(models.Model):
    """The end of the chain: one row, locked while entries are sealed."""

    singleton = models.BooleanField(default=True, unique=True)
    sequence = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        verbose_name = "đầu chuỗi nhật ký"

    def __str__(self) -> str:
        return "Nhật ký hệ thống"
