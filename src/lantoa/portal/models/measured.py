"""Pages whose figures are read, never typed: the roadmap of digital transformation, results by period."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from lantoa.foundation.periods import BadPeriod, Period, PeriodKind
from lantoa.ledger.models import Measure
from lantoa.plans.models import Plan
from lantoa.portal.measured_blocks import GoalBlock
from lantoa.portal.measured_forms import ResultsForm, RoadmapForm
from lantoa.portal.models.tree import PortalPage, Written, told

RUNNING = "now:"
"""Before a kind of period: whichever of that kind is running when somebody reads."""


class RoadmapPage(Written, PortalPage):  # type: ignore[django-manager-missing]
    """*Lộ trình chuyển đổi số*: goals with milestones; progress is read from the ledger or from the plan's tasks."""

    goals = StreamField([("goal", GoalBlock())], verbose_name="Mục tiêu, mốc", use_json_field=True)
    plan = models.ForeignKey(
        Plan,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Kế hoạch có các nhiệm vụ",
        help_text="Cần khi có mốc đo theo nhiệm vụ của kế hoạch.",
    )

    is_creatable = True
    base_form_class = RoadmapForm
    template = "portal/pages/roadmap.html"
    parent_page_types: ClassVar = ["portal.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("goals"),
        FieldPanel("plan"),
    ]

    class Meta:
        verbose_name = "lộ trình"

    def words(self) -> list[str]:
        return [*super().words(), self.summary, told(self.goals)]


class ResultsPage(Written, PortalPage):  # type: ignore[django-manager-missing]
    """The agency's confirmed figures of one period, as its report of that period counts them."""

    period = models.CharField("Kỳ", max_length=24, default=f"{RUNNING}{PeriodKind.QUARTER.value}")
    measures = ParentalManyToManyField(
        Measure,
        blank=True,
        related_name="+",
        verbose_name="Số đo được hiện",
        help_text="Không chọn thì hiện mọi số đo có số liệu trong kỳ.",
    )

    is_creatable = True
    base_form_class = ResultsForm
    template = "portal/pages/results.html"
    parent_page_types: ClassVar = ["portal.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("period"),
        FieldPanel("measures", widget=forms.CheckboxSelectMultiple),
    ]

    class Meta:
        verbose_name = "kết quả theo kỳ"

    def clean(self) -> None:
        super().clean()
        try:
            _ = self.chosen
        except (BadPeriod, ValueError) as error:
            raise ValidationError({"period": "Chọn kỳ trong danh sách."}) from error

    @property
    def chosen(self) -> Period | PeriodKind:
        """A period, or the kind of those that run. Raises BadPeriod, ValueError."""
        if self.period.startswith(RUNNING):
            return PeriodKind(self.period.removeprefix(RUNNING))
        return Period.parse(self.period)

    def words(self) -> list[str]:
        return [*super().words(), self.summary]
