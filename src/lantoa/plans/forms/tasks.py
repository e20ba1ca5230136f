"""What people say about a task: to whom it goes, who does it, why it is done."""

from __future__ import annotations

from typing import Any

from django import forms

from lantoa.foundation import clock
from lantoa.organisation import queries
from lantoa.organisation.access import live_on
from lantoa.organisation.models import Agency, Body, Membership, Person
from lantoa.plans.drafts import TaskDraft
from lantoa.plans.models import ProgressRule, Task
from lantoa.plans.progress import FORMULAS
from lantoa.ui.forms import DateField


class ReasonForm(forms.Form):
    """A reason in a sentence."""

    reason = forms.CharField(label="Lý do", max_length=300)


class ExplanationForm(forms.Form):
    explanation = forms.CharField(
        label="Giải trình",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Cần khi chưa có minh chứng, hoặc còn kỳ, còn phần việc chưa xong.",
    )


class ForwardForm(forms.Form):
    """To which body a task goes. A task that no body leads yet needs no reason."""

    FIRST = "Giao đơn vị chủ trì"

    body = forms.ModelChoiceField(
        label="Chuyển cho",
        queryset=Body.objects.none(),
        empty_label="Chọn đơn vị",
        error_messages={"required": "Chọn đơn vị nhận nhiệm vụ."},
    )
    reason = forms.CharField(
        label="Lý do",
        max_length=300,
        error_messages={"required": "Ghi lý do chuyển để đơn vị nhận biết."},
    )

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = live_bodies(task.agency).exclude(pk=task.lead_body_id or 0)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        if task.lead_body_id is None:
            self.fields["body"].label = "Đơn vị chủ trì"
            self.fields["reason"].required = False


def live_bodies(agency: Agency) -> Any:
    """Units of today, also where the agency bears another name by now."""
    rows = Body.objects.filter(live_on(clock.today()), agency__in=queries.now_called(agency.pk))
    return rows.order_by("position", "sort_key")


class AssignForm(forms.Form):
    """The people of a task; the first choice answers for it."""

    main = forms.ModelChoiceField(
        label="Phụ trách chính", queryset=Person.objects.none(), required=False, empty_label="Chưa chọn"
    )
    people = forms.ModelMultipleChoiceField(
        label="Cùng thực hiện",
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = queries.now_called(task.agency_id)
        roles = Membership.objects.filter(live_on(clock.today()), agency__in=agencies, body__isnull=False)
        if task.lead_body_id and task.lead_body.kind != Body.Kind.COLLECTIVE:  # type: ignore[union-attr]
            roles = roles.filter(body__in=queries.heirs_of(task.lead_body_id))
        people = Person.objects.filter(pk__in=roles.values("person_id")).order_by("sort_key")
        named = Person.objects.filter(pk__in=task.assignments.values("person_id"))
        for name in ("main", "people"):
            self.fields[name].queryset = (people | named).distinct().order_by("sort_key")  # type: ignore[attr-defined]


class SplitForm(forms.Form):
    """Parts of a task, one a line: `việc | đơn vị | hạn` would ask too much; text, body and day stand in rows."""

    def __init__(self, *args: Any, task: Task, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        bodies = live_bodies(task.agency)
        for number in range(1, rows + 1):
            self.fields[f"text{number}"] = forms.CharField(
                label=f"Phần {number}",
                required=number <= 2,
                max_length=1000,
                error_messages={"required": "Ghi việc của phần này; chia thì có ít nhất hai phần."},
            )
            self.fields[f"body{number}"] = forms.ModelChoiceField(
                label="Đơn vị",
                queryset=bodies,
                required=False,
                initial=task.lead_body_id,
                empty_label="Chọn đơn vị",
            )
            self.fields[f"end{number}"] = DateField(label="Hạn", required=False, initial=task.due_on)

    @property
    def parts(self) -> list[list[forms.BoundField]]:
        return [
            [self[f"{name}{number}"] for name in ("text", "body", "end")]
            for number in range(1, self.rows + 1)
        ]

    def drafts(self) -> list[TaskDraft]:
        data = self.cleaned_data
        return [
            TaskDraft(
                text=data[f"text{number}"],
                lead=data[f"body{number}"].name if data.get(f"body{number}") else "",
                lead_body_id=data[f"body{number}"].pk if data.get(f"body{number}") else None,
                time_kind="once",
                end=data.get(f"end{number}"),
            )
            for number in range(1, self.rows + 1)
            if data.get(f"text{number}")
        ]


class RuleForm(forms.Form):
    kind = forms.ChoiceField(
        label="Cách tính tiến độ",
        choices=[(kind.value, f"{kind.label}: {FORMULAS[kind.value]}") for kind in ProgressRule.Kind],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Lý do đổi", max_length=300, error_messages={"required": "Ghi lý do đổi cách tính."}
    )


class PublishForm(forms.Form):
    show_late = forms.BooleanField(
        label="Nêu cả nhiệm vụ trễ hạn",
        help_text="Không nêu thì trang công khai cũng không ghi thời hạn của từng nhiệm vụ.",
        required=False,
    )
