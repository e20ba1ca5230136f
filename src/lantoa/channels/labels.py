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
    "channels.channel_opened": "Mở kênh",
    "channels.channel_changed": "Sửa cài đặt kênh",
    "channels.sending_limited": "Đặt giới hạn gửi chung",
    "channels.tried_out": "Gửi thử qua kênh",
    "channels.token_renewed": "Gia hạn quyền gửi của kênh",
    "channels.composed": "Soạn lượt gửi",
    "channels.rewritten": "Sửa nội dung lượt gửi",
    "channels.approval_asked": "Trình duyệt lượt gửi",
    "channels.returned": "Trả lại lượt gửi",
    "channels.approved": "Duyệt lượt gửi",
    "channels.sent": "Gửi qua các kênh",
    "channels.cancelled": "Hủy lượt gửi",
    "channels.part_begun": "Bắt đầu phát tin qua một kênh",
    "channels.part_ended": "Phát tin xong qua một kênh",
    "channels.part_done": "Ghi việc đã làm ngoài hệ thống",
    "channels.resent": "Gửi lại tin không gửi được",
    "channels.recorded": "Ghi lượt gửi vào sổ",
    "channels.deliveries_exported": "Xuất danh sách phát tin",
    "channels.deliveries_added_up": "Gộp danh sách phát tin cũ",
    "channels.bounced": "Thôi gửi đến địa chỉ không còn dùng",
    "channels.subscribed": "Đăng ký nhận tin",
    "channels.confirmed": "Xác nhận nhận tin",
    "channels.stopped": "Thôi nhận tin",
    "channels.topics_chosen": "Chọn loại tin nhận",
    "channels.barred": "Ghi địa chỉ không gửi",
    "channels.unbarred": "Bỏ địa chỉ khỏi danh sách không gửi",
    "channels.subscriber_erased": "Xóa dữ liệu người nhận tin",
    "channels.subscriber_read": "Xem dữ liệu người nhận tin",
    "channels.subscribers_forgotten": "Xóa người nhận tin hết hạn lưu",
    "channels.topic_added": "Thêm loại tin",
    "channels.topic_ended": "Thôi dùng loại tin",
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
