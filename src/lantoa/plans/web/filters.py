"""The one filter of tasks, the same for table, calendar, timeline, *my work* and *late*."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from lantoa.foundation import clock
from lantoa.ledger.models import Form, Row, Theme
from lantoa.ledger.queries import all_of, family
from lantoa.organisation.models import Body
from lantoa.plans.access import visible_plans
from lantoa.plans.models import Plan, Task
from lantoa.plans.queries import my_tasks, terms_naming, with_lateness
from lantoa.plans.queries.shown import bodies_of_plans
from lantoa.ui.filters import ChoiceFilter, DateFilter, FilterSet, ModelChoiceFilter, WordsFilter
from lantoa.ui.search import holding

SCOPES = (
    ("toi", "Việc của tôi"),
    ("tre", "Trễ hạn"),
    ("cho", "Chờ xác nhận hoàn thành"),
    ("mo", "Chưa xong"),
)

NOBODY = "chua"
"""Chosen instead of a unit: tasks that nobody leads yet."""


def _plans(request: Any) -> QuerySet[Plan]:
    return visible_plans(request.actor).order_by("-year_to", "title")


def _bodies(request: Any) -> QuerySet[Body]:
    return bodies_of_plans(request.actor)


class TaskFilter(FilterSet):
    tu = WordsFilter(label="Từ khóa", method="with_words")
    ke_hoach = ModelChoiceFilter(label="Kế hoạch", field_name="plan", queryset=_plans)
    don_vi = ModelChoiceFilter(
        label="Đơn vị chủ trì",
        field_name="lead_body",
        queryset=_bodies,
        null_label="Chưa phân công",
        null_value=NOBODY,
    )
    trang_thai = ChoiceFilter(label="Trạng thái", field_name="state", choices=Task.State.choices)
    pham_vi = ChoiceFilter(label="Phạm vi", choices=SCOPES, method="within")
    hinh_thuc = ModelChoiceFilter(
        label="Hình thức", field_name="forms", queryset=lambda request: all_of(Form), method="naming"
    )
    chu_de = ModelChoiceFilter(
        label="Nội dung tuyên truyền",
        field_name="themes",
        queryset=lambda request: all_of(Theme),
        method="naming",
    )
    han_tu = DateFilter(label="Hạn từ", field_name="due_on", lookup_expr="gte")
    han_den = DateFilter(label="Hạn đến", field_name="due_on", lookup_expr="lte")

    class Meta:
        model = Task
        fields: tuple[str, ...] = ()

    def with_words(self, tasks: QuerySet[Task], name: str, value: str) -> QuerySet[Task]:
        """Every word, with or without accents, anywhere in the task's text."""
        return holding(tasks, value)

    def naming(self, tasks: QuerySet[Task], name: str, value: Row) -> QuerySet[Task]:
        """Tasks whose terms name the row, or one merged into it."""
        return tasks.filter(terms__in=terms_naming(name, family(value)))

    def within(self, tasks: QuerySet[Task], name: str, value: str) -> QuerySet[Task]:
        if value == "toi":
            return tasks.filter(pk__in=my_tasks(self.request.actor).values("pk"))
        if value == "tre":
            return with_lateness(tasks, clock.today())
        if value == "cho":
            return tasks.filter(state=Task.State.WAIT)
        return tasks.exclude(state__in=[Task.State.DONE, Task.State.STOPPED])


class PlanFilter(FilterSet):
    tu = WordsFilter(label="Từ khóa", method="with_words")
    nam = django_filters.NumberFilter(label="Năm", method="in_year")
    trang_thai = ChoiceFilter(label="Trạng thái", field_name="state", choices=Plan.State.choices)

    class Meta:
        model = Plan
        fields: tuple[str, ...] = ()

    def with_words(self, plans: QuerySet[Plan], name: str, value: str) -> QuerySet[Plan]:
        return holding(plans, value)

    def in_year(self, plans: QuerySet[Plan], name: str, value: Any) -> QuerySet[Plan]:
        return plans.filter(year_from__lte=int(value), year_to__gte=int(value))


class DraftFilter(FilterSet):
    trang_thai = ChoiceFilter(
        label="Trạng thái",
        field_name="state",
        choices=(("open", "Đang sửa"), ("confirmed", "Đã xác nhận"), ("dropped", "Đã bỏ")),
    )
