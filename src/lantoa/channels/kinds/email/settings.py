"""Who a letter comes from, and how an address is kept."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from lantoa.channels.contract import SettingsForm
from lantoa.foundation.errors import Refused


class MailForm(SettingsForm):
    """The mail server itself is the installation's, from the environment (docs/operating/settings.md)."""

    sender_name = forms.CharField(
        label="Tên người gửi",
        max_length=80,
        help_text="Tên cơ quan như người nhận thấy. Ví dụ: Sở Xây dựng tỉnh Sóc Trăng.",
    )
    reply_to = forms.EmailField(
        label="Địa chỉ nhận thư trả lời",
        required=False,
        help_text="Người nhận bấm trả lời thì thư đến đây.",
    )
    bounce_to = forms.EmailField(
        label="Hộp thư nhận báo lỗi",
        required=False,
        help_text="Máy chủ thư báo về đây khi không phát được. Để trống thì dùng địa chỉ gửi của hệ thống.",
    )


def mail_address(typed: str) -> str:
    """The address in small letters. Raises Refused (field "address")."""
    address = typed.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Refused(
            _("Địa chỉ thư điện tử không đúng. Ví dụ: nguyenvana@gmail.com."), code="address", field="address"
        ) from None
    if len(address) > 254:
        raise Refused(_("Địa chỉ thư điện tử quá dài."), code="address", field="address")
    return address
