"""System checks: a link of the navigation that leads nowhere is an error of the installation."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import NoReverseMatch, reverse

from lantoa.ui import registry
from lantoa.ui.templatetags.lantoa_ui import icon_names


@register("ui")
def navigation_leads_somewhere(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for item in registry.nav_items():
        try:
            reverse(item.url_name)
        except NoReverseMatch:
            found.append(
                Error(
                    f"Mục “{item.label}” trỏ đến {item.url_name}, không có địa chỉ nào tên như vậy.",
                    hint="Sửa url_name trong NavItem hoặc thêm đường dẫn vào urls.py.",
                    id="ui.E001",
                )
            )
        if item.icon and item.icon not in icon_names():
            found.append(Error(f"Mục “{item.label}” dùng biểu tượng lạ: {item.icon}.", id="ui.E002"))
    return found
