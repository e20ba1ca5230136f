"""Compound (OLE) files as Office wrote them until 2003: the container, and a small .xls inside one."""

from __future__ import annotations

import struct

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def ole(*names: str, content: bytes = b"") -> bytes:
    """A compound file with streams of these names; the first holds `content`, the others nothing."""
    padded = content.ljust(-(-max(len(content), 4096) // _SECTOR) * _SECTOR, b"\0") if content else b""
    entries = [_entry("Root Entry", 5, child=1)]
    for at, name in enumerate(names):
        right = at + 2 if at + 1 < len(names) else _FREE
        entries.append(_entry(name, 2, right=right, size=len(padded) if at == 0 else 0))
    entries += [b"\0" * 68 + b"\xff" * 12 + b"\0" * 48] * (-len(entries) % 4)
    in_directory, in_content = len(entries) // 4, len(padded) // _SECTOR
    if padded:
        entries[1] = entries[1][:116] + struct.pack("<L", 1 + in_directory) + entries[1][120:]
    fat = [_FAT, *_chain(1, in_directory), *_chain(1 + in_directory, in_content)]
    header = struct.pack(
        "<8s16sHHHHH6sLLLLLLLLL",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        b"",
        0,
        1,
        1,
        0,
        4096,
        _END,
        0,
        _END,
        0,
    )
    header += struct.pack("<L", 0) + b"\xff" * (_SECTOR - len(header) - 4)
    return header + _sector(fat) + b"".join(entries) + padded


def xls(rows: list[list[str | float]], *, sheet: str = "Phụ lục", sealed: bool = False) -> bytes:
    """A BIFF8 workbook of one sheet with words and numbers."""
    name = sheet.encode("utf-16-le")
    opening = _record(0x0809, struct.pack("<HHHHLL", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    opening += _record(0x002F, b"\1\0" + b"\0" * 52) if sealed else b""
    bound = len(opening) + 4 + 8 + len(name) + 4
    listed = struct.pack("<LBBBB", bound, 0, 0, len(sheet), 1) + name
    content = opening + _record(0x0085, listed) + _record(0x000A, b"")
    content += _record(0x0809, struct.pack("<HHHHLL", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            at = struct.pack("<HHH", row, column, 0)
            if isinstance(value, str):
                content += _record(0x0204, at + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
            else:
                content += _record(0x0203, at + struct.pack("<d", value))
    return ole("Workbook", content=content + _record(0x000A, b""))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _chain(first: int, length: int) -> list[int]:
    return [first + at + 1 for at in range(length - 1)] + ([_END] if length else [])


def _sector(numbers: list[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}L", *numbers).ljust(_SECTOR, b"\xff")


def _entry(name: str, kind: int, child: int = _FREE, right: int = _FREE, size: int = 0) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    head = struct.pack("<64sHBBLLL", written, len(written), kind, 1, _FREE, right, child)
    return head + b"\0" * 36 + struct.pack("<LQ", _END, size)
