"""Loads the demo: every room's demo.py, from the lowest room to the highest, by calling actions only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.db import transaction

from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.ops import installation
from lantoa.organisation import demo as organisation_demo

Say = Callable[[str], None]

FIRST_STEPS = (
    "Thử trước tiên:",
    "  1. Mở {base}/ban-lam-viec/ và đăng nhập bằng tài khoản đầu mối CCHC.",
    "  2. Vào Kế hoạch → Nạp từ văn bản, chọn tệp hoặc dán nội dung kế hoạch, sửa bản thảo rồi xác nhận.",
    "  3. Đăng nhập bằng tài khoản chuyên viên trên điện thoại, ghi một hoạt động kèm ảnh.",
)


def rooms_with_demo() -> list[str]:
    """Module names `lantoa.<room>.demo` in the order in which they run: what others build on comes first."""
    names = [config.name for config in reversed(list(apps.get_app_configs()))]
    return [f"{name}.demo" for name in names if name.startswith("lantoa.") and find_spec(f"{name}.demo")]


def load(today: date | None, say: Say) -> None:
    """All rooms in one transaction, standing on `today`. Raises Refused when something is here already."""
    if not installation.is_empty():
        raise Refused("Cơ sở dữ liệu đã có cơ quan: không nạp dữ liệu mẫu đè lên.", code="occupied")
    day = today or clock.today()
    with clock.standing_on(day), transaction.atomic():
        for name in rooms_with_demo():
            say(f"Dữ liệu mẫu: {name.split('.')[1]}")
            import_module(name).build(day)
    mark = settings.HOME / "demo"
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_text(f"{day.isoformat()}\n", encoding="utf-8")


def welcome() -> list[str]:
    """Accounts and first steps, for the terminal."""
    width = max(len(email) for email, _, _ in organisation_demo.accounts())
    lines = ["", f"Tài khoản mẫu (mật khẩu chung: {organisation_demo.DEMO_PASSWORD}):"]
    lines += [f"  {email:<{width}}  {name}, {what}" for email, name, what in organisation_demo.accounts()]
    return [*lines, "", *(line.format(base=settings.BASE_URL) for line in FIRST_STEPS)]
