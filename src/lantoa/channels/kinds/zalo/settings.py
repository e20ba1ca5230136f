"""What an administrator copies from Zalo for Developers."""

from __future__ import annotations

from django import forms

from lantoa.channels.contract import SettingsForm
from lantoa.channels.provider_fields import ProviderUrl


class ZaloForm(SettingsForm):
    secrets = ("app_secret", "access_token", "refresh_token")

    author = forms.CharField(label="Tên tác giả trên bài", max_length=50, help_text="Thường là tên cơ quan.")
    cover_url = ProviderUrl(
        label="Địa chỉ ảnh bìa", help_text="Zalo bắt buộc mỗi bài có ảnh bìa; ảnh này dùng cho mọi bài."
    )
    app_id = forms.CharField(label="ID ứng dụng", max_length=40)
    app_secret = forms.CharField(label="Khóa bí mật của ứng dụng", max_length=200)
    access_token = forms.CharField(label="Mã truy cập (access token)", max_length=2000)
    refresh_token = forms.CharField(
        label="Mã gia hạn (refresh token)",
        max_length=2000,
        help_text="Mỗi mã chỉ dùng một lần; hệ thống tự lưu mã mới. Không dùng mã này ở phần mềm khác.",
    )
    api_url = ProviderUrl(
        label="Địa chỉ API",
        initial="https://openapi.zalo.me/v2.0",
        help_text="Chỉ đổi khi Zalo đổi phiên bản.",
    )
    token_url = ProviderUrl(
        label="Địa chỉ gia hạn", initial="https://oauth.zaloapp.com/v4/oa/access_token",
        help_text="Chỉ đổi khi Zalo đổi phiên bản.",
    )  # fmt: skip
