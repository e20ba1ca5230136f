"""Where a service takes messages, and under which names."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from lantoa.channels.contract import SettingsForm
from lantoa.channels.provider_fields import ProviderUrl

_NAME = r"^[A-Za-z][A-Za-z0-9_.-]{0,39}$"
_TAKEN = {
    "host",
    "content-length",
    "content-type",
    "transfer-encoding",
    "connection",
    "user-agent",
    "idempotency-key",
}


def _name(label: str, initial: str, help_text: str = "", *, required: bool = True) -> forms.RegexField:
    wrong = {"invalid": "Tên gồm chữ không dấu, số, dấu gạch, bắt đầu bằng chữ."}
    return forms.RegexField(
        _NAME, label=label, initial=initial, help_text=help_text, required=required, error_messages=wrong
    )


class HttpForm(SettingsForm):
    secrets = ("token",)

    url = ProviderUrl(
        label="Địa chỉ nhận tin",
        help_text="Tên miền phải có trong danh sách tên miền của cơ quan (Mã QR, Tên miền).",
    )
    form = forms.ChoiceField(
        label="Dạng gửi", choices=[("json", "JSON"), ("form", "Biểu mẫu (x-www-form-urlencoded)")]
    )
    text_name = _name("Tên ô nội dung", "text")
    to_name = _name("Tên ô người nhận, nhóm nhận", "to", "Để trống nếu dịch vụ không cần.", required=False)
    to = forms.CharField(label="Người nhận, nhóm nhận", max_length=200, required=False)
    key_name = _name(
        "Tên ô mã tin", "client_id", "Mã riêng của mỗi tin để dịch vụ nhận ra tin gửi lại.", required=False
    )
    header = _name("Tên tiêu đề xác thực", "Authorization")
    token = forms.CharField(
        label="Giá trị xác thực", max_length=2000, help_text="Viết cả phần đầu nếu có, ví dụ: Bearer abc."
    )
    id_name = _name("Tên ô mã tin trong trả lời", "id", required=False)

    def clean_header(self) -> str:
        header = str(self.cleaned_data["header"])
        if header.lower() in _TAKEN:
            raise ValidationError("Tiêu đề này do hệ thống đặt. Chọn tiêu đề khác.", code="taken")
        return header

    def clean_token(self) -> str:
        token = str(self.cleaned_data["token"])
        if not token.isascii() or not all(sign.isprintable() for sign in token):
            raise ValidationError("Giá trị xác thực chỉ gồm chữ không dấu, số và dấu thường.", code="token")
        return token
