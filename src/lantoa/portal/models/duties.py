"""What a state site must show, as rows that people correct, and what was ticked by hand for an agency."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from lantoa.organisation.models import Agency, Person


class Duty(models.Model):
    """One required thing (Nghị định 224/2026/NĐ-CP, Chương II and others). `check` names what the system can see by itself.

    `sure` is off for what was written from memory and waits to be compared with the text.
    """

    code = models.SlugField("Mã", max_length=40, unique=True)
    name = models.CharField("Nội dung phải có", max_length=250)
    basis = models.CharField("Căn cứ", max_length=200, blank=True)
    check_by = models.CharField("Hệ thống tự xem", max_length=20, blank=True)
    position = models.PositiveIntegerField("Thứ tự", default=100)
    sure = models.BooleanField("Đã đối chiếu văn bản", default=False)
    in_use = models.BooleanField("Đang dùng", default=True)

    class Meta:
        verbose_name = "nội dung bắt buộc"
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class DutyTick(models.Model):
    """That an agency has it somewhere, said by a person, with the address where it is to be seen."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="+", verbose_name="Nội dung")
    link = models.CharField("Đường dẫn", max_length=500)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="Người đánh dấu")
    at = models.DateTimeField("Đánh dấu lúc")

    class Meta:
        verbose_name = "đánh dấu nội dung bắt buộc"
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "duty"], name="duty_ticked_once")]

    def __str__(self) -> str:
        return f"{self.agency}: {self.duty}"
