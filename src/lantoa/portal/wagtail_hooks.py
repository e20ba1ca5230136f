"""What the editor does not show: what the house does in its own rooms."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

HIDDEN = frozenset({"help", "settings"})


@hooks.register("construct_main_menu")
def only_what_editors_use(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in HIDDEN]
