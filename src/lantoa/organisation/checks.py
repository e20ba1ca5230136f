"""Checks at start: demo accounts, whose password everybody knows, stay on this machine."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from lantoa.organisation.models import Account

DEMO_DOMAIN = "lantoa.example"


def demo_accounts_exist() -> bool:
    """Whether anybody could sign in with the demo's password. False while there are no tables yet."""
    try:
        return Account.objects.filter(email__endswith=f"@{DEMO_DOMAIN}", is_active=True).exists()
    except DatabaseError:
        return False


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine. An empty one means every address."""
    bare = host.strip().strip("[]").lower()
    if bare == "localhost" or bare.endswith(".localhost"):
        return True
    try:
        return ip_address(bare).is_loopback
    except ValueError:
        return False


def refuse_demo_in_public(bound_to: str = "127.0.0.1") -> str:
    """Why the server may not start with demo accounts, in one sentence; empty where it may.

    `bound_to` is the address that the server listens on.
    """
    public = urlsplit(settings.BASE_URL).hostname or ""
    if is_loopback(bound_to) and is_loopback(public):
        return ""
    if not demo_accounts_exist():
        return ""
    return (
        "Cơ sở dữ liệu có tài khoản trình diễn, mật khẩu ai cũng biết; "
        "chỉ chạy được trên máy này (127.0.0.1). Dùng một LANTOA_HOME mới để chạy thật."
    )


@register(Tags.database)
def demo_stays_on_this_machine(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    reason = refuse_demo_in_public()
    return (
        [Error(reason, hint="lantoa init lập một bản cài đặt mới.", id="organisation.E001")] if reason else []
    )
