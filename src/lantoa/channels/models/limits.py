"""How often an agency writes to one person, over all its channels together."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lantoa.organisation.models import Agency


class SendingLimit(models.Model):
    """The row is what two workers of the agency wait for, one after the other, before they count and claim."""

    agency = models.OneToOneField(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    most_for_one = models.PositiveSmallIntegerField(
        "Số tin nhiều nhất cho một người trong một ngày", null=True, blank=True
    )

    class Meta:
        verbose_name = "giới hạn gửi chung"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(most_for_one__isnull=True) | Q(most_for_one__gte=1),
                name="sending_limit_one_or_more",
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.most_for_one or 'không giới hạn'}"
