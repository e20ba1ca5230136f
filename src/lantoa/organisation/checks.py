"""Demo accounts, whose password everybody knows, stay on this machine: asked before a server starts."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError

from lantoa.foundation.env import is_loopback
from lantoa.organisation.models import Account

DEMO_DOMAIN = "lantoa.example"


def demo_accounts_exist() -> bool:
    """Whether anybody could sign in with the demo's password. False while there are no tables yet."""
    try:
        return Account.objects.filter(email__endswith=f"@{DEMO_DOMAIN}", is_active=True).exists()
    except DatabaseError:
        return False


def refuse_demo_in_public(bound_to: str) -> str:
    """Why the server may not start with demo accounts, in one sentence; empty where it may.

    `bound_to` is the address that the server listens on; the public name counts as well.
    """
    public = urlsplit(settings.BASE_URL).hostname or ""
    if is_loopback(bound_to) and is_loopback(public):
        return ""
    if not (settings.DEMO or demo_accounts_exist()):
        return ""
    return (
        "Bản trình diễn có tài khoản mẫu với mật khẩu ai cũng biết nên chỉ chạy ở 127.0.0.1, không có địa chỉ "
        "công khai. Để chạy thật, đặt LANTOA_HOME sang thư mục mới rồi chạy lại."
    )
