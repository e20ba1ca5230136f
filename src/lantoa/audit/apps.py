from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "lantoa.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lantoa.audit import access, registry
        from lantoa.ui.registry import NavItem, register_nav

        registry.register_verbs({"audit.exported": "Xuất nhật ký ra tệp"})
        register_nav(NavItem("quan-tri", "Nhật ký", "audit:list", 970, shown=access.reads_audit))
