"""What the audit says of each verb of this room, and how a period is called in the name of a file."""

from __future__ import annotations

import re

from lantoa.foundation.text import fold

AUDIT_VERBS = {
    "reports.begun": "Lập báo cáo",
    "reports.written": "Viết lời báo cáo",
    "reports.freeze_asked": "Yêu cầu chốt báo cáo",
    "reports.frozen": "Chốt báo cáo",
    "reports.reopened": "Mở lại báo cáo đã chốt",
    "reports.issued": "Ban hành báo cáo",
    "reports.correction_begun": "Bắt đầu sửa báo cáo đã ban hành",
    "reports.file_asked": "Tạo tệp báo cáo",
    "reports.round_opened": "Mở đợt báo cáo",
    "reports.round_changed": "Sửa đợt báo cáo",
    "reports.round_closed": "Đóng đợt báo cáo",
    "reports.round_reopened": "Mở lại đợt báo cáo",
    "reports.reminded": "Nhắc gửi báo cáo",
    "reports.submitted": "Gửi báo cáo lên cấp trên",
    "reports.received": "Nhận báo cáo của đơn vị",
    "reports.returned": "Trả lại báo cáo của đơn vị",
    "reports.template_set": "Đặt mẫu báo cáo riêng",
    "reports.template_ended": "Thôi dùng mẫu báo cáo riêng",
    "reports.period_changed": "Sửa kỳ báo cáo",
    "reports.outline_changed": "Sửa đề cương báo cáo",
    "reports.mailing_added": "Đặt lịch gửi số liệu",
    "reports.mailing_paused": "Tạm dừng lịch gửi số liệu",
    "reports.mailing_resumed": "Chạy tiếp lịch gửi số liệu",
    "reports.mailing_removed": "Xóa lịch gửi số liệu",
    "reports.mailing_begun": "Bắt đầu gửi số liệu",
    "reports.mailing_sent": "Gửi số liệu theo lịch",
    "reports.mailing_failed": "Không gửi được số liệu theo lịch",
}

NOTICE_KINDS = {
    "reports.file_asked": "Tạo tệp báo cáo",
    "reports.round_opened": "Yêu cầu báo cáo",
    "reports.round_changed": "Đợt báo cáo thay đổi",
    "reports.due": "Báo cáo sắp đến hạn",
    "reports.late": "Báo cáo trễ hạn",
    "reports.submitted": "Đơn vị gửi báo cáo",
    "reports.received": "Báo cáo đã được nhận",
    "reports.returned": "Báo cáo bị trả lại",
    "reports.mailed": "Số liệu gửi theo lịch",
    "reports.mailing_failed": "Gửi số liệu không thành công",
}


def in_file_name(label: str) -> str:
    """ "Quý I/2026" in the name of a file: "quy-i-2026"."""
    return re.sub(r"[^a-z0-9]+", "-", fold(label)).strip("-")
