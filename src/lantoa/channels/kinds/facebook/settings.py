"""What an administrator copies from Meta for Developers."""

from __future__ import annotations

from django import forms

from lantoa.channels.contract import SettingsForm
from lantoa.channels.provider_fields import ProviderUrl


class FacebookForm(SettingsForm):
    secrets = ("page_token", "app_secret")

    page_id = forms.RegexField(
        r"^\d{3,30}$", label="Số của trang", error_messages={"invalid": "Số của trang chỉ gồm chữ số."}
    )
    page_token = forms.CharField(
        label="Mã truy cập của trang", max_length=2000,
        help_text="Mã dài hạn của trang (page access token), có quyền pages_manage_posts.",
    )  # fmt: skip
    app_secret = forms.CharField(
        label="Khóa bí mật của ứng dụng", max_length=200, required=False,
        help_text="Cần khi ứng dụng bật “Require App Secret”.",
    )  # fmt: skip
    api_url = ProviderUrl(
        label="Địa chỉ API", initial="https://graph.facebook.com/v23.0",
        help_text="Meta ngừng mỗi phiên bản sau khoảng hai năm; đổi số phiên bản ở đây.",
    )  # fmt: skip
