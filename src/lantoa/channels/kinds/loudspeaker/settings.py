"""How a station reads: its pace, its region's word for zero, its abbreviations."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from lantoa.channels.contract import SettingsForm
from lantoa.channels.kinds.loudspeaker.numbers import LE, LINH
from lantoa.channels.kinds.loudspeaker.words import ABBREVIATIONS

PACE = 160


class LoudspeakerForm(SettingsForm):
    station = forms.CharField(label="Tên đài truyền thanh", max_length=120)
    pace = forms.IntegerField(
        label="Số tiếng đọc trong một phút", initial=PACE, min_value=80, max_value=300,
        help_text="Để tính thời gian đọc. Phát thanh viên thường đọc 150 đến 180 tiếng.",
    )  # fmt: skip
    zero = forms.ChoiceField(
        label="Cách đọc số 105",
        choices=[(LINH, "một trăm linh năm"), (LE, "một trăm lẻ năm")],
    )
    hours = forms.CharField(
        label="Giờ phát",
        max_length=120,
        required=False,
        help_text="In trên bản đọc. Ví dụ: 5 giờ và 17 giờ, 3 ngày liền.",
    )
    abbreviations = forms.CharField(
        label="Chữ viết tắt và cách đọc", widget=forms.Textarea(attrs={"rows": 12}), initial=ABBREVIATIONS,
        max_length=20_000, required=False, help_text="Mỗi dòng một chữ: chữ viết tắt = cách đọc.",
    )  # fmt: skip

    def clean_abbreviations(self) -> str:
        lines = str(self.cleaned_data["abbreviations"]).splitlines()
        for number, line in enumerate(lines, start=1):
            short, _, said = line.partition("=")
            if line.strip() and not (short.strip() and said.strip()):
                raise ValidationError(
                    f"Dòng {number}: viết chữ viết tắt, dấu bằng, rồi cách đọc.", code="line"
                )
        return "\n".join(line.strip() for line in lines if line.strip())
