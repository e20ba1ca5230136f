"""Lists of jobs: mine with what they are about, everybody's without."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from lantoa.jobs.models import Job
from lantoa.jobs.registry import label_of
from lantoa.ui.filters import ChoiceFilter, DateFilter, FilterSet
from lantoa.ui.tables import DateTimeColumn, MainColumn, NumberColumn, StatusColumn, Table, TextColumn


def page_of(job: Job) -> str:
    return reverse("jobs:job", args=[job.pk])


def word_of(job: Job) -> str:
    percent = f", {job.percent} %" if job.state == Job.State.RUNNING and job.percent is not None else ""
    return f"{job.get_state_display()}{percent}"


class MyJobs(Table):
    caption = "Việc nền của tôi"

    title = MainColumn(verbose_name="Việc", url=page_of)
    look = StatusColumn(verbose_name="Trạng thái", order_by="state", word=word_of)
    created_at = DateTimeColumn(verbose_name="Yêu cầu lúc")
    finished_at = DateTimeColumn(verbose_name="Kết thúc lúc")

    class Meta:
        order_by = "-created_at"

    def order_created_at(self, rows: QuerySet[Job], descending: bool) -> tuple[QuerySet[Job], bool]:
        sign = "-" if descending else ""
        return rows.order_by(f"{sign}created_at", f"{sign}pk"), True


class AllJobs(MyJobs):
    caption = "Việc nền của mọi người"

    title = MainColumn(verbose_name="Số", accessor="pk", url=page_of)
    name = TextColumn(verbose_name="Việc", sub=lambda job: job.name)
    asked_by_name = TextColumn(verbose_name="Người yêu cầu", empty_values=(None,))
    attempts = NumberColumn(verbose_name="Số lần chạy")

    class Meta:
        order_by = "-created_at"
        sequence = ("title", "name", "look", "asked_by_name", "created_at", "finished_at", "attempts")

    def render_name(self, value: str, record: Job, bound_column: Any) -> Any:
        return bound_column.column.render(label_of(value), record)

    def value_name(self, value: str) -> str:
        return label_of(value)

    def render_asked_by_name(self, value: str) -> str:
        return value or "Hệ thống"

    def value_asked_by_name(self, value: str) -> str:
        return value or "Hệ thống"


class JobFilter(FilterSet):
    state = ChoiceFilter(label="Trạng thái", choices=Job.State.choices)
    since = DateFilter(label="Từ ngày", field_name="created_at", lookup_expr="date__gte")
    until = DateFilter(label="Đến ngày", field_name="created_at", lookup_expr="date__lte")

    class Meta:
        model = Job
        fields: list[str] = []


class AllJobsFilter(JobFilter):
    asked = ChoiceFilter(
        label="Người yêu cầu", choices=[("nguoi", "Người dùng"), ("he-thong", "Hệ thống")], method="asked_by"
    )

    def asked_by(self, rows: QuerySet[Job], name: str, value: str) -> QuerySet[Job]:
        return rows.filter(asked_by_id__isnull=value == "he-thong")
