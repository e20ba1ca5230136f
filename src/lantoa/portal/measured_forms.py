"""The editor's forms of pages with figures: plans and tasks of the page's own agency, periods by name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm

from lantoa.foundation import clock
from lantoa.foundation.periods import Period, PeriodKind
from lantoa.ledger.queries import in_use_or
from lantoa.organisation.models import Agency
from lantoa.plans.models import Plan, Task

RUNNING_KINDS = (
    (PeriodKind.MONTH, "Tháng đang chạy"),
    (PeriodKind.QUARTER, "Quý đang chạy"),
    (PeriodKind.HALF, "Nửa năm đang chạy"),
    (PeriodKind.YEAR, "Năm đang chạy"),
)
YEARS = 3


def period_choices(kept: str = "") -> list[tuple[str, str]]:
    """What runs, then the periods that have begun, the latest year first; `kept` stays choosable."""
    found = [(f"now:{kind.value}", label) for kind, label in RUNNING_KINDS]
    today = clock.today()
    for number in range(today.year, today.year - YEARS, -1):
        year = Period(PeriodKind.YEAR, number)
        parts = [year, *year.split(PeriodKind.HALF), Period(PeriodKind.NINE_MONTHS, number)]
        parts += [*year.split(PeriodKind.QUARTER), *year.split(PeriodKind.MONTH)]
        found += [(part.code, part.label) for part in parts if part.start <= today]
    if kept and kept not in dict(found):
        found.append((kept, Period.parse(kept).label))
    return found


class OfAgencyForm(WagtailAdminPageForm):
    """Knows whose page it is, also before the page stands anywhere."""

    @property
    def agency(self) -> Agency | None:
        # The page models name this form, and the queries name the models.
        from lantoa.portal.pages import home_above

        home = home_above(self.instance if self.instance.pk else self.parent_page)
        return home.agency if home else None


class RoadmapForm(OfAgencyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "plan" in self.fields:
            plans: Any = self.fields["plan"]
            plans.queryset = Plan.objects.filter(agency=self.agency).order_by("-year_to", "pk")

    def clean(self) -> dict[str, Any]:
        """Every task that a milestone names stands once in the plan."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        plan, goals = cleaned.get("plan"), cleaned.get("goals") or ()
        codes = [
            milestone["task"] for goal in goals for milestone in goal.value["milestones"] if milestone["task"]
        ]
        if codes and plan is None:
            self.add_error("plan", ValidationError("Chọn kế hoạch có các nhiệm vụ nêu ở các mốc."))
        elif codes:
            held = list(Task.objects.filter(plan=plan, code__in=codes).values_list("code", flat=True))
            wrong = sorted({code for code in codes if held.count(code) != 1})
            if wrong:
                words = f"Kế hoạch không có đúng một nhiệm vụ số {', '.join(wrong)}."
                self.add_error("plan", ValidationError(words))
        return cleaned


class ResultsForm(WagtailAdminPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "period" in self.fields:
            kept = "" if self.instance.period.startswith("now:") else self.instance.period
            self.fields["period"] = forms.ChoiceField(
                label="Kỳ", choices=period_choices(kept), initial=self.instance.period
            )
        if "measures" in self.fields:
            measures: Any = self.fields["measures"]
            held = [row.pk for row in self.instance.measures.all()] if self.instance.pk else []
            measures.queryset = in_use_or(measures.queryset.model, held)
