"""An address of a far side, as it is typed into the settings of a channel."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lantoa.channels.addresses import host_of

WRONG = "Nhập địa chỉ bắt đầu bằng https:// với tên miền công khai, ví dụ https://api.nhacungcap.vn/gui."


class ProviderUrl(forms.CharField):
    """https on a public host, without a port or an account in it. Where it leads is asked again at each call."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=300, **kwargs)

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if found and not host_of(found):
            raise ValidationError(WRONG, code="url")
        return found
