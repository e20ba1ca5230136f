"""What a file is, told by its content. A name proves nothing: it is only what somebody typed."""

from __future__ import annotations

import io
from typing import BinaryIO

from lantoa.documents.sniffing.containers import sniff_ole, sniff_zip
from lantoa.documents.sniffing.media import sniff_media
from lantoa.documents.sniffing.text import sniff_text
from lantoa.documents.sniffing.types import FileType, file_type

HEAD = 64 * 1024

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x7fELF", "exe"),
    (b"\xca\xfe\xba\xbe", "exe"),
    (b"\xfe\xed\xfa\xce", "exe"),
    (b"\xfe\xed\xfa\xcf", "exe"),
    (b"\xcf\xfa\xed\xfe", "exe"),
    (b"\xce\xfa\xed\xfe", "exe"),
    (b"\x00asm", "exe"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "exe"),
    (b"#!", "script"),
)
_PDF_WITHIN = 1024

__all__ = ["FileType", "file_type", "sniff"]


def sniff(source: bytes | BinaryIO) -> FileType:
    """The type of the content, `kind` "unknown" when nothing fits and "empty" for no bytes at all.

    A stream must be seekable and is left at its beginning. A picture followed by anything else (a polyglot)
    is still that picture: viewers and our derivatives read its beginning.
    """
    stream: BinaryIO = io.BytesIO(source) if isinstance(source, bytes) else source
    stream.seek(0)
    head = stream.read(HEAD)
    try:
        return _sniff(head, stream)
    finally:
        stream.seek(0)


def _sniff(head: bytes, stream: BinaryIO) -> FileType:
    if not head:
        return file_type("empty")
    media = sniff_media(head)
    if media:
        return media
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return sniff_zip(stream)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return sniff_ole(stream)
    if b"%PDF-" in head[:_PDF_WITHIN] and not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return file_type("pdf")
    for start, kind in _STARTS:
        if head.startswith(start):
            return file_type(kind)
    if head.startswith(b"MZ") and b"\x00" in head[:64]:
        return file_type("exe")
    return sniff_text(head)
