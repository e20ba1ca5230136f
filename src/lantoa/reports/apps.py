from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "lantoa.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lantoa.audit.registry import register_verbs
        from lantoa.reports.labels import AUDIT_VERBS

        register_verbs(AUDIT_VERBS)

        from lantoa.reports import registrations

        registrations.connect()
