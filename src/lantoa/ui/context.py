"""The context processor: `frame`, built only when a template looks at it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from lantoa.foundation import clock
from lantoa.ui import frames


def frame(request: HttpRequest) -> dict[str, Any]:
    return {
        "frame": SimpleLazyObject(lambda: frames.build(request)),
        "now_shown": SimpleLazyObject(clock.now),
    }
