from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "lantoa.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lantoa.audit.registry import register_open_kinds, register_verbs
        from lantoa.jobs import schedule
        from lantoa.jobs.registry import register_labels
        from lantoa.ledger.labels import AUDIT_VERBS
        from lantoa.ledger.vocabulary import VOCABULARIES
        from lantoa.ledger.web import slots

        register_verbs(AUDIT_VERBS)
        register_open_kinds(found.model._meta.label_lower for found in VOCABULARIES.values())
        slots.connect()
        register_labels({"lantoa.ledger.jobs.make_view": "Tạo ảnh xem từ tệp minh chứng"})
        schedule.register(
            "ledger.sweep_files",
            cron="40 2 * * *",
            job="lantoa.ledger.jobs.sweep_files",
            title="Dọn tệp không thuộc bản ghi nào",
        )
