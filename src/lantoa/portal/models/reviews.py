"""When a published page is to be looked at again, and by whom."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from wagtail.models import Page

from lantoa.organisation.models import Body, Person

MOST_MONTHS = 60


class Review(models.Model):
    """One row for a page that has a day. It lies beside the page and not in its versions, so that looking at a page
    again needs no new version and a restored version brings no old day back.

    The owner is a unit or a person, who need not be able to write pages; without one the agency's editors are asked.
    """

    page = models.OneToOneField(
        Page, models.CASCADE, primary_key=True, related_name="+", verbose_name="Trang"
    )
    due_on = models.DateField("Rà soát lại trước ngày")
    months = models.PositiveSmallIntegerField("Cứ mấy tháng rà soát một lần", default=6)
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Đơn vị phụ trách"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Người phụ trách"
    )
    reviewed_on = models.DateField("Rà soát ngày", null=True, blank=True)
    reviewed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="Người rà soát"
    )
    remark = models.CharField("Kết quả rà soát", max_length=300, blank=True)

    page_id: int
    body_id: int | None
    person_id: int | None

    class Meta:
        verbose_name = "lịch rà soát trang"
        indexes: ClassVar = [models.Index(fields=["due_on"], name="review_by_day")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(months__gte=1, months__lte=MOST_MONTHS), name="review_comes_round"
            ),
            models.CheckConstraint(condition=Q(body=None) | Q(person=None), name="review_one_owner"),
        ]

    def __str__(self) -> str:
        return str(self.page)

    @classmethod
    def day_of(cls, page_id: int | None) -> date | None:
        """The day by which the page is to be looked at again; None where nobody set one."""
        return cls.objects.filter(page=page_id).values_list("due_on", flat=True).first()
