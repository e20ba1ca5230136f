"""What a superior fills in about a round, and about one agency in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet

from lantoa.foundation import clock, workdays
from lantoa.foundation.periods import ReportingRound
from lantoa.organisation.models import Agency
from lantoa.reports.actions.rounds import NOTE_LENGTH, RoundDraft
from lantoa.reports.models import Call, Round
from lantoa.ui.forms import DateField

AHEAD = 3
"""Working days that the superior keeps for its own report, as the day first proposed."""


class AgenciesField(forms.ModelMultipleChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Cơ quan phải báo cáo")
        kwargs.setdefault("error_messages", {"required": "Chọn ít nhất một cơ quan phải báo cáo."})
        super().__init__(queryset=Agency.objects.none(), widget=forms.CheckboxSelectMultiple, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.legal_name)


def _due() -> DateField:
    return DateField(
        label="Hạn gửi",
        help_text="Đặt sớm hơn hạn của mình để còn thời gian tổng hợp. Hạn riêng của từng cơ quan sửa sau khi mở.",
        error_messages={"required": "Nhập hạn gửi."},
    )


def _note() -> forms.CharField:
    return forms.CharField(
        label="Yêu cầu",
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Nội dung cần nêu thêm, cách gửi, người liên hệ.",
    )


class OpenRoundForm(forms.Form):
    """The period is chosen before: agencies and the proposed day depend on it."""

    ends = DateField(
        label="Lấy số liệu đến hết ngày",
        help_text="Theo quy định của kỳ. Chọn ngày sớm hơn nếu cần đơn vị gửi trước ngày đó.",
        error_messages={"required": "Nhập ngày cuối của số liệu."},
    )
    due_on = _due()
    note = _note()
    agencies = AgenciesField()

    def __init__(self, *args: Any, wanted: ReportingRound, units: QuerySet[Agency], **kwargs: Any) -> None:
        kwargs["initial"] = {
            "ends": wanted.window.end,
            "due_on": proposed_day(wanted),
            "agencies": list(units),
        }
        super().__init__(*args, **kwargs)
        self.wanted = wanted
        self.fields["agencies"].queryset = units  # type: ignore[attr-defined]

    def draft(self) -> RoundDraft:
        data = self.cleaned_data
        return RoundDraft(
            self.wanted.period.code,
            data["due_on"],
            tuple(row.pk for row in data["agencies"]),
            data["note"],
            ends=data["ends"],
        )


def proposed_day(wanted: ReportingRound) -> Any:
    """Some working days before the superior's own day, after the figures are whole, and not in the past."""
    day = workdays.add_working_days(wanted.due, -AHEAD)
    return max(day, wanted.window.end + timedelta(days=1), clock.today())


class ChangeRoundForm(forms.Form):
    due_on = _due()
    note = _note()

    def __init__(self, *args: Any, asked: Round, **kwargs: Any) -> None:
        kwargs["initial"] = {"due_on": asked.due_on, "note": asked.note}
        super().__init__(*args, **kwargs)
        self.fields["due_on"].help_text = "Cơ quan có hạn riêng giữ hạn của mình."


class AddUnitsForm(forms.Form):
    agencies = AgenciesField(label="Thêm cơ quan vào đợt")

    def __init__(self, *args: Any, units: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agencies"].queryset = units  # type: ignore[attr-defined]


class CallDueForm(forms.Form):
    due_on = DateField(label="Hạn gửi của cơ quan này", error_messages={"required": "Nhập hạn gửi."})

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        kwargs["initial"] = {"due_on": call.due_on}
        super().__init__(*args, **kwargs)


class ReturnForm(forms.Form):
    """`issue` is the one that was read."""

    reason = forms.CharField(
        label="Lý do trả lại",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi lý do trả lại để đơn vị biết cần sửa gì."},
    )
    issue = forms.IntegerField(widget=forms.HiddenInput)


class DropForm(forms.Form):
    reason = forms.CharField(
        label="Lý do",
        max_length=300,
        error_messages={"required": "Ghi lý do đưa đơn vị ra khỏi đợt."},
    )
