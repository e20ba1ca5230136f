"""Stamps that the processes of one machine share: the stamp of a name changes whenever something of that name did.

A small file mapped into memory, so that asking costs no call of the system. Knows no database.
"""

from __future__ import annotations

import mmap
import os
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol
from zlib import crc32

SLOTS = 2048
_WIDTH = 8
_SIZE = SLOTS * _WIDTH


class Snapshot(Protocol):
    """How every stamp stood at one moment."""

    def of(self, names: Iterable[str]) -> tuple[bytes, ...]: ...


class Stamps(Protocol):
    """`current(names)` compares with what a snapshot gave for the same names: alike means that nothing has changed."""

    def snapshot(self) -> Snapshot: ...

    def current(self, names: tuple[str, ...]) -> tuple[bytes, ...]: ...

    def change(self, names: Iterable[str]) -> None: ...


class _Copy:
    def __init__(self, content: bytes) -> None:
        self.content = content

    def of(self, names: Iterable[str]) -> tuple[bytes, ...]:
        return tuple(_at(self.content, name) for name in names)


class FileStamps:
    """Stamps of one machine. Two names may fall on one slot: then one changes with the other, which costs a redrawing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._map: mmap.mmap | None = None
        self._opening = threading.Lock()

    def snapshot(self) -> Snapshot:
        return _Copy(bytes(self._file()[:]))

    def current(self, names: tuple[str, ...]) -> tuple[bytes, ...]:
        shared = self._map or self._file()
        return tuple([shared[at : at + _WIDTH] for at in map(_offset, names)])

    def change(self, names: Iterable[str]) -> None:
        shared = self._file()
        for name in names:
            at = _offset(name)
            shared[at : at + _WIDTH] = os.urandom(_WIDTH)  # not one more: two processes would write the same

    def _file(self) -> mmap.mmap:
        if self._map is None:
            with self._opening:
                if self._map is None:
                    self._map = self._open()
        return self._map

    def _open(self) -> mmap.mmap:
        self.path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            if os.fstat(handle).st_size < _SIZE:
                os.ftruncate(handle, _SIZE)
            return mmap.mmap(handle, _SIZE)
        finally:
            os.close(handle)


_offsets: dict[str, int] = {}


def _offset(name: str) -> int:
    found = _offsets.get(name)
    if found is None:
        found = _offsets[name] = crc32(name.encode()) % SLOTS * _WIDTH
    return found


def _at(content: bytes, name: str) -> bytes:
    at = _offset(name)
    return content[at : at + _WIDTH]
