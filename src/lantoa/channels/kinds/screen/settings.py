"""How long a message stays."""

from __future__ import annotations

from django import forms

from lantoa.channels.contract import SettingsForm

SECONDS = 20


class ScreenForm(SettingsForm):
    seconds = forms.IntegerField(
        label="Mỗi tin hiện trong số giây", initial=SECONDS, min_value=8, max_value=300,
        help_text="Đủ để đọc hết hai lần; ít nhất 8 giây.",
    )  # fmt: skip
    most = forms.IntegerField(label="Nhiều nhất số tin cùng chạy", initial=8, min_value=1, max_value=20)
