"""What is typed about required contents."""

from __future__ import annotations

from typing import Any

from django import forms

from lantoa.portal.duties import CHECKS
from lantoa.portal.duty_actions import DutyDraft


class DutyForm(forms.Form):
    name = forms.CharField(label="Nội dung phải có", max_length=250)
    basis = forms.CharField(
        label="Căn cứ", max_length=200, required=False, help_text="Ví dụ: Nghị định 224/2026/NĐ-CP, Điều 9."
    )
    check_by = forms.ChoiceField(label="Xem bằng cách nào", choices=(), required=False)
    position = forms.IntegerField(label="Thứ tự", min_value=0, max_value=9999, initial=100)
    sure = forms.BooleanField(label="Đã đối chiếu văn bản", required=False)
    in_use = forms.BooleanField(label="Đang dùng", required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = [(word, f"Hệ thống tự xem: {label}") for word, (label, _) in CHECKS.items()]
        self.fields["check_by"].choices = [("", "Đánh dấu bằng tay"), *seen]  # type: ignore[attr-defined]

    def draft(self) -> DutyDraft:
        return DutyDraft(**self.cleaned_data)


class LinkForm(forms.Form):
    link = forms.CharField(
        label="Đường dẫn đến nội dung đó",
        max_length=500,
        help_text="Của trang này hoặc trang khác của cơ quan.",
    )
