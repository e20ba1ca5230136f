"""What the ledger's verbs are called in the audit."""

AUDIT_VERBS = {
    "ledger.recorded": "Ghi hoạt động",
    "ledger.revised": "Sửa bản nháp hoạt động",
    "ledger.submitted": "Gửi hoạt động để xác nhận",
    "ledger.withdrawn": "Lấy lại hoạt động đã gửi",
    "ledger.confirmed": "Xác nhận hoạt động",
    "ledger.handed_back": "Trả lại hoạt động",
    "ledger.voided": "Hủy hoạt động",
    "ledger.discarded": "Bỏ bản nháp hoạt động",
    "ledger.replaced": "Đính chính hoạt động",
    "ledger.measured": "Ghi số liệu",
    "ledger.measurement_confirmed": "Xác nhận số liệu",
    "ledger.measurement_voided": "Hủy số liệu",
    "ledger.file_stored": "Lưu tệp",
    "ledger.evidence_attached": "Thêm minh chứng",
    "ledger.evidence_detached": "Bỏ minh chứng",
    "ledger.original_read": "Xem bản gốc có nơi, lúc chụp",
    "ledger.exported": "Xuất sổ hoạt động",
    "ledger.row_saved": "Sửa danh mục của sổ",
}
