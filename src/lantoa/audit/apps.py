from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "lantoa.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lantoa.audit import registry

        registry.register_verbs({"audit.exported": "Xuất nhật ký ra tệp"})
