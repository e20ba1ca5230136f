"""What the audit says of each verb of this room, and the labels that codes bear everywhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from lantoa.channels.registry import LabelKind
from lantoa.organisation.models import Agency

AUDIT_VERBS = {
    "channels.placed": "Đặt mã QR",
    "channels.changed": "Sửa mã QR",
    "channels.withdrawn": "Thu hồi mã QR",
    "channels.restored": "Dùng lại mã QR",
    "channels.sheet_asked": "Tạo tờ in mã QR",
    "channels.scans_exported": "Xuất số lượt quét mã QR",
    "channels.scans_recorded": "Ghi số lượt quét mã QR vào sổ",
    "channels.host_added": "Cho phép mã QR dẫn đến tên miền",
    "channels.host_removed": "Thôi cho mã QR dẫn đến tên miền",
}

_MOMENTS = (
    ("huong-dan", "Khi được hướng dẫn"),
    ("tiep-nhan", "Khi nộp hồ sơ"),
    ("tra-ket-qua", "Khi nhận kết quả"),
    ("cho", "Trong lúc chờ"),
)


def _moments(agency: Agency) -> Sequence[tuple[str, str]]:
    return _MOMENTS


def _say_moment(keys: Collection[str]) -> dict[str, str]:
    return {key: words for key, words in _MOMENTS if key in keys}


MOMENT = LabelKind("channels.moment", "Thời điểm phục vụ", choices=_moments, say=_say_moment, order=10)
"""When in the service somebody meets the code."""
