"""Tables of plans, drafts and tasks."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantoa.plans.access import leads
from lantoa.plans.models import Plan, Task
from lantoa.plans.wording import state_of, time_of, word_of
from lantoa.ui.tables import (
    DateColumn,
    DateTimeColumn,
    HtmlColumn,
    MainColumn,
    NumberColumn,
    StatusColumn,
    Table,
    TextColumn,
)


def _people(task: Task) -> str:
    """Prefetched assignments, the one who answers first."""
    rows = sorted(task.assignments.all(), key=lambda row: (not row.main, row.person.sort_key))
    return ", ".join(row.person.full_name for row in rows)


NUDGE_FORM = "nhac"


def nudge_of(task: Task, form: str) -> SafeString:
    """*Nhắc*, as a button of a form that stands elsewhere on the page."""
    return format_html(
        '<button class="btn btn--bare" form="{}" formaction="{}">Nhắc<span class="vh"> nhiệm vụ {}</span></button>',
        form,
        reverse("plans:nudge", args=[task.pk]),
        task.code,
    )


class TaskTable(Table):
    caption = "Nhiệm vụ"

    code = TextColumn(verbose_name="STT", order_by=("position", "code"))
    content = MainColumn(
        verbose_name="Nhiệm vụ",
        accessor="terms__text",
        order_by="sort_key",
        url=lambda task: reverse("plans:task", args=[task.pk]),
        sub=lambda task: task.terms.product if task.terms else "",
    )
    lead = TextColumn(
        verbose_name="Chủ trì",
        accessor="lead_body__name",
        order_by="lead_body__sort_key",
        sub=_people,
        empty_values=(),
    )
    people = HtmlColumn(verbose_name="Người thực hiện", make=_people, plain=_people, visible=False)
    plan = TextColumn(
        verbose_name="Kế hoạch",
        accessor="plan__current__document_number",
        order_by=("plan", "position"),
        whole=True,
    )
    due_on = DateColumn(verbose_name="Hạn")
    when = TextColumn(verbose_name="Thời gian", empty_values=(), orderable=False)
    state = StatusColumn(verbose_name="Trạng thái", word=word_of)
    nudge = HtmlColumn(verbose_name="Nhắc", make=lambda task: "", quiet=True)

    class Meta:
        sequence = ("code", "content", "plan", "lead", "people", "when", "due_on", "state", "nudge")
        empty_text = ""

    def render_lead(self, value: str | None, record: Task, bound_column: Any) -> SafeString:
        return bound_column.column.render(value or "Chưa phân công", record)

    def value_lead(self, value: str | None) -> str:
        return value or "Chưa phân công"

    def render_plan(self, value: str, record: Task) -> SafeString:
        """The plan's number; of another agency's plan, whose it is."""
        if record.agency_id == self.request.actor.home_agency_id:
            return format_html("{}", value)
        return format_html('{}<span class="sub">{}</span>', value, record.agency.short_name)

    def value_plan(self, value: str) -> str:
        return value

    def render_when(self, record: Task) -> str:
        return time_of(record)

    def value_when(self, record: Task) -> str:
        return time_of(record)

    def render_state(self, value: str, record: Task, bound_column: Any) -> Any:
        return bound_column.column.render(state_of(record), record)

    def value_state(self, value: str, record: Task) -> str:
        return word_of(record)

    def render_nudge(self, record: Task) -> SafeString | str:
        """For who leads the task; it is there in lists of what is late or not begun."""
        begins = record.state in (Task.State.TODO, Task.State.WORK) and record.plan.state == Plan.State.ISSUED
        return nudge_of(record, NUDGE_FORM) if begins and leads(self.request.actor, record) else ""


class PlanTable(Table):
    caption = "Kế hoạch"

    title = MainColumn(
        verbose_name="Kế hoạch",
        url=lambda plan: reverse("plans:plan", args=[plan.pk]),
        sub=lambda plan: plan.agency.legal_name,
        order_by="folded",
    )
    document = TextColumn(verbose_name="Văn bản", accessor="current", orderable=False)
    years = TextColumn(verbose_name="Năm", order_by="year_to")
    tasks = NumberColumn(verbose_name="Số nhiệm vụ", accessor="task_count")
    state = TextColumn(
        verbose_name="Trạng thái",
        accessor="get_state_display",
        order_by="state",
        sub=lambda plan: "cần rà soát theo cấp trên" if plan.needs_review else "",
    )


class DraftTable(Table):
    caption = "Bản thảo kế hoạch"

    name = MainColumn(
        verbose_name="Bản thảo",
        url=lambda draft: reverse("plans:draft", args=[draft.pk]),
        sub=lambda draft: draft.agency.short_name,
    )
    created_by = TextColumn(
        verbose_name="Người nạp", accessor="created_by__full_name", order_by="created_by__sort_key"
    )
    changed_at = DateTimeColumn(verbose_name="Sửa lúc")
    state = TextColumn(verbose_name="Trạng thái", accessor="get_state_display", order_by="state")
