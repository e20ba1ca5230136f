from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "lantoa.procedures"
    label = "procedures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lantoa.audit.registry import register_verbs

        register_verbs(
            {
                "procedures.added": "Thêm thủ tục",
                "procedures.saved": "Sửa thủ tục",
                "procedures.replaced": "Ghi thủ tục bị thay thế",
                "procedures.abolished": "Ghi thủ tục bị bãi bỏ",
                "procedures.reinstated": "Ghi lại thủ tục còn hiệu lực",
                "procedures.discarded": "Xóa thủ tục thêm nhầm",
                "procedures.field_added": "Thêm lĩnh vực thủ tục",
                "procedures.field_saved": "Sửa lĩnh vực thủ tục",
                "procedures.field_discarded": "Xóa lĩnh vực thủ tục",
                "procedures.file_kept": "Nạp tệp danh mục thủ tục",
                "procedures.file_read": "Đọc tệp danh mục thủ tục",
                "procedures.taken_in": "Nhập danh mục thủ tục từ tệp",
                "procedures.file_dropped": "Bỏ tệp danh mục thủ tục",
                "procedures.portal_set": "Đổi liên kết cổng dịch vụ công",
            }
        )
        from lantoa.procedures import registrations

        registrations.connect()
