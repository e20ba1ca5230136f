"""What the audit says of each verb of this room."""

AUDIT_VERBS = {
    "reports.begun": "Lập báo cáo",
    "reports.written": "Viết lời báo cáo",
    "reports.frozen": "Chốt báo cáo",
    "reports.reopened": "Mở lại báo cáo đã chốt",
    "reports.issued": "Ban hành báo cáo",
    "reports.correction_begun": "Bắt đầu sửa báo cáo đã ban hành",
    "reports.round_opened": "Mở đợt báo cáo",
    "reports.round_closed": "Đóng đợt báo cáo",
    "reports.submitted": "Gửi báo cáo lên cấp trên",
    "reports.received": "Nhận báo cáo của đơn vị",
    "reports.returned": "Trả lại báo cáo của đơn vị",
    "reports.template_set": "Đặt mẫu báo cáo riêng",
    "reports.template_ended": "Thôi dùng mẫu báo cáo riêng",
    "reports.outline_changed": "Sửa đề cương báo cáo",
}
