"""Why a file cannot be read, and the way out: one sentence for each reason."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from lantoa.documents.archives import Bomb, BrokenArchive, SealedArchive
from lantoa.documents.blocks import Unreadable

MAX_BYTES = 50 * 1024 * 1024
MAX_BLOCKS = 200_000
MAX_CELLS = 500_000

_MESSAGES = {
    "EMPTY": "Tệp không có nội dung. Kiểm tra lại tệp rồi nạp lại.",
    "TOO_LARGE": (
        "Tệp quá lớn để đọc (tối đa 50 MB, 200.000 đoạn, 500.000 ô). Bỏ bớt hình ảnh, xóa các dòng, cột thừa "
        "hoặc tách tệp rồi nạp lại."
    ),
    "OLD_WORD": (
        "Tệp theo định dạng Word cũ (.doc) chưa đọc được. Mở bằng Word, chọn Lưu thành (Save As), lưu lại thành "
        ".docx rồi nạp lại."
    ),
    "SCANNED_PDF": (
        "Tệp PDF là bản chụp (scan), không có lớp chữ để đọc. Nạp bản Word (.docx) hoặc dán nội dung từ bản Word."
    ),
    "ENCRYPTED": "Tệp được bảo vệ bằng mật khẩu. Mở tệp, gỡ mật khẩu, lưu lại rồi nạp lại.",
    "CORRUPT": (
        "Tệp bị hỏng hoặc chưa tải lên đủ. Mở thử trên máy; nếu mở được, lưu lại thành tệp mới rồi nạp lại; nếu "
        "không, dán nội dung từ bản Word."
    ),
    "BOMB": (
        "Tệp có cấu trúc bất thường (phình quá lớn khi mở hoặc chứa khai báo XML lạ) nên không được đọc. Mở bằng "
        "Word hoặc Excel, lưu lại thành tệp mới rồi nạp lại."
    ),
}


def refuse(code: str, message: str = "") -> Unreadable:
    """The error to raise for `code`, with the house's sentence unless a better one is given."""
    return Unreadable(code, message or _MESSAGES[code])


@contextmanager
def archive_refusals(*, bomb: str = "BOMB", sealed: str = "ENCRYPTED") -> Iterator[None]:
    """Whatever is wrong with the archive that is read in the block becomes the error to raise."""
    try:
        yield
    except Bomb as error:
        raise refuse(bomb) from error
    except SealedArchive as error:
        raise refuse(sealed) from error
    except BrokenArchive as error:
        raise refuse("CORRUPT") from error


def macros(extension: str) -> Unreadable:
    """`extension` is the macro-free type to save as, e.g. ".docx"."""
    return Unreadable(
        "MACROS", f"Tệp có chứa macro nên không được đọc. Lưu lại thành {extension} rồi nạp lại."
    )


def unknown(kind: str, way_out: str) -> Unreadable:
    """`kind` is the Vietnamese name of what was found."""
    return Unreadable("UNKNOWN_TYPE", f"Chưa đọc được {kind}. {way_out}")


def mislabelled(extension: str, kind: str, way_out: str) -> Unreadable:
    """The name promises `extension`, the content is `kind`."""
    return Unreadable("MISLABELLED", f"Tệp có đuôi {extension} nhưng nội dung là {kind}. {way_out}")
