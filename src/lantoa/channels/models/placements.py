"""Printed QR codes: where each stands, where it leads, and how often it was scanned."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from lantoa.foundation.text import fold
from lantoa.organisation.models import Agency, Person, Place


class Placement(models.Model):
    """A printed code. `code` is its identity: target, place, words and agency may change, what hangs on the wall stays.

    The target is a kind that some room registered and a key of that room. *live → withdrawn*, and back.
    """

    code = models.CharField("Mã", max_length=12, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Nơi đặt"
    )
    spot = models.CharField("Vị trí cụ thể", max_length=120, blank=True)
    title = models.CharField("Dòng chữ lớn", max_length=90)
    instruction = models.CharField("Dòng hướng dẫn", max_length=160, blank=True)
    target_kind = models.CharField("Loại đích", max_length=60)
    target_key = models.CharField("Đích", max_length=500, blank=True)
    created_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="Người lập"
    )
    created_at = models.DateTimeField("Lập lúc")
    withdrawn_at = models.DateTimeField("Thu hồi lúc", null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_why = models.CharField("Lý do thu hồi", max_length=250, blank=True)
    folded = models.CharField(max_length=500, editable=False, default="")

    class Meta:
        verbose_name = "mã QR đã đặt"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(place__isnull=False) | ~Q(spot=""), name="placement_stands_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why=""),
                name="placement_withdrawn_says_why",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "withdrawn_at"])]

    def __str__(self) -> str:
        return f"{self.title} ({self.code})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(f"{self.title} {self.spot} {self.code}")[:500]
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "folded"}
        super().save(*args, **kwargs)

    @property
    def where(self) -> str:
        """ "Quầy 07, mặt quầy": the place by its name of today."""
        return ", ".join(filter(None, [self.place.name if self.place else "", self.spot]))


class PlacementLabel(models.Model):
    """What a code stands for besides its place: the moment of the service, the procedure. One of each kind."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="labels")
    kind = models.CharField("Loại nhãn", max_length=60)
    key = models.CharField("Nhãn", max_length=120)

    class Meta:
        verbose_name = "nhãn của mã QR"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["placement", "kind"], name="placement_label_once_of_a_kind")
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "key"])]

    def __str__(self) -> str:
        return self.key


class ScanHour(models.Model):
    """How often a code was scanned within one hour of a day in Vietnam. Nothing about who scanned."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="+")
    day = models.DateField("Ngày", db_index=True)
    hour = models.PositiveSmallIntegerField("Giờ")
    count = models.PositiveIntegerField("Lượt quét")

    class Meta:
        verbose_name = "lượt quét mã QR"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["placement", "day", "hour"], name="scans_once_for_an_hour"),
            models.CheckConstraint(condition=Q(hour__lte=23), name="scans_hour_of_a_day"),
            models.CheckConstraint(condition=Q(count__gte=1), name="scans_at_least_one"),
        ]

    def __str__(self) -> str:
        return str(self.count)


class LinkHost(models.Model):
    """A host outside to which codes of the agency may lead. What is not listed is led to by no code."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    host = models.CharField("Tên miền", max_length=253)
    note = models.CharField("Là trang của", max_length=160, blank=True)
    added_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="Người thêm"
    )
    added_at = models.DateTimeField("Thêm lúc")

    class Meta:
        verbose_name = "tên miền được dẫn đến"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "host"], name="link_host_once_in_agency")
        ]

    def __str__(self) -> str:
        return self.host
