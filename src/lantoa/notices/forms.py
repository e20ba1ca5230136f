"""The settings of mail."""

from __future__ import annotations

from django import forms

from lantoa.notices.models import MailChoice


class MailForm(forms.Form):
    mail = forms.ChoiceField(
        label="Nhận thông báo qua thư điện tử",
        choices=MailChoice.choices,
        widget=forms.RadioSelect,
        help_text="Thông báo luôn hiện trên hệ thống, dù chọn cách nào.",
    )
