"""The cache of one machine: files, as Django has them, and an `add` of which only one of many at once succeeds.

allauth takes that for granted where it limits the codes of the second step; Django's own looks first and writes then.
"""

from __future__ import annotations

import fcntl
import os
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache


class FileCache(FileBasedCache):
    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        self._createdir()  # type: ignore[attr-defined]
        handle = os.open(os.path.join(self._dir, ".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)  # type: ignore[attr-defined]
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            return bool(super().add(key, value, timeout, version))
        finally:
            os.close(handle)
