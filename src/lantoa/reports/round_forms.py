"""What a superior fills in about a round, and about one agency in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet

from lantoa.foundation import clock, workdays
from lantoa.foundation.periods import ReportingRound
from lantoa.organisation.models import Agency
from lantoa.reports.actions.round_changes import REASON_LENGTH, RoundChange
from lantoa.reports.actions.rounds import NOTE_LENGTH, RoundDraft, own_day_field
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
        help_text="Đặt sớm hơn hạn của mình để còn thời gian tổng hợp.",
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
        self.units = list(units)
        self.fields["agencies"].queryset = units  # type: ignore[attr-defined]
        for unit in self.units:
            self.fields[own_day_field(unit.pk)] = DateField(
                label=f"Hạn riêng của {unit.short_name}", required=False
            )

    def clean(self) -> dict[str, Any]:
        """A day for an agency that is not asked is a slip: either it is asked, or the day goes."""
        data: dict[str, Any] = super().clean() or {}
        asked = {row.pk for row in data.get("agencies") or ()}
        for unit in self.units:
            name = own_day_field(unit.pk)
            if data.get(name) and "agencies" in data and unit.pk not in asked:
                self.add_error(name, "Chưa chọn cơ quan này. Chọn cơ quan, hoặc bỏ trống hạn riêng.")
        return data

    def unit_rows(self) -> list[tuple[Any, Any]]:
        """For each agency its box and its own due day, as the table of the page shows them."""
        boxes = self["agencies"].subwidgets
        return [(box, self[own_day_field(unit.pk)]) for box, unit in zip(boxes, self.units, strict=True)]

    def draft(self) -> RoundDraft:
        data = self.cleaned_data
        own = {unit.pk: data.get(own_day_field(unit.pk)) for unit in self.units}
        return RoundDraft(
            self.wanted.period.code,
            data["due_on"],
            tuple(row.pk for row in data["agencies"]),
            data["note"],
            own_days={pk: day for pk, day in own.items() if day is not None},
            ends=data["ends"],
        )


def proposed_day(wanted: ReportingRound) -> Any:
    """Some working days before the superior's own day, after the figures are whole, and not in the past."""
    day = workdays.add_working_days(wanted.due, -AHEAD)
    return max(day, wanted.window.end + timedelta(days=1), clock.today())


def _reason(label: str, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=REASON_LENGTH,
        error_messages={"required": "Ghi lý do đổi ngày: đơn vị được báo kèm lý do."},
    )


class ChangeRoundForm(forms.Form):
    """The action asks for the reason where a day changes."""

    ends = DateField(
        label="Lấy số liệu đến hết ngày",
        help_text="Báo cáo đang soạn theo ngày mới. Báo cáo đã chốt, ban hành, gửi giữ nguyên số liệu.",
        error_messages={"required": "Nhập ngày cuối của số liệu."},
    )
    due_on = _due()
    reason = _reason("Lý do đổi ngày", required=False)
    note = _note()

    def __init__(self, *args: Any, asked: Round, **kwargs: Any) -> None:
        kwargs["initial"] = {"ends": asked.ends, "due_on": asked.due_on, "note": asked.note}
        super().__init__(*args, **kwargs)
        self.fields["due_on"].help_text = "Cơ quan có hạn riêng giữ hạn của mình."
        self.fields["reason"].help_text = "Đổi ngày thì phải ghi; các cơ quan được báo kèm lý do."

    def draft(self) -> RoundChange:
        data = self.cleaned_data
        return RoundChange(data["due_on"], data["note"], data["ends"], data["reason"])


class AddUnitsForm(forms.Form):
    agencies = AgenciesField(label="Thêm cơ quan vào đợt")

    def __init__(self, *args: Any, units: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agencies"].queryset = units  # type: ignore[attr-defined]


class CallDueForm(forms.Form):
    due_on = DateField(label="Hạn gửi của cơ quan này", error_messages={"required": "Nhập hạn gửi."})
    reason = _reason("Lý do")

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
