"""What the first run and the settings screen decide about the machine: kept in HOME/settings.env, mode 0600.

The file holds lines `NAME=value` that settings read at start; a variable of the environment wins over it. So a
change here takes effect when `lantoa up` starts again, and a province that runs several machines sets the
environment instead.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation import clock, env
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import whole
from lantoa.organisation.access import Actor
from lantoa.organisation.models import Account, Installation, Role

# What may be written: name → what it is called on screen.
NAMES = {
    "LANTOA_BASE_URL": "Địa chỉ của hệ thống",
    "LANTOA_MAIL_HOST": "Máy chủ thư",
    "LANTOA_MAIL_PORT": "Cổng thư",
    "LANTOA_MAIL_USER": "Tài khoản thư",
    "LANTOA_MAIL_PASSWORD": "Mật khẩu thư",
    "LANTOA_MAIL_TLS": "Mã hóa thư",
    "LANTOA_MAIL_FROM": "Người gửi",
    "LANTOA_SECOND_FACTOR_ROLES": "Vai trò phải xác thực hai bước",
}
_SECRET = {"LANTOA_MAIL_PASSWORD"}


def path() -> Path:
    return Path(settings.HOME) / "settings.env"


def read() -> dict[str, str]:
    """What the file says now, which may be newer than what runs."""
    try:
        lines = path().read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    pairs = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def overridden() -> list[str]:
    """What the environment itself sets, by its name on screen: there the file has no effect."""
    return [label for name, label in NAMES.items() if name in os.environ and name not in settings.FROM_FILE]


def write(values: dict[str, str], *, actor: Actor) -> None:
    """Writes these names, leaving the others. An empty value takes a name out. Only who administers a root may."""
    if not (actor.system or actor.administers_all):
        raise Refused("Chỉ quản trị của cơ quan cấp cao nhất được đổi cài đặt hệ thống.", code="forbidden")
    cleaned = {name: _clean(name, value) for name, value in values.items()}
    with transaction.atomic():
        row = lock()
        kept = read()
        changed = _put(kept, cleaned)
        if changed:
            note("organisation.settings_changed", row, actor=actor, changes=changed)
            _save(kept)


def lock() -> Installation:
    """The one row, held until the caller's transaction ends: two first runs, or two who save settings, take turns."""
    row, _ = Installation.objects.get_or_create(singleton=True)
    return Installation.objects.select_for_update().get(pk=row.pk)


def _put(kept: dict[str, str], cleaned: dict[str, str]) -> dict[str, list[str]]:
    """Puts the values among those kept and gives what changed, for the audit: of secrets only that they did."""
    changed: dict[str, list[str]] = {}
    for name, clean in cleaned.items():
        if kept.get(name, "") != clean:
            changed[NAMES[name]] = ["…", "…"] if name in _SECRET else [kept.get(name, ""), clean]
        kept.pop(name, None)
        if clean:
            kept[name] = clean
    return changed


def _clean(name: str, value: str) -> str:
    if name not in NAMES:
        raise ValueError(f"{name} is not a setting of this file")
    text = value.strip()
    if any(ord(char) < 32 for char in text):
        raise Refused("Giá trị chỉ gồm một dòng.", code="line", field=name)
    if name == "LANTOA_BASE_URL" and text:
        text = _base_url(text)
    if name == "LANTOA_MAIL_PORT" and text and not 0 < (whole(text) or 0) < 65536:
        raise Refused("Nhập cổng từ 1 đến 65535, thường là 587.", code="port", field=name)
    if name == "LANTOA_SECOND_FACTOR_ROLES" and set(filter(None, text.split(","))) - set(Role.values):
        raise Refused("Có vai trò không tồn tại.", code="role", field=name)
    return text


def _base_url(text: str) -> str:
    raw = text.rstrip("/")
    if not env.is_base_url(raw):
        raise Refused(
            "Nhập địa chỉ dạng https://ten-mien, không kèm đường dẫn.", code="url", field="LANTOA_BASE_URL"
        )
    return raw


def _save(values: dict[str, str]) -> None:
    """Writes beside and renames, so that a crash leaves the old file or the new one."""
    target = path()
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write("# Do trang cài đặt ghi. Biến môi trường cùng tên được ưu tiên.\n")
        stream.writelines(f"{name}={value}\n" for name, value in sorted(values.items()))
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(target)


def issue_setup_token() -> str:
    """A new one-time token for the first-run page, whose digest alone is stored; an earlier one dies.

    Raises Refused when somebody can sign in already.
    """
    if Account.objects.exists():
        raise Refused("Hệ thống đã cài đặt; đăng nhập bằng tài khoản quản trị.", code="set_up")
    token = secrets.token_urlsafe(24)
    row, _ = Installation.objects.get_or_create(singleton=True)
    row.setup_token_digest = _digest(token)
    row.save(update_fields=["setup_token_digest"])
    return token


def setup_path(token: str) -> str:
    """The address of the first-run page with its token, to print at start."""
    return f"/cai-dat/?ma={token}"


def is_setup_token(token: str) -> bool:
    """Whether this token opens the first-run page now."""
    row = Installation.objects.filter(singleton=True).first()
    if row is None or not row.setup_token_digest or Account.objects.exists():
        return False
    return hmac.compare_digest(row.setup_token_digest, _digest(token))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def close_setup() -> None:
    """The first run is over: the token opens nothing any more."""
    row = lock()
    row.setup_token_digest = ""
    row.set_up_at = clock.now()
    row.save(update_fields=["setup_token_digest", "set_up_at"])
