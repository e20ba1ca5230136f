from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "lantoa.ops"
    label = "ops"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lantoa.jobs import schedule
        from lantoa.notices.registry import register_kinds

        register_kinds({"ops.audit_broken": "Nhật ký bị can thiệp"})
        schedule.register(
            "ops.check_audit", "30 2 * * 0", "lantoa.ops.jobs.check_audit", "Kiểm tra nhật ký hằng tuần"
        )
        schedule.register(
            "ops.sweep_uploads", "20 * * * *", "lantoa.ops.jobs.sweep_uploads", "Dọn tệp tải lên dở dang"
        )
