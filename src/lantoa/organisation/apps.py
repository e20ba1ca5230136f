from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "lantoa.organisation"
    label = "organisation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lantoa.audit.registry import register_verbs, set_agency_names
        from lantoa.foundation.workdays import set_overrides_source
        from lantoa.jobs import schedule
        from lantoa.jobs.registry import register_labels
        from lantoa.organisation import calendar, frame, queries, sign_in_log
        from lantoa.organisation.verbs import VERBS

        register_verbs(VERBS)
        set_agency_names(queries.short_names)
        sign_in_log.connect()
        set_overrides_source(calendar.source)
        register_labels({"lantoa.organisation.jobs.send_invitation": "Gửi thư mời"})
        frame.register()
        schedule.register(
            "organisation.forget_failed_sign_ins",
            "20 2 * * *",
            "lantoa.organisation.jobs.forget_failed_sign_ins",
            "Xóa số lần đăng nhập sai đã cũ",
        )
