"""What is typed about a set of pages, turned into plain values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from lantoa.foundation import clock
from lantoa.organisation.models import Agency
from lantoa.portal import standings
from lantoa.ui.forms import DateField


class SetForm(forms.Form):
    name = forms.CharField(
        label="Tên gói", max_length=160, error_messages={"required": "Nhập tên gói."},
        help_text="Ví dụ: Ra mắt cấp giấy phép xây dựng trực tuyến.",
    )  # fmt: skip
    purpose = forms.CharField(
        label="Dùng cho việc gì", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class NewSetForm(SetForm):
    """Asks for the agency only of who writes for several."""

    agency = forms.ChoiceField(label="Cơ quan", choices=())

    def __init__(self, *args: Any, agencies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(row.pk): row for row in agencies}
        if len(self.agencies) < 2:
            del self.fields["agency"]
        else:
            offered = [(key, row.legal_name) for key, row in self.agencies.items()]
            self.fields["agency"].choices = offered  # type: ignore[attr-defined]

    def agency_chosen(self) -> Agency:
        only = next(iter(self.agencies))
        return self.agencies[self.cleaned_data.get("agency") or only]


class PagesForm(forms.Form):
    """Which of the pages offered go into the set."""

    pages = forms.MultipleChoiceField(
        label="Trang", choices=(), widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Chọn ít nhất một trang.",
            "invalid_choice": "Một trang đã chọn không còn thêm được; xem lại danh sách.",
        },
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(row.pk): row for row in offered}
        self.fields["pages"].choices = [  # type: ignore[attr-defined]
            (
                key,
                f"{row.title} ({row.section or 'không có chuyên mục'}; {standings.STATES[row.state].lower()})",
            )
            for key, row in self.offered.items()
        ]

    def chosen(self) -> list[Any]:
        return [self.offered[key] for key in self.cleaned_data["pages"]]


class TimeForm(forms.Form):
    day = DateField(label="Ngày đăng")
    hour = forms.TimeField(
        label="Giờ đăng", widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}), help_text="Ví dụ 08:00.",
        error_messages={"required": "Nhập giờ đăng.", "invalid": "Nhập giờ dạng 08:00."},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].earliest = clock.today()  # type: ignore[attr-defined]

    def at(self) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"], tzinfo=clock.VIETNAM)


class WhyForm(forms.Form):
    reason = forms.CharField(
        label="Lý do", max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Nhập lý do."},
    )  # fmt: skip
