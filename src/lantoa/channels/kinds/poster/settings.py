"""On which paper, and whom to ask."""

from __future__ import annotations

from django import forms

from lantoa.channels.contract import SettingsForm

PAPERS = [("a3", "Áp phích A3"), ("a4", "Tờ rơi A4")]


class PosterForm(SettingsForm):
    papers = forms.MultipleChoiceField(
        label="Khổ in", choices=PAPERS, initial=["a3", "a4"], widget=forms.CheckboxSelectMultiple
    )
    contact = forms.CharField(
        label="Dòng liên hệ", max_length=160, required=False,
        help_text="Để trống thì in điện thoại, địa chỉ của cơ quan.",
    )  # fmt: skip
    spot = forms.CharField(
        label="Nơi dán, phát", max_length=120, initial="Áp phích, tờ rơi",
        help_text="Ghi ở mã QR, để lượt quét được đếm theo nơi.",
    )  # fmt: skip
