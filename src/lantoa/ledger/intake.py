"""Whether an upload may be kept, told by its content. Reads only; nothing is stored here."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, Protocol

from lantoa.documents.sniffing import FileType, sniff
from lantoa.foundation.errors import Refused
from lantoa.ledger import names, photos

MEGABYTE = 1024 * 1024
LIMITS = {
    "photo": 20 * MEGABYTE,
    "document": 50 * MEGABYTE,
    "audio": 300 * MEGABYTE,
    "video": 300 * MEGABYTE,
}
MOST = max(LIMITS.values())
_REFUSED_DOCUMENTS = {"rtf": "lưu lại thành .docx hoặc .pdf", "xlsb": "lưu lại thành .xlsx"}


class Upload(Protocol):
    """What a form gives: a name, a size and a stream that can be read again."""

    @property
    def name(self) -> str | None: ...
    @property
    def size(self) -> int | None: ...
    @property
    def file(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Fit:
    """An upload that may be kept: its true type, its clean name, and what a photo says of itself."""

    type: FileType
    name: str
    photo: photos.Photo | None = None


def examine(upload: Upload) -> Fit:
    """Raises Refused with field "file"; the sentence names the file, says what is wrong and the way out."""
    shown = names.clean_name(str(upload.name or ""), "")[:80]
    if getattr(upload, "too_large", False) or (upload.size or 0) > MOST:
        raise _refused(
            f"“{shown}” lớn hơn {MOST // MEGABYTE} MB. Cắt ngắn hoặc giảm chất lượng rồi gửi lại.", "large"
        )
    found = sniff(upload.file)
    _check_type(found, shown)
    limit = LIMITS[found.group]
    if (upload.size or 0) > limit:
        raise _refused(
            f"“{shown}” là {found.label}, lớn hơn {limit // MEGABYTE} MB. Giảm dung lượng rồi gửi lại.",
            "large",
        )
    photo = _check_photo(upload.file, found, shown) if found.group == "photo" else None
    return Fit(found, names.clean_name(str(upload.name or ""), found.extension), photo)


def take_original(stream: BinaryIO, size: int, name: str) -> Fit:
    """A document that its reader accepted: any text goes, and it is never shown, only handed out. Raises Refused."""
    if size == 0 or size > LIMITS["document"]:
        raise _refused(f"Tệp trống hoặc lớn hơn {LIMITS['document'] // MEGABYTE} MB. Chọn lại tệp.", "large")
    found = replace(sniff(stream), group="document", media_type="application/octet-stream")
    given = f".{name.rpartition('.')[2]}".lower() if "." in name else ""
    extension = found.extension or (given if re.fullmatch(r"\.[a-z0-9]{1,8}", given) else "")
    return Fit(replace(found, extension=extension), names.clean_name(name, extension))


def _check_type(found: FileType, shown: str) -> None:
    if found.kind == "empty":
        raise _refused(f"“{shown}” trống (0 byte). Chọn lại tệp.", "empty")
    if found.group == "unsafe":
        raise _refused(
            f"“{shown}” là {found.label}, có thể chạy mã trên máy người xem nên không nhận. "
            "Gửi ảnh chụp hoặc bản PDF.",
            "unsafe",
        )
    if found.has_macros:
        raise _refused(
            f"“{shown}” có macro nên không nhận. Lưu lại thành .docx, .xlsx hoặc .pdf (không macro) rồi gửi.",
            "macros",
        )
    if found.encrypted:
        raise _refused(
            f"“{shown}” đặt mật khẩu nên người khác không xem được. Bỏ mật khẩu rồi gửi lại.", "encrypted"
        )
    if found.broken:
        raise _refused(f"“{shown}” bị hỏng, không mở được. Gửi lại tệp gốc.", "corrupt")
    if found.kind in _REFUSED_DOCUMENTS:
        raise _refused(f"“{shown}” là {found.label}: {_REFUSED_DOCUMENTS[found.kind]} rồi gửi.", "unknown")
    if found.group not in LIMITS:
        raise _refused(
            f"“{shown}” là {found.label}; chỉ nhận ảnh, PDF, Word, Excel, PowerPoint, ghi âm và video.",
            "unknown",
        )


def _check_photo(stream: BinaryIO, found: FileType, shown: str) -> photos.Photo:
    try:
        return photos.look(stream, found.kind)
    except photos.Unfit as unfit:
        if unfit.code == "BOMB":
            raise _refused(
                f"“{shown}” có kích thước ảnh quá lớn (trên {photos.MOST_PIXELS // 10**6} triệu điểm ảnh). "
                "Giảm kích thước rồi gửi lại.",
                "bomb",
            ) from unfit
        raise _refused(
            f"“{shown}” là {found.label} nhưng bị hỏng, không mở được. Gửi lại tệp gốc.", "corrupt"
        ) from unfit


def _refused(message: str, code: str) -> Refused:
    return Refused(message, code=code, field="file")
