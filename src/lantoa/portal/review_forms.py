"""What is typed about looking at a page again."""

from __future__ import annotations

from typing import Any

from django import forms

from lantoa.organisation.models import Agency
from lantoa.organisation.queries import bodies_of, colleagues
from lantoa.portal.models.reviews import MOST_MONTHS
from lantoa.portal.review_actions import ReviewDraft
from lantoa.ui.forms import DateField


class ReviewForm(forms.Form):
    due_on = DateField(label="Rà soát lại trước ngày")
    months = forms.IntegerField(
        label="Sau đó cứ mấy tháng một lần", min_value=1, max_value=MOST_MONTHS, initial=6
    )
    body: forms.ModelChoiceField = forms.ModelChoiceField(
        None, label="Đơn vị phụ trách", required=False, empty_label="Không chọn"
    )
    person: forms.ModelChoiceField = forms.ModelChoiceField(
        None,
        label="Hoặc người phụ trách",
        required=False,
        empty_label="Không chọn",
        help_text="Không chọn cả hai thì biên tập viên của cơ quan được nhắc.",
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies_of(agency)  # type: ignore[attr-defined]
        self.fields["person"].queryset = colleagues(agency)  # type: ignore[attr-defined]

    def draft(self) -> ReviewDraft:
        return ReviewDraft(**self.cleaned_data)


class RemarkForm(forms.Form):
    remark = forms.CharField(
        label="Kết quả rà soát",
        max_length=300,
        required=False,
        help_text="Ví dụ: đã sửa số điện thoại. Bỏ trống nếu không phải sửa gì.",
    )
